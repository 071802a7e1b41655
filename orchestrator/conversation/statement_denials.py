"""What takes a promise back: a tale of the past, a deed withheld, a client's words retold."""

from orchestrator.conversation.gated import AnyOf, Gated, gate_of, possible
from orchestrator.conversation.statement_clauses import SAID_BY_YOU
from orchestrator.conversation.statement_promise_words import COMMITS

_ON = r"(?:(?:and|but|so|then|on|last|this|already|\w+day|\w+ly)\b,? ?){0,3}"
# The past of what somebody did; "as we agreed" and "the door you ordered" begin otherwise.
_TOLD = AnyOf(
    rf"^{_ON}(?:i|we|he|she|they) (?:\w+ly |also |just |then |already )?(?!need|proceed|succeed|"
    r"exceed|feed|speed|embed|shed\b|bed\b|seed|heed)\w{2,}ed\b",
    rf"^{_ON}(?:i|we|he|she|they|it|(?:the|our|your|my|his|her) (?:\w+ )?\w+|(?!nothing|nobody|"
    r"all|a\b|the\b|first|new|final|layout|text)\w+) (?:left|sent|got|told|met|made|found|heard|"
    r"brought|paid|built|bought|caught|held|kept|lost|sold|taught|spent|laid|hung)\b(?! by\b)",
    r"\b(?:rang|drove|began|flew|rode|broke|shook|wore|swam|threw|drew|"
    r"came|took|gave|spoke|wrote|went)\b(?!.*\bsoon\b)",
    r"^(?:the|our|your|my) (?:\w+ ){1,2}(?:arrived|reached|landed|returned|departed|vanished|"
    r"opened|closed|started|finished|worked|failed)\b",
    r"\b(?:liefer|schick|mach|bau|hol|brach|stell|setz|leg|prüf|klär|\w+ier|mess|besuch|kauf|"
    r"versuch|melde|sende|öffne|zeig|lös|wechsel|erledig|tausch|pack|frag|druck|sag)te(?:n|st|"
    r"t)?\b(?=.*\b(?:am|im|um|ab|vor\w*|aus|ein|raus|an|zurück|nach)\b|$)|"
    r"(?:\b(?:ich|wir|er|sie|es) |^(?:\w+ ){1,3})(?:rief|sprach|fuhr|nahm|traf|schrieb|fand|sah|"
    r"ging|kam|gab|hielt|zog|begann|ließ|strich|flog|lief|schnitt|warf|goss|hob|verlor|verließ|"
    r"riss|schloss|lud|griff|blieb|stieg|trug|wusch|schob|grub|maß|half|fiel|schlug|fing|stand|"
    r"lag|saß|bat|tat|wies|hing|bekam|erhielt|brach|bog)(?:e?n)?\b",
    r"^(?:\w+ )?(?:\w+ )?(?:vous |nous |le |la |l'|les |lui |leur )*(?:a|ont|avons|ai) (?:bien |"
    r"déjà |tout |vous )?\w{2,}(?:é|és|ée|ées|i|is|it|ie|u|us|ue|ert)\b|\b(?:étais|étions|était|"
    r"étaient|avais|avions|avait|avaient)\b|\bj'ai \w+(?:é|i|is|it|u|ert)\b",
    r"\b(?:è|sono) (?:già )?(?:stat[oaie] \w+|(?:partit|arrivat|andat|venut|uscit|tornat|passat|"
    r"entrat|finit|iniziat|cadut)[oaie])\b|\b(?:ho|ha|hanno|abbiamo) (?:già )?\w{2,}(?:[auit]to|so|"
    r"rto|sto)\b|\b(?:ero|era|eravamo|erano)\b",
    r"\b(?!qué\b|porqué|café|comité|chalé|paté|bebé|carné|puré)\w{2,}(?:[^r\W]|[^aeirbd\W]r)é\b|"
    r"\b(?:hic|pus|tuv|vin|fu|estuv|dij|traj|vi|recog|di|quis|pud|sup)imos\b|\b\w{2,}[^r\W]ó\b|"
    r"\b(?:compr|retir|prepar|entr|mostr|cobr|cerr|separ|repar|mir|tir)ó\b",
    r"\b(?:ik|hij|zij|ze|we|wij) (?!neem|laat|doe)\w{3,}(?:[^aeiou\W]de|[^aeiou\W]te|(?:er|el|"
    r"aal|uur|ijn|eg|oon|aan|oei|aai|ol|ad)den|(?:ak|ek|ik|ok|erk|ap|op|ep|ip|aats)ten)\b|"
    r"\b(?:brachte?n?|bracht|kwam(?:en)?|ging(?:en)?|gaf|gaven|vertrok(?:ken)?|reed|"
    r"sprak(?:en)?|schreef|schreven|nam(?:en)?|zag(?:en)?|vond(?:en)?|liet(?:en)?|"
    r"begon(?:nen)?|kreeg|kregen|riep|hing|vloog|vlogen|droeg|sneed|belde|haalde|stuurde|leverde|"
    r"plaatste|maakte|meldde|repareerde)\b",
    r"\b\w{3,}ámos\b|\b(?!vou\b|sou\b|dou\b|estou\b)\w{3,}ou\b|\b(?:saiu|partiu|abriu|seguiu|"
    r"caiu|veio|vieram|foi|foram|fez|fizeram|trouxe\w*|disse\w*|esteve|estive\w*)\b|"
    r"\b(?!lei\b|rei\b)\w{2,}[^r\W]ei\b",
)
# A deed that is not done; "not only" and "no later" deny nothing.
NEGATED = AnyOf(
    r"\b(?:don't|do not|can't|cannot) (?:promise|guarantee)\b|\bverspr[ei]ch\w* (?:ich |wir )?"
    r"nichts\b|\b(?:no|non|não) (?:\w+ )?(?:promet|promett|garant)\w+|\bbeloo?ven? niets\b",
    r"\b(?:will|shall|'ll)(?: \w+)? not\b(?! only| rest)|\b(?:won't|shan't)\b|\bwill never\b|"
    r"\b(?:am|'m|are|'re|is|'s) not (?:\w+ing)\b|\b(?:isn't|aren't) \w+ing\b|"
    r"\b(?:will|'ll) be no\b|\bno \w+ will\b",
    r"\bnicht\b(?! nur| später| länger als| mehr als| zuletzt)|\bkein(?:e|en|er|es|em)?\b(?! sorge|"
    r" problem| frage| ursache)",
    r"\bn(?:e |'|e l').{0,30}? (?:pas|plus)\b(?! tard| seulement)",
    r"\bno (?:(?:lo|la|los|las|le|les|os|te|se|me|nos) ){0,2}(?:\w+(?:é|emos|amos|imos|á|án)\b|"
    r"(?:viene|llega|sale|va|está|entrega|abre|hay)n?\b)",
    r"\bnon (?:(?:lo|la|li|le|vi|ve|glielo|ci|si|gli|ne|te|ti) ){0,2}(?:\w+(?:rò|rà|emo|iamo|"
    r"anno)\b|(?:viene|arriva|parte|passa)\b)",
    r"\bniet\b(?! later| alleen| langer dan| meer dan| te)|\bgeen\b(?! probleem| zorgen| paniek)",
    r"\bnão (?:(?:o|a|os|as|lhe|lhes|vos|se|te|nos) ){0,2}(?:\w+(?:rei|rá|rão|mos)\b|(?:vou|vai|"
    r"vão|vem|vêm|chega|sai|abre)m?\b)",
)
# Left undone, these are a kindness; and so is what waits for the client's word.
_KINDNESS = AnyOf(
    r"\b(?:without|until|unless|before you|before we)\b|\b(?:charg|bill(?:ed|ing)?\b|invoic|"
    r"forg[eo]t|disappoint|shar(?:e|ing)|chang|touch|print|publish|rais(?:e|ing)|increas|disturb|"
    r"delet)\w*|\b(?:happen|occur|miss|rest|lose|let|letting|hold|keep you|sell|fail|cost|"
    r"give up|put .+ up|pass (?:on|it|them|your)|bother you)\b",
    r"\b(?:ohne|solange|bevor|ehe|erst wenn|bis (?:sie|ihr|du))\b|\b(?:berechn|rechnung|vergess|"
    r"vergiss|änder|rühr|veröffentlich|gedruckt|drucken|erhöh|vorkomm|passier|enttäusch|verlier|"
    r"lösch|belast|stör|wieder|weiterge|anfass|fassen|locker|finger|verkauf|im stich|"
    r"angerühr)\w*|\bweiter$|\bkoste\w*",
    r"\b(?:sans|tant que|avant (?:que|d'|votre|d'avoir))\b|\b(?:factur|compter|oubli|reprodui|"
    r"partag|"
    r"transmett|communiqu|chang|touch|publi|imprim|augment|laiss|lâch|décev|perdr|dérang|supprim|"
    r"coût|payer|bouger|quitter|recommenc)\w*",
    r"\b(?:sin|hasta|antes de (?:que|su|tu|vuestra?))\b|\b(?:cobr|factur|olvid|repet|repit|ocurr|"
    r"volver|pasará|compart|cambi|toc|public|imprim|subir|fallar|decepcion|perder|borr|molest|"
    r"cost|vender)\w*",
    r"\b(?:senza|finché|prima (?:che|del vostro|della vostra)|fino a)\b|\b(?:addebit|fattur|"
    r"diment|ripet|succe|capiter|condivid|cambi|tocc|pubblic|stamp|aument|delud|perder|cancell|"
    r"disturb|cost|molli|vender|alzer|alziamo)\w*",
    r"\b(?:zonder|voordat|totdat|zolang|voor (?:u|jullie|je))\b|\b(?:reken|rekening|verge|gebeur|"
    r"doorge|delen|wijzig|verander|aanraken|publicer|druk|verhog|teleur|verlie|verwijder|"
    r"storen|belast|verkop|voorkom|raken|vinger)\w*|\bniet los\b|\bkost\b|\bniet door$",
    r"\b(?:sem|até que|enquanto|antes (?:de|da|do) (?:que|su|voss|dar)\w*)\b|\b(?:cobr|fatur|"
    r"factur|esquec|repet|acontec|volt|partilh|compartilh|mud|alter|mex|public|imprim|aument|"
    r"desilud|perder|apag|incomod|cust|larg|vender)\w*",
)
_CANNOT = AnyOf(
    r"\b(?:könn|kann|konn|dürf|woll|will\b|möcht|soll|müss|muss|wiss|weiß|kunnen|kan\b|kon|mogen|"
    r"willen|wil\b|moet|hoev|pouv|peux|peut|voul|veux|pod|pued|quer|quier|poss|può|vogl|vuol)\w*"
)
_PART = Gated(
    r",\s+|\s(?=(?:if|because|that|which|who|but|weil|dass|aber|parce que|mais|porque|pero|che|"
    r"perché|ma|omdat|maar|mas)\b)"
)
_QUOTED = Gated(rf"{SAID_BY_YOU}\s?: ")
# Where a client's own words are told again.
_RETOLD = AnyOf(
    r"\b(?:per|according to|going by|in|from|as per) your (?:\w+ )?(?:e-?mail|mail|message|note|"
    r"letter|reply|text)\b|\byour (?:\w+ )?(?:e-?mail|mail|message|note|letter|reply) (?:says|"
    r"said|states|reads|has)\b|\bquoting you\b|\bas you (?:put|wrote|said|say|write|told)\b|"
    r"\byou (?:write|say|state) (?:that )?(?:you|he|she|they|your)\b",
    r"\b(?:laut|gemäß|nach|in) (?:ihr|eur|dein)(?:er|em) (?:\w+ )?(?:e-?mail|mail|nachricht|"
    r"schreiben|brief|antwort)\b|\bwie (?:sie|ihr|du) (?:schreib|schrieb|sag|mein)\w*",
    r"\b(?:selon|d'après|suivant|dans) (?:votre|vos|ton) (?:\w+ )?(?:e-?mail|mail|message|"
    r"courriel|courrier|mot|lettre|réponse)\b|\bvous (?:nous |m')?(?:écriv|disi|annonc|indiqu|"
    r"préci)\w*|\bcomme vous (?:l')?(?:écriv|dit)\w*",
    r"\b(?:según|en) (?:su|tu|vuestro) (?:\w+ )?(?:correo|e-?mail|mail|mensaje|carta|nota|"
    r"respuesta)\b|\b(?:como|según) (?:usted|ustedes) (?:dec|dij|escrib)\w*",
    r"\b(?:secondo|nell[ao]|dall[ao]|da|dal) (?:la |il )?(?:sua|vostra|tua|suo|vostro|tuo) "
    r"(?:\w+ )?(?:e-?mail|mail|messaggio|lettera|nota|risposta)\b|\bcome (?:lei |voi )?(?:scrive|"
    r"scriveva|scrivete|diceva|dicevate)\b",
    r"\b(?:volgens|in|blijkens) (?:uw|je|jullie) (?:\w+ )?(?:e-?mail|mail|bericht|brief|"
    r"briefje|antwoord)\b|\bzoals (?:u|je|jullie) (?:schre|zei|zegt|schrijft)\w*",
    r"\b(?:segundo|conforme|n[oa]) (?:o |a )?(?:seu|sua|vosso|vossa|teu) (?:\w+ )?(?:e-?mail|"
    r"mail|mensagem|carta|nota|resposta|correio)\b|\bcomo (?:o senhor|a senhora|você|"
    r"vocês) (?:dis|escrev)\w*",
)
_ASSURED = AnyOf(
    r"\byou(?:'d| had|'ve| have)? (?:\w+ )?(?:assured|guaranteed|confirmed|announced|indicated|"
    r"stated|mentioned|insisted)\b",
    r"\b(?:sie|ihr) (?:versicherte|bestätigte|kündigte|sagte|schriebe|meinte|erklärte|versprache|"
    r"garantierte|teilte)[nt]\b",
    r"\bvous (?:nous |m')?(?:assur|garantiss|confirm|promett|annonc|affirm)iez\b",
    r"\b(?:usted |ustedes )?(?:nos |me )(?:asegur|confirm|garantiz|anunci)(?:ó|aron|aba|aban)\b",
    r"\b(?:ci |mi )(?:assicurava|garantiva|confermava|(?:ha|aveva) (?:assicurato|garantito|"
    r"confermato))\w*\b",
    r"\b(?:u|je|jullie) (?:verzekerde|bevestigde|meldde|garandeerde|beloofde|vertelde)n?\b",
    r"\b(?:assegur|garanti|confirm|anunci)(?:ou|u|aram)-(?:nos|me)\b",
)
_OURS = AnyOf(
    r"\b(?:i|we|i'll|we'll|i'm|we're|ich|wir|je|on|(?<!vous )nous|ik|wij)\b|\bj'",
    r"\b\w{2,}(?:amos|emos|(?<!próx)(?<!últ)(?<!mín)(?<!máx)imos|remo|iamo)\b|\b(?:le|les|os|te|vi|"
    r"lhe|vos) \w+o\b|"
    r"\b\w+(?:aré|eré|iré|rò|arei|erei|irei)\b|\b\w+o-(?:lhe|vos)\b",
)


