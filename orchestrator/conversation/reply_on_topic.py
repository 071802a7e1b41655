"""What one clause says of the ask whose words it holds; never more than ``confirm``."""

from collections.abc import Sequence
from dataclasses import replace
import re

from orchestrator.conversation import reply_all_words as all_words
from orchestrator.conversation import reply_small_talk as small_talk
from orchestrator.conversation import reply_words as words
from orchestrator.conversation.reply_answers import interpret, yes_or_no_side
from orchestrator.conversation.reply_asks import Answer, Ask, alike, content, fold, mentions
from orchestrator.conversation.reply_bare_values import value_of
from orchestrator.conversation.reply_clauses import FEW, names
from orchestrator.conversation.reply_deeds import deed_side
from orchestrator.conversation.reply_deferral_words import defers
from orchestrator.conversation.reply_language import native
from orchestrator.conversation.reply_shapes import shape_of
from orchestrator.conversation.reply_values import (
    lone_quantity,
    named_person,
    typed_value,
)


def on_topic(ask: Ask, clause: str, asks: Sequence[Ask]) -> Answer | None:
    lower = native(fold(clause), ask.language)
    if ask.kind == "choice":
        return _choice_on_topic(ask, clause, lower, asks)
    if not names(ask, lower, asks):
        if ask.kind != "value" or len(lower.split()) > FEW or _APPOINTMENT.search(lower):
            return None
        if any(full for other in asks for _, _, full in mentions(other, clause)):
            return None
        value = typed_value(ask, clause, named=False) or named_person(ask, clause)
        return Answer(value, "confirm", clause) if value else None
    if ask.kind == "value":
        return _value_on_topic(ask, clause, lower)
    return _side_on_topic(ask, clause, lower)


# A call of yesterday or a free hour may name a day that an option names too.
_APPOINTMENT = re.compile(
    r"\b(?:called|angerufen|yesterday|gestern|heute|hier|ayer|ieri|gisteren|free|available|frei|"
    r"verfügbar|libres?|disponibles?|liber[io]|vrij|beschikbaar|livres?)\b"
)


def _choice_on_topic(ask: Ask, clause: str, lower: str, asks: Sequence[Ask]) -> Answer | None:
    found = list(mentions(ask, clause))
    if not found:
        both = re.match(r"(?:both|beide|les deux|los dos|entrambi|ambos)\b", lower)
        named = names(ask, lower, asks)
        put_off = defers(lower) or re.search(rf"\b(?:{all_words.NONE})", lower)
        return Answer(None, "unclear", clause) if named and (both or put_off) else None
    if re.search(r"\b(?:if|si|se|wenn|falls|als)\b", lower[: found[0][0]]):
        settled = interpret(ask, clause) if len(lower.split()) <= 2 * FEW else None
        return replace(settled, certainty="unclear") if settled else None
    named = names(ask, lower, asks)
    if named and len({letter for _, letter, _ in found}) > 1 and _EACH_HIS_OWN.search(lower):
        return Answer(None, "unclear", clause)
    sure = any(full for _, _, full in found)
    if not sure and (
        "?" in lower or (len(lower.split()) > _SHORT and not (named or _CHOOSES.search(lower)))
    ):
        return None
    late = found[0][0] > _AT_THE_HEAD and len(lower.split()) > _SHORT
    if late and not named and not _CHOOSES.search(lower):
        return None
    if _TOO_MUCH.search(lower):
        return None
    if _APPOINTMENT.search(lower) or (not sure and not named and _STORY.search(lower)):
        return None
    # A single capital letter inside a story is no choice.
    answer = interpret(ask, clause)
    return at_best_confirm(answer) if answer else None


