"""One SMTP session, command by command (RFC 5321): opened, spoken to, closed.

`smtplib` connects, secures and signs in.  From MAIL on its `sendmail` is of no use: it
returns happily when one of two recipients was refused.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
import smtplib
import socket
import ssl
import time

from orchestrator.config import Settings
from orchestrator.errors import (
    DeliveryError,
    PermanentDeliveryError,
    TransientDeliveryError,
    UnknownDelivery,
)

IDLE_SECONDS = 30.0
"""A session that was silent for longer is asked whether it still stands."""


class SmtpSession:
    """An open connection.  What it raises, before the final dot, means "surely not sent"."""

    def __init__(self, smtp: smtplib.SMTP) -> None:
        self._smtp = smtp
        self._spoke_at = time.monotonic()
        self.is_open = True

    @classmethod
    def open(cls, settings: Settings, context: ssl.SSLContext | None = None) -> "SmtpSession":
        """Connect.  Raises TransientDeliveryError: who is not let in may be let in later."""
        try:
            return cls(open_smtp(settings, context))
        except (smtplib.SMTPException, OSError) as error:
            raise TransientDeliveryError(f"no connection to the relay: {error}") from error

    @property
    def stands(self) -> bool:
        """Whether it can be used: a relay hangs up on who says nothing for long."""
        if self.is_open and time.monotonic() > self._spoke_at + IDLE_SECONDS:
            self.reset()
        return self.is_open

    @property
    def can_pipeline(self) -> bool:
        """Whether commands may be sent without waiting for each reply (RFC 2920)."""
        return self._smtp.has_extn("pipelining")

    @property
    def can_eight_bit(self) -> bool:
        """Whether a body may have bytes above 127 (RFC 6152)."""
        return self._smtp.has_extn("8bitmime")

    def say(self, *commands: str) -> None:
        """Send commands; their replies are still to be read."""
        self.put("".join(f"{command}\r\n" for command in commands).encode("ascii"))

    def put(self, content: bytes) -> None:
        """Send bytes as they are."""
        with _surely_not_sent():
            if self._smtp.sock is not None:
                self._smtp.sock.settimeout(self._smtp.timeout)
            self._smtp.send(content)
        self._spoke_at = time.monotonic()

    def hear(self, *wanted: int, deadline: float) -> str:
        """Read one reply, until ``deadline`` (monotonic seconds).

        Raises:
            TransientDeliveryError, PermanentDeliveryError: another code than those wanted.
        """
        with _surely_not_sent():
            code, words = self._reply(deadline)
        return _expected(code, words, wanted)

    def finish(self) -> None:
        """Send the final dot.  From here until its answer nobody knows (RFC 1047)."""
        try:
            self._smtp.send(b".\r\n")
        except (smtplib.SMTPException, OSError) as error:
            raise UnknownDelivery(f"the connection broke at the final dot: {error}") from error

    def answer(self, *, deadline: float) -> str:
        """What the server says to the final dot.

        Raises:
            UnknownDelivery: nothing.
            TransientDeliveryError, PermanentDeliveryError: it did not take the message.
        """
        try:
            code, words = self._reply(deadline)
        except (smtplib.SMTPException, OSError) as error:
            raise UnknownDelivery(f"no answer after the final dot: {error}") from error
        return _expected(code, words, (250,))

    def reset(self) -> None:
        """Take back what was begun; a session that does not let it is closed."""
        with suppress(smtplib.SMTPException, OSError):
            if self.is_open and self._smtp.rset()[0] == 250:
                self._spoke_at = time.monotonic()
                return
        self.close()

    def close(self) -> None:
        """Hang up, whatever is under way: without the final dot nothing of it is taken."""
        self._smtp.close()
        self.is_open = False

    def leave(self) -> None:
        """Say goodbye and hang up."""
        if self.is_open:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
        self.close()

    def fileno(self) -> int:
        """For `select`."""
        assert self._smtp.sock is not None
        return self._smtp.sock.fileno()

    def _reply(self, deadline: float) -> tuple[int, bytes]:
        if self._smtp.sock is None:
            raise smtplib.SMTPServerDisconnected("the connection is closed")
        self._smtp.sock.settimeout(max(0.01, deadline - time.monotonic()))
        try:
            return self._smtp.getreply()
        finally:
            self._spoke_at = time.monotonic()


def open_smtp(settings: Settings, context: ssl.SSLContext | None = None) -> smtplib.SMTP:
    """Connect, secure and sign in.  Never falls back to plain.

    Args:
        context: whom to trust; None for whom the system trusts.

    Raises:
        smtplib.SMTPException, OSError: a step failed.
    """
    if context is None and settings.smtp_security != "none":
        context = ssl.create_default_context()
    timeout = settings.smtp_timeout.total_seconds()
    if settings.smtp_security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            settings.smtp_host, settings.smtp_port, timeout=timeout, context=context
        )
    else:
        smtp = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=timeout)
    try:
        assert smtp.sock is not None
        # The dot goes in a piece of its own; held back for an answer it would wait 40 ms.
        smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        smtp.ehlo_or_helo_if_needed()
        if settings.smtp_security == "starttls":
            smtp.starttls(context=context)
            smtp.ehlo()
        if settings.smtp_username:
            smtp.login(settings.smtp_username, settings.smtp_password)
    except BaseException:
        smtp.close()
        raise
    return smtp


@contextmanager
def _surely_not_sent() -> Iterator[None]:
    """Before the dot, whatever breaks, the message was not taken."""
    try:
        yield
    except (smtplib.SMTPException, OSError) as error:
        raise TransientDeliveryError(str(error)) from error


def _expected(code: int, words: bytes, wanted: Sequence[int]) -> str:
    text = words.decode(errors="replace")
    if code not in wanted:
        raise _refusal(code, text)
    return f"{code} {text}"


def _refusal(code: int, text: str) -> DeliveryError:
    status = next((w for w in text.split()[:1] if w[:1] in "245" and w.count(".") == 2), "")
    kind = PermanentDeliveryError if 500 <= code <= 599 else TransientDeliveryError
    return kind(f"{code} {text}", status=status)
