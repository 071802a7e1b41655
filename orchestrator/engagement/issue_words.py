"""What an issue means to a client, and its title without what is ours alone.  Pure."""

from collections.abc import Iterable, Mapping, Sequence
import re
from typing import Final

from orchestrator.engagement.team_words import DONE, NEXT, PROBLEM, Kind
from orchestrator.models import Meaning, Tracker

LONGEST: Final = 200

KINDS: Final[Mapping[Meaning, Kind]] = {
    Meaning.DONE: DONE,
    Meaning.NEXT: NEXT,
    Meaning.PROBLEM: PROBLEM,
}
_STATES: Final = {"open", "closed", "closed as not planned"}
_USUAL: Final = {
    Meaning.DONE: "closed done resolved shipped released complete completed finished deployed",
    Meaning.NEXT: "doing in_progress next todo to_do selected_for_development in_review review",
    Meaning.PROBLEM: "blocked blocker incident outage bug problem delayed critical",
}
_GUESSES: Final = {
    word.replace("_", " "): meaning for meaning, words in _USUAL.items() for word in words.split()
}
_LINK = re.compile(r"!?\[([^\]]*)\]\((?:[^()]|\([^)]*\))*\)")
"""``[words](link)``, ``![words](picture)``."""
_OURS = re.compile(
    r"(?:\b(?:in|inside|on|at|by|of|for|from|to|with|via|per|cc|see|siehe|voir|ver|vedi|zie)\s+)?"
    r"(?:```.*?(?:```|$)|`[^`]*`"  # Code.
    r"|\b[a-z][a-z0-9+.-]*://\S+|\bwww\.\S+"  # Links.
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # Addresses.
    r"|(?<![\w@])@[\w-]+(?:/[\w-]+)?"  # Whom it mentions.
    r"|<[^<>]*>"  # HTML.
    r"|(?<!\w)(?:[\w.-]+/[\w.-]+)?[#!]\d+\b|\b[A-Z][A-Z0-9]{1,9}-\d+\b"  # Other issues.
    r"|(?<!\w)[~.]?(?:/?[\w.-]+/)+[\w.-]+\.\w{1,5}\b|(?<!\w)/(?:[\w{}:.-]+/)+[\w{}:.-]*"  # Paths.
    r"|\b[\w-]+\.(?:py|js|ts|tsx|jsx|java|go|rb|rs|php|css|scss|html|sql|ya?ml|json|xml|sh|md)\b"
    r"|\b[\w.]+(?:::[\w.]+)+(?:\(\))?|\b[\w.]*\w\(\)"  # a::b, a.b()
    r"|\b\w*[a-z0-9]_[a-z0-9]\w*\b|\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b"  # snake_case, CONSTANTS
    r"|\b(?:[a-z]+|[A-Z][a-z]+)(?:[A-Z][a-z0-9]+){2,}\b|\b\w+(?:Error|Exception)\b"  # camelCase
    r"|\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}\b)"  # Commits.
)
_PREFIX = re.compile(
    r"\s*(?:\[[^\]]*\]|\([^)]*\)|\w[\w ]{0,15}(?:\([^)]*\))!?:(?=\s)|"
    r"(?:feat|fix|chore|bug|docs|test|refactor|perf|build|ci|style|task|story|epic|spike|wip|"
    r"backend|frontend|api|ui|ux|db|infra|internal|draft)!?\s*:)\s*",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"\(\s*[,;:]*\s*\)|\[\s*\]|[\"“'‘]\s*[\"”'’]")
_ENDS = " \t-–—:;,.|/\\#*_~>&+"
_HANGING = re.compile(
    r"(?:\s+(?:in|at|of|by|for|to|see|via|from|with|on|and|re|per|cc))+\s*$", re.I
)


def meaning_of(words: Sequence[str], mapping: Mapping[str, str]) -> Meaning | None:
    """What an issue with this state and these labels means, the state first in ``words``.

    A label that is to be ignored keeps the issue from the client, whatever else it has.  What
    is done is done; else a problem goes before what comes next.
    """
    said = [Meaning(mapping[word]) if word in mapping else None for word in words]
    if Meaning.IGNORED in said[1:]:
        return None
    if said[:1] == [Meaning.DONE]:
        return Meaning.DONE
    order = (Meaning.PROBLEM, Meaning.NEXT, Meaning.DONE)
    return next((meaning for meaning in order if meaning in said), None)


def usual_words(tracker: Tracker) -> list[str]:
    """States that every issue there can have."""
    if tracker is Tracker.JIRA:
        return ["to do", "in progress", "done"]
    closed = ["closed as not planned"] if tracker is Tracker.GITHUB else []
    return ["open", "closed", *closed]


def guess(word: str) -> Meaning | None:
    """What a word means to most people; a person confirms it.

    A label that says nothing to us has no meaning, and one that says "internal" is ignored.
    """
    if word in ("internal", "private", "security", "confidential"):
        return Meaning.IGNORED
    return _GUESSES.get(word)


def clean_title(title: str, *, people: Iterable[str] = ()) -> str:
    """A title as a client may read it; empty where nothing is left to say.

    Without links, code, paths, other issues, addresses and mentions; our people are "our team".
    """
    words = _LINK.sub(r"\1", title)
    while (prefix := _PREFIX.match(words)) and prefix.end():
        words = words[prefix.end() :]
    whole, words = words, _OURS.sub(" ", words)
    for name in sorted({name for name in people if name}, key=len, reverse=True):
        words = re.sub(rf"\b{re.escape(name)}\b", "our team", words)
    words = _EMPTY.sub(" ", words)
    words = re.sub(r"\s+([,.;:!?])", r"\1", " ".join(words.split()))
    words = _HANGING.sub("", words.strip(_ENDS)).strip(_ENDS)
    if len(re.findall(r"[^\W\d_]", words)) < 3 or _is_torn(words, whole):
        return ""
    return _short(words[0].upper() + words[1:] if words.split()[0].islower() else words)


def _is_torn(words: str, whole: str) -> bool:
    """Whether so much was ours alone that the rest says nothing: "Fix", "When is null"."""
    is_cut = _OURS.search(whole) is not None
    return is_cut and (len(words.split()) < 2 or 3 * len(words) < len(whole))


def _short(words: str) -> str:
    if len(words) <= LONGEST:
        return words
    return f"{words[: LONGEST - 1].rpartition(' ')[0] or words[: LONGEST - 1]}…"
