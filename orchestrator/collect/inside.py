"""Answers that a client writes inside the quote, where no mark shows them.  Pure.

Outlook quotes without marks; people answer in another colour, or begin each answer with
their name, and say so above the quote.
"""

from collections.abc import Mapping
import re

from orchestrator.collect.blocks import block_lines
from orchestrator.collect.declared import VIVID
from orchestrator.collect.marks import OWN, QUOTE, Mark

_PLACES = (
    "below", "in-line", "inline", "interleaved", "embedded", "in the text", "unten", "unterhalb",
    "inzeilig", "im text", "ci-dessous", "plus bas", "dans le texte", "abajo", "más abajo",
    "a continuación", "en el texto", "sotto", "di seguito", "nel testo", "hieronder",
    "onderstaand", "in de tekst", "abaixo", "a seguir", "no texto", "nedan", "nedenfor", "poniżej",
    "ниже", "níže",
    "red", "blue", "green", "color", "colour", "rot", "blau", "grün", "farbig", "rouge", "bleu",
    "vert", "couleur", "rojo", "azul", "verde", "rosso", "blu", "colore", "rood", "blauw", "groen",
    "kleur", "vermelho", "cor", "rød", "rødt", "blå", "blåt", "röt", "rött", "grøn", "grønt",
)  # fmt: skip
_PLACE = f"(?:{'|'.join(_PLACES)})"
_WORD = re.compile(r"\w+")
_LONGEST_WORDS = frozenset(max(_WORD.findall(place), key=len) for place in _PLACES)
_ANSWERS = frozenset({
    "answer", "answers", "comment", "comments", "reply", "replies", "response", "responses",
    "remark", "remarks", "antwort", "antworten", "kommentar", "kommentare", "anmerkungen",
    "réponse", "réponses", "commentaire", "commentaires", "remarque", "remarques", "respuesta",
    "respuestas", "comentario", "comentarios", "risposta", "risposte", "commento", "commenti",
    "antwoord", "antwoorden", "opmerkingen", "resposta", "respostas", "comentário",
    "comentários", "svar", "kommentarer", "odpowiedzi", "uwagi", "ответы", "комментарии",
})  # fmt: skip
_ANSWER = f"(?:{'|'.join(sorted(_ANSWERS))})"
_ANSWERED = ("answered", "replied", "responded", "commented")
_MINE = (
    r"(?:my|our|meine?|unsere?|mes|ma|nos|notre|mis?|nuestras?|nuestros?|mie|miei|la mia|le mie|"
    r"nostre|mijn|onze|minhas?|nossas?|meus|nossos|mina|mine|våra|vores|moje|nasze|мои|наши)"
)
_SEE = r"(?:see|find|siehe|voir|ver|vea|véase|vedi|vedere|zie|veja|vejam|se|zob\.?|см\.)"
_POINTS = re.compile(rf"\b{_PLACE}\b", re.I)
_PROMISES = re.compile(
    rf"(?:^\W{{0,3}}|[.:;,!] ?|\b{_SEE} (?:the |die |les |las |le |de |as )?|\b{_MINE} )"
    rf"{_ANSWER}\b[^.!?\n]{{0,40}}\b{_PLACE}\b|"
    rf"\b{_PLACE}\b[^.!?\n]{{0,25}}\b{_MINE} {_ANSWER}\b|"
    rf"\bI(?:['’]ve| have)? (?:{'|'.join(_ANSWERED)})\b[^.!?\n]{{0,40}}\b{_PLACE}\b",
    re.I | re.M,
)
_MOST_WORDS = 10_000
"""What sends the reader into a quote stands above it in few words, not below a report."""
_BY_NAME = re.compile(
    r"\s{0,8}(?:\[(?!(?i:external|extern|caution|warning|image|logo|cid|spam|draft)\b)"
    r"[^\W\d_][^\W\d_.'-]{0,20}(?: [^\W\d_][\w.'-]{0,20})?\]:?\s+\S|"
    r"(?!(?:PS|PPS|NB|FYI|RE|FW|FWD|AW|WG|SV|TR|TEL|FAX|URL|ID|OK|QA|VAT|USD|EUR|GBP|TBD|ETA):)"
    r"[A-ZÀ-Ý]{2,3}:\s+\S)"
)


def answers_inside(
    texts: list[str], marks: list[Mark], cut: int, coloured: Mapping[int, str]
) -> list[int]:
    """The quoted lines that are answers; where none of those promised is found, all of them.

    ``cut``: where the quote without marks begins.  ``coloured``: the colour of lines.
    """
    if cut == len(texts) and not coloured:
        return []
    pairs = zip(texts, marks, strict=True)
    own = "\n".join(text for text, mark in pairs if mark in OWN)[:_MOST_WORDS]
    words = frozenset(_WORD.findall(own.lower()))
    if not _points(own, words):
        return []
    body = _below_block(texts, cut)
    found = {index for index in _tinted(texts, coloured, body) if marks[index] is QUOTE}
    found.update(_named(texts, body))
    if not found and _promises(own, words):
        return list(range(body, len(texts)))
    return sorted(found)


# To look at each word takes a fifth of looking for a place or an answer anywhere.
def _points(own: str, words: frozenset[str]) -> bool:
    telling = _LONGEST_WORDS & words
    return not telling.isdisjoint(_PLACES) or bool(telling and _POINTS.search(own))


def _promises(own: str, words: frozenset[str]) -> bool:
    if words.isdisjoint(_ANSWERS) and words.isdisjoint(_ANSWERED):
        return False
    return bool(_PROMISES.search(own))


def _below_block(texts: list[str], cut: int) -> int:
    while cut < len(texts) and not texts[cut].strip():
        cut += 1
    return cut + block_lines(texts, cut) if cut < len(texts) else cut


def _tinted(texts: list[str], coloured: Mapping[int, str], body: int) -> list[int]:
    """The lines in another colour than the quote, which is that of its first line."""
    first = next((index for index in range(body, len(texts)) if texts[index].strip()), -1)
    usual = coloured.get(first)
    return [
        index
        for index, colour in coloured.items()
        if colour == VIVID or (index > body and colour != usual)
    ]


def _named(texts: list[str], start: int) -> list[int]:
    """The lines from ``start`` on that begin with a name in brackets or initials.

    An answer goes on to a blank line: a question right below it stays rather than be lost.
    """
    found: list[int] = []
    inside = False
    for index in range(start, len(texts)):
        line = texts[index].strip()
        inside = bool(line) and (inside or bool(_BY_NAME.match(line)))
        if inside:
            found.append(index)
    return found
