"""Where a sender dies: right after one step of SMTP or one commit, at the n-th message of a group.

Each is put around the product's own steps in the child that is to die; nothing of it is in
the product.
"""

from collections.abc import Callable
import os
import signal
from typing import Any

from orchestrator.dispatch import send
from orchestrator.dispatch.channels.smtp_session import SmtpSession

BEFORE_DATA = ("claimed", "connected", "rcpt")
BEFORE_DOT = ("data", "body", "end")
"""After 354; with half of the content sent; with all of it sent, and the dot recorded as next."""
POINTS = (*BEFORE_DATA, *BEFORE_DOT, "dot", "250", "settled")

Step = Callable[..., Any]


def die_at(point: str, nth: int = 1) -> Callable[[], None]:
    """What to do in a child so that it is killed at the ``nth`` time that it comes to a point."""
    assert point in POINTS, point
    passed = 0

    def pass_by() -> None:
        nonlocal passed
        passed += 1
        if passed == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    return lambda: _PREPARE[point](pass_by)


def before(owner: Any, name: str, pass_by: Callable[[], None]) -> None:
    """Put something before each call, for as long as this process lives."""
    real: Step = getattr(owner, name)

    def step(*arguments: Any, **named: Any) -> Any:
        pass_by()
        return real(*arguments, **named)

    setattr(owner, name, step)


def _after(owner: Any, name: str, pass_by: Callable[[], None]) -> None:
    real: Step = getattr(owner, name)

    def step(*arguments: Any, **named: Any) -> Any:
        done = real(*arguments, **named)
        pass_by()
        return done

    setattr(owner, name, step)


def _opening(*, is_before: bool) -> Callable[[Callable[[], None]], None]:
    def prepare(pass_by: Callable[[], None]) -> None:
        real = SmtpSession.open

        def step(*arguments: Any) -> SmtpSession:
            if is_before:
                pass_by()
            session = real(*arguments)
            if not is_before:
                pass_by()
            return session

        SmtpSession.open = step  # type: ignore[method-assign,assignment]

    return prepare


def _saying_data(pass_by: Callable[[], None]) -> None:
    """Every recipient of this one was accepted."""
    real = SmtpSession.say

    def say(session: SmtpSession, *commands: str) -> None:
        if commands == ("DATA",):
            pass_by()
        real(session, *commands)

    SmtpSession.say = say  # type: ignore[method-assign]


def _putting(share: float) -> Callable[[Callable[[], None]], None]:
    def prepare(pass_by: Callable[[], None]) -> None:
        real = SmtpSession.put

        def put(session: SmtpSession, content: bytes) -> None:
            # No command has an empty line, and every message has one.
            if b"\r\n\r\n" in content:
                half = int(len(content) * share)
                real(session, content[:half])
                pass_by()
                content = content[half:]
            real(session, content)

        SmtpSession.put = put  # type: ignore[method-assign]

    return prepare


_PREPARE: dict[str, Callable[[Callable[[], None]], None]] = {
    "claimed": _opening(is_before=True),
    "connected": _opening(is_before=False),
    "rcpt": _saying_data,
    "data": _putting(0.0),
    "body": _putting(0.5),
    "end": lambda pass_by: before(SmtpSession, "finish", pass_by),
    "dot": lambda pass_by: _after(SmtpSession, "finish", pass_by),
    "250": lambda pass_by: _after(SmtpSession, "answer", pass_by),
    "settled": lambda pass_by: _after(send, "_settle", pass_by),
}
