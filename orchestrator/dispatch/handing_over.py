"""What a channel is to the sender: messages go in, and what became of each comes out."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Protocol

from orchestrator.errors import ClaimLost, DeliveryError
from orchestrator.models import OutboxEntry, Phase

Outcomes = Mapping[int, str | DeliveryError]
"""By outbox id: the last words of who took the message, or why nobody did."""


Reach = Callable[[Phase, Sequence[OutboxEntry]], Collection[int]]
"""Commits how far messages came; says which of them may go on: their claim is still ours."""


class Channel(Protocol):
    """A way to reach a client.  Implementations live in `dispatch.channels`."""

    name: str

    @property
    def at_once(self) -> int:
        """How many messages it takes in a group."""

    def send(self, entries: Sequence[OutboxEntry], *, reached: Reach) -> Iterator[Outcomes]:
        """Hand messages over; yield outcomes as they become known, each message in one of them.

        Calls ``reached`` before it goes on from a phase.  A message that may not go on is
        dropped, and is in no outcome.
        """


SendOne = Callable[[OutboxEntry, Callable[[Phase], None]], str]
"""Hands one message over, as `Channel.send` does; raises a `DeliveryError`."""


class OneByOne:
    """A channel that takes one message at a time."""

    at_once = 1

    def __init__(self, name: str, send_one: SendOne) -> None:
        self.name = name
        self._send_one = send_one

    def send(self, entries: Sequence[OutboxEntry], *, reached: Reach) -> Iterator[Outcomes]:
        for entry in entries:

            def reach(phase: Phase, entry: OutboxEntry = entry) -> None:
                if entry.id not in reached(phase, [entry]):
                    raise ClaimLost(f"outbox {entry.id}: another sender has taken it over")

            try:
                yield {entry.id: self._send_one(entry, reach)}
            except ClaimLost:
                continue
            except DeliveryError as error:
                yield {entry.id: error}
