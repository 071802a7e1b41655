"""What somebody of ours writes to the team, one piece at a time, with its kind.  Pure.

A paragraph is a piece, and so is each line of a list.  A word before a colon says the kind of
what follows it in the line, or below it where it stands alone; one in the subject that of all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
import re
from typing import Final

from orchestrator.models import FactKind, Impact
from orchestrator.subjects import unmarked

LONGEST: Final = 500
MOST: Final = 40
"""Of one mail: nobody reads more before an update."""

Kind = tuple[FactKind, Impact]

DONE: Final[Kind] = (FactKind.DONE, Impact.NEUTRAL)
NEXT: Final[Kind] = (FactKind.NEXT, Impact.NEUTRAL)
NEWS: Final[Kind] = (FactKind.NEWS, Impact.NEUTRAL)
GOOD: Final[Kind] = (FactKind.NEWS, Impact.GOOD)
PROBLEM: Final[Kind] = (FactKind.NEWS, Impact.BAD)

_WORDS: Final[dict[Kind, str]] = {
    DONE: "done finished completed shipped erledigt fertig abgeschlossen fait terminé hecho "
    "listo terminado fatto finito completato klaar gedaan afgerond feito pronto "
    "concluído ✅ ✔ ☑",
    NEXT: "next planned todo to_do to-do upcoming coming_up next_up next_steps in_progress "
    "nächstes als_nächstes geplant in_arbeit prochain prochaine ensuite à_faire "
    "en_cours siguiente próximo próximos_pasos en_curso prossimo prossimi_passi "
    "in_corso volgende hierna vervolgens gepland próximos_passos a_seguir em_curso",
    PROBLEM: "problem problems bad bad_news blocked blocker issue issues risk delay delayed "
    "problème problèmes mauvaise_nouvelle bloqué retard risque probleme "
    "schlechte_nachricht blockiert verzögerung risiko problema problemas "
    "mala_noticia bloqueado retraso riesgo problemi cattiva_notizia bloccato ritardo "
    "rischio probleem problemen slecht_nieuws geblokkeerd vertraging má_notícia "
    "atraso risco ⚠ ❌",
    GOOD: "good good_news gute_nachricht bonne_nouvelle buena_noticia buona_notizia "
    "goed_nieuws boa_notícia",
    NEWS: "news update info fyi neu neuigkeit neuigkeiten nouvelle nouvelles noticia noticias "
    "notizia novità nieuws notícia novidade",
}
_KINDS: Final = {
    word.replace("_", " "): kind for kind, words in _WORDS.items() for word in words.split()
}
_NAMED = re.compile(
    rf"\W*({'|'.join(sorted(map(re.escape, _KINDS), key=len, reverse=True))})\W*?"
    r"(?::|\s[-–—]\s)\W*?(?=[\w\"“'(«€$£]|$)",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\W*([\w\s-]+?)[\s:*_#]*$")
_BULLET = re.compile(r"\s*(?:[-*•‣◦·–—+]\s+|\(?\d{1,2}[.)]\s+|(?=[✅✔☑⚠❌]))")
_TICK = re.compile(r"\[([xX ]?)\]\s+")
_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|team|good (?:morning|afternoon|evening)|hallo|guten (?:tag|morgen)|"
    r"moin|liebe[rs]?|bonjour|salut|hola|buenos días|buenas|ciao|buongiorno|hoi|goedemorgen|"
    r"beste|olá|oi|bom dia|boa tarde)\b(?:\s+[^\s,!.:]+){0,3}\s*(?P<end>[,!.]|$)\s*",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:(?:best|kind|warm|many)? ?(?:regards|wishes|best|thanks|thank you|cheers|greetings)|"
    r"(?:viele |liebe |beste |herzliche )?(?:grüße|gruß|grüsse|danke|lg|vg|mfg)|"
    r"(?:cordialement|bien à vous|merci|à bientôt)|(?:un )?(?:saludos?|abrazo|gracias)|"
    r"(?:cordiali )?saluti|grazie|groet(?:en|jes)?|bedankt|(?:um )?abraços?|obrigad[oa])"
    r"(?:\s+[^\s,!.:]+)?[\s,!.–—-]*",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing to tell, in at most `LONGEST` characters."""

    kind: FactKind
    impact: Impact
    text: str


