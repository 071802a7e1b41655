"""Let messages of the outbox leave in a test, over a channel that is a script."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from orchestrator.config import Settings
from orchestrator.dispatch.handing_over import Channel, OneByOne
from orchestrator.dispatch.send import send_due
from orchestrator.errors import DeliveryError
from orchestrator.models import Database, OutboxEntry, Phase


class Script(Protocol):
    """What one message meets."""

    def send(self, entry: OutboxEntry, *, reached: Any) -> str: ...


class RecordingChannel:
    """Takes every message and keeps its bytes."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []

    def send(self, entry: OutboxEntry, *, reached: Any) -> str:
        for phase in (Phase.CONNECTING, Phase.RECIPIENTS_OK, Phase.DOT):
            reached(phase)
        self.sent.append(entry.content)
        return "250 2.0.0 Ok: queued as 4F1"


def channel_of(script: Script | Channel) -> Channel:
    if hasattr(script, "at_once"):
        return script
    return OneByOne("email", lambda entry, reached: script.send(entry, reached=reached))


def send_entry(
    database: Database,
    entry_id: int,
    *,
    channel: Script | Channel,
    settings: Settings,
    clock: Callable[[], datetime],
) -> bool:
    """Send one entry, if it is due and nothing speaks against it; whether it had an outcome."""
    done = send_due(
        database, channel=channel_of(channel), settings=settings, clock=clock, among=[entry_id]
    )
    return bool(done)


def hand_over(
    channel: Channel, entry: OutboxEntry, reached: Callable[[Phase], object] = lambda _: None
) -> str:
    """One message to a channel; its reply, or what it raises."""

    def reach(phase: Phase, entries: Any) -> list[int]:
        if entries:
            reached(phase)
        return [each.id for each in entries]

    found = {}
    for outcomes in channel.send([entry], reached=reach):
        found.update(outcomes)
    outcome = found[entry.id]
    if isinstance(outcome, DeliveryError):
        raise outcome
    return outcome
