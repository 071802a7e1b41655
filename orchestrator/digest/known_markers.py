"""Words that tell an answer from talk about a question, in seven languages.  Pure."""

import re


def _any(*words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.I)


OPEN = _any(
    # Not decided, not known, or promised for later.
    r"not (?:yet|sure|certain|decided|clear)", r"n[o']t (?:\w+ ){0,3}(?:yet|sure|decided|know)",
    "maybe", "perhaps", "probably", "might", "could be", "either", "undecided", "depends?",
    r"(?:i|we)(?:'ll| will) (?:send|tell|ask|check|let|come back|get back|find out|think)",
    "let you know", "to be decided", "tbd", "ask him", "ask her", "ask them",
    "vielleicht", "noch nicht", "wissen wir nicht", "unsicher", "eventuell", "wahrscheinlich",
    "schicke ich", "schicken wir", "melde mich", "kläre", "klären", "frage ich", "hängt davon ab",
    "peut-être", "pas encore", r"ne sa(?:is|it|vons) pas", "probablement", "on verra",
    r"(?:vous|t')? ?(?:enverrai|enverrons|dirai|dirons)", "dépend",
    "quizás?", "tal vez", "todavía no", "aún no", "no sabemos", "probablemente", "depende",
    "enviar[ée]", "enviaremos", "diré", "diremos",
    "forse", "non ancora", r"(?:non )?(?:\w+ )?ancora", "non sappiamo", "probabilmente", "dipende",
    r"(?:le|vi) mando", "manderò", "manderemo", "dirò", "faremo sapere",
    "misschien", "nog niet", "weten (?:we|wij) niet", "waarschijnlijk", "hangt af",
    "stuur ik", r"ik stuur", "laat ik weten", "laten weten",
    "talvez", "ainda não", "não sabemos", "provavelmente", "envio", "enviarei", "direi",
)  # fmt: skip
CONDITIONS = {
    "en": _any("if", "unless", "once", "when", "provided"),
    "de": _any("wenn", "falls", "sofern", "sobald", "außer"),
    "fr": _any("si", r"s'il\w*", "quand", "dès que", "à condition"),
    "es": _any("si", "cuando", "siempre que", "en cuanto"),
    "it": _any("se", "quando", "appena", "a condizione"),
    "nl": _any(
        r"als (?:de|het|een|je|jullie|hij|zij|wij|we|u|ik|er|alles|dat)", "zodra", "mits", "tenzij"
    ),
    "pt": _any("se", "quando", "caso", "desde que", "assim que"),
}
CHOSEN = _any(
    r"(?:we(?:'d| would)?|i(?:'d| would)?|let'?s|please|then) (?:\w+ )?"
    r"(?:take|prefer|choose|want|like|use|go|picked)", "go with", "please take",
    r"decided (?:for|on|to (?:use|take))",
    "nehmen", "nehme", "bevorzugen", "entschieden", "wählen", "hätten gern", "möchten",
    "choisissons", "préférons", "préfère", "prenons", "voulons", "avons choisi", "optons",
    "preferimos", "prefiero", "elegimos", "queremos", "usamos", "usen", "usad",
    "scegliamo", "preferiamo", "preferisco", "vogliamo", "prendiamo", "usate",
    "kiezen", "kies", "nemen", "willen", "hebben liever", "gaan voor",
    "escolhemos", "prefiro", "usem", "optamos",
)  # fmt: skip
YES = _any(
    "yes", "go ahead", "please (?:add|publish|do|use|make|keep|start|change|send|let)", "agreed",
    "approved", "ja", "gerne", "einverstanden", "oui", "d'accord", "allez-y", "sí", "adelante",
    "de acuerdo", "sì", "va bene", "pure", "akkoord", "graag", "sim", "podem", "de acordo",
    "bitte",
)  # fmt: skip
NO = _any(
    "no", "not", "don'?t", "never", "without", "leave out", "skip", "kein", "keine", "keinen",
    "nicht", "ohne", "nein", "non", "pas", "sans", "jamais", "sin", "nunca", "senza", "mai",
    "niente", "nee", "geen", "niet", "zonder", "não", "sem",
)  # fmt: skip
INSTEAD = _any(
    "not", "instead of", "rather than", "don'?t", "never", "nicht", "keine?", "statt", "anstatt",
    "pas", "plutôt que", "no", "non", "invece di", "al posto", "en vez", "en lugar", "niet", "geen",
    "in plaats", "não", "em vez",
)  # fmt: skip
NONE_OF = re.compile(
    r"(?<!\w)(?:no|without|skip|leave out|kein\w*|ohne|pas de|sans|niente|senza|sin|nada de|geen|"
    r"zonder|sem) (?:\w+ )?(\w+)",
    re.I,
)
ELSEWHERE = _any(
    # Told of the past, or changed since.
    "was", "were", "did", "didn'?t", "had", "changed", "complained", "war", "waren", "wurden?",
    "hatte", "geändert", "était", "a été", "avait", "a changé", "fue", "era", "estaba", "había",
    r"cambi\w+", "è stat[oa]", "aveva", "werd", "veranderd", "foi", "estava", "tinha", "mudou",
    "last year", "used to", "sister", "letztes Jahr", "früher", "l'an dernier", "año pasado",
    "anno scorso", "vorig jaar", "ano passado",
)  # fmt: skip
STATES = _any(
    "is", "are", "will", "should", "shall", "must", "has", "ist", "sind", "soll", "sollen",
    "lautet",
    "est", "sont", "doit", "doivent", "es", "son", "debe", "deben", "è", "sono", "deve", "devono",
    "zijn", "moet", "moeten", "luidt", "é", "são", "devem", "fica",
)  # fmt: skip

