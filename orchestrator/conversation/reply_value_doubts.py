"""Words that hold a figure, a day or a name and yet give no value."""

import re

from orchestrator.conversation import reply_doubt_words as doubts
from orchestrator.conversation import reply_turn_words as turns
from orchestrator.conversation.body import split_sentences
from orchestrator.conversation.reply_asks import WORD, Answer, Ask, fold, same_verb
from orchestrator.conversation.reply_days import names_no_day
from orchestrator.conversation.reply_harmless_words import WORDS
from orchestrator.conversation.reply_shapes import asks_when, asks_who, shape_of, written_in


def is_no_value(ask: Ask, answer: Answer, own: str) -> bool:
    """'See attachment', 'Priya or Dana', '500 but I won't pay it', '31 November', '-500'."""
    lower = fold(answer.span)
    if doubts.NO_VALUE.match(lower):
        return True
    if ask.n > 1 and doubts.COUNTED.fullmatch(lower) and _is_counted(ask, answer, own):
        return True
    if asks_who(ask) and doubts.NOBODY.match(lower):
        return True
    if not (asks_who(ask) or shape_of(ask)):
        return False
    said = _sentence_of(answer)
    if _HEDGED.search(said) or _TO_BE_CHECKED.search(lower):
        return True
    if doubts.EITHER.search(next(iter(split_sentences(lower)), "")) or _HELD.search(said):
        return True
    if asks_who(ask):
        return False
    if _LATER_MORE.search(said):
        return True
    if _is_sentence_of_others(ask, answer.value or ""):
        return True
    told = _TOLD.search(said) or _TOO_MUCH.search(said)
    if told and not turns.CORRECTION.search(lower):
        return True
    if asks_when(ask):
        return bool(_ANY_BUT.match(said)) or names_no_day(said)
    return _is_negative(answer, own) or _may_be_thousands(ask, answer, own)


def _is_counted(ask: Ask, answer: Answer, own: str) -> bool:
    """'3 bugs found', where no sign stands behind the number of the ask."""
    return bool(re.search(rf"(?<!\w){ask.n} {re.escape(answer.span.strip())}", own))


def _sentence_of(answer: Answer) -> str:
    value = fold(answer.value or "")
    sentences = [fold(sentence) for sentence in split_sentences(answer.span)]
    return next((each for each in sentences if value in each), fold(answer.span))


def _is_sentence_of_others(ask: Ask, value: str) -> bool:
    """'Ann wrote 40 on the board': before the figure stand words of something else."""
    shape = shape_of(ask)
    match = written_in(shape, value) if shape else None
    before = WORD.findall(fold(value[: match.start()])) if match else []
    own = WORD.findall(fold(ask.text))
    strange = [
        word
        for word in before
        if word not in WORDS and not any(same_verb(word, mine) for mine in own)
    ]
    return len(strange) > 1


def _is_negative(answer: Answer, own: str) -> bool:
    """'-500', where a dash that begins a line of a list stands apart."""
    value = re.escape(answer.value or "")
    return bool(re.search(rf"(?:^|[\s:=(])[-−]{value}", own) or _MINUS.match(fold(answer.span)))


def _may_be_thousands(ask: Ask, answer: Answer, own: str) -> bool:
    """'1 500' may be 1,500 or the answer 500 to ask 1."""
    value = answer.value or ""
    return value[:3].isdigit() and bool(
        re.match(rf"\W*{ask.n} {re.escape(value)}\W*\Z", own) and len(value) == _THOUSANDS
    )


_THOUSANDS = 3


