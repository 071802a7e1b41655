"""The parts of a sentence that can state something each, in seven languages."""

from collections.abc import Iterator
import re
from typing import Literal

from orchestrator.conversation.gated import Gated

Direction = Literal["in", "out"]

_AND = r"(?:and|but|so|und|aber|et|mais|y|e|pero|ma|en|maar|mas|então|dann|then)"
_SEPARATOR = re.compile(rf"[;.]\s+|:\s+|\s[–-]\s|,?\s+{_AND}\s+(?:also,?\s+)?|,\s+", re.IGNORECASE)
_ASKS = (
    r"(?:(?:do|does) (?!you\b)\w+s? \w+ \w+|(?:can|could|would|will|do|does|did|is|are|has|have|"
    r"should) (?:i|you|we|it|they|he|she|there|the|that|this|u|someone)\b|(?:when|where|who|why|"
    r"how|what|which)\b(?! not\b)|(?:können|könnten|kann|könnte|würden|wissen) \w+|haben (?:sie|"
    r"wir|ihr)\b|(?:wann|wo|wer|wie|was|warum|welche\w*|wieso)\b|(?:quand|comment|combien|"
    r"pourquoi|est-ce|pou(?:vez|rriez)-vous|peut-on|savez-vous)\b|¿|(?:cuándo|cómo|cuánto|quién|"
    r"dónde|por qué)\b|(?:podéis|podríais|puede|pueden|podría) |(?:quando|quanto|chi|dove|perché|"
    r"potete|potreste|può|potrebbe|sapete)\b|(?:wanneer|hoe|waar|waarom)\b|(?:kunnen|kunt|kun|"
    r"zouden|weten) (?:we|jullie|u|je)\b|(?:como|quem|onde|podem|podiam|poderiam|pode|sabem)\b)"
)
_WE = (
    r"(?:(?:i|we|you|it|he|she|they|nobody)(?:'ll|'d|'re|'m| will\b| won't| are\b| am\b| is\b|"
    r" can\b| should\b| was\b| were\b| had\b| thought\b| assumed\b| expected\b| presumed\b|"
    r" need\b| want\b| would\b)(?! (?:know|see (?:that|it))\b)|please\b|(?-i:[A-ZÀ-Þ]\w+) "
    r"(?:will|is going|is|are|can|ruft|schickt|macht|vous|te|le|os|vi|belt|stuurt|liga)\b|"
    r"the \w+(?: \w+)? (?:will|is|are|can|goes?|comes?|follows?)\b|(?:ich|wir) \w+|bitte\b|(?:je|"
    r"nous) |on (?:vous|nous|va|a|avait|en|ne|peut) |j'|merci de\b|(?:os|le|les|te|vi|"
    r"la) \w+(?:o|mos|mo|é|rà|rá)\b|(?:nos|me) gustaría\b|(?:vorremmo|vorrei|gostaríamos|"
    r"gostávamos|queremos|necesitamos)\b|el día\b|(?:ik|wij|we) \w+|graag\b|(?:vamos|vou|"
    r"enviamos|envio)\b)"
)
_SOMEBODY = (
    r"|(?:voortaan|künftig|désormais|dorénavant|from now on|no dia|il \d|le \d|am \d|op \d|"
    r"el día)\b|(?:darauf|dafür|das|die \w+) (?:können|wird|werden|übernehmen|geht)\b|"
    r"(?-i:[A-ZÀ-Þ]\w+) (?:kümmert|meldet|kommt|bringt|komt|neemt|zorgt|trata|se encarga|s'en|"
    r"si occupa|\w+(?:rà|rá|ra|ront))\b"
)
_IMPERATIVE = (
    r"(?:(?:swap|add|make|change|remove|put|move|replace|delete|update|send|take|use|stick|turn|"
    r"set|drop)\s|(?:ajoutez|mettez|envoyez|changez|enlevez|meted|poned|añad\w+|cambiad|quitad|"
    r"enviad|aggiungete|mettete|cambiate)\b)"
)


