"""A value without what is said around it: its lead-in, an aside, a reason, thanks."""

import re

from orchestrator.conversation import reply_turn_words as turns
from orchestrator.conversation import reply_words as words
from orchestrator.conversation.body import split_sentences
from orchestrator.conversation.dates import MONTH, WEEKDAY
from orchestrator.conversation.reply_asks import WORD, Answer, Ask, alike, content, fold, same_verb
from orchestrator.conversation.reply_deferral_words import defers
from orchestrator.conversation.reply_numbers import NUMBER
from orchestrator.conversation.reply_shapes import asks_who, shape_of, written_in

_MAKE_THAT = re.compile(
    r"^.*\b(?:make (?:that|it)|actually|no wait|sorry,|i mean|äh nein,|anzi|mejor dicho)\s*,?\s*",
    re.I,
)
_REASON = re.compile(
    r"\s*(?:[,;–]|\s-)\s+(?:(?:his|her|my|our|your|their|he|she|they|we|it|i|that|this|as|"
    r"because|since|[a-z]+ (?:from|at|ab|dès|desde|dalle|vanaf)|"
    r"weil|da|denn|das|car|parce|c'est|porque|que|perché|che|want|omdat|dat|pois)\b).*$",
    re.I | re.S,
)
_THE_REST = re.compile(
    r"\s+(?:and|und|et|y|e|en) (?:the (?:rest|others)|den rest|le reste|el resto|lo demás|il resto|"
    r"de rest|o resto|i'll|i will|we'll)\b.*$",
    re.I | re.S,
)
_MINE = re.compile(
    r"^(?:mine(?: is)?|meine|le mien|la mienne|el m[ií]o|la m[ií]a|il mio|de mijne|o meu) (?=\d)",
    re.I,
)
_POLITE_END = re.compile(
    r"[\s,]+(?:please|pls|thanks|thank you|bitte|danke|merci|svp|s'il vous pla[iî]t|por favor|"
    r"gracias|porfa|per favore|grazie|"
    r"graag|alstublieft|aub|bedankt|obrigad[oa]|bisous|biz|bises|x+|bjs|beijos|abraços?|abrazos?|"
    r"saludos|baci|groetjes|gr|lg|vg|mfg|mvg|cheers|ta|cdlt|ciao|mate|hoor|pls)\b(?:[,;].*)?$",
    re.I | re.S,
)
_ASIDE = re.compile(r"(?<=\S)\s*\((?!\d{1,2}\))[^)]*\)")
# "Its 56", "das sind 56", "ce sera Maud": what says only that a value comes.
_IT_IS = re.compile(
    r"^\W*(?:(?:so|well|um|ok|also|alors|pues|allora|nou|então),? )?(?:"
    r"(?:it|that|this|they|there)(?:'s|’s|'re| is| are| will be| would be|s)|its|theyre|"
    r"we(?:'ve| have|'ve got| have got)|put(?: down)?|say|let's (?:say|have)|call it|i(?:'d|’d| "
    r"would)? (?:say|go (?:for|with))|(?:ich|wir) (?:würden? sagen|sagen?|nehmen?)|(?:je|on) "
    r"(?:dirais|dis|dirait)|di(?:ría|go|ria|rei|remmo)|(?:ik )?zou zeggen|"
    r"(?:es|das|wir) (?:sind|ist|wären|wäre|haben|hätten|wird|nehmen)|schreibt|schreiben sie|nehmt|"
    r"(?:c'est|c’est|ce sera|ce serait|ce sont|il y en a|nous (?:en )?avons|on (?:en )?a|mettez|"
    r"disons|"
    r"ça sera)|(?:serían?|serán?|tenemos|hay|pon(?:ed|ga|gan)?|son(?= ?(?:\d|l[oa]s|unos|unas|"
    r"en total)))|"
    r"(?:sarebbe|sarà|saranno|abbiamo|ci sono|mett(?:ete|i|iamo)|facciamo|sono(?= ?\d))|"
    r"(?:that|it|this)(?:'ll| will) be|das (?:macht|mache|übernimmt|übernehme|wäre)|(?:dat|"
    r"dit) (?:doet|doe)|lo hace|lo fa|"
    r"(?:het|dat|er|dit) (?:is|zijn|wordt|worden)|(?:we|wij) hebben|zet(?: maar)?|doe(?: maar)?|"
    r"(?:será|serão|temos|há|ponham|põe|pode ser|são|é))\s+",
    re.I,
)