_SHORT = 8
_AT_THE_HEAD = 12
# In a long sentence a word like "monthly" is an option only where one is chosen.
_CHOOSES = re.compile(
    r"\b(?:take|pick|choos\w+|go (?:with|for)|prefer\w*|like|love|want|use|put|lead|first|best|"
    r"better|rather|option|favou?rite|"
    r"please|vote|it is|has to be|let's|nehm\w+|wähl\w+|bevorzug\w+|lieber|besser|gefällt|bitte|"
    r"für|dann|soll\w*|"
    r"prend\w*|prenons|choisi\w*|préfèr\w*|préfér\w*|plutôt|mieux|mett\w*|plaît|elegi\w*|elij\w*|"
    r"prefier\w*|mejor|pon\w+|quedamos|"
    r"tomamos|gusta|scegli\w*|preferi\w*|meglio|mett\w+|prendi\w*|piace|kies\w*|kiez\w+|liever|"
    r"beter|doe|neem|nemen|zet|"
    r"escolh\w+|prefir\w*|melhor|fic\w+|vamos|ponh\w+|gosto|gostamos|primeir[oa])\b"
)
# "Mum wants the one and I the other".
_EACH_HIS_OWN = re.compile(
    r"\b(?:wants?|likes?|loves?|prefers?|swears?|möcht\w+|will|mag|schwör\w*|findet|veut|préfère|"
    r"jure|aime|"
    r"quiere|prefiere|gusta|vuole|preferisce|piace|wil|vindt|kiest|quer|prefere|gosta)\b"
)
# What is too much is not taken.
_TOO_MUCH = re.compile(
    r"\b(?:(?:is|are|was|ist|sind|est|sont|es|son|è|sono|zijn|é|são) (?:a bit |much |far |way |"
    r"etwas |"
    r"viel |un peu |bien |un poco |muy |un po' |wat |um pouco )?)(?:too|zu|trop|demasiad\w+|troppo|"
    r"te|demais|"
    r"muit\w+) ?(?:\w+)?"
)


def at_best_confirm(answer: Answer) -> Answer:
    return replace(answer, certainty="confirm") if answer.certainty == "exact" else answer


def _side_on_topic(ask: Ask, clause: str, lower: str) -> Answer | None:
    lower = _TOPIC_LEAD.sub("", lower)
    told = _APPOINTMENT.search(lower) or _STORY.search(lower)
    if told and not words.YES.search(lower) and not words.NO.search(lower):
        return None
    if words.BARE_CONDITION.search(lower) or _ONLY_IF.search(lower):
        return Answer("yes", "unclear", clause)
    if lower.endswith("?") and words.QUESTION.match(lower):
        return Answer(None, "unclear", clause)
    if defers(lower) and (not words.YES.search(lower) or "whatever" in lower):
        return Answer(None, "unclear", clause)
    if lower.rstrip().endswith("?") or small_talk.AWAY.search(lower):
        return None
    head = re.split(r"\b(?:but|aber|mais|pero|ma|maar|mas)\b", lower)[0]
    side = (
        yes_or_no_side(ask, lower)
        or _side_beside_topic(ask, lower)
        or _side_beside_topic(ask, head)
        or deed_side(ask, lower)
        or _said_inside(head)
        or _said_inside(lower)
    )
    if side is None:
        return None
    if side == "no" and _NOT_YET.search(lower):
        return Answer(side, "unclear", clause)
    if (words.holds_back(lower) or _INSTEAD.search(lower)) and side == "yes":
        return Answer(side, "unclear", clause)
    return Answer(side, "confirm", clause)


_NOT_YET = re.compile(
    r"\b(?:(?:not|n't)\b.*\byet|noch nicht|pas (?:encore|tout de suite)|"
    r"(?:todavía|aún) no|no\b.*\b(?:todavía|aún)|non\b.*\bancora|nog niet|ainda não|"
    r"não\b.*\bainda)\b"
)
# "On Tuesday rather than Monday": something else than was asked.
_INSTEAD = re.compile(
    r"\b(?:rather than|instead of|statt|anstatt|anstelle|plutôt que?|au lieu d|en (?:vez|lugar) de|"
    r"em vez de|invece (?:di|che)|anziché|in plaats van)\b"
)


def _side_beside_topic(ask: Ask, lower: str) -> str | None:
    """'The form on the site yes', 'winterdienst nein, machen wir selbst': without the topic."""
    own = content(ask.text)
    spoken = [w for w in _SPOKEN.findall(lower) if not any(alike(w, mine) for mine in own)]
    others = [word for word in spoken if word not in _AROUND]
    left = " ".join(others)
    if not others or len(others) > FEW:
        return None
    for pattern, side in ((words.NO, "no"), (words.YES, "yes")):
        if pattern.match(left) or pattern.fullmatch(others[-1]):
            return side
    return None


_SPOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|[👍✅✔👌👎❌]")
_AROUND = words.word_set(
    "the a an to for on in of at with and as re about our my this that it is i'd we'd i we "
    "der die das den dem des ein eine zu zum zur bei beim für auf im am und mit was wir "
    "ich betrifft "
    "le la les l un une de du des à au aux pour sur en dans et avec concernant "
    "el los las lo una por para con y del al respecto cuanto "
    "il gli i uno di dei delle per su alla alle al e da nel quanto riguarda "
    "het een voor bij op met van en de wat betreft "
    "o os as um uma do da dos das para no na ao à e com quanto"
)


def _said_inside(lower: str) -> str | None:
    """A side inside the clause: 'the portrait is a hard no', 'c'est non', 'mag niet uit'."""
    if re.search(
        r"\b(?:hard no|a no|pas de|keine?|geen|nada de|niente|is no|c'est non|niet|nicht|can wait|"
        r"on no account|not|"
        r"stop|no\b(?! one\b)|nein|non)\b",
        lower,
    ):
        return "no"
    if re.search(
        r"\b(?:yes|yeah|ja|oui|sí|sì|sim|fine|gern|go for it|obvs|get it|approve|happy with|"
        r"sensible|leave it|in favour|run it|(?:great|good) idea|do it|gute idee|bonne idée|"
        r"buena idea|"
        r"buona idea|goed idee|boa ideia|love|i like|we like|would like|"
        r"(?:works|suits)(?: (?:fine|well))?(?: for)? (?:me|us)|passt (?:mir|uns)|me va bien|"
        r"(?:me|nous) convient|(?:ci|mi) va bene|(?:komt|schikt) (?:mij|ons))\b",
        lower,
    ):
        return "yes"
    return None


def _value_on_topic(ask: Ask, clause: str, lower: str) -> Answer | None:
    if defers(lower) or "?" in lower:
        return Answer(None, "unclear", clause)
    head = _TOPIC_HEAD.match(clause)
    value = typed_value(ask, clause, named=True) or named_person(ask, clause)
    if len(lower.split()) > 2 * FEW:
        shape = shape_of(ask)
        written = shape and shape.written.search(clause) and len(lower.split()) <= 3 * FEW
        return Answer(value, "confirm", clause) if value and written else None
    if not value and head and not ((shape_of(ask) is not None) and len(lower.split()) > FEW):
        value = value_of(head[1])
    if not value and len(lower.split()) <= FEW:
        value = lone_quantity(clause)
    return Answer(value, "confirm", clause) if value else None


# What happened answers nothing.
_STORY = re.compile(
    r"\b(?:this morning|last night|heute (?:morgen|früh)|ce matin|esta mañana|anoche|stamattina|"
    r"stamani|vanmorgen|vanochtend|(?:hoje de|esta) manhã)\b|"
    r"\b(?:we|i) (?:had|got|saw|met)\b|\bthere were\b|\bhad to\b|\b(?:musste|mussten|wurde|wurden|"
    r"gab es)\b|"
    r"\b(?:j'ai|on a|nous avons) (?:dû|eu)\b|\b(?:hubo|tuve|tuvimos|estuvo|fue|fuimos)\b|\b(?:ho|"
    r"abbiamo) (?:dovuto|avuto)\b|"
    r"\b(?:moest|moesten|was er|waren er)\b|\b(?:tive|tivemos|foi|fomos|houve|esteve)\b"
)
_ONLY_IF = re.compile(
    r"^\W*(?:[\w'-]+ ){1,4}(?:only if|nur wenn|seulement si|solo si|sólo si|solo se|alleen als|"
    r"só se)\b"
)
# "Drone: only if …": the topic by itself, then its answer.
_TOPIC_LEAD = re.compile(r"^\W*(?:[\w'-]+ ){0,3}[\w'-]+ ?(?::|\s[-–]) +")
_TOPIC_HEAD = re.compile(
    r"^[\w' ]{1,30}?(?::| -| –| is | are | ist | lautet | est | es | è | é | goe?s? to |"
    r" stands at | macht | s'en occupe |"
    r"\s(?=me$))\s*(.+)$",
    re.I,
)
