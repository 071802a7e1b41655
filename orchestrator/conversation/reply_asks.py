"""An ask, its answer, and where the words of a text name one of its options."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import filterfalse
import re
from typing import Literal

from orchestrator.conversation import reply_words as words
from orchestrator.conversation.reply_numbers import NUMBER

Kind = Literal["choice", "yesno", "value"]
Certainty = Literal["exact", "confirm", "unclear"]

_ARTICLE = re.compile(
    r"^(?:(?:the|a|an|der|die|das|den|le|la|les|l'|el|los|las|il|lo|i|gli|de|het|een|o|os|as|um|"
    r"uma|is|"
    r"option|photo|number|please|bitte|usiamo|bleibt|stays? at|stands at|on)\s+)+"
)
WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*")


@dataclass(frozen=True)
class Ask:
    """A numbered question of the digest that was answered."""

    n: int
    kind: Kind
    text: str
    options: Mapping[str, str]
    # Of the reply that is read; None where it is not known.
    language: str | None = None


@dataclass(frozen=True)
class Answer:
    """``value``: an option letter, "yes", "no", the client's words; None when no side is named."""

    value: str | None
    certainty: Certainty
    span: str


def mentions(ask: Ask, span: str) -> Iterator[tuple[int, str, bool]]:
    """Where an option is named: (position, letter, whether by its letter or full wording)."""
    lower = fold(span)
    found: dict[int, tuple[int, str, bool]] = {}
    for letter, wording in ask.options.items():
        for position in _letter(letter, span):
            found[position] = (position, letter, _is_taken(ask, span[:position]))
        full = bare(wording)
        for match in _in_full(full).finditer(lower):
            found[match.start()] = (match.start(), letter, True)
    if not found:
        found.update(_partial(ask, lower))
    yield from (found[position] for position in sorted(found))


# The same asks come back in every reply to one digest.
@lru_cache(maxsize=512)
def _in_full(wording: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(wording)}(?:e?s|e?n|e)?(?!\w)")


def _is_taken(ask: Ask, before: str) -> bool:
    """Whether a letter is an option for sure: alone, or behind a word of choosing.

    "Customer A" and "Rev B" are none.
    """
    last = WORD.findall(fold(before))[-1:]
    ends = before.rstrip()[-1:]
    return (
        not last
        or not ends.isalnum()
        or last[0] in _CHOOSING
        or any(alike(last[0], word) for word in content(ask.text))
    )


_CHOOSING = words.word_set(
    "answer antwort réponse respuesta risposta antwoord resposta it's that's its het dat das ça "
    "pardon anzi aliás perdón digo scusa scusate desculpe letter buchstabe buchstaben lettre "
    "letra lettera love loves like likes äh euh eh uh hmm "
    "option choose choosing pick take prefer with for is "
    "be it say says want like go then and or "
    "no not yes ok please definitely now just rather instead to than made make that sorry the but "
    "wait actually so do use nehmen nehme nimm für ist bitte lieber mit doch dann und oder nein "
    "elegimos prefere tomamos kiezen nemen vamos ficamos we wir on nous elijo variante wählen "
    "wähle wir ich klar eher zu prends prend pour est c'est plutôt choisis choisir "
    "avec non oui euh et ou à option elijo prefiero con para es quedo mejor sí no o y la el scelgo "
    "per è meglio con prendo prendiamo direi il la ga voor kies liever doe is neem met toch of de "
    "ik graag fico com prefiro para melhor escolho é o a e ou variant choice"
)


def _letter(letter: str, span: str) -> Iterator[int]:
    # Lower case only at the head, where it cannot be an article; "A" before a small word
    # is one too, unless a sign follows.
    start, behind = _letter_patterns(letter)
    if match := start.match(span):
        yield match.start("letter")
    for match in behind.finditer(span):
        if match.start() > 0 and not (
            letter == "A" and re.match(r"A [a-zà-ÿ]", span[match.start() :])
        ):
            yield match.start()


