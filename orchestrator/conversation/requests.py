"""What a mail asks for that needs more than a mail: tier T3, and a "stop" that is none.  Pure.

Each finding becomes a `Task` for a person; nothing is done because of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from orchestrator.conversation import request_words as words
from orchestrator.conversation.body import is_forward, own_text, split_sentences
from orchestrator.conversation.gated import AnyOf, gate_of, possible
from orchestrator.conversation.reply_asks import fold

_KINDS: Mapping[str, AnyOf] = {
    "erase": words.ERASE,
    "data": words.DATA,
    "who_sees": words.WHO_SEES,
    "address": words.ADDRESS,
    "person": words.PERSON,
}
"""In the order in which one sentence is read: it is one request."""
_GATE = gate_of(*_KINDS.values(), words.PERSON_BY_NAME, words.NOT_SENT)
_MOST = 10_000
"""Characters of a mail that are read; nobody asks for this below them."""


@dataclass(frozen=True, slots=True)
class Request:
    """``kind`` is a `TaskKind`; ``addr_spec`` the address that the sentence names, or empty."""

    kind: str
    span: str
    addr_spec: str = ""


def find_requests(new_text: str) -> list[Request]:
    """The first request of each kind."""
    if is_forward(new_text) or not possible(fold(new_text[:_MOST])) & _GATE:
        return []
    found: dict[str, Request] = {}
    for request in _requests(new_text[:_MOST]):
        found.setdefault(request.kind, request)
    return list(found.values())


def has_stop_word(new_text: str) -> bool:
    """Whether a word that ends our mails stands somewhere among the new words.

    Not in a footer: "To unsubscribe send stop" below every mail of hers asks us nothing.
    """
    text = new_text[:_MOST]
    if words.STOP.search(fold(text)) is None:
        return False
    folded = map(fold, split_sentences(own_text(text)))
    return any(words.STOP.search(each) and not words.FOOTER.search(each) for each in folded)


def _requests(text: str) -> Iterator[Request]:
    for sentence in split_sentences(text):
        folded = fold(sentence)
        if words.NOT_SENT.search(folded):
            yield Request("not_sent", sentence[:300])
            continue
        if not possible(folded) & _GATE or words.NOT_ASKED.search(folded):
            continue
        kind = next((kind for kind, wording in _KINDS.items() if wording.search(folded)), "")
        if not kind and words.PERSON_BY_NAME.search(sentence):
            kind = "person"
        if kind:
            address = words.ADDRESS_IN.search(folded)
            yield Request(kind, sentence[:300], address[0].rstrip(".") if address else "")