_DEED = re.compile(_IMPERATIVE, re.IGNORECASE)
_OWN_DEED = re.compile(r"(?i)\b(?:i|we)(?:'ll| will|'m going to|'re going to)\b")
_ANYTHING = r"\w"
_COULD = r"(?:can|could|would|will) (?:it|you|they|we|u)\b"


def _heads(own: str) -> dict[str, re.Pattern[str]]:
    """What must follow a sign that divides clauses; "" stands for words like "and"."""
    heads = {
        "": rf"{_ASKS}|{own}",
        ",": rf"{own}|{_COULD}|footage ",
        ".": _ASKS,
        ":": rf"{_WE}|the source\b",
        ";": _ANYTHING,
        "-": _ANYTHING,
        "–": _ANYTHING,
    }
    return {sign: re.compile(head, re.IGNORECASE) for sign, head in heads.items()}


_HEADS = {"in": _heads(rf"{_WE}|{_IMPERATIVE}"), "out": _heads(rf"{_WE}{_SOMEBODY}")}
_HEADS["out"][":"] = _HEADS["out"][""]
CONDITION = Gated(
    r"(?i)^(?:and |but |und |aber )?(?:if|once|(?:as )?soon as|when|should|provided|assuming|"
    r"unless|after|wenn|falls|sobald|sollten?|nachdem|sofern|si|dès (?:que|réception)|quand|"
    r"lorsque|une fois|en cuanto|cuando|apenas|una vez|se|appena|quando|non appena|una volta|als|"
    r"zodra|wanneer|assim que|logo que|caso|en cas d\w*|in case|in the event|as long as|"
    r"so long as|the (?:moment|minute|day)|qualora|nel caso|laddove|purché|siempre que|de haber|"
    r"au cas où|indien|ingeval|mits|desde que|soweit|in caso di|en caso de|in geval van|"
    r"im falle?|em caso de|mocht\w*|sempre che)\b"
)
# "Bear with me until Monday and ..."
OPENS = Gated(
    r"(?i)^(?:(?:(?:give|allow) (?:me|us)|bear with (?:me|us)|wait) (?:until|till)|(?:geben|"
    r"gedulden|"
    r"haben|warten) sie (?:\w+ ){0,4}bis|(?:patientez|attendez|(?:donnez|laissez)-(?:moi|nous))"
    r"(?: \w+)? jusqu'|(?:denos|deme|tengan? paciencia|esperen?|déjen?(?:me|nos))(?: \w+)? hasta|"
    r"(?:(?:mi|ci) dia|abbia(?:te)? pazienza|attenda|aspetti)(?: \w+)? fino|(?:geef|heb|wacht|"
    r"gun)(?: \w+){0,2} tot|(?:dê-(?:me|nos)|tenham? paciência|esperem?|aguardem?)(?: \w+)? até)"
)
# "Please", "Ich dachte", "he won't": too short to state anything alone.
_FEWEST_WORDS = 3


def clauses(said: str, direction: Direction) -> list[str]:
    """What can stand alone, verbatim."""
    spans: list[tuple[int, int]] = []
    start = 0
    for end, next_start in _breaks(said, direction):
        if not _is_unfinished(said[start:end].strip()):
            spans.append((start, end))
            start = next_start
    spans.append((start, len(said)))
    return [said[first:last].strip() for first, last in _with_afterthoughts(spans, said)]


def _breaks(said: str, direction: Direction) -> Iterator[tuple[int, int]]:
    heads = _HEADS[direction]
    for separator in _SEPARATOR.finditer(said):
        sign = separator[0].strip()
        head = heads.get(sign, heads[""])
        behind = separator.end()
        if not head.match(said, behind):
            continue
        if sign == ":" and direction == "out" and _QUOTES_YOU.search(said, 0, separator.start()):
            continue
        # "I'll sign it and drop it round": the client goes on with what the client does.
        goes_on = _DEED.match(said, behind) and _OWN_DEED.search(said, 0, separator.start())
        if not goes_on:
            yield separator.span()


