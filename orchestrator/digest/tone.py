"""What reads as heated, blaming, shouting, curt or too sure in words of ours.  Pure.

Rules of seven languages, all of them on every sentence: a mail may mix languages, and a short
heated sentence often has too few words to tell which one it is.  What is quoted is not judged.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
import re
import unicodedata

from orchestrator.digest import tone_de, tone_en, tone_es, tone_fr, tone_it, tone_nl, tone_pt
from orchestrator.digest.tone_capitals import capitals_in
from orchestrator.digest.tone_rules import ADVICE, Advice, Cause, Kind, Rules

LANGUAGES = (
    tone_en.RULES,
    tone_de.RULES,
    tone_fr.RULES,
    tone_es.RULES,
    tone_it.RULES,
    tone_nl.RULES,
    tone_pt.RULES,
)

_SENTENCE = re.compile(r"(?:[^\s.!?…]|[^\S\n]|\n(?!\s*(?:\n|[-*•]|$))|(?<=\d)\.(?=\d))+[.!?…]*")
_UNJUDGED = re.compile(
    r"^[ \t]*>.*$"
    r"|^.{0,120}\b(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu)\b.{0,80}:\s*$"
    r"[\s\S]*"
    r"|“[^“”]{1,600}”|„[^„“”]{1,600}[“”]|«[^«»]{1,600}»|‘[^‘’]{8,600}’(?!\w)"
    r"|(?<!\w)\"[^\"\n]{1,600}\"(?!\w)|(?<!\w)'[^'\n]{8,600}'(?!\w)"
    r"|https?://\S+|(?<!\S)\S+@\S+",
    re.M,
)
_NAME = re.compile(r"\(\?P<\w+>")
_MARKS = re.compile(r"¡{2,}|[!?]*(?:!!|\?\?|!\?|\?!)[!?]*|!(?:\s+!)+")
_WARM = re.compile(
    r"\b(?:thank|thx|congrat|great|super|welcome|happy|excited|love|amazing|awesome|beautiful|nice"
    r"|cheers|wonderful|brilliant|glad|hooray|yay|wow|dank|gluckwunsch|toll|klasse|freue|prima"
    r"|fantasti|wunderbar|genial|perfe|merci|bravo|felicit|gracias|enhorabuena|grazie|complimenti"
    r"|auguri|bedankt|gefeliciteerd|obrigad|parabens|adoro|lind[oa]\b)"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """``words`` at ``start`` of the text.

    ``calmer`` can be put in their place; None where only a rewrite helps.  ``sentence`` is the
    whole one that they stand in.
    """

    start: int
    words: str
    cause: Cause
    calmer: str | None
    sentence: str

    @property
    def end(self) -> int:
        return self.start + len(self.words)

    @property
    def advice(self) -> Advice:
        return ADVICE[self.cause]


def find_tone(text: str) -> list[Finding]:
    """What to look at again, in the order of the text; none of them overlap."""
    judged = _UNJUDGED.sub(lambda quoted: re.sub(r"\S", "\0", quoted[0]), text)
    plain = folded(judged)
    found = [*_curt(text, plain)]
    for sentence in _SENTENCE.finditer(plain):
        found += _in_sentence(text, plain, judged, sentence)
    return list(_apart(found))


def folded(text: str) -> str:
    """Of the same length: small letters without accents, plain quotes and spaces."""
    return "".join(map(_fold, text))


def calmed(text: str, finding: Finding) -> str:
    """``text`` with the calmer wording in its place; as it was where there is none."""
    if finding.calmer is None:
        return text
    before, after = text[: finding.start], text[finding.end :]
    if finding.calmer[:1] in ("", ",", "."):
        before = before.rstrip()
    return before + finding.calmer + after


def _in_sentence(text: str, plain: str, judged: str, sentence: re.Match[str]) -> Iterator[Finding]:
    end = sentence.end()
    start = end - len(sentence[0].lstrip())
    whole = " ".join(text[start:end].split())
    said = plain[start:end]
    for rules in _compiled():
        for cause, pattern, calmer, unless in rules.each if rules.any.search(said) else ():
            match = pattern.search(said)
            if match and not (
                unless and unless.search(said, _clause(said, match, cause), match.start())
            ):
                words = text[start + match.start() : start + match.end()]
                better = None if calmer is None else _filled(calmer, text[start:end], match)
                yield Finding(start + match.start(), words, cause, better, whole)
    for first, last, small in capitals_in(judged, start, end):
        yield Finding(first, text[first:last], Cause.CAPITALS, small, whole)
    if not _WARM.search(plain, start, end):
        for marks in _MARKS.finditer(plain, start, end):
            better = _one_mark(marks[0], said)
            yield Finding(marks.start(), marks[0], Cause.MARKS, better, whole)


def _clause(said: str, match: re.Match[str], cause: Cause) -> int:
    """Where what may take a kind away begins: an apology anywhere before, else in its clause."""
    if ADVICE[cause].kind is Kind.HEATED:
        return 0
    return max(said.rfind(mark, 0, match.start()) for mark in ",;:–") + 1


def _filled(calmer: str, sentence: str, match: re.Match[str]) -> str:
    """The wording with what is kept of the match, and its capital where the match has one."""
    kept = {name: sentence[slice(*match.span(name))] for name in match.groupdict()}
    for name in kept:
        if match.span(name)[0] == match.start() == 0 and not kept[name].startswith(("I ", "I'")):
            kept[name] = kept[name][:1].lower() + kept[name][1:]
    words = calmer.format_map(kept)
    is_first = match.start() == 0 and sentence[:1].isupper()
    return words[:1].upper() + words[1:] if is_first else words


def _one_mark(marks: str, sentence: str) -> str:
    if "?" in marks:
        return "?"
    if marks.startswith("¡"):
        return "¡"
    return "!" if "¡" in sentence else "."


def _curt(text: str, plain: str) -> Iterator[Finding]:
    """The whole answer, when it is nothing but a refusal."""
    words = plain.strip()
    if words and any(
        re.fullmatch(rf"(?:{_pattern(rules.curt)})[.!]*", words) for rules in LANGUAGES
    ):
        start = plain.index(words)
        yield Finding(start, text.strip(), Cause.CURT, None, " ".join(text.split()))


def _apart(found: list[Finding]) -> Iterator[Finding]:
    """Of those that overlap the one that begins first, of these the longest."""
    end = 0
    for finding in sorted(found, key=lambda each: (each.start, -each.end)):
        if finding.start >= end:
            yield finding
            end = finding.end


@dataclass(frozen=True, slots=True)
class Compiled:
    """The rules of a language; ``any`` finds something wherever one of them does."""

    any: re.Pattern[str]
    each: list[tuple[Cause, re.Pattern[str], str | None, re.Pattern[str] | None]]


@cache
def _compiled() -> tuple[Compiled, ...]:
    return tuple(map(_compile, LANGUAGES))


def _compile(rules: Rules) -> Compiled:
    unless = {kind: _bounded(words) for kind, words in rules.calm.items()}
    each = [
        (cause, _bounded(words), calmer, unless.get(ADVICE[cause].kind))
        for cause, patterns in rules.words.items()
        for words, calmer in patterns.items()
    ]
    words = "|".join(words for patterns in rules.words.values() for words in patterns)
    return Compiled(_bounded(_NAME.sub("(?:", words)), each)  # A name may stand only once.


def _bounded(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_pattern(words)})(?!\w)")


def _pattern(words: str) -> str:
    spaced = re.sub(r"(?<!\\) \?", r"\\s*", "".join(map(_fold_letter, words)))
    return re.sub(r"(?<!\\) ", r"\\s+", spaced)


@lru_cache(maxsize=4096)
def _fold(letter: str) -> str:
    """One letter for one letter: small, without its accent, and plain quotes and spaces."""
    small = _fold_letter(letter).lower()
    return small if len(small) == 1 else letter


def _fold_letter(letter: str) -> str:
    if letter in "’‘ʼ´`":
        return "'"
    if letter in "\u00a0\u202f\u2009":
        return " "
    return unicodedata.normalize("NFD", letter)[0]


__all__ = ["Cause", "Finding", "Kind", "calmed", "find_tone", "folded"]
