"""E-mail over SMTP: messages side by side, each in a session of its own, step by step.

A group of messages goes from step to step together, so that how far they came costs one
commit a step and not one a message, and none waits for the round trips of another.  Either
recipient refused takes the whole message back (RSET): client and archive get it, or nobody.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
import select
import ssl
import time

from orchestrator.config import Settings
from orchestrator.dispatch.bounce_address import bounce_address
from orchestrator.dispatch.channels.smtp_session import SmtpSession
from orchestrator.dispatch.handing_over import Outcomes, Reach
from orchestrator.errors import ArchiveRefused, DeliveryError
from orchestrator.models import OutboxEntry, Phase

REPLY_TO_DOT_SECONDS = 600.0
"""RFC 5321 section 4.5.3.2.6: a server may take ten minutes to answer the final dot."""
STRAGGLER_SECONDS = 2.0
"""How long those that were answered wait for those that were not."""


@dataclass(frozen=True, slots=True)
class _Letter:
    """One message in its session."""

    entry: OutboxEntry
    session: SmtpSession


_RECIPIENT, _ARCHIVE = 1, 2
"""Which of the commands names whom; the first names the sender."""


class EmailChannel:
    """Sessions are opened when first needed and kept for the length of ``with``."""

    name = "email"

    def __init__(self, settings: Settings, *, ssl_context: ssl.SSLContext | None = None) -> None:
        self._settings = settings
        self._ssl_context = ssl_context
        self._sessions: list[SmtpSession] = []

    def __enter__(self) -> "EmailChannel":
        return self

    def __exit__(self, *_: object) -> None:
        for session in self._sessions:
            session.leave()
        self._sessions.clear()

    @property
    def at_once(self) -> int:
        """How many messages it takes in a group."""
        return self._settings.smtp_sessions

    def send(self, entries: Sequence[OutboxEntry], *, reached: Reach) -> Iterator[Outcomes]:
        """Hand messages over; yield what became of them as soon as it is known.

        Fewer sessions than messages, where the relay allows no more: they go in turns.
        """
        left = list(entries)
        while left:
            try:
                sessions = self._standing(len(left))
            except DeliveryError as error:
                yield {entry.id: error for entry in left}
                return
            letters = [_Letter(*pair) for pair in zip(left, sessions, strict=False)]
            left = left[len(letters) :]
            yield from self._wave(letters, reached)

    def _standing(self, wanted: int) -> list[SmtpSession]:
        """As many sessions as wanted and allowed; at least one, or a TransientDeliveryError."""
        self._sessions = [session for session in self._sessions if session.stands]
        while len(self._sessions) < min(wanted, self.at_once):
            try:
                self._sessions.append(SmtpSession.open(self._settings, self._ssl_context))
            except DeliveryError:
                if not self._sessions:
                    raise
                break
        return self._sessions

    def _wave(self, letters: Sequence[_Letter], reached: Reach) -> Iterator[Outcomes]:
        lost: dict[int, str | DeliveryError] = {}
        letters = self._addressed(letters, lost)
        letters = _each(letters, lambda letter: letter.session.say("DATA"), lost)
        deadline = self._deadline()
        letters = _each(letters, lambda letter: _hear(letter, 354, deadline=deadline), lost)
        letters = _ours(letters, reached(Phase.RECIPIENTS_OK, [one.entry for one in letters]))
        letters = _each(letters, _put_content, lost, broken=True)
        letters = _ours(letters, reached(Phase.DOT, [one.entry for one in letters]))
        letters = _each(letters, lambda letter: letter.session.finish(), lost, broken=True)
        yield lost
        yield from self._answers(letters)

    def _addressed(
        self, letters: Sequence[_Letter], lost: dict[int, str | DeliveryError]
    ) -> Sequence[_Letter]:
        """Those whose every recipient was accepted.

        DATA is never sent along: a server that took one of two would wait for the content.
        """
        steps = range(3 if self._settings.archive_address else 2)
        at_once = all(one.session.can_pipeline for one in letters)
        for some in [steps] if at_once else [range(n, n + 1) for n in steps]:
            letters = _each(letters, partial(self._say, some), lost)
            letters = _each(letters, partial(_hear_all, some, self._deadline()), lost)
        return letters

    def _say(self, steps: range, letter: _Letter) -> None:
        commands = self._commands(letter)
        letter.session.say(*(commands[step] for step in steps))

    def _commands(self, letter: _Letter) -> list[str]:
        entry, base = letter.entry, self._settings.bounce_address
        sender = bounce_address(base, entry.message_id) if base else self._settings.mail_from
        eight_bit = letter.session.can_eight_bit and not entry.content.isascii()
        return [
            f"MAIL FROM:<{sender}>{' BODY=8BITMIME' if eight_bit else ''}",
            f"RCPT TO:<{entry.recipient}>",
            f"RCPT TO:<{self._settings.archive_address}>",
        ]

    def _deadline(self) -> float:
        return time.monotonic() + self._settings.smtp_timeout.total_seconds()

    def _answers(self, letters: Sequence[_Letter]) -> Iterator[Outcomes]:
        """Those that come together are yielded together; a slow server's when it comes."""
        waiting = {one.session: one for one in letters}
        limit = max(REPLY_TO_DOT_SECONDS, self._settings.smtp_timeout.total_seconds())
        deadline = time.monotonic() + limit
        while waiting:
            found: dict[int, str | DeliveryError] = {}
            together = time.monotonic() + STRAGGLER_SECONDS
            while waiting and (time.monotonic() < together or not found):
                rest = (together if found else deadline) - time.monotonic()
                ready, _, _ = select.select(list(waiting), [], [], max(0.0, rest))
                if not ready and time.monotonic() >= deadline:
                    ready = list(waiting)
                for session in ready:
                    one = waiting.pop(session)
                    found[one.entry.id] = _answer(one, deadline)
            yield found


