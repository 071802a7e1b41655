"""What a value ask asks for, and how such a thing is written, in seven languages.

A date where a date was asked for, an hour for opening times, money for a price: what has the
asked shape is an answer, and a sentence without it is none.
"""

from dataclasses import dataclass
import re

from orchestrator.conversation.dates import MONTH, WEEKDAY
from orchestrator.conversation.reply_asks import Ask, fold
from orchestrator.conversation.reply_numbers import NUMBER


@dataclass(frozen=True)
class Shape:
    """``asked`` stands in the folded ask, ``written`` in the words of the answer.

    ``relative``: other words for it; ``strict``: it cannot be said in other words.
    """

    asked: re.Pattern[str]
    written: re.Pattern[str]
    relative: re.Pattern[str] | None = None
    strict: bool = False


_DAY_END = r"(?:st|nd|rd|th|er|º|ª|\.)?"
_YEAR = r"(?:,? (?:de |del )?\d{4}\b)?"
_FROM = (
    r"(?:(?:from|by|until|ab|bis|vom?|zum|seit|à partir du|dès|jusqu'au|a partir del?|desde|hasta|"
    r"dal|entro|fino al|vanaf|tot|até|a partir de)(?: (?:the|zum|el|il|o|dem))? )?"
)
_DATE = (
    rf"{_FROM}(?:(?:(?:{WEEKDAY})(?:-feira)?,? )?(?:the |le |el |il |den |dem |dia |o dia |de )?"
    rf"\d{{1,2}}{_DAY_END} ?(?:de |of |di |d')?(?:{MONTH})\b{_YEAR}|"
    rf"(?:(?:{WEEKDAY}),? )?(?:{MONTH})\.? (?:the )?\d{{1,2}}(?:st|nd|rd|th)?\b"
    rf"(?:\s?[-–/&]\s?\d{{1,2}}\b)?{_YEAR}|"
    r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}(?:[./]\d{2,4}|\.)?(?![\d%€£$]| ?(?:€|euro|uhr|uur|h\b))|"
    rf"(?:(?:{WEEKDAY}),? )?the \d{{1,2}}(?:st|nd|rd|th)\b|(?:am|den|dem|zum) \d{{1,2}}\.(?!\d)|"
    rf"(?:{WEEKDAY}) (?:the )?\d{{1,2}}{_DAY_END}(?![\d:]| ?(?:h\b|uhr|uur|am\b|pm\b|o'clock))|"
    rf"(?:end of|mid[ -]|early|late|ende|mitte|anfang|fin|mi-|début|finales de|fines de|"
    rf"mediados de|"
    rf"principios de|fine|metà|inizio|eind|begin|half|fim de|final de|meados de|início de) ?"
    rf"(?:de |d')?(?:{MONTH})\b)"
)
_RELATIVE_DAY = (
    rf"(?:(?:next|this|nächste[rnm]?|kommende[rnm]?|diesen?|ce|el próximo|il prossimo|volgende|"
    rf"aanstaande|na próxima) )?(?:{WEEKDAY})(?:-feira)?(?: (?:prochain|que viene|prossimo|"
    r"que vem))?|today|tomorrow|heute|morgen|demain|mañana|domani|amanhã"
)
_MINUTES = r"(?:[:.h ]\d\d)?"
_TIME = (
    rf"(?:(?:a las|alle|às|à|um|gegen|om|at|vers|ab|bis|dalle|dopo le) )?(?:"
    rf"\d{{1,2}}{_MINUTES} ?(?:a\.?m\b\.?|p\.?m\b\.?|uhr\b(?: \d\d)?|uur\b|heures?\b(?: \d\d)?|"
    rf"horas?\b|o'clock|h\b(?: ?\d\d\b)?|u\b)|\d{{1,2}} ?h ?\d\d\b|\d{{1,2}}[:.]\d\d\b|"
    rf"(?:half|quarter|ten|twenty|five) (?:past|to) \w+|half (?:{NUMBER})|halb \w+|"
    rf"viertel (?:vor|nach) \w+|dreiviertel \w+|kwart (?:voor|over) \w+|"
    rf"(?:{NUMBER}) (?:uhr|uur|h\b|o'clock|heures?|horas|ore)(?: et (?:demie|quart)|"
    rf" moins le quart)?|"
    r"noon|midday|midnight|mittags?|mitternacht|midi|minuit|mediodía|medianoche|mezzogiorno|"
    r"mezzanotte|middernacht|meio-dia|meia-noite)"
    r"|(?:a las|alle|às|à) (?!la\b|le\b)[^\W\d]+(?: (?:y|e|et) (?:media|mezza|meia|cuarto|"
    r"quarto|un quarto|demie|quart))?|(?:a las|alle|às) \d{1,2}\b"
)
_MONEY = (
    r"(?:R\$|[£$€])\s?\d[\d.,']*\d|[£$€]\s?\d|\d[\d.,']*\s?(?:€|£|\$|eur\b|chf\b|gbp\b|usd\b|"
    r"euros?\b|"
    r"franken\b|francs?\b|pounds?\b|quid\b|dollars?\b|%|per ?cent\b|prozent\b|procent\b|"
    r"pour cent\b|por ciento\b|per cento\b|por cento\b)|"
    r"(?:chf|eur|gbp|usd|fr\.) ?\d[\d.,'–-]*|[^\W\d]+ (?:per ?cent|euros?|pounds|quid|dollars|"
    r"prozent|franken|procent|pour cent|por ciento|per cento|por cento)\b"
)
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_STREET = (
    r"\d+[a-z]?,? (?:(?:rue|avenue|av\.?|boulevard|bd|place|chemin|quai|route|impasse|allée) "
    r"[^,;.\n]+|(?:[A-ZÀ-Þ][\w'’-]*,? ?){1,4}(?i:street|st\b|road|rd\b|lane|avenue|ave\b|way|close|"
    r"drive|square|terrace|row|hill|court|yard|place|park|quay|walk|mews|crescent)?"
    r"(?: (?i:unit|suite|flat) \w+)?)|"
    r"(?i:\b(?:calle|c/|plaza|avenida|avda\.?|paseo|camino|via|viale|piazza|corso|vicolo|rua|"
    r"praça|largo|travessa)) [^,;.\n]+,? (?:n[ºo.]* ?)?\d+\w?|"
    r"[A-ZÀ-Þ][\w'’-]*(?:(?i:straße|strasse|str\.|weg|gasse|platz|allee|ring|straat|laan|plein|"
    r"gracht|kade|singel|dijk))(?: \d+ ?[a-z]?\b)|(?:Am|An der|Im|Auf der|Zum) [A-ZÀ-Þ]\w+ \d+\w?"
)
_PHONE = r"(?:\+|\(|\b)\d[\d ()/.–-]{4,}\d\b"