_MINUS = re.compile(r"\W*(?:minus|moins|menos|meno|min) ?\d")
_HELD = re.compile(
    r"[\d\w][,;–-]? (?:- )?(?:but|though|although|however|aber|allerdings|obwohl|jedoch|mais|"
    r"cependant|"
    r"toutefois|pero|aunque|ma|però|anche se|tuttavia|maar|hoewel|mas|porém|embora)(?= \S+ \w)"
)
_TOLD = re.compile(
    r"\b(?:last (?:year|time|month|week|season)|previous(?:ly)?|used to|formerly|the (?:last|old|"
    r"former|"
    r"other) \w+ (?=\w+ )|competitors?|rivals?|the others|charged|quoted|offered|cost us|asked for|"
    r"letzte[ns]? (?:jahr|mal|saison)|früher|damals|vorher|waren es|hatten (?:wir|sie)|"
    r"verlangte\w*|"
    r"boten|konkurrenz|l'an(?:née)? (?:dernière?|passée?)|l'ancienne?|avant c'était|avions|avaient|"
    r"facturait|demandait|concurren(?:ts?|ce)|el año pasado|antes|anterior|eran|fueron|cobraba\w*|"
    r"pedía\w*|competencia|l'anno scorso|erano|precedente|chiedeva\w*|faceva\w* pagare|concorrenza|"
    r"concorrenti|vorig jaar|vorige (?:keer|maand|week)|vroeger|waren het|hadden we|rekende\w*|"
    r"concurrent\w*|(?:no )?ano passado|eram|foram|cobrava\w*|pedia\w*|concorrência)(?!\w)"
)
_HEDGED = re.compile(
    r"\b(?:hopefully|ideally|probably|possibly|wahrscheinlich|vermutlich|probablement|"
    r"probablemente|"
    r"probabilmente|waarschijnlijk|vermoedelijk|provavelmente|would be (?:nice|good|great|ideal|"
    r"lovely)|(?:i|we) (?:heard|think|"
    r"guess|believe|"
    r"hope|reckon|imagine)|[a-z]+ (?:thinks|reckons|believes|suggests|says)|i'd guess|if possible|"
    r"hoffentlich|idealerweise|wäre (?:schön|gut|ideal|toll)|(?:glaube|denke|schätze|vermute|"
    r"hoffe) ich|"
    r"ich (?:glaube|denke|schätze|vermute|hoffe)|[a-z]+ meint|wenn möglich|j'espère|espérons|"
    r"je (?:crois|pense|"
    r"suppose|dirais)|l'idéal serait|si possible|ojalá|idealmente|(?:yo )?(?:creo|espero|"
    r"supongo) que|"
    r"si es posible|spero|idealmente|credo|penso|direi|se possibile|hopelijk|idealiter|zou (?:mooi|"
    r"fijn) "
    r"zijn|(?:denk|hoop|geloof) ik|ik (?:denk|hoop|geloof)|indien mogelijk|espero que|acho que|"
    r"creio que|tomara|se possível)(?!\w)"
)
_TO_BE_CHECKED = re.compile(
    r"\([^)]*\b(?:check|ask|confirm|tbc|prüfen|fragen|klären|vérifier|confirmer|confirmar|"
    r"preguntar|confermare|verificare|checken|navragen|verificar|perguntar)\w*[^)]*\)"
)
# "40 for now", "40 at first, later 60".
_LATER_MORE = re.compile(
    r"(?<![\w-])(?:at first|initially|to start with|for now|for the moment|for the time being|"
    r"zunächst|erstmal|vorerst|vorläufig|fürs erste|d'abord|au début|pour (?:l'instant|le moment)|"
    r"al principio|de momento|por (?:ahora|el momento)|all'inizio|per (?:ora|adesso|il momento)|"
    r"om te beginnen|voorlopig|eerst|no início|por (?:agora|enquanto))(?!\w)"
)
_TOO_MUCH = re.compile(
    r"\b(?:(?:is|are|was|ist|sind|est|sont|es|son|è|sono|zijn|é|são) (?:\w+ )?(?:too|zu|trop|"
    r"demasiad\w+|"
    r"troppo|te|demais|muit[oa]s?)(?: (?:many|much|few|viele?|wenige?|veel|weinig))?)(?!\w)"
)
# "Any day but Monday" names none.
_ANY_BUT = re.compile(
    r"\W*(?:any|every|whichever|jeder|jeden|alle|n'importe|tous|tout|cualquier\w*|tod[oa]s?|"
    r"qualsiasi|"
    r"qualunque|tutti|elke|iedere|alle|qualquer|todos)\b.*\b(?:but|except|außer|ausser|sauf|menos|"
    r"salvo|excepto|tranne|eccetto|behalve|exceto)\b"
)
