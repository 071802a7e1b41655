"""Whether words of a client answer a question that we are about to ask.  Pure.

To hold a question back wrongly costs more than to ask once too often, so a sentence must
be about all that the question is about, and bring what it asks for: a date for "when", a
name for "who", one option of a choice and a word that chooses it.  What is open, asked
back, conditional or put off is no answer.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from math import ceil
import re

from orchestrator.digest import known_markers as markers
from orchestrator.digest.known_topic import (
    FORMS_SHARE,
    TOKEN,
    content_words,
    plain,
    shares,
    word_set,
)
from orchestrator.language import SMALL_WORDS, detect

SHARED_AT_LEAST = 0.75
SENTENCE_AT_MOST = 400
SENTENCES_AT_MOST = 60


_NOT_NAMES = word_set(
    "i we you the our my your it he she they this that these those please hi hello dear thanks",
    "wir ich sie er es das die der ein eine unsere unser bei als bitte hallo",
    "nous je vous il elle le la les un une notre nos pour chez bonjour",
    "nosotros yo usted el los las un una nuestro nuestra como hola",
    "noi io lei lui il lo gli i una nostro nostra ciao",
    "wij ik jullie u hij zij het de een ons onze bij hoi",
    "nós eu você ele ela o a os as um uma nosso nossa olá",
)
_KINDS = word_set(
    "number nummer numero e-mail email address adresse adres indirizzo endereco direccion correo",
    "date datum fecha data day",
)
_PARTICLES = word_set("de van von der den da di do dos du la le el")
_YES_FIRST = re.compile(r"(?:yes|ja|oui|sí|sì|sim)(?!\w)", re.I)
_PEOPLE_BEFORE = word_set(
    "frau herr mr mrs ms mme monsieur madame señor señora sra sr signora signor mevrouw meneer",
    "dona c'est par por da pela pelo",
)


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


def is_same_question(one: Question, other: Question) -> bool:
    """Whether two asks are about the same: all their words, whatever the order or the forms."""
    first, second = content_words(one.text), content_words(other.text)
    if not first or not second or one.kind != other.kind:
        return False
    return shares(first, second) == shares(second, first) == 1.0


def to_search(question: Question) -> list[tuple[str, ...]]:
    """Beginnings of words: a text that answers has all of at least one group.

    A question without a word of its own ("OK?") has none: nothing could be told apart by it.
    """
    topic = sorted(_topic_to_find(question), key=len, reverse=True)[:5]
    if not topic:
        return []
    if question.kind == "choice":
        own = [mine[0] for mine in _own_words(question.options).values() if mine]
        whole = tuple(map(_beginning, topic))  # Words of doubt need not name an option.
        return [whole, *((_beginning(t), _beginning(o)) for t in topic for o in own)]
    if question.kind == "yesno":
        topic = topic[:4]
        size = min(2, len(topic))
    else:
        size = len(topic) if len(topic) < 4 else len(topic) - 1
    return [tuple(map(_beginning, group)) for group in combinations(topic, size)]


def _topic_to_find(question: Question) -> list[str]:
    tokens = [each.lower() for each in TOKEN.findall(question.text)]
    topic = set(content_words(question.text))
    found = [each for each in dict.fromkeys(tokens) if plain(each) in topic]
    return [each for each in found if plain(each) not in _KINDS] or found


def _beginning(word: str) -> str:
    """What every word that is `alike` begins with; of a compound its longest part."""
    part = max(re.split(r"[-'’]", word), key=len)
    return part[: max(4, ceil(FORMS_SHARE * len(part)))]


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
    if question.kind == "choice":
        value = _chosen(question, topic, sentence)
        return Said(sentence, value) if value else None
    words = content_words(sentence)
    if not _has_all_names(question.text, words):
        return None
    if question.kind == "yesno":
        value = _side(question, topic, sentence, words)
        return Said(sentence, value) if value else None
    topic = [each for each in topic if each not in _KINDS] or topic
    is_about = shares(topic, words) >= _least(topic)
    return Said(sentence) if is_about and _has_value(question, topic, sentence, words) else None


def _least(topic: list[str]) -> float:
    return 1.0 if len(topic) < 4 else SHARED_AT_LEAST


def _is_conditional(question: Question, sentence: str) -> bool:
    """Whether an "if" stands in it; the same letters are another word in the next language."""
    language = detect(f"{question.text} {sentence}")
    known = [markers.CONDITIONS[language]] if language else markers.CONDITIONS.values()
    return any(each.search(sentence) for each in known)


def _chosen(question: Question, topic: list[str], sentence: str) -> str | None:
    """The one option that stands in a clause which chooses."""
    if not shares(topic, content_words(sentence)):
        return None
    own = _own_words(question.options)
    taken: set[str] = set()
    for clause in re.split(r"[,;:]|\s(?:but|aber|mais|pero|ma|maar|mas)\s", sentence):
        head, *rest = markers.INSTEAD.split(clause)
        if rest and not shares(_all_own(own), content_words(" ".join(rest))):
            continue  # What is refused is what stands before: "we do not want it".
        if markers.CHOSEN.search(head):
            words = content_words(head)
            taken |= {key for key, mine in own.items() if mine and shares(mine[:1], words)}
    return taken.pop() if len(taken) == 1 else None


def _all_own(own: Mapping[str, list[str]]) -> list[str]:
    return [each for mine in own.values() for each in mine] or [""]


def _own_words(options: Mapping[str, str]) -> dict[str, list[str]]:
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
    """``yes`` or ``no``.  "No vouchers" says it without the verb of the question."""
    denied = [plain(each.lower()) for each in markers.NONE_OF.findall(sentence)]
    begins = markers.NONE_OF.match(sentence.removeprefix("Please ").removeprefix("Bitte "))
    says_none = any(shares([each], topic) for each in denied)
    if denied and says_none and shares(topic, words) > 0.6:
        return "no" if begins or markers.WISH_NOT.search(sentence) else None
    if _shares_forms(question.text, topic, words) < _least(topic):
        return None
    if markers.NO.search(sentence):
        return "no" if markers.WISH_NOT.search(sentence) else None
    return "yes" if markers.YES.search(sentence) else None


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
    return not names or shares([plain(each.lower()) for each in names], words) == 1.0


def _has_value(question: Question, topic: list[str], sentence: str, words: list[str]) -> bool:
    """Whether the sentence brings the kind of thing that is asked for."""
    asked = question.text
    if markers.ADDRESS.search(asked):
        return bool(markers.AN_ADDRESS.search(sentence))
    if markers.COUNT.search(asked):
        return _brings_digits(asked, sentence)
    if markers.NUMBER.search(asked):
        return bool(markers.LONG_NUMBER.search(sentence))
    if markers.WHEN.search(asked):
        return bool(markers.A_DATE.search(sentence))
    if markers.WHO.match(asked.lstrip("¿ ")):
        return _names_somebody(question, topic, sentence)
    new = [each for each in words if not shares([each], topic)]
    return bool(new and markers.STATES.search(sentence)) and _brings_digits(asked, sentence)


def _brings_digits(asked: str, sentence: str) -> bool:
    known = set(re.findall(r"\d+", asked))
    return any(each not in known for each in re.findall(r"\d+", sentence))


def _names_somebody(question: Question, topic: list[str], sentence: str) -> bool:
    """A person that we know, a title, or a name; every German noun has a capital too."""
    tokens = TOKEN.findall(sentence)
    lower = [each.lower() for each in tokens]
    if any(each in question.people for each in lower):
        return True
    if any(each in _PEOPLE_BEFORE and lower[i + 1 : i + 2] for i, each in enumerate(lower)):
        return True
    names = [
        i
        for i, each in enumerate(tokens)
        if each[:1].isupper()
        and lower[i] not in _NOT_NAMES
        and not shares([plain(lower[i])], topic)
    ]
    return any(i + 1 in names or (i + 2 in names and lower[i + 1] in _PARTICLES) for i in names)
