"""Whether a sentence brings the kind of thing that a question asks for.  Pure."""

from collections.abc import Collection
import re

from orchestrator.digest import known_markers as markers
from orchestrator.digest.known_same import form_of
from orchestrator.digest.known_topic import TOKEN, content_words, shares, word_set

_NOT_NAMES = word_set(
    "i we you the our my your it he she they this that these those please hi hello dear thanks",
    "wir ich sie er es das die der ein eine unsere unser bei als bitte hallo",
    "nous je vous il elle le la les un une notre nos pour chez bonjour",
    "nosotros yo usted el los las un una nuestro nuestra como hola",
    "noi io lei lui il lo gli i una nostro nostra ciao",
    "wij ik jullie u hij zij het de een ons onze bij hoi",
    "nós eu você ele ela o a os as um uma nosso nossa olá",
)
_PARTICLES = word_set("de van von der den da di do dos du la le el")
_PEOPLE_BEFORE = word_set(
    "frau herr mr mrs ms mme monsieur madame señor señora sra sr signora signor mevrouw meneer",
    "dona c'est par por da pela pelo",
)


def brings_value(asked: str, topic: list[str], sentence: str, people: Collection[str]) -> bool:
    """A date for "when", a name for "who", an amount for "how many"; else something named.

    Args:
        people: first and last names that are somebody, in lower case.
    """
    form = form_of(asked)
    if len(topic) == 1:
        sentence = _about(topic, sentence)
    if form == "count":
        return _counts(asked, topic, sentence)
    if form == "long":
        return bool(markers.A_SPAN.search(sentence))
    if form == "price" or "PRICE" in topic:
        return _brings_digits(asked, sentence) and bool(markers.MONEY.search(sentence))
    if markers.ADDRESS.search(asked):
        return bool(markers.AN_ADDRESS.search(sentence) or markers.A_PLACE.search(sentence))
    if markers.COUNT.search(asked):
        return _brings_digits(asked, sentence)
    if markers.NUMBER.search(asked):
        return bool(markers.LONG_NUMBER.search(sentence))
    if form == "when":
        return bool(markers.A_DATE.search(sentence) or markers.A_DAY.search(sentence))
    if form == "where":
        return bool(markers.A_PLACE.search(markers.A_DAY.sub("", sentence)))
    if "SIZE" in topic:
        return bool(markers.A_SIZE.search(sentence))
    if "COLOUR" in topic:
        return bool(markers.A_COLOUR.search(sentence)) and not markers.NO.search(sentence)
    if form == "who" and _names_somebody(topic, sentence, people):
        return True
    return _says_what(asked, topic, sentence)


def _about(topic: list[str], sentence: str) -> str:
    """The clause that speaks of it: what stands in another may be of anything."""
    clauses = CLAUSE.split(sentence)
    return next((each for each in clauses if shares(topic, content_words(each))), sentence)


CLAUSE = re.compile(r"[,;:]\s+|\s(?:but|aber|mais|pero|ma|maar|mas)\s")


def _counts(asked: str, topic: list[str], sentence: str) -> bool:
    """Whether a number stands before what is counted, or behind a limit or "is"."""
    known = set(re.findall(r"\d+", asked))
    tokens = TOKEN.findall(sentence)
    numbers = [
        i
        for i, each in enumerate(tokens)
        if (each.isdigit() and each not in known) or markers.A_COUNT.fullmatch(each)
    ]
    if not numbers or markers.FAULTS.search(sentence):
        return False
    if markers.LIMITED.search(sentence):
        return True
    is_told = len(topic) > 1 or markers.HAVE.search(sentence) or markers.OUGHT.search(sentence)
    counted = (content_words(" ".join(tokens[i + 1 : i + 4])) for i in numbers)
    return bool(is_told) and any(shares(topic[:1], words) for words in counted)


def _says_what(asked: str, topic: list[str], sentence: str) -> bool:
    """Whether something new stands behind "is": a number, quoted words, a name."""
    states = markers.STATES.search(sentence)
    if states is None:
        return False
    behind = sentence[states.end() :]
    if markers.QUOTED.search(behind) or _brings_digits(asked, sentence):
        return True
    named = _NAMED_LAST.search(markers.A_DAY.sub("", behind))
    words = content_words(named[0]) if named else []
    return bool(words) and not markers.FAULTS.search(behind) and not shares(words, topic)


# A name that ends a clause; every German noun has a capital too, but seldom stands there.
_NAMED_LAST = re.compile(
    r"(?:(?<=\s)[A-ZÀ-Þ@][\w.'’-]*(?:\s+(?:[A-ZÀ-Þ&][\w.'’-]*|from|in|at|of|and|aus|von|und|de|et|y|e|"
    r"en|di|da|van))*)\s*(?:[,;(.!]|$)"
)


def _brings_digits(asked: str, sentence: str) -> bool:
    known = set(re.findall(r"\d+", asked))
    return any(each not in known for each in re.findall(r"\d+", sentence))


def _names_somebody(topic: list[str], sentence: str, people: Collection[str]) -> bool:
    """A person that we know, a title, or a name; every German noun has a capital too."""
    tokens = TOKEN.findall(sentence)
    lower = [each.lower() for each in tokens]
    if any(each in people for each in lower):
        return True
    if any(each in _PEOPLE_BEFORE and lower[i + 1 : i + 2] for i, each in enumerate(lower)):
        return True
    names = [
        i
        for i, each in enumerate(tokens)
        if each[:1].isupper()
        and lower[i] not in _NOT_NAMES
        and not shares(content_words(each) or [""], topic)
    ]
    return any(i + 1 in names or (i + 2 in names and lower[i + 1] in _PARTICLES) for i in names)