_DENIALS = gate_of(_TOLD, NEGATED, _QUOTED, _ASSURED, _RETOLD)


def takes_back(lower: str) -> bool:
    """Whether the clause only sounds like a promise of ours."""
    if not possible(lower) & _DENIALS:
        return False
    return _is_told(lower) or _is_withheld(lower) or _is_retold(lower)


def is_ours(clause: str) -> bool:
    """Whether one of us is named as who does it."""
    return _OURS.search(clause.lower())


def spares(lower: str) -> bool:
    """Whether we say that we will not do what nobody would like."""
    return NEGATED.search(lower) and _is_kind(lower)


def _is_kind(lower: str) -> bool:
    return _KINDNESS.search(lower) and _OURS.search(lower) and not _CANNOT.search(lower)


def _is_told(lower: str) -> bool:
    return _TOLD.search(lower) and not COMMITS.search(lower)


def _is_withheld(lower: str) -> bool:
    if not NEGATED.search(lower) or _KINDNESS.search(lower):
        return False
    done = [part for part in _PART.split(lower) if not NEGATED.search(part)]
    return not any(COMMITS.search(part) or _OURS.search(part) for part in done)


def _is_retold(lower: str) -> bool:
    if _QUOTED.search(lower) or _ASSURED.search(lower):
        return True
    return _RETOLD.search(lower) and not _OURS.search(lower)
