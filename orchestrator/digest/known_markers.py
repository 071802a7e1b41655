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
    "talvez", "ainda não", "não sabemos", "provavelmente", r"(?<!\bo )(?<!\bdo )(?<!\bde )envio",
    "enviarei", "direi",
    "wonder", "whether", "ob", "frage mich", "me demande", "me pregunto", "mi chiedo",
    "vraag me af", "pergunto-me",
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
    r"decided (?:for|on|to (?:use|take))", r"(?:have|'ve) (?:ordered|bought|chosen)",
    "bestellt", "gekauft", "commandé", "acheté", "pedido", "comprado", "ordinato", "comprato",
    "besteld", "gekocht", "encomendámos", "comprámos",
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
    "is", "are", "will", "should", "shall", "must", "has", "takes?", "charge", "with", "bei",
    "chez", "met", "ist", "sind", "soll", "sollen",
    "lautet",
    "est", "sont", "doit", "doivent", "es", "son", "debe", "deben", "è", "sono", "deve", "devono",
    "zijn", "moet", "moeten", "luidt", "é", "são", "devem", "fica",
)  # fmt: skip

WHO = _any("who", "whom", "wer", "wem", "wen", "qui", "quién", "quien", "chi", "wie", "quem")
WHEN = _any(
    "when", "date", "day", "tag", "jour", "día", "giorno", "dag", "dia", "deadline",
    "wann", "datum", "termin", "quand", "date", "cuándo",
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
    "number", "iban", "\\w*nummer",
    "numéro", "número", "partita iva", "numero", "\\w*-?nummer", "phone", "telefon", "tva",
)  # fmt: skip
ADDRESS = _any(
    "e-?mail", "address", "domain", "dom[ií]nio", "domaine", "domein",
    "url", "website", "adresse", "dirección", "correo",
    "indirizzo", "adres", "endereço", "correio",
)  # fmt: skip

MONTHS = (
    "jan|jän|feb|mar|mär|maa|apr|abr|avr|mai|may|mei|mag|maj|jun|jui|giu|jul|lug|aug|aoû|ago|sep|set|"
    "okt|oct|ott|out|nov|dec|dez|déc|dic|gen|ene|fév|fev"
)
A_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th|\.|er|º)?\s+(?:de\s+|of\s+)?(?:{MONTHS})\w*|"
    rf"\b(?:{MONTHS})\w*\s+\d{{1,2}}\b|"
    rf"\b\d{{1,2}} ?(?:uhr|uur|h|[ap]\.?m)\b|\b\d{{1,2}}[./-]\d{{1,2}}\b|"
    rf"\b20\d\d\b|\b\d{{1,2}}[:h]\d\d\b",
    re.I,
)
A_NUMBER = re.compile(r"\d")
AN_ADDRESS = re.compile(
    r"\S@\S|\bhttps?://|\bwww\.|\b[\w-]+\.(?:com|org|net|example|[a-z]{2})\b", re.I
)
DENIES = _any(
    "not", "don'?t", "never", "without", "no longer", "nicht", "keine?n?", "ohne", "ne", "sans",
    "sin", "nunca", "non", "senza", "niet", "geen", "zonder", "não", "sem",
)  # fmt: skip
HOURS = _any(
    "hours", r"\w*öffnungszeiten", "zeiten", "horaires?", "heures", "horarios?", "orari[oa]?",
    "openingstijden", "tijden", "horário",
)  # fmt: skip
CURRENCY = re.compile(
    r"[£€$]|(?<!\w)(?:eur|euros?|gbp|pounds?|dollars?|chf|franken|usd)(?!\w)", re.I
)
MONEY = re.compile(rf"{CURRENCY.pattern}|(?<!\w)(?:costs?|price|charge|fee|kost\w*|preis\w*|"
    r"coûte\w*|prix|cuest\w*|precio|cost[ao]\w*|prezzo|prijs|cust\w+|preço|free|gratis|kostenlos|"
    r"gratuit\w*)(?!\w)", re.I)  # fmt: skip
