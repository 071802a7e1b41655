"""E-mail over SMTP, driven step by step.

`smtplib.sendmail` returns happily when one of two recipients was refused; here either
refusal takes the whole message back (RSET), so client and archive get it or nobody does.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
import smtplib
import ssl

from orchestrator.config import Settings
from orchestrator.dispatch.bounce_address import bounce_address
from orchestrator.errors import (
    DeliveryError,
    PermanentDeliveryError,
    TransientDeliveryError,
    UnknownDelivery,
)
from orchestrator.models import OutboxEntry, Phase

REPLY_TO_DOT_SECONDS = 600
"""RFC 5321 section 4.5.3.2.6: a server may take ten minutes to answer the final dot."""


class EmailChannel:
    """Sends over one connection for the length of ``with``; opened at the first message."""

    def __init__(self, settings: Settings, *, ssl_context: ssl.SSLContext | None = None) -> None:
        self._settings = settings
        self._ssl_context = ssl_context or ssl.create_default_context()
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> "EmailChannel":
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def send(self, entry: OutboxEntry, *, reached: Callable[[Phase], None]) -> str:
        """Hand one message over; return the server's last words.

        Args:
            reached: called before we go on from a phase; it commits how far we came.

        Raises:
            TransientDeliveryError, PermanentDeliveryError: surely not sent.
            UnknownDelivery: the connection broke after the final dot.
        """
        reached(Phase.CONNECTING)
        try:
            with _surely_not_sent():
                smtp = self._connected()
                _expect(smtp.mail(self._reverse_path(entry)), 250)
                for recipient in self._recipients(entry):
                    _expect(smtp.rcpt(recipient), 250, 251)
                _expect(smtp.docmd("DATA"), 354)
            reached(Phase.RECIPIENTS_OK)
            with _surely_not_sent():
                smtp.send(_dot_stuffed(entry.content))
            reached(Phase.DOT)
            return self._dot(smtp)
        except DeliveryError:
            self._close()
            raise

    def _reverse_path(self, entry: OutboxEntry) -> str:
        base = self._settings.bounce_address
        return bounce_address(base, entry.message_id) if base else self._settings.mail_from

    def _recipients(self, entry: OutboxEntry) -> list[str]:
        archive = self._settings.archive_address
        return [entry.recipient, *([archive] if archive else [])]

    def _connected(self) -> smtplib.SMTP:
        if self._smtp is not None:
            try:
                if self._smtp.rset()[0] == 250:
                    return self._smtp
            except (smtplib.SMTPException, OSError):
                self._close()
        self._smtp = open_smtp(self._settings, self._ssl_context)
        return self._smtp

    def _dot(self, smtp: smtplib.SMTP) -> str:
        """From here until the answer nobody knows whether the message was taken (RFC 1047)."""
        try:
            assert smtp.sock is not None
            smtp.sock.settimeout(max(REPLY_TO_DOT_SECONDS, smtp.timeout))
            smtp.send(b".\r\n")
            code, words = smtp.getreply()
            smtp.sock.settimeout(smtp.timeout)
        except (smtplib.SMTPException, OSError) as error:
            raise UnknownDelivery(f"no answer after the final dot: {error}") from error
        _expect((code, words), 250)
        return f"{code} {words.decode(errors='replace')}"

    def _close(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None


def open_smtp(settings: Settings, ssl_context: ssl.SSLContext) -> smtplib.SMTP:
    """Connect, secure and sign in.  Never falls back to plain.

    Raises:
        smtplib.SMTPException, OSError: a step failed.
    """
    timeout = settings.smtp_timeout.total_seconds()
    if settings.smtp_security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            settings.smtp_host, settings.smtp_port, timeout=timeout, context=ssl_context
        )
    else:
        smtp = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=timeout)
    try:
        smtp.ehlo_or_helo_if_needed()
        if settings.smtp_security == "starttls":
            smtp.starttls(context=ssl_context)
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
    except smtplib.SMTPResponseException as error:
        words = error.smtp_error
        text = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
        _expect((error.smtp_code, text.encode()), -1)
    except (smtplib.SMTPException, OSError) as error:
        raise TransientDeliveryError(str(error)) from error


def _expect(reply: tuple[int, bytes], *wanted: int) -> None:
    code, words = reply
    if code in wanted:
        return
    text = words.decode(errors="replace")
    status = next((w for w in text.split()[:1] if w[:1] in "245" and w.count(".") == 2), "")
    kind = PermanentDeliveryError if 500 <= code <= 599 else TransientDeliveryError
    raise kind(f"{code} {text}", status=status)


def _dot_stuffed(content: bytes) -> bytes:
    """The content as DATA wants it (RFC 5321 section 4.5.2), up to but not with the dot."""
    stuffed = content.replace(b"\r\n.", b"\r\n..")
    if stuffed.startswith(b"."):
        stuffed = b"." + stuffed
    return stuffed if stuffed.endswith(b"\r\n") else stuffed + b"\r\n"
