"""Every error this package raises on purpose.

Two questions decide the class: whose fault is it, and is it worth trying again?
``exit_code`` is what the command line answers with (README, "Exit codes").
Anything that is not an `OrchestratorError` is a bug and must reach the job queue's
failed list.
"""

from collections.abc import Sequence
from datetime import datetime


class OrchestratorError(Exception):
    """Base of all expected failures."""

    retryable = False
    exit_code = 1


class UsageError(OrchestratorError):
    """An argument names nothing we have, or has a value we cannot use."""

    exit_code = 2


class ConfigError(OrchestratorError):
    """Settings are missing or have values we cannot use; names all of them at once."""

    exit_code = 3


class DependencyError(OrchestratorError):
    """A server we need does not answer: the database, Redis, IMAP or SMTP."""

    retryable = True
    exit_code = 4


class Refused(OrchestratorError):
    """A rule says no: not approved, suppressed, in quiet hours, over the limit."""

    exit_code = 6


class IntegrityError(OrchestratorError):
    """Stored bytes are not the bytes that were recorded."""

    exit_code = 7


class MailboxError(DependencyError):
    """The IMAP server refused or dropped us."""


class MailboxLoginError(MailboxError):
    """The server rejected the credentials; a person has to change them."""

    retryable = False


class FolderError(MailboxError):
    """The server said no to what we asked of one folder; the connection goes on."""


class MailboxPaused(MailboxError):
    """It is not read until a person resumes it."""

    retryable = False


class LeaseLost(MailboxError):
    """Another reader took this folder over while we worked; our writes are refused."""


class MalformedMail(OrchestratorError):
    """The bytes cannot be read as a mail.  ``reason`` is the quarantine code."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


class DigestConflict(Refused):
    """The digest is not in the state, or has not the content, that the caller saw."""


class Overtaken(Refused):
    """The conversation went on since the writer looked at it."""


class CoolingDown(Refused):
    """Words that read as heated wait a while; ``words`` are hashes of their sentences."""

    def __init__(self, cause: str, words: Sequence[str], *, until: datetime) -> None:
        super().__init__(
            f"some words may read as heated; they can go from {until:%H:%M} UTC,"
            " or now with a reason"
        )
        self.cause = cause
        self.words = words
        self.until = until


class CrossClientText(Refused):
    """A line would show one client the words of another.  Never allowed."""


class ClaimLost(OrchestratorError):
    """Another sender took our message over while we were silent; we must not go on."""


class DeliveryError(OrchestratorError):
    """A channel did not take the message.

    ``status`` is the enhanced status code of RFC 3463 ("5.1.1") when the remote
    side gave one, else the empty string.  ``is_about_recipient``: it is the reader's
    address that was refused, and not the message, the sender or the moment.
    """

    def __init__(self, message: str, *, status: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.is_about_recipient = False


class TransientDeliveryError(DeliveryError):
    """Surely not sent, worth another try: a 4yz reply, no connection."""

    retryable = True


class ArchiveRefused(TransientDeliveryError):
    """The copy was refused, so nothing was sent: a mail without evidence does not leave."""


class PermanentDeliveryError(DeliveryError):
    """Surely not sent, and not worth another try: a 5yz reply."""


class UnknownDelivery(DeliveryError):
    """The connection broke after the final dot: sent or not, we cannot tell (RFC 1047)."""
