"""How an out-of-office names days, in the languages of our clients.  Pure.

All patterns read lower case.
"""

import re

_MONTHS = {
    1: "january jan januar jänner janvier janv enero ene gennaio gen januari janeiro stycznia "
    "ledna tammikuuta января",
    2: "february feb februar feber février févr fév febrero febbraio februari fevereiro fev "
    "lutego února helmikuuta февраля",
    3: "march mar märz mrz mars marzo maart mrt março marts marca března maaliskuuta марта",
    4: "april apr avril avr abril abr aprile kwietnia dubna huhtikuuta апреля",
    5: "may mai mayo maggio mag mei maio maj maja května toukokuuta мая",
    6: "june jun juni juin junio giugno giu junho czerwca června kesäkuuta июня",
    7: "july jul juli juillet juil julio luglio lug julho lipca července heinäkuuta июля",
    8: "august aug août agosto ago augustus agost augusti sierpnia srpna elokuuta августа",
    9: "september sep sept septembre septiembre settembre set setembro września září syyskuuta "
    "сентября",
    10: "october oct oktober okt octobre octubre ottobre ott outubro out października října "
    "lokakuuta октября",
    11: "november nov novembre noviembre novembro listopada listopadu marraskuuta ноября",
    12: "december dec dezember dez décembre déc diciembre dic dicembre dezembro desember grudnia "
    "prosince joulukuuta декабря",
}
MONTH_OF = {name: number for number, names in _MONTHS.items() for name in names.split()}
_MONTH = "(" + "|".join(sorted(MONTH_OF, key=len, reverse=True)) + r")\b\.?"
_WEEKDAYS = {
    0: "monday mon montag mo lundi lunes lunedì maandag segunda-feira segunda mandag måndag "
    "poniedziałek poniedziałku pondělí maanantaina понедельник понедельника",
    1: "tuesday tue tues dienstag di mardi martes martedì dinsdag terça-feira terça tirsdag "
    "tisdag wtorek wtorku úterý tiistaina вторник вторника",
    2: "wednesday wed mittwoch mercredi miércoles mercoledì woensdag quarta-feira quarta onsdag "
    "środę środy středu keskiviikkona среду среды",
    3: "thursday thu thurs donnerstag jeudi jueves giovedì donderdag quinta-feira quinta torsdag "
    "czwartek czwartku čtvrtek torstaina четверг четверга",
    4: "friday fri freitag vendredi viernes venerdì vrijdag sexta-feira sexta fredag piątek "
    "piątku pátek perjantaina пятницу пятницы",
    5: "saturday sat samstag sonnabend samedi sábado sabato zaterdag lørdag lördag sobotę субботу",
    6: "sunday sun sonntag dimanche domingo domenica zondag søndag söndag niedzielę воскресенье",
}
WEEKDAY_OF = {name: number for number, names in _WEEKDAYS.items() for name in names.split()}
_WEEKDAY_NAMES = "|".join(sorted(WEEKDAY_OF, key=len, reverse=True))
_WEEKDAY = "(" + _WEEKDAY_NAMES + r")\b"

ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
CJK = re.compile(r"(?:(20\d\d)\s?年\s?)?(?<!\d)(\d{1,2})\s?月\s?(\d{1,2})\s?[日号]")
NUMERIC = re.compile(
    r"(?<![\d.,/])(\d{1,2})([./-])(\d{1,2})(?:\2((?:20)?\d\d)?(?!\d))?(?![\d/]|[:]\d)"
)
DAY_MONTH = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|er|º|ª|°|\.)?(?:\s+(?:of|de|del))?[\s-]+" + _MONTH
    + r"(?:,?\s+(?:de\s+|del\s+)?(20\d\d))?"
)  # fmt: skip
MONTH_DAY = re.compile(r"\b" + _MONTH + r"\s+(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(20\d\d))?")
WEEK = re.compile(
    r"\b(?:weeks?|wk|kw|kalenderwoche|semaine|semana|settimana|uge|uke|v\.|vecka)\s*(\d{1,2})\b"
    r"(?!\s*-)"
)
BARE_DAY = re.compile(
    r"\b(?:the|am|dem|le|au|el|al|il|den|dia|o|de|"
    + _WEEKDAY_NAMES
    + r"),?\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th|er|e|º|\.)?"
    r"(?=[\s.,;!)]|$)(?!\s*(?:%|h\b|uhr|o'clock|:))"
)
BARE_WEEKDAY = re.compile(
    r"\b(?:on|next|by|until|till|am|ab|kommenden|nächsten|bis|le|lundi|ce|el|il|da|op|tot|na|no|"
    r"até|hasta|back|return|returning|again|zurück|retour|terug|este|prossimo|próximo|próxima|"
    r"volgende|aanstaande|på|w|we|v|od|do|в|во|с|до)"
    r"\s+(?:zum\s+|the\s+|next\s+|op\s+|jusqu.à\s+|следующий\s+)?"
    + _WEEKDAY
    + r"(?!\s*,?\s*(?:the\s+|den\s+|dem\s+|\()?\d)"
)
RELATIVE = re.compile(r"\b(?:tomorrow|morgen|demain|mañana|domani|amanhã|imorgon|jutro|завтра)\b|"
                      r"明日|明天")  # fmt: skip