def pieces_in(subject: str, text: str, *, author: str) -> list[Piece]:
    """At most `MOST` pieces; the subject alone where nothing else is said.

    Args:
        text: the new words, without what is quoted and the signature.
        author: whose name below is no piece.
    """
    kind, rest = _kind_of(unmarked(subject).strip(), NEWS)
    paragraphs = [
        lines
        for part in re.split(r"\n\s*\n", text.replace("\0", " ").replace("\r", ""))
        if (lines := [line.strip() for line in part.split("\n") if line.strip()])
    ]
    found = list(_pieces(_without_frame(paragraphs, author), kind))
    if not found and rest:
        found = _cut(rest, kind)
    return found[:MOST]


def _without_frame(paragraphs: list[list[str]], author: str) -> list[list[str]]:
    """Less the greeting above, and the closing and name below."""
    if paragraphs and (greeting := _GREETING.match(paragraphs[0][0])):
        begun = paragraphs[0][0][greeting.end() :]
        paragraphs[0][:1] = [begun[:1].upper() + begun[1:]] if begun else []
    lines = [(at, line) for at, part in enumerate(paragraphs) for line in part]
    names = set(author.lower().split())
    while lines and _is_end(lines[-1][1], names):
        lines.pop()
    kept = [[line for part, line in lines if part == at] for at in range(len(paragraphs))]
    return [part for part in kept if part]


def _is_end(line: str, names: set[str]) -> bool:
    rest = re.sub(r"\w+", lambda word: "" if word[0].lower() in names else word[0], line).strip()
    return not re.search(r"\w", rest) or bool(_CLOSING.fullmatch(rest))


def _pieces(paragraphs: list[list[str]], default: Kind) -> Iterator[Piece]:
    kind = default
    for lines in paragraphs:
        for words in _joined(lines):
            said, rest = _kind_of(words, kind)
            if not rest:
                kind = said
            elif not rest.endswith(":"):  # "Here is the week:" says nothing by itself.
                yield from _cut(rest, said)


def _joined(lines: list[str]) -> Iterator[str]:
    """The pieces of a paragraph: its list lines, lines that say a kind, and what goes on."""
    piece: list[str] = []
    for line in lines:
        bullet = _BULLET.match(line)
        begins = bullet or _TICK.match(line) or _NAMED.match(line) or _is_heading(line)
        if piece and (begins or _is_heading(piece[-1])):
            yield " ".join(piece)
            piece = []
        piece.append(line[bullet.end() :] if bullet else line)
    if piece:
        yield " ".join(piece)


def _is_heading(line: str) -> bool:
    alone = _ALONE.fullmatch(line)
    is_kind = alone is not None and alone[1].lower().strip() in _KINDS
    return line.endswith(":") or (is_kind and len(line.split()) <= 3)


def _kind_of(words: str, default: Kind) -> tuple[Kind, str]:
    """The kind that stands in front, and what is left; nothing where it is a heading."""
    if tick := _TICK.match(words):
        return (DONE if tick[1].strip() else NEXT), words[tick.end() :]
    if named := _NAMED.match(words):
        return _KINDS[named[1].lower()], words[named.end() :].strip()
    if words[:1] in _KINDS:  # A sign, which needs no colon.
        return _KINDS[words[:1]], words[1:].lstrip("\ufe0f ").strip()
    alone = _ALONE.fullmatch(words)
    if alone and alone[1].lower().strip() in _KINDS:
        return _KINDS[alone[1].lower().strip()], ""
    return default, words


def _cut(words: str, kind: Kind) -> list[Piece]:
    """Whole sentences together as far as they go; one that is longer is cut between words."""
    found = [""]
    for sentence in _SENTENCE.split(re.sub(r"[*_`]{2,}", "", words).strip()):
        for part in _short(sentence):
            both = f"{found[-1]} {part}".strip()
            found[-1:] = [both] if len(both) <= LONGEST else [found[-1], part]
    return [Piece(*kind, _begun(text)) for text in found if re.search(r"\w", text)]


def _begun(text: str) -> str:
    """With a capital, unless the first word has one of its own: "iPhone"."""
    return text[0].upper() + text[1:] if text.partition(" ")[0].islower() else text


def _short(sentence: str) -> Iterator[str]:
    while len(sentence) > LONGEST:
        at = sentence.rfind(" ", 0, LONGEST)
        at = at if at > 0 else LONGEST
        yield sentence[:at]
        sentence = sentence[at:].lstrip()
    yield sentence
