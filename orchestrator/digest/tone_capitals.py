"""Words in capitals that shout, told from abbreviations, names and headings.  Pure."""

from collections.abc import Iterator
import re

from orchestrator.language import COMMON_WORDS, detect

_WORD = r"[A-ZÀ-ÖØ-Þ]+(?:['’][A-ZÀ-ÖØ-Þ]+)*"
_RUN = re.compile(rf"(?<![\w-]){_WORD}(?:[\s,]+{_WORD})*(?![\w'’-])")
_EMPHASIS_WORDS = (
    "not never always now again must stop immediately every nothing no please yes read asap today"
    " last first both once what why how wrong enough finally done all only still this that very"
    " nicht nie niemals immer jetzt sofort endlich kein keine muss müssen bitte halt schon"
    " wieder gar heute nein dringend falsch genug alle"
    " jamais toujours maintenant pas rien immédiatement urgent encore non assez tout"
    " nunca siempre ahora inmediatamente ya otra nada urgente basta todo mai sempre adesso subito"
    " ancora niente tutto nooit altijd nu meteen weer niets genoeg nou niet geen onmiddellijk"
    " agora já imediatamente não"
)
_EMPHASIS = frozenset(_EMPHASIS_WORDS.split())
_LETTERS = re.compile(r"[^\W\d_]+")
_NAME_WORDS = "it us uk eu de es la le al pm am tv ok id ui ux a i o e y un as os an or"
_NAMES = frozenset(_NAME_WORDS.split())
"""Written in capitals also by who does not shout."""


def capitals_in(text: str, start: int, end: int) -> Iterator[tuple[int, int, str | None]]:
    """Where words in capitals begin and end, each with its small letters.

    None instead of them in German, whose nouns keep their capital.
    """
    for run in _RUN.finditer(text, start, end):
        words = [word.lower() for word in _LETTERS.findall(run[0])]
        if not _shouts(words) or _is_heading(text, run, start):
            continue
        yield run.start(), run.end(), _small(text, run, start, words)


def _shouts(words: list[str]) -> bool:
    if len(words) == 1:
        return words[0] in _EMPHASIS and words[0] not in _NAMES
    common = [word for word in words if word in COMMON_WORDS | _EMPHASIS and word not in _NAMES]
    long = [word for word in words if len(word) >= 4]
    return bool(common) or (len(words) >= 3 and len(long) == len(words))


def _is_heading(text: str, run: re.Match[str], start: int) -> bool:
    """A line of its own, without a full stop, with other lines below it; or after a label."""
    first, last = text.rfind("\n", 0, run.start()) + 1, text.find("\n", run.end())
    if re.fullmatch(r"\s*[\w ]{1,24}:\s*", text[first : run.start()]):
        return not text[run.end() : last if last > 0 else None].strip(" .")
    if last < 0 or text[first : run.start()].strip(" #*-\t") or not text[last:].strip():
        return False
    return text[run.end() : last].strip() in ("", ":") and len(run[0].split()) <= 5


def _small(text: str, run: re.Match[str], start: int, words: list[str]) -> str | None:
    small = re.sub(r"\bi\b", "I", run[0].lower())
    if len(words) > 1 and detect(small) in ("de", None):
        return None
    begins = not text[start : run.start()].strip(' \t\n¡¿-*•"“')
    return small[:1].upper() + small[1:] if begins else small