def given_value(ask: Ask, span: str, lower: str) -> Answer | None:
    first = next(iter(split_sentences(lower)), "")
    if defers(lower) or first.endswith("?") or words.WAIT.search(lower):
        return Answer(None, "unclear", span)
    if re.match(r"(?:not before|\d+ or \d+)\b", lower) or re.search(r"\bdepend", lower):
        return Answer(None, "unclear", span)
    if words.YES.fullmatch(lower.strip(" .!()")) or _NO_VALUE.fullmatch(lower):
        return None
    if _LETTER.fullmatch(lower) and (asks_who(ask) or shape_of(ask)):
        return None
    span = turns.as_meant(span)
    value = _last_of(ask, span) or without_ask(ask, value_of(_without_lead(ask, span)))
    if asks_who(ask) or shape_of(ask):
        value = _OF_COURSE.sub("", value)
    if asks_who(ask):
        value = _without_verb(ask, value)
    if not value:
        return None
    return Answer(value, "exact" if _is_plain(ask, value) else "confirm", span)


# "2 no, 3 Tom" where 3 cannot be Tom.
_NO_VALUE = re.compile(
    r"\W*(?:no|nope|nein|non|nee|não|👎|❌)\W*|"
    r"\W*(?:yes|ja|oui|s[íiì]|sim|no|nein|non|nee|não|ok)[,;.]? #?[1-9](?:[.):]| |$).*",
    re.S,
)
_LETTER = re.compile(r"\W*[a-e]\W*")


def _without_verb(ask: Ask, value: str) -> str:
    """'Onkel Willi unterschreibt' to "Wer unterschreibt?": the name alone."""
    named, _, last = value.rpartition(" ")
    repeats = last.islower() and any(same_verb(last, own) for own in WORD.findall(fold(ask.text)))
    return named if named and repeats else value


# "Pete, obviously"; a slogan keeps its words.
_OF_COURSE = re.compile(
    r",?\s+(?:obviously|of course|naturally|natürlich|selbstverständlich|klar|logisch|évidemment|"
    r"bien sûr|bien entendu|naturellement|por supuesto|obviamente|evidentemente|desde luego|"
    r"claro(?: está)?|naturalmente|ovviamente|certo|certamente|natuurlijk|uiteraard|"
    r"vanzelfsprekend|com certeza)$",
    re.I,
)


def _last_of(ask: Ask, span: str) -> str:
    """'65 €. Anzi no, scusate: 70 €': of several the one behind the correction; else nothing."""
    shape = shape_of(ask)
    found = list(shape.written.finditer(span)) if shape else []
    if len(found) < 2:
        return ""
    between = fold(span[found[0].end() : found[-1].start()])
    turned = turns.CORRECTION.search(between) or _NO_AFTER.search(between)
    return found[-1][0].strip() if turned else ""


_NO_AFTER = re.compile(
    r"(?:\.{2,3}|…|,|;|–| -)\s*(?:ach|oh|ah|eh)?\W*(?:no|nein|non|nee|não|was)\b"
)


def without_ask(ask: Ask, value: str) -> str:
    """'Doors 6.45 pm' is "6.45 pm": the words of the ask before what has the asked shape."""
    shape = shape_of(ask)
    match = written_in(shape, value) if shape else None
    if not match:
        return value
    if not re.search(r"\d", behind := value[match.end() :]) and (
        cut := _ASIDE_BEHIND.search(behind)
    ):
        value = value[: match.end() + cut.start()]
    own = content(ask.text)
    lead = WORD.findall(fold(value[: match.start()]))
    named = [word in _VERBS or any(alike(word, mine) for mine in own) for word in lead]
    led = any(named) and all(one or word in _LINKS for one, word in zip(named, lead, strict=True))
    return value[match.start() :] if led else value