WHO = _any("who", "whom", "wer", "wem", "wen", "qui", "quién", "quien", "chi", "wie", "quem")
WHEN = _any(
    "when", "date", "day", "deadline", "wann", "datum", "termin", "quand", "date", "cuándo",
    "fecha", "quando", "data", "wanneer", "datum", "prazo", "what time", "uhr",
)  # fmt: skip
WISH_NOT = re.compile(
    r"^\W*(?:no|nein|non|nee|não)(?!\w)|(?<!\w)(?:"
    r"(?:do not|don'?t|rather not|should not|shouldn'?t|must not) |"
    r"(?:bitte|möchten|wollen|sollen|brauchen)(?!\w).*(?<!\w)(?:nicht|kein\w*)|"
    r"ne (?:voulons|souhaitons|mettez|faites|faut)|"
    r"no (?:queremos|añadan|pongan|hace falta|necesitamos)|"
    r"non (?:vogliamo|serve|aggiungete|mettete)|"
    r"(?:willen|graag|hoeven|liever)(?!\w).*(?<!\w)(?:niet|geen)|"
    r"não (?:queremos|precisamos|ponham|é preciso))",
    re.I,
)
COUNT = _any(
    "how (?:many|much|long|big)", "wie ?viele?", "combien", "cuánt[oa]s?", "quant[oiae]s?",
    "hoeveel", "capacity", "capacité", "price", "preis",
)  # fmt: skip
LONG_NUMBER = re.compile(r"(?:\d[\W_]{0,2}){5}")
NUMBER = _any(
    "number", "iban", "code", "\\w*nummer",
    "numéro", "número", "partita iva", "numero", "\\w*-?nummer", "phone", "telefon", "tva",
)  # fmt: skip
ADDRESS = _any(
    "e-?mail", "address", "domain", "dom[ií]nio", "domaine", "domein",
    "url", "website", "adresse", "dirección", "correo",
    "indirizzo", "adres", "endereço", "correio",
)  # fmt: skip

MONTHS = (
    "jan|feb|mar|mär|maa|apr|abr|avr|mai|may|mei|mag|maj|jun|jui|giu|jul|lug|aug|aoû|ago|sep|set|"
    "okt|oct|ott|out|nov|dec|dez|déc|dic|gen|ene|fév|fev"
)
A_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th|\.|er|º)?\s+(?:de\s+|of\s+)?(?:{MONTHS})\w*|"
    rf"\b(?:{MONTHS})\w*\s+\d{{1,2}}\b|\b\d{{1,2}}[./-]\d{{1,2}}\b|\b20\d\d\b|\b\d{{1,2}}[:h]\d\d\b",
    re.I,
)
A_NUMBER = re.compile(r"\d")
AN_ADDRESS = re.compile(
    r"\S@\S|\bhttps?://|\bwww\.|\b[\w-]+\.(?:com|org|net|example|[a-z]{2})\b", re.I
)