# "You told us: I'll bring the keys" is the client's promise.
SAID_BY_YOU = (
    r"(?:\b(?:you(?:'ve|'d| had| have)? (?:\w+ )?(?:wrote|write|written|said|told|promised|replied|"
    r"answered|confirmed)|(?:quoting|to quote) you|sie (?:\w+ )?(?:schrieben|sagten|meinten|"
    r"antworteten|versprachen)|schrieben sie|vous (?:nous |m')?(?:écriviez|disiez|(?:avez|"
    r"aviez) (?:écrit|dit|répondu|promis))|(?:usted |nos |me )(?:escribió|dijo|decía|prometió|"
    r"respondió)|(?:lei |ci |mi )(?:ha scritto|ha detto|scriveva|diceva|aveva scritto)|"
    r"u (?:schreef|zei|beloofde|antwoordde)|(?:escreveu|disse|prometeu|respondeu)(?:-nos|-me)?)|"
    r"(?:^|\b(?:from|per|in|aus|laut|selon|dans|según|en|secondo|nella|dalla|uit|volgens|segundo|"
    r"n[oa]) )(?:your|ihre[rnm]?|votre|vos|sus?|l[ae] su[ae]|uw|[oa]s? (?:seu|sua)s?|sua|seu) "
    r"(?:own )?(?:e-?mail|mail|message|note|letter|reply|words?|worte[nr]?|nachricht|courriel|mots|"
    r"correo|mensaje|palabras|parole|bericht|woorden|mensagem|palavras)(?: says| said)?)"
    r"(?: (?:us|me|uns|mir|that|yesterday|o[nf] \w+|vom \w+|am \w+|du \w+|le \w+|el \w+|del? \w+|"
    r"van \w+|in your (?:mail|message)))*"
)
_QUOTES_YOU = re.compile(rf"(?i){SAID_BY_YOU}\s?$")


def _with_afterthoughts(spans: list[tuple[int, int]], said: str) -> list[tuple[int, int]]:
    """The short "could it go?" belongs to what stands before it."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and len(said[start:end].split()) <= _FEWEST_WORDS:
            found[-1] = found[-1][0], end
        elif said[start:end].strip():
            found.append((start, end))
    return found


def _is_unfinished(part: str) -> bool:
    """Whether it says nothing without what follows."""
    few = len(part.split()) < _FEWEST_WORDS
    return few or bool(CONDITION.match(part) or OPENS.match(part))


def main_clause(clause: str) -> tuple[str, bool]:
    """The clause without the condition that opens it, and whether there was one."""
    if not CONDITION.match(clause):
        return clause, False
    parts = _MAIN.pattern.split(clause, maxsplit=1)
    is_whole = len(parts) == 2 and len(parts[1].split()) > 3
    return (parts[1], True) if is_whole else (clause, True)


_MAIN = Gated(
    r",\s+(?!then (?!i\b|we\b|you\b|it\b|the\b))|\s(?=(?:i|we|you|he|she|they|it)(?:'ll| will|"
    r" can)\b)|\s(?=we \w+ .*, then\b)|\s(?=then (?:i|we|you)\b)"
)


def without_quotations(text: str) -> str:
    """As long as it was, without the letters of other people's words in quotation marks."""
    return _SINGLE_QUOTATION.sub(_masked, _QUOTATION.sub(_masked, text))


_QUOTATION = Gated(
    r"(?P<contract>\b(?:quote|contract|offer|proposal|agreement|brief) it (?:said|says)[:,]? )?"
    r"(?:\"[^\"\n]*\"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|»[^«\n]*«|‚[^‘\n]*‘)",
    re.IGNORECASE,
)
# An apostrophe has a letter on either side; a quotation has more words than one.
_SINGLE_QUOTATION = Gated(
    r"(?P<contract>)[‘'](?<!\w.)(?=\w)(?:[^'\n]|(?<=\w)'(?=\w)){2,200} "
    r"(?:[^'\n]|(?<=\w)'(?=\w)){2,200}'(?!\w)"
)


def _masked(quotation: re.Match[str]) -> str:
    """What stands in our own contract stays."""
    if quotation["contract"]:
        return quotation[0]
    return _LETTER.sub("_", quotation[0])


_LETTER = re.compile(r"\w")
