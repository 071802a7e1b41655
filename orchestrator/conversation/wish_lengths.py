"""How long our mails may be, in seven languages; over folded text."""

from orchestrator.conversation.gated import Gated

_SHORT = (
    r"(?:short\w*|brief(?:er)?|condensed|abridged|compact|kurze?[nrsm]?|knappe?[nrsm]?|"
    r"gekürzte?\w*|"
    r"courte?s?|brèves?|brefs?|abrégée?s?|concise?s?|cort[oa]s?|breves?|resumid[oa]s?|"
    r"abreviad[oa]s?|reducid[oa]s?|brev[ei]|cort[aoei]|sintetic[aoh]?[ei]?|ridott[aoei]|"
    r"korte?|beknopte?|verkorte?|ingekorte?|curt[oa]s?|reduzid[oa]s?|abreviad[oa]s?)"
)
_LONG = (
    r"(?:full|long|detailed|complete|whole|entire|extended|unabridged|in-depth|lange?[nrsm]?|"
    r"ausführliche?[nrsm]?|vollständige?[nrsm]?|volle[nrsm]?|komplette?[nrsm]?|"
    r"detaillierte?[nrsm]?|ganze[nrsm]?|ungekürzte?[nrsm]?|"
    r"longues?|longs?|complète?s?|complets?|détaillée?s?|intégrale?s?|intégraux|étendue?s?|"
    r"larg[oa]s?|complet[oa]s?|detallad[oa]s?|íntegr[oa]s?|extens[oa]s?|extendid[oa]s?|enter[oa]s?|"
    r"complet[aoei]|lung[ao]|lunghe?i?|dettagliat[aoei]|integral[ei]|estes[aoei]|inter[aoei]|"
    r"volledige?|uitgebreide?|gedetailleerde?|complete|hele|long[oa]s?|detalhad[oa]s?|integra(?:l|"
    r"is)|"
    r"extens[oa]s?|inteir[oa]s?|estendid[oa]s?)"
)
_USUAL = (
    r"(?:standard|normal\w*|usual|regular|default|ordinary|übliche?[nrs]?|gewohnte?[nrs]?|"
    r"gewöhnliche?[nrs]?|habituelles?|habituels?|ordinaires?|estándar|habitual|"
    r"abituale|solit[ao]|consuet[ao]|gewone|gebruikelijke|standaard|padrão|habitual)"
)
_SHAPE = (
    r"(?:versions?|ones?|editions?|formats?|forms?|kinds?|lengths?|size|"
    r"fassung(?:en)?|länge|umfang|variante|éditions?|longueur|"
    r"versión|versiones|longitud|formato|edición|versione|versioni|lunghezza|formato|"
    r"versies?|lengte|vorm|versão|versões|tamanho)"
)
# Behind a noun stands its adjective in the languages of the south.
_SHAPE_BEFORE = (
    r"(?:versions?|formats?|éditions?|rapports?|comptes?[- ]rendus?|versión|versiones|formato|"
    r"informes?|resumen|versione|versioni|rapport[oi]|resocont[oi]|riepilog\w+|versão|versões|"
    r"taman?[nñ]h?o|comprimento|longitud|lunghezza|longueur|"
    r"relatórios?|resumos?)"
)
_VERSION = (
    rf"(?:{_SHAPE}|reports?|summar(?:y|ies)|mails?|e-?mails?|updates?|story|"
    r"berichte?|zusammenfassung|rapports?|comptes?[- ]rendus?|informes?|resumen|"
    r"rapport[oi]|resocont[oi]|riepilog\w+|verslag(?:en)?|relatórios?|resumos?)"
)
_LINES = (
    r"(?:(?:[2-9]|ten|two|three|four|five|six|a few|(?:a )?couple(?: of)?|zwei|drei|vier|fünf|"
    r"ein paar|wenige|deux|trois|"
    r"quatre|cinq|quelques|dos|tres|cuatro|cinco|unas? pocas|un par de|due|tre|quattro|cinque|"
    r"poche|twee|vier|drie|vijf|een paar|duas|três|quatro|poucas|umas) "
    r"(?:short )?(?:lines?|sentences?|bullets?|bullet points?|words|zeilen|sätze|stichpunkte|"
    r"lignes|"
    r"phrases|líneas|frases|palabras|righe|frasi|regels|zinnen|linhas|frases|palavras))"
)
_BRIEFLY = (
    rf"{_LINES}|shorter|briefer|in brief|(?:more )?(?:concise|succinct)(?:ly)?|shorten|abridge|"
    r"summari[sz]e|fewer words|"
    r"trim (?:them|these)|(?:less|fewer) (?:detail|text)\w*|bullet points|(?:the |"
    r"just )(?:headlines|"
    r"essentials|highlights|gist|basics)|(?:keep|make) (?:it|them|these|your mails|your updates) "
    r"(?:short|brief)|(?:short|brief) (?:is|would be) (?:good|better|best|fine|great|enough)|"
    r"(?:skip|without|no|drop|lose) (?:the )?(?:long )?explanations?|"
    r"kürze[nrs]?|kürzere[nrs]?|kurz (?:halten|fassen|gefasst|bitte|und knapp)|knapper\w*|"
    r"knapp (?:halten|fassen)|kurz(?:fassung|form|version)|zusammenfassen|stich(?:punkte|worte)\w*|"
    r"(?:nur )?das (?:wichtigste|wesentliche)|weniger (?:text|details?)|"
    r"plus (?:courts?|courtes?|brefs?|brèves?|concise?s?|synthétiques?|succinct\w*)|raccourc\w+|"
    r"abrég\w+|résumer|condenser|(?:faites|faire) (?:plus )?court|en bref|l'essentiel|moins (?:de "
    r"(?:texte|détails?)|longs?)|"
    r"(?:más |mas )?(?:cort[oa]|breve|concis[oa]|escuet[oa])s?|resumir|acort\w+|abrevia[rd]\w*|"
    r"lo esencial|al grano|menos (?:texto|palabras|palavras|detalles?|detalhes?)|resumid[oa]s?|"
    r"cort(?:ic|it)[oa]s?|brevecit[oa]s?|abreviad\w+|"
    r"più (?:brev[ei]|cort[aoei]|sintetic\w+|concis[aoei]|stringat[aoei])|"
    r"sintetic[aoih]{1,2}|accorci\w+|riassum\w+|"
    r"in breve|l'essenziale|meno (?:testo|parole|dettagli)|"
    r"korter|beknopter|beknopt|bondig\w*|inkorten|samenvatten|(?:in het )?kort (?:houden|graag)|"
    r"hou(?:d|den)? (?:het|ze) kort|in het kort|hoofd(?:lijnen|punten|zaken)|minder (?:tekst|"
    r"details?)|kort en bondig|"
    r"mais (?:curt|brev|concis|sucint|sintétic|enxut)\w*|encurt\w+|o essencial|curto|"
    r"curtinh[oa]s?|em tópicos"
)
_IN_DETAIL = (
    r"(?:with|mit|avec|con|com|met) (?:all(?:en|em)?|alle|every|tous|tod[oa]s?|tutt[ie]|cada|"
    r"jedem) (?:the |den |les |l[oa]s? |el |os |as |o |i |le |de )?(?:single )?(?:detail|cost|"
    r"detalh|detall|dettagl|détail|einzelheit|pormenor|particolar)\w*|"
    r"(?:more|mehr|plus de|más|più|meer|mais|all the|all of the) (?:in )?(?:detail|info|détail|"
    r"detall|dettagl|detalh|einzelheit|pormenor|particolar)\w*|"
    r"(?:a (?:bit|little|lot) )?more (?:detailed|thorough|in-depth)|in (?:full detail|depth|full)|"
    r"full (?:length|details?)|(?<!no )(?<!any )longer|more thorough|länger\w*|detaillierter\w*|"
    r"ausführlich\w*|"
    r"langfassung|vollversion|plus (?:complet|long|détaillé|étoffé)\w*|"
    r"tod[oa]s? (?:el|los) detalles?|más (?:complet|larg|extens)\w*|con (?:más )?detalle|"
    r"più (?:lung|complet|estes)\w*|langere?|uitgebreider?|mais (?:complet|long|extens)\w*|"
    r"completo|nicht so knapp|uitgebreid"
)
_MADE_USUAL = (
    r"back to (?:the )?(?:normal|standard)|normallänge|standard(?:version|fassung|länge|format)|"
    r"standaard(?:versie|lengte|formaat)|normale (?:länge|lengte)"
)
# "Too long" wishes for short ones, "less detail" as well; "not so short" for long ones.
_TOO = r"(?:too|zu|trop|demasiado|muy|troppo|te|demais|muito|tão|so|far too|tan)"
LENGTHS = (
    ("standard", Gated(rf"\b(?:{_MADE_USUAL}|{_USUAL} {_SHAPE}|{_SHAPE_BEFORE} {_USUAL})\b")),
    (
        "brief",
        Gated(
            rf"^\W*(?:short|brief|kurz|court|breve|kort|curto)(?: please| bitte)?\W*$|"
            rf"\b(?:{_BRIEFLY}|{_SHORT} {_VERSION}|{_SHAPE_BEFORE} {_SHORT}|"
            rf"{_TOO} (?:\w+ )?(?:{_LONG}|detail|ausführlich|lang|length))\b"
        ),
    ),
    ("full", Gated(rf"\b(?:{_IN_DETAIL}|{_LONG} {_VERSION}|{_SHAPE_BEFORE} {_LONG})\b")),
)
_VERSION_NAMED = Gated(
    rf"\b(?:{_SHORT}|{_LONG}|{_USUAL}) {_SHAPE}\b|\b{_SHAPE_BEFORE} (?:{_SHORT}|{_LONG})\b"
)
_REFUSED = Gated(
    r"\b(?:stop|no more|not|don't|need(?:n't| not)|without|end|cancel|unsubscribe|less|instead of|"
    r"rather than|keine?n?|"
    r"nicht|ohne|statt|plus de|pas|arrêtez|sans|au lieu|no(?! (?:formato|tamanho))|sin|dejen|dejad|"
    r"en vez|en lugar|non|"
    r"niente|(?<!me )(?<!nos )basta con|smett\w+|senza|invece|al posto|geen|niet|zonder|in plaats|"
    r"não|sem|chega de|"
    r"em vez)\b[^,;]{0,30}$"
)
# "O resumo curto não me chega."
_TOO_LITTLE = Gated(
    r"\b(?:not enough|isn't enough|nicht (?:aus)?reich\w*|reich\w* (?:mir |uns )?nicht|"
    r"(?:me |nous )?suffi\w* pas|no (?:me |nos )?(?:basta|llega|alcanza)|"
    r"(?:not|nicht|pas|non|niet|não) (?:too|zu|trop|troppo|te|muito|demasiado)(?= \w)|"
    r"non (?:mi |ci )?basta\w*|niet genoeg|não (?:me |nos )?(?:chega|basta))"
)
_OTHER = {"full": "brief", "brief": "full", "standard": ""}


# "Not so long" wishes for short ones, as "too long" does.
_NOT_SO_LONG = Gated(
    r"\b(?:not|n't|no|stop|nicht|keine?n?|pas|plus|no|non|niet|geen|não|sem|basta)\b[^,;]{0,30}?"
    rf"\b(?:so|such|quite so|solche?n?|aussi|si|tan|così|zo|zulke|tão) (?:\w+ )?{_LONG}(?!\w)|"
    r"n't\b[^,;]{0,30}?\b(?:so|such) (?:\w+ )?long\b|"
    rf"\b(?:mails?|correos|messages|e-?mails) (?:aussi|tan|così|tão) {_LONG}\b"
)


def length(clause: str) -> str:
    """How long a clause wishes our mails to be; the length it refuses makes it the other one."""
    if _NOT_SO_LONG.search(clause):
        return "brief"
    if _TOO_LITTLE.search(clause):
        return ""
    for name, wording in LENGTHS:
        if match := wording.search(clause):
            refused = _REFUSED.search(clause[: match.start()])
            return _OTHER[name] if refused else name
    return ""


def names_version(clause: str) -> bool:
    """Whether a clause is of "the short version", which our mails have and nothing unnamed."""
    return bool(_VERSION_NAMED.search(clause))
