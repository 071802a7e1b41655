"""Questions that ask us to end our mails, and those that only ask about it; over folded text."""

import re

from orchestrator.conversation.gated import Gated

_REQUESTS = Gated(
    r"\b(?:can|could|would|may|might)(?:n't| not)? (?:you|i|we|someone|somebody|these|this|"
    r"the)\b|"
    r"\bwill you\b|\bhow (?:do|can|could|would|to|does one)\b|\b(?:is there|any) (?:a |"
    r"any )?(?:way|chance|"
    r"link)\b|"
    r"\b(?:please|pls|kindly|possible|do you mind|bitte|svp|graag|aub|possibile|posible|possível|"
    r"mogelijk|möglich|ginge|merci|por favor|porfa\w*|per favore|pfv?)\b|"
    r"\bs'il (?:vous|te) pla[iî]t|"
    r"\b(?:wie|comment|c[óo]mo|come|hoe|gibt es|geht das|y a-t-il|hay (?:alguna )?(?:forma|manera)|"
    r"c'è (?:un )?modo|tem como|há (?:como|forma)|dá (?:pra|para)|is er)\b|"
    r"\b(?:könn\w+|kann(?:st)?|würde(?:n|t|st)|darf|dürf\w+|pourr\w+|pouvez|peux|peut-on|puis-je|"
    r"auriez|veuillez|podr\w+|podéis|podemos|pued\w+|potete|potre\w+|può|puoi|posso|possiamo|"
    r"kun(?:t|nen)?|kan|zou(?:den)?|mag|mogen|wil(?:len|t)? (?:je|jullie|u)|podem|pode|poderi\w+)\b"
)
_GREETING = (
    r"^\W*(?:(?:and|so|but|also|hi|hello|und|aber|also|et|mais|y|pero|e|ma|allora|en|maar|dus|"
    r"então|mas)\W+)*"
)
_ABOUT = re.compile(
    rf"{_GREETING}(?:why|who|when|what|which|where|warum|wieso|weshalb|wer|wann|was|welche\w*|wo|"
    r"pourquoi|qui|quand|que|qu'|quel\w*|où|por qué|quién\w*|cuándo|qué|cuál\w*|dónde|perché|chi|"
    r"quando|cosa|qual\w*|dove|waarom|wie (?:kan|stopt|heeft|wil)|wanneer|wat|welke|waar|por que|"
    r"porque|porquê|quem|qual|onde)\b(?! don't you (?:just )?stop)|"
    r"[,;] ?(?:why|warum|wieso|pourquoi|por qué|perché|waarom|por que|porquê) ?\?"
)
# "Should we stop these" is a question without its sign as well.
_WHETHER = Gated(
    r"^\W*(?:(?:and|so|und|et|y|e|en)\W+)?(?:should|shall|must) (?:we|i|they|he|she)\b|"
    r"^\W*(?:sollen|sollten|soll|müssen|muss) (?:wir|ich)\b|^\W*(?:faut-il|dev\w+-(?:nous|on)|"
    r"doit-on)(?!\w)|^\W*¿?(?:debería\w*|debemos|deberemos) |^\W*(?:dovremmo|dobbiamo|dovrei) |"
    r"^\W*(?:zullen|moeten|moet) (?:we|wij|ik)\b|^\W*(?:devemos|devíamos|deveríamos|devo) |"
    r"\b(?:whether|if|ob|whether) (?:we|i|wir|ich) (?:should|shall|ought|must|want to)\b|"
    r"\b(?:whether to|ob wir|ob ich|si (?:on|nous|je|no) (?:dev\w+|dois|doit|fau\w+)|"
    r"s'il (?:faut|faudrait)|si (?:debería\w*|debemos)|se (?:dovremmo|dobbiamo|devemos|deveríamos)|"
    r"of (?:we|ik) .{0,40}\b(?:moeten|moet|zullen|zouden))\b"
)


# "If they get longer, stop them": nothing ends yet.
_ON_CONDITION = Gated(
    r"\b(?:if(?! (?:i'm honest|i may|i might|you (?:can|could|don't mind|like|want|please)|at all|"
    r"possible|that's))|unless|otherwise|sofern|falls|tenzij|à moins|a menos|a meno)\b|"
    r"(?:^\W*|[,;] ?|\b(?:and|but|so|und|aber|dann|et|mais|y|pero|e|ma|en|maar|mas) )(?:wenn|si|"
    r"se|als|"
    r"indien|caso|sonst|sinon|anders|altrimenti|si no|senão) (?!non\b|puede|pud|possib|posib|poss)"
)


# "Nothing until mid January", "no more for now": a rest, and no end of it is known.
_FOR_A_WHILE = Gated(
    r"\b(?:until|till|bis(?! bald)|jusqu'\w+|hasta(?! (?:luego|pronto))|fino|tot(?! (?:ziens|"
    r"snel))|"
    r"até(?! (?:logo|breve|já)))\b|"
    r"\b(?:for (?:now|the moment|the time being|a (?:bit|while|few))|while (?:i|we)|vorerst|"
    r"erstmal|"
    r"zunächst|einstweilen|im moment|momentan|solange|pour (?:le moment|l'instant)|pendant|"
    r"por (?:ahora|el momento)|de momento|mientras|per (?:ora|il momento|adesso)|finché|voorlopig|"
    r"even (?:geen|niet)|zolang|por (?:enquanto|agora)|enquanto)\b"
)


def only_rests(sentence: str) -> bool:
    """Whether what shall not come is to come again some day."""
    return bool(_FOR_A_WHILE.search(sentence))


def is_conditional(sentence: str) -> bool:
    """Whether an end hangs on something; over words without phrases of courtesy."""
    return bool(_ON_CONDITION.search(sentence))


def only_asks(sentence: str) -> bool:
    """Whether a sentence asks about an end of our mails, and not us to end them."""
    if _WHETHER.search(sentence):
        return True
    return "?" in sentence and bool(_ABOUT.search(sentence) or not _REQUESTS.search(sentence))