# "Six ponies, Bles comes too".
_ASIDE_BEHIND = re.compile(
    r"(?:,|;| [–-])\s+(?=\S+ \S)(?!(?:and|und|et|y|e|en|or|oder|ou|o|of)\b).*$", re.S
)
_VERBS = words.word_set(
    "he she they er sie es il elle ils elles él ella ellos ele ela eles hij zij ze we wir nous noi "
    "gaat loopt geht läuft eröffnet "
    "use si usi usate nehmen nehmt nimm verwenden verwendet utilisez prenez usad usen uséis "
    "gebruik neem usem utilizem "
    "débute part comienza arranca comincia parte começa end ends finish finishes endet enden finit "
    "finissent acaba acaban finisce finiscono eindigt "
    "acabam "
    "is are was be will it its start starts starting open opens ist sind wird beginnt startet "
    "öffnet schließt est sont sera commence ouvre ferme es son será empieza abre cierra è sono "
    "sarà inizia apre chiude zijn start begint opent sluit wordt é são começa abre fecha"
)
# "From 7.30" by itself stays as it was written.
_LINKS = words.word_set(
    "at on in from by to the a an am um der die das den dem à le la les l au aux du el los las en "
    "al il lo gli alle op de het om o os as em no na às"
)


def _is_plain(ask: Ask, value: str) -> bool:
    """Whether it is of the asked shape and no sentence about something else."""
    if _SPEAKS.match(fold(value)) and not asks_who(ask):
        return False
    if _ASKS_A_NUMBER.search(fold(ask.text)):
        return bool(_QUANTITY.search(fold(value)))
    return len(value.split()) <= _MOST_WORDS and not _FINITE.search(fold(value))


# A sentence about something else begins with who speaks.
_SPEAKS = re.compile(
    r"\W*(?:i|we|you|ich|wir|ihr|je|j'|nous|on|vous|yo|nosotros|io|noi|voi|ik|wij|we|jullie|eu|nós|"
    r"vocês)(?!\w)"
)


_MOST_WORDS = 10
_ASKS_A_NUMBER = re.compile(
    r"\b(?:what date|which date|how many|how much|price|what time|wie viele|bis wann|ab wann|"
    r"combien|quelle date|quelle heure|cuánt[oa]s|qué fecha|qué hora|quant[ei]|che ora|quale data|"
    r"hoeveel|hoe laat|welke datum|quant[oa]s|que horas|que data)\b"
)
_QUANTITY = re.compile(
    rf"\d|\b(?:{MONTH}|{WEEKDAY})\b|\b(?:today|tomorrow|week|heute|morgen|demain|mañana|domani|"
    rf"amanhã|none|keine|aucun|half|noon|midday|midnight|mittag|midi|hundred|dozen)\b|{NUMBER}"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|don't|didn't|i'd|i've|we've|"
    r"you|guys|hat|haben|hatte|ist|sind|war|wurde|wird|müssen|est|sont|était|"
    r"été|avons|avez|serons|es|está|fue|hemos|han|è|sono|ha|hanno|abbiamo|zijn|heeft|hebben|wordt|"
    r"é|são|foi|temos|rock|thanks?|danke|merci|gracias|grazie|bedankt|obrigad[oa])\b(?!\s*$)|"
    r"[:?]\s|\?$"
)


def _without_lead(ask: Ask, span: str) -> str:
    """'Last delivery is 1 December': the ask's own words before the verb are no value."""
    match = re.match(
        r"([^\W\d][\w' ]{2,40}?) (?:is|are|ist|sind|est|sont|es|son|è|sono|são) ", span
    )
    if not match or not all(
        any(alike(word, own) for own in content(ask.text)) for word in content(match[1])
    ):
        return span
    return span[match.end() :]


_EMOTICONS = re.compile(
    r"(?:\s+(?:[:;]['’]?-?[()DPp]|[☺\U0001F600-\U0001F64F]\ufe0f?))+[\s.!]*(?=$|\n)"
)


def value_of(text: str) -> str:
    """The value itself: without lead-in, aside, reason or second sentence."""
    value = re.sub(r"\s*\bfull stop\b.*", "", _EMOTICONS.sub("", text), flags=re.I | re.S)
    value = next(iter(split_sentences(value)), "")
    value = _MAKE_THAT.sub("", _THE_REST.sub("", value))
    value = _POLITE_END.sub("", _REASON.sub("", _ASIDE.sub("", value)))
    value = re.sub(
        r"^\W*(?:is|are|stays? at|stands at|ist|est|es|è|ponemos|please|bitte)\s+",
        "",
        _IT_IS.sub("", value),
        flags=re.I,
    )
    value = _MINE.sub("", re.sub(r"[\s,]+(?:and|und|et|y|e|en)$", "", value.rstrip(), flags=re.I))
    return value.strip(' \t,;:/-–—=.!„“”"«»')
