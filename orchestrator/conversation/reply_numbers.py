"""Whole numbers in digits and in words of seven languages, as one expression; folded text."""

import re

from orchestrator.conversation.dates import MONTH

NUMBER = (
    r"(?<![\w-])(?:\d+|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|"
    r"six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:a|one|two) (?:hundred|"
    r"dozen)|"
    r"zwei|drei|vier|fünf|sechs|sieben|acht|neun|elf|zwölf|\w*(?:zehn|zig|hundert)\w*|"
    r"deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|"
    r"(?:dix|vingt|trente|quarante|cinquante|soixante|cent)(?:-\w+)*|"
    r"dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|"
    r"(?:dieci|veinti|venti)\w+|veinte|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|"
    r"cien(?:to)?|due|tre|quattro|cinque|sei|sette|otto|nove|undici|dodici|tredici|quindici|"
    r"(?:vent|trent|quarant|cinquant|sessant|settant|ottant|novant)[aio]\w*|dieci|cento\w*|"
    r"twee|drie|vijf|zes|zeven|negen|tien|twaalf|\w{2,}(?:tien|tig|honderd)|"
    r"sedici|diciass\w+|diciott\w+|diciann\w+|dezas\w+|dezes\w+|dezo\w+|dezan\w+|dezen\w+|"
    r"dois|duas|três|quatro|sete|oito|dez|doze|treze|catorze|vinte|trinta|quarenta|cinquenta|"
    r"sessenta|oitenta|cem)(?![\w-])"
)


def is_other_number(text: str, match: re.Match[str], kind: str, after: str) -> bool:
    """A score, a date, a time, a price or a phone number is no ask."""
    before = text[max(0, match.start() - 14) : match.start()].lower()
    if _SCORE.match(after) or (
        re.match(r"(?:5|10)\b(?!\s*[,;]?\s*(?:yes|no))", after) and "/" in match[0]
    ):
        return True
    if _PART_OF_A_DATE.search(text, max(0, match.start() - 3), match.start()):
        return True
    if kind == "about" and _SPAN_BEGINS.search(before):
        return True
    if kind == "ordinal" and _MONTH.match(re.sub(r"^(?:of|de|di) ", "", after)):
        return True
    if kind == "solid" and "." in match[0] and _MONTH.match(after):
        return True
    if kind in ("loose", "solid") and _LED_NUMBER.search(before):
        return True
    return kind in ("loose", "joined", "about") and bool(_COUNTED.match(after))


_SCORE = re.compile(
    r"\s*(?:/\s?(?:5|10)\b|(?:out )?of (?:5|five)|(?:von|auf) (?:5|fünf)|sur (?:5|cinq)|"
    r"(?:de|sobre|em) (?:5|cinco)|su (?:5|cinque)|(?:van|op) (?:de |5|vijf))",
    re.I,
)
_LED_NUMBER = re.compile(
    r"(?:\b(?:pulse|puls|score|note|happiness|rating|week|site|report|phase|page|map|haus|house|"
    r"floor|room|"
    r"zimmer|kw|semaine|semana|settimana|release|version|rev|step|line|invoice|voto|cijfer|nota|"
    r"from|to|the|at|um)|@|"
    r"[£$€])[ :]*$"
)
# "Open from 1 to 3, yes."
_SPAN_BEGINS = re.compile(
    r"\b\d{1,2} (?:votes?|stimmen|voix|votos|voti|stemmen)\s*$|\b(?:from|between|von|zwischen|de|"
    r"entre|das|da|dalle|tra|van|tussen) \d{1,2}\s*$"
)
_COUNTED = re.compile(
    rf"(?:st|nd|rd|th)\b|(?:{MONTH})\b|"
    r"(?:weeks?|days?|months?|a\.?m|p\.?m|stars?|uhr|heures?|horas?|ore|uur)\b",
    re.I,
)
_MONTH = re.compile(rf"(?:{MONTH})\b", re.I)
_PART_OF_A_DATE = re.compile(r"\d[./]\Z")