def _each(
    letters: Sequence[_Letter],
    step: Callable[[_Letter], None],
    lost: dict[int, str | DeliveryError],
    *,
    broken: bool = False,
) -> Sequence[_Letter]:
    """Take a step with each; those that it went well with.

    Args:
        lost: takes what became of the others.
        broken: a failure leaves the session in the middle of a message.
    """
    kept = []
    for letter in letters:
        try:
            step(letter)
        except DeliveryError as error:
            lost[letter.entry.id] = error
            _let_go(letter.session, error, broken=broken)
        else:
            kept.append(letter)
    return kept


def _hear(letter: _Letter, *wanted: int, deadline: float) -> None:
    letter.session.hear(*wanted, deadline=deadline)


def _hear_all(steps: range, deadline: float, letter: _Letter) -> None:
    """Read the reply to each step, then raise the refusal that weighs most."""
    refusals: dict[int, DeliveryError] = {}
    for step in steps:
        try:
            _hear(letter, 250, 251, deadline=deadline)
        except DeliveryError as error:
            if not _was_said(error):
                raise
            refusals[step] = error
    if set(refusals) == {_ARCHIVE}:
        # Ours to mend, and nothing about the reader's address.
        raise ArchiveRefused(f"the archive refuses mail: {refusals[_ARCHIVE]}")
    if _RECIPIENT in refusals:
        refusals[_RECIPIENT].is_about_recipient = True
    if refusals:
        raise min(refusals.items())[1]


def _let_go(session: SmtpSession, error: DeliveryError, *, broken: bool) -> None:
    """Make a session fit for the next message, or close it."""
    if broken or not _was_said(error) or str(error).startswith("421"):
        session.close()
    else:
        session.reset()


def _was_said(error: DeliveryError) -> bool:
    """Whether the server said so, rather than that the connection broke."""
    return isinstance(error, ArchiveRefused) or str(error)[:3].isdigit()


def _ours(letters: Sequence[_Letter], claimed: Collection[int]) -> Sequence[_Letter]:
    """Those that another sender has not taken over; the sessions of the others are closed."""
    for letter in letters:
        if letter.entry.id not in claimed:
            letter.session.close()
    return [letter for letter in letters if letter.entry.id in claimed]


def _put_content(letter: _Letter) -> None:
    letter.session.put(_dot_stuffed(letter.entry.content))


def _answer(letter: _Letter, deadline: float) -> str | DeliveryError:
    try:
        return letter.session.answer(deadline=deadline)
    except DeliveryError as error:
        # Taken or not, the session is past the message; one that broke is closed.
        if not _was_said(error) or str(error).startswith("421"):
            letter.session.close()
        return error


def _dot_stuffed(content: bytes) -> bytes:
    """The content as DATA wants it (RFC 5321 section 4.5.2), up to but not with the dot."""
    stuffed = content.replace(b"\r\n.", b"\r\n..")
    if stuffed.startswith(b"."):
        stuffed = b"." + stuffed
    return stuffed if stuffed.endswith(b"\r\n") else stuffed + b"\r\n"