@lru_cache(maxsize=16)
def _letter_patterns(letter: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    sign = re.escape(letter)
    start = re.compile(
        rf"^\W*(?i:option |letter |buchstabe |lettre |letra |lettera |bitte |"
        rf"please )?(?P<letter>{sign}|{sign.lower()})(?=$|"
        rf"[\s.,;:!)–-])(?! [a-z]+ (?:sound|look|is|seem))" + (_NO_ARTICLE if letter == "A" else "")
    )
    return start, re.compile(rf"(?<![\w.'&]){sign}(?![\w'&.]\w|\w)")


# In five of the languages "a" is a small word: it is an option where no noun can follow.
_NO_ARTICLE = (
    r"(?! (?!(?:(?:o|of|u|ó)(?= [a-eA-E]\b)|is|ist|est|es|è|é|please|pls|bitte|svp|graag|for|für|"
    r"this|and|und|et|y|e|en|or|"
    r"oder|"
    r"ou|if|by|from|then|thanks|danke|it|all|again|definitely|obviously|of course|gefällt|klingt|"
    r"looks|sounds|seems|wins|would|was|has|but|aber|mais|pero|ma|maar|mas|because|as|since|weil|"
    r"euh|äh|perdón|sorry|actually|no|non|nein|nee|anzi)\b)[a-zà-ÿ])"
)


def _partial(ask: Ask, lower: str) -> dict[int, tuple[int, str, bool]]:
    tokens = {letter: set(content(wording)) for letter, wording in ask.options.items()}
    found: dict[int, tuple[int, str, bool]] = {}
    if len(lower.split()) > _MOST_BESIDE_A_COUNT:
        # "One goat in the office" is no "one-off".
        tokens = {letter: set(filterfalse(_COUNT.fullmatch, own)) for letter, own in tokens.items()}
    for match in WORD.finditer(lower.replace("6pm", "6 pm")):
        if match[0] in _PERIODS:
            continue
        owners = [
            letter
            for letter, own in tokens.items()
            if any(alike(match[0], word, by_stem=False) for word in own)
        ]
        if len(owners) == 1:
            found[match.start()] = (match.start(), owners[0], False)
    if not found and len(lower.split()) <= _MOST_BESIDE_A_COUNT:
        found.update(_mistyped(tokens, lower))
    if not found and (heard := re.match(r"^\W*(ay|bee|be|see|sea|cee)\b", lower)):
        letter = {"ay": "A", "bee": "B", "be": "B"}.get(heard[1], "C")
        if letter in ask.options:
            found[0] = (0, letter, False)
    return found


def _mistyped(
    tokens: Mapping[str, AbstractSet[str]], lower: str
) -> Iterator[tuple[int, tuple[int, str, bool]]]:
    """'squre': the word of one option, but for a letter."""
    for match in WORD.finditer(lower):
        owners = {o for o, own in tokens.items() if any(_is_near(match[0], word) for word in own)}
        if len(owners) == 1:
            yield match.start(), (match.start(), owners.pop(), False)


def _is_near(typed: str, word: str) -> bool:
    if min(len(typed), len(word)) < _LONG or typed[0] != word[0] or abs(len(typed) - len(word)) > 1:
        return False
    at = next(
        (at for at, pair in enumerate(zip(typed, word, strict=False)) if len(set(pair)) > 1), 0
    )
    swapped = typed[at : at + 2] == word[at : at + 2][::-1] and typed[at + 2 :] == word[at + 2 :]
    rests = {(0, 1), (1, 0), (1, 1)}
    return swapped or any(typed[at + a :] == word[at + b :] for a, b in rests)


_LONG = 5
# "What a week!" is not the weekly plan.
_PERIODS = words.word_set(
    "week weeks month semana semanas mes mês woche monat semaine mois settimana mese maand day tag "
    "dia día"
)
_MOST_BESIDE_A_COUNT = 6
_COUNT = re.compile(NUMBER)


@lru_cache(maxsize=8192)
def alike(first: str, second: str, *, by_stem: bool = True) -> bool:
    """Whether two words are one word in two forms, or the beginning of it."""
    if min(len(first), len(second)) < 4:
        return first == second
    shorter, longer = sorted((first, second), key=len)
    common = next(
        (at for at, pair in enumerate(zip(shorter, longer, strict=False)) if pair[0] != pair[1]),
        len(shorter),
    )
    if common >= 5 and common >= 0.5 * len(longer):
        return True
    if longer.startswith(shorter) or (len(shorter) > 4 and longer.endswith(shorter)):
        return True
    return by_stem and len(shorter) > 4 and stem(shorter) == stem(longer)


def content(text: str) -> list[str]:
    """The words of a text that can name a thing: neither articles nor modal verbs."""
    return [
        word
        for word in WORD.findall(fold(text))
        if (len(word) > 2 and word not in _EMPTY) or word.isdigit()
    ]


_EMPTY = words.word_set(
    "the and for which what who how many should our your with does you this that from are can "
    "page site der die das den dem ein eine wir welche welcher welches wer wie soll sollen "
    "auf der für les des une quel quelle qui que pour dans sur los las una qué quién cuál "
    "para por con del che chi quale per gli della het een van wie welke hoe mag voor zullen "
    "uma qual quem day first goes come new old use put ask keep nehmen usamos mogen have has "
    "not vous nous avez avons ihr euch uns wir sie you your they haben hat tiene tenéis tienen hay "
    "until tot bis até hasta facciamo mettiamo fare mettere serve servono "
    "abbiamo avete siete jullie hebben heeft têm tem vocês vos nos och est sont son sono zijn são "
)


def bare(text: str) -> str:
    """Option wording without its article."""
    return _ARTICLE.sub("", fold(text).strip(" .!,;"))


@lru_cache(maxsize=8192)
def same_verb(token: str, verb: str) -> bool:
    """Whether two words are forms of one verb: 'renovamos' and 'renuévenlo'."""
    if stem(token) == stem(verb) or alike(token, verb):
        return True
    return min(len(token), len(verb)) > _SHORTEST and _root(token) == _root(verb)


_SHORTEST = 4


def _root(word: str) -> str:
    """'mudamos' and 'mudem', 'pubblichiamo' and 'pubblicatelo': without ending and pronoun."""
    plain = _ENDING.sub("", _PRONOUN.sub("", word)).translate(_ACCENTS)
    for written, spoken in (("qu", "c"), ("ch", "c"), ("gu", "g"), ("ue", "o"), ("ie", "e")):
        plain = plain.replace(written, spoken)
    return plain


_ACCENTS = str.maketrans("áéíóúâêôà", "aeiouaeoa")
_PRONOUN = re.compile(r"(?<=[aeiourn])(?:l[oaie]s?|gli|ne|[mts]e|nos|mi|ci|vi)$")
_ENDING = re.compile(
    r"(?:iamo|[aei]mos|[áéa]is|[éae]is|[aei]te|[aeo]no|ons|ez|ent|[aei]re?|[aei][dmn]|[aeio])$"
)


def stem(word: str) -> str:
    """A crude common beginning: enough to bring 'quitamos' and 'quitéis' together."""
    plain = word.rstrip("s")
    return plain[: max(4, len(plain) - 3)] if len(plain) > 4 else plain


def fold(text: str) -> str:
    """Lower case with plain apostrophes, so that one spelling of a word is looked for."""
    return text.lower().replace("’", "'").replace("`", "'").strip()