def _shape(asked: str, written: str, relative: str = "") -> Shape:
    flags = 0 if written is _STREET else re.I
    return Shape(
        re.compile(asked),
        re.compile(rf"(?<![\w€£$])(?:{written})", flags),
        re.compile(rf"\b(?:{relative})(?!\w)", re.I) if relative else None,
        strict=written == _MAIL,
    )


# In the order in which they are looked for: "wie viel Uhr" before "wie viel".
_SHAPES = (
    _shape(r"\be-?mail|\bcorreo\b|\bcourriel|\balerts\b", _MAIL),
    _shape(
        r"\b(?:phone|telephone|fax|mobile) (?:number|line)|\bwhich number\b|telefonnummer|"
        r"\b(?:numéro de (?:téléphone|fax)|téléphone|teléfono|numero di telefono|telefoonnummer|"
        r"número de telefone)\b",
        _PHONE,
    ),
    _shape(
        r"\b(?:which|what) (?:street )?address|\b(?:welche|an welche) (?:anschrift|adresse)|"
        r"quelle adresse|qué dirección|quale indirizzo|welk adres|qual (?:é )?a? ?(?:morada|"
        r"endereço)",
        f"{_MAIL}|{_STREET}",
    ),
    _shape(
        r"\b(?:what|which) (?:\w+ ){0,3}(?:time|hours?)\b|\b(?:opening|office) hours|"
        r"\bwie viel uhr|\bwieviel uhr|\buhrzeit|öffnungszeit|\bquelle heure|\bquels horaires|"
        r"\bqué (?:hora|horario)|\bche (?:ora|orari)|\bhoe laat|\b(?:que|quais) (?:as )?hor\w+|"
        r"\bwelke (?:tijd|uren|openingstijden)|\bhorário\b|\bhorario\b|\borario\b",
        _TIME,
    ),
    _shape(
        r"\b(?:what|which) (?:\w+ ){0,2}(?:date|day|weekend|monday|tuesday|wednesday|thursday|"
        r"friday|saturday|sunday)\b|\b(?:cut-?off|closing|opening|delivery|start|end) date|"
        r"^\W*(?:and )?(?:when|until when|by when|from when|since when)\b|"
        r"\bdeadline\b|\b(?:bis |ab |seit )?wann\b|\bwelche[rmns]? (?:tag|datum|termin|wochenende)|"
        r"\bquand\b|\bquelle? (?:date|jour|week-end)|\bcuándo\b|\bqué (?:fecha|día|fin de semana)|"
        r"^\W*(?:da |fino a |entro )?quando\b|\b(?:che|quale) (?:data|giorno|fine settimana)|"
        r"\bwanneer\b|\bwelke (?:datum|dag|weekend)|\b(?:que|qual (?:é )?a?) ?(?:dia|data)\b|"
        r"^\W*(?:a partir de |até |desde )?quando\b",
        _DATE,
        _RELATIVE_DAY,
    ),
    _shape(
        r"\b(?:how long|wie lange|combien de temps|cuánto (?:tiempo|dura|tarda)|quanto (?:tempo|"
        r"dura)|"
        r"hoe lang)\b",
        rf"(?:\d+[.,]\d+|{NUMBER})(?: ?(?:and a half|y media|e mezzo|e mezza|e meia|et demie?))?"
        r"(?: ?(?:-|–|to|bis|à|a|tot|o|of|or|oder|ou) ?\d+)? ?(?:h\b|min\w*|hours?|days?|weeks?|"
        r"months?|"
        r"years?|stunden?|tagen?|wochen?|monaten?|jahren?|heures?|jours?|semaines?|mois|ans?|"
        r"horas?|días?|"
        r"semanas?|meses|mes|años?|ore|ora|giorni|settiman\w+|mes[ei]|ann[oi]|uur|uren|dag(?:en)?|"
        r"we(?:ek|ken)|maand(?:en)?|jaar|dias?|anos?)",
    ),
    _shape(
        r"\bhow (?:many|old|big)\b|\b(?:maximum|minimum|total) number|"
        r"\bwie ?viele?\b(?! kostet)|"
        r"\banzahl\b|\bcombien d|\bcuánt[oa]s\b|\bquant[ei]\b|\bhoeveel\b(?! kost)|\bquant[oa]s\b|"
        r"\bnombre de\b|\bnúmero de\b|\bnumero di\b|\baantal\b",
        NUMBER,
    ),
    _shape(
        r"\b(?:how much|price|fee|cost|deposit|budget|discount|minimum order)\b|preis|kostet|"
        r"gebühr|anzahlung|rabatt|\b(?:prix|tarif|combien|acompte|remise)\b|\b(?:precio|tarifa|"
        r"cuánto|fianza|descuento)\b|\b(?:prezzo|tariffa|quanto costa|acconto|sconto)\b|"
        r"prijs|\btarief|\bkost\b|\bkorting|\b(?:preço|taxa|quanto custa|desconto|sinal)\b",
        _MONEY,
    ),
)
_WHO = re.compile(
    r"^\W*(?:(?:and|und|et|y|e|en) )?(?:(?:from|to|for|with|bei|mit|an|von|à|de|con|a|da|van|aan|"
    r"met|voor|com) )?(?:who|whose|whom|wer|wen|wem|wessen|qui|quién(?:es)?|chi|"
    r"wie(?! (?:viele?|soll\w*|heißt|lange|hoch|ist|wird|k[aö]nn\w*|teuer|oft|groß)\b)|"
    r"quem)\b|^\W*(?:which|what) (?:person|councillor|colleague)|^\W*(?:welche|welcher) (?:person|"
    r"ansprechpartner\w*)"
)


def shape_of(ask: Ask) -> Shape | None:
    """What is asked for; None for a name, a wording or a person."""
    question = fold(ask.text)
    if asks_who(ask):
        return None
    return next((shape for shape in _SHAPES if shape.asked.search(question)), None)


def asks_when(ask: Ask) -> bool:
    """Whether a day is asked for."""
    shape = shape_of(ask)
    return shape is not None and shape.relative is not None


def asks_who(ask: Ask) -> bool:
    return bool(_WHO.match(fold(ask.text)))


def written_in(shape: Shape, text: str) -> re.Match[str] | None:
    """Where something of the shape stands; a bare weekday only where nothing else does."""
    found = shape.written.search(text)
    return found or (shape.relative.search(text) if shape.relative else None)
