"""Whether words of a client answer a question that we are about to ask.  Pure.

To hold a question back wrongly costs more than to ask once too often, so a sentence must
be about all that the question is about, and bring what it asks for: a date for "when", a
name for "who", one option of a choice and a word that chooses it.  What is open, asked
back, conditional or put off is no answer.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
import re

from orchestrator.digest import known_markers as markers
from orchestrator.digest.known_names import plain
from orchestrator.digest.known_topic import TOKEN, content_words, shares, word_set
from orchestrator.digest.known_value import CLAUSE, brings_value
from orchestrator.language import SMALL_WORDS, detect

SHARED_AT_LEAST = 0.75
SENTENCE_AT_MOST = 400
SENTENCES_AT_MOST = 60


KINDS = word_set(
    "number nummer numero MAIL address adresse adres indirizzo endereco direccion",
    "date datum fecha data day",
)
_YES_FIRST = re.compile(r"(?:yes|ja|oui|sí|sì|sim)(?!\w)", re.I)


@dataclass(frozen=True, slots=True)
class Question:
    """An ask as it is compared.  ``people``: first and last names of who may be an answer."""

    kind: str
    text: str
    options: Mapping[str, str] = field(default_factory=dict)
    people: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """The words that answer, and the side they take where there is one to take."""

    words: str
    value: str | None = None


def find_answer(question: Question, text: str) -> Said | None:
    """The first sentence of ``text`` that answers the question."""
    topic = content_words(question.text)
    if not topic:
        return None
    for sentence in list(_sentences(text))[:SENTENCES_AT_MOST]:
        said = _answers(question, topic, sentence)
        if said is not None:
            return said
    return None


def has_opened_again(question: Question, text: str) -> bool:
    """Whether a text says that what is asked is not settled: an older answer counts no more."""
    topic = content_words(question.text)
    return any(
        markers.OPEN.search(sentence)
        and shares(topic, content_words(sentence)) >= SHARED_AT_LEAST - 0.1
        for sentence in list(_sentences(text))[:SENTENCES_AT_MOST]
    )


def _sentences(text: str) -> Iterator[str]:
    joined = re.sub(r"(?<=[^\n.!?:]{55})\n(?=\S)", " ", text)
    for line in joined.splitlines():
        for sentence in re.split(r"(?<=[.!?])(?<!\d\.)\s+(?=[^\W\d_]|[¿¡])", line):
            if sentence.strip() and len(sentence) <= SENTENCE_AT_MOST:
                yield sentence.strip()


def _answers(question: Question, topic: list[str], sentence: str) -> Said | None:
    if sentence.endswith("?") or markers.OPEN.search(sentence):
        return None
    if markers.ELSEWHERE.search(sentence) or _is_conditional(question, sentence):
        return None
    if question.kind != "choice" and markers.PAST.search(sentence):
        return None
    if question.kind == "choice":
        value = _chosen(question, topic, sentence)
        return Said(sentence, value) if value else None
    words = _words_of(sentence)
    if not _has_all_names(question.text, words):
        return None
    if question.kind == "yesno":
        value = _side(question, topic, sentence, words)
        return Said(sentence, value) if value else None
    if markers.ADDRESS.search(question.text):
        topic = [each for each in topic if each not in KINDS] or topic
    if shares(topic, words) < _least(topic):
        return None
    return Said(sentence) if brings_value(question.text, topic, sentence, question.people) else None


def _words_of(sentence: str) -> list[str]:
    """With what a sum, a colour, a span of time or a size says without naming it."""
    implied = (
        ("PRICE", markers.CURRENCY),
        ("COLOUR", markers.A_COLOUR),
        ("DURATION", markers.A_SPAN),
        ("SIZE", markers.A_SIZE),
    )
    return [*content_words(sentence), *(name for name, said in implied if said.search(sentence))]


def _least(topic: list[str]) -> float:
    return 1.0 if len(topic) < 4 else SHARED_AT_LEAST


def _is_conditional(question: Question, sentence: str) -> bool:
    """Whether an "if" stands in it; the same letters are another word in the next language."""
    language = detect(f"{question.text} {sentence}")
    known = [markers.CONDITIONS[language]] if language else markers.CONDITIONS.values()
    # "Who do we call when the server is down?" has its condition itself.
    asked = question.text.partition(" ")[2]
    return any(each.search(sentence) and not each.search(asked) for each in known)


def _chosen(question: Question, topic: list[str], sentence: str) -> str | None:
    """The one option that stands in a clause which chooses."""
    if not shares(topic, content_words(sentence)):
        return None
    own = own_words(question.options)
    taken: set[str] = set()
    for clause in CLAUSE.split(sentence):
        head, *rest = markers.INSTEAD.split(clause)
        if rest and not shares(_all_own(own), content_words(" ".join(rest))):
            continue  # What is refused is what stands before: "we do not want it".
        if markers.CHOSEN.search(head):
            words = content_words(head)
            taken |= {key for key, mine in own.items() if mine and shares(mine[:1], words)}
    return taken.pop() if len(taken) == 1 else None


def _all_own(own: Mapping[str, list[str]]) -> list[str]:
    return [each for mine in own.values() for each in mine] or [""]


def own_words(options: Mapping[str, str]) -> dict[str, list[str]]:
    """The words of each option that no other one has."""
    words = {key: content_words(text) for key, text in options.items()}
    return {
        key: [
            each
            for each in mine
            if not any(shares([each], theirs) for other, theirs in words.items() if other != key)
        ]
        for key, mine in words.items()
    }


def _side(question: Question, topic: list[str], sentence: str, words: list[str]) -> str | None:
    """``yes`` or ``no``; what is closed is not open."""
    for asked, opposite in (("OPEN", "CLOSED"), ("CLOSED", "OPEN")):
        if asked in topic and opposite in words and asked not in words:
            turned = [asked if each == opposite else each for each in words]
            side = _plain_side(question, topic, sentence, turned)
            return {"yes": "no", "no": "yes"}.get(side or "")
    return _plain_side(question, topic, sentence, words)


def _plain_side(
    question: Question, topic: list[str], sentence: str, words: list[str]
) -> str | None:
    """As 'no vouchers' says it without the verb of the question."""
    asked = len(markers.NO.findall(question.text))
    denied = [] if asked else content_words(" ".join(markers.NONE_OF.findall(sentence)))
    says_none = any(shares([each], topic) for each in denied)
    if denied and says_none and shares(topic, words) > 0.6:
        clauses = (_PLEASE.sub("", clause) for clause in CLAUSE.split(sentence))
        if any(map(markers.NONE_OF.match, clauses)) or markers.WISH_NOT.search(sentence):
            return "no"
    if _shares_forms(question.text, topic, words) < _least(topic):
        return None
    is_practice = _is_practice(topic, words, sentence)
    if len(markers.NO.findall(sentence)) > asked:
        return "no" if markers.WISH_NOT.search(sentence) or is_practice else None
    return "yes" if markers.YES.search(sentence) or is_practice else None


def _is_practice(topic: list[str], words: list[str], sentence: str) -> bool:
    """'All prices include VAT', 'am Sonntag liefern wir nicht': it says that, and no more."""
    more = [each for each in words if not shares([each], topic)]
    has = markers.HAVE.search(sentence)
    most = 0 if CLAUSE.search(sentence) else 3 if has else 1
    return len(topic) > 1 and len(more) <= most and len(sentence.split()) > 3


_PLEASE = re.compile(r"^\W*(?:please|bitte)\W+", re.I)


def _shares_forms(asked: str, topic: list[str], words: list[str]) -> float:
    """As `shares`, where a verb that the question begins with may have any other form."""
    first = TOKEN.findall(asked)[0].lower()
    if plain(first) != topic[0]:
        return shares(topic, words)
    begun = any(each[:4] == topic[0][:4] for each in words)
    rest = topic[1:]
    return shares(rest, words) if begun and rest else 0.0


def _has_all_names(question: str, words: list[str]) -> bool:
    """Names and numbers in a question are what sets it apart: none of them may be missing."""
    tokens = TOKEN.findall(question)[1:]
    names = [
        each
        for each in tokens
        if any(c.isdigit() or c.isupper() for c in each) and each.lower() not in SMALL_WORDS
    ]
    needed = content_words(" ".join(names))
    return not needed or shares(needed, words) == 1.0