LIMIT = _any(
    "up to", "at most", "maximum", "max", "no more than", "bis zu", "höchstens", "maximal",
    "jusqu'[àa]", "au plus", "hasta", "como máximo", "fino a", "al massimo", "tot", "hooguit",
    "hoogstens", "até", "no máximo",
)  # fmt: skip
HAVE = _any(
    "(?:we|i) (?:now |do )?have", "we(?:'ve)? got", "there are", "wir haben", "es gibt", "gibt es",
    "haben wir", "nous avons", "on a", "il y a", "tenemos", "hay", "abbiamo", "ci sono",
    "(?:we|wij) hebben", "er zijn", "temos", "há", "needs?", r"brauch\w+", "besoin", r"necesita\w*",
    "bisogno", "nodig", r"precisa\w*",
)  # fmt: skip
OUGHT = _any(
    "should (?:be|have)", "must (?:be|have)", "soll(?:en)?", "muss", "müssen", "doit", "doivent",
    "debe", "deben", "deve", "devono", "moet", "moeten", "devem",
)  # fmt: skip
A_SIZE = re.compile(
    r"\d\s?(?:px|pixels?|cm|mm|m|kb|mb|inch(?:es)?|zoll|pulgadas|pollici|polegadas)(?!\w)", re.I
)
A_COUNT = _any(
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "eine?n?", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn",
    "elf", "zwölf", "deux", "trois", "quatre", "cinq", "sept", "huit", "neuf", "dix", "douze",
    "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "doce", "due",
    "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "dodici", "twee", "drie",
    "vijf", "zes", "zeven", "negen", "tien", "twaalf", "dois", "duas", "três", "quatro", "sete",
    "oito", "dez", "doze",
)  # fmt: skip
LIMITED = re.compile(rf"{LIMIT.pattern}\W+(?:\w+\W+)?(?:\d|{A_COUNT.pattern})", re.I)
A_COLOUR = _any(
    r"(?:dark |light )?(?:red|green|blue|yellow|orange|purple|pink|brown|black|white|grey|gray|"
    r"beige|gold|silver|navy|teal)", r"\w*(?:rot|grün|blau|gelb|lila|rosa|braun|schwarz|weiß|grau)",
    "rouge", "verte?", "bleue?", "jaune", "violet", "noire?", "blanche?", "gris[ae]?", "roj[oa]",
    "verde", "azul", "amarill[oa]", "negr[oa]", "blanc[oa]", "ross[oa]", "blu", "giall[oa]",
    "ner[oa]", "bianc[oa]", "rood", "groen", "blauw", "geel", "zwart", "wit", "grijs",
    "vermelh[oa]", "amarel[oa]", "pret[oa]", "cinzent[oa]",
)  # fmt: skip
QUOTED = re.compile(r"(?<!\w)[@#]\w{2,}|[\"“„«‚‘][^\"”“»’‘]{2,80}[\"”“»’‘]")
FAULTS = _any(
    "ill", "sick", "krank", "malade", "enferm[oa]", "malat[oa]", "ziek", "doente",
    "wrong", "missing", "incorrect", "outdated", "late", "full", "broken", "fine", "lovely",
    "falsch", "fehl(?:t|en)", "veraltet", "kaputt", "voll", "faux", "fausse?s?", "manque\\w*",
    "mal", "incorrect[oa]s?", "falta\\w*", "sbagliat[oaie]", "manca\\w*", "fout", "ontbre\\w+",
    "errad[oa]s?",
)  # fmt: skip
A_PLACE = re.compile(
    r"(?<!\w)(?:at|in|near|opposite|on|an der|am|im|bei|au|aux|à|rue|place|en|calle|plaza|in|via|"
    r"piazza|aan de|op de|em|na|no|rua|praça)\s+(?:\d+\w?\s+)?(?:[A-ZÀ-Þ]\w+|\d+)|"
    r"\b\w+(?:straße|gasse|platz|weg|straat|laan|plein)\b|\b\d+\w? [A-Z]\w+ (?:Street|Road|"
    r"Lane|Avenue|Way)\b|(?<!\w)(?:below|above|beneath|beside|next to|behind|in front of|left|"
    r"right|(?:at|on) (?:the )?(?:top|bottom)|unter|über|neben|hinter|vor|links|rechts|oben|unten|"
    r"sous|au-dessus|à côté|en bas|en haut|à gauche|à droite|debajo|encima|al lado|arriba|abajo|"
    r"izquierda|derecha|sotto|sopra|accanto|in alto|in basso|sinistra|destra|onder|boven|naast|"
    r"abaixo|acima|ao lado|por baixo|esquerda|direita)(?!\w)"
)
A_DAY = _any(
    "(?:mon|tues|wednes|thurs|fri|satur|sun)days?", "montags?", "dienstags?",
    "mittwochs?", "donnerstags?", "freitags?", "samstags?", "sonntags?", "lundis?",
    "mardis?", "mercredis?", "jeudis?", "vendredis?", "samedis?", "dimanches?", "lunes", "martes",
    "miércoles", "jueves", "viernes", "sábados?", "domingos?", "lunedì", "martedì", "mercoledì",
    "giovedì", "venerdì", "sabato", "domenica", "maandag", "dinsdag", "woensdag", "donderdag",
    "vrijdag", "zaterdag", "zondag", r"(?:segunda|terça|quarta|quinta|sexta)s?(?:-feiras?)?",
    "january", "february", "april", "june", "july", "august", "september", "october", "november",
    "december", "januar", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember",
)  # fmt: skip
A_SPAN = re.compile(
    r"(?:\d|(?<!\w)(?:half an?|an?|one|two|three|eine?|zwei|drei|une?|deux|un[ao]?|dos|due|een|"
    r"twee|uma?|dois|duas))[\s-]*(?:hours?|minutes?|mins?|seconds?|sekunden?|secondes?|segundos?|second[oi]|seconden|days?|weeks?|months?|years?|nights?|"
    r"minuten?|stunden?|tage?n?|wochen?|monate?n?|jahre?n?|nächte?|heures?|jours?|semaines?|mois|"
    r"ans?|nuits?|minutos?|horas?|días?|dias?|semanas?|mes(?:es)?|años?|anos?|noches?|noites?|"
    r"minuti|or[ae]|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]|nott[ei]|uur|uren|dag(?:en)?|"
    r"weken|maand(?:en)?|jaar|h|min)(?!\w)",
    re.I,
)
# "We launched the blog on 3 March": told of something that is over, but for what was settled.
PAST = re.compile(
    r"\b(?:we|i|they|he|she|it|you)\s+(?!(?:agreed|decided|settled|confirmed|fixed|need)\b)"
    r"(?:\w+ed|sent|came|took|went|paid|bought|got|had|saw|wrote|made)\b|"
    r"\b(?:sent|asked|paid|came|arrived|could|konnten?|pouvai\w+|podía\w*|potev\w+|kon|"
    r"konden)\b|\b(?:yesterday|gestern|hier nous|ayer|ieri|gisteren|"
    r"ontem)\b|\b(?:hat|habe|haben|hatten?)\b.*\bge(?!öffnet|schlossen|wählt|einigt)\w+(?:t|en)\W*$|"
    r"\b(?:a|ai|as|avons|avez|ont) (?:envoyé|demandé|reçu|eu|payé)\b|"
    r"\b(?:envió|pidió|pagó|tuvimos|llegó|enviou|pediu|pagou|tivemos|chegou)\b|"
    r"\b(?:ha|ho|abbiamo|hanno) (?:mandato|inviato|chiesto|ricevuto|avuto|pagato)\b|"
    r"\b(?:heeft|hebben)\b.*\b(?:gestuurd|gevraagd|ontvangen|betaald|gehad)\b",
    re.I,
)