RETURN = re.compile(
    r"\bback\b|return|resum|reopen|re-open|in the office again|available again|reachable again|"
    r"wieder|zurück|rückkehr|kehre|öffnen|de retour|\bretour|rentr|repri[sr]|reprend|rouvr|"
    r"réouv|à nouveau|à partir d|de nouveau|vuelv|vuelta|regres|reincorpor|retom|reabr|rientr|"
    r"ritorn|\btorn|riapr|di nuovo|terug|\bweer\b|volt(?:o|arei|amos|aremos|a)\b|retorn|de volta|"
    r"novamente|tilbage|tilbake|\båter\b|tillbaka|wraca|powr|operativ|palaa|takaisin|zpět|vrát|"
    r"верн|возвращ|снова|出社|出勤|復帰|再開|戻り|営業いたし|通常|回到|返回|恢复|上班|回来"
)
RETURN_BEHIND = re.compile(
    r"wieder|zurück|\bweer\b|terug|tilbage|tilbake|\båter\b|tillbaka|より|出社|出勤|復帰|再開|"
    r"営業|回到|返回|恢复|上班|回来"
)
"""Words of return that stand behind their day where another day follows."""

GOES_ON = re.compile(r"[,;:]|\b(?:and|und|og|och|en|et|e|y|и)\b")
UNTIL = re.compile(
    r"(?:\b(?:until|till|til|thru|through|bis|jusqu['’]?(?:au|à|a)?|hasta|"
    r"fino (?:al|a|alle|all)|sino al|tot|t/m|até|to and including|inklusive|fram till|indtil|"
    r"t\.?o\.?m\.?|do|до|по)(?!\w)|[至到])[\s\w,.'’]{0,24}$"
)
UNTIL_AFTER = re.compile(r"^\.?\s?(?:asti|saakka|まで|为止)")
INCLUSIVE_BEFORE = re.compile(
    r"through|thru|einschl|t/m|tot en met|incl|inkl|to and including|compres|up to and|"
    r"till och med|til og med|t\.?o\.?m"
)
INCLUSIVE_AFTER = re.compile(
    r"^\W{0,3}(?:(?:ambos|both) )?(?:inclu|einschl|inkl|compres|włącz|включ|まで)"
)
RANGE = re.compile(
    r"(\d(?:st|nd|rd|th|er|\.|日|号)?|[^\W\d_]{3,})\.?\s*(?:-|–|—|~|〜|\.\.|to|"
    r"bis(?: zum| einschließlich)?|au|al|a|t/m|tot(?: en met)?|até(?: ao)?|and|à|do|till?|"
    r"till och med|til og med|по|から|至|到)\s*(?:the |dem |el |il |den |" + _WEEKDAY
    + r"[, ]*(?:den )?)?$"
)  # fmt: skip
STARTS = re.compile(
    r"(?:starting|beginning|commencing|effective|as of|starts?) (?:on )?(?:\w{2,9},? )?$"
)
TO_FOLLOWS = re.compile(r"\s*(?:-|–|to\b|bis\b|au\b|al\b|t/m\b|until\b|から|至)")
OTHERS = re.compile(
    r"colleague|kolleg|collègue|compañer|collega|colega|\bcover(?:ed|ing|s)?\b|koleg|коллег"
)
OTHERS_GO_ON = re.compile(r"\s*(?:she|he|they|elle|ella|él|lei|lui|zij|hij|ela|ele|hun|hon|han)\b")
NOT_SENDER = re.compile(
    r"forward|weitergeleitet|transf[ée]r|reenvi|inoltrat|doorgestuurd|reencaminh|sent on|"
    r"gesendet am|envoyé le|dated|your message of|ihre nachricht vom|"
    r"left the|left \w+ on|verlassen|quitté|non lavoro più|ya no trabaja|no longer"
)
# A full stop after a number ends a sentence only where no month follows it.
SENTENCE_END = re.compile(
    r"(?<=[^\d\W])[.!?]\s+(?=[A-ZÀ-ÝА-Я¡¿])|[!?;]\s|[。!?]|\n\s*\n|(?<=\d{4})\.\s|"
    r"(?<=\d)\.\s+(?!(?i:" + _MONTH + r"))(?=[A-ZА-Я][a-zа-я]{1,9}\s[a-zéа-я])"
)
