r"""Read new messages from one IMAP folder, without changing it.

The server names a message by the pair (UIDVALIDITY, UID).  UIDs only grow while
UIDVALIDITY stays the same (RFC 3501 section 2.3.1.1), so "new" means a UID above
the highest one we stored.  If UIDVALIDITY moves, stored UIDs mean nothing and the
folder must be read again from the start; the content then tells us what we have.

We open folders with EXAMINE and fetch with BODY.PEEK[], so neither flags nor the
\Seen state change: other people may be reading the same mailbox.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
import ssl

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError, LoginError
from imapclient.imapclient import SENT

from orchestrator.errors import MailboxError, MailboxLoginError, UidValidityChanged

FETCH_BATCH = 100
"""Messages a FETCH.  Larger ones gain nothing but memory (measured)."""

_CONNECT_SECONDS = 10
_SENT_NAMES = {"sent", "sent items", "sent messages", "sent mail", "gesendet", "envoyés"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How to reach an IMAP account.  ``security``: tls, starttls, or none on loopback."""

    host: str
    port: int
    security: str
    username: str
    password: str


@dataclass(frozen=True, slots=True)
class FetchedMail:
    """One message as the server holds it.  ``received_at`` is its INTERNALDATE."""

    uid: int
    received_at: datetime
    content: bytes


@dataclass(frozen=True, slots=True)
class Batch:
    """What one FETCH brought.  ``last_uid`` may be above the mails': some were expunged."""

    uidvalidity: int
    last_uid: int
    mails: list[FetchedMail]


@contextmanager
def connect(
    account: Account, *, timeout_seconds: float, ssl_context: ssl.SSLContext | None = None
) -> Iterator[IMAPClient]:
    """Log in for the length of the block.  Certificates are verified, always.

    Raises:
        MailboxLoginError: the server refused the credentials.
        MailboxError: it cannot be reached.
    """
    with ExitStack() as stack:
        with our_errors(f"{account.username} at {account.host}:{account.port}"):
            client = stack.enter_context(
                IMAPClient(
                    account.host,
                    account.port,
                    ssl=account.security == "tls",
                    ssl_context=ssl_context if account.security == "tls" else None,
                    timeout=SocketTimeout(connect=_CONNECT_SECONDS, read=timeout_seconds),
                )
            )
            # imaplib formats every literal it reads for a debug log that nobody sees;
            # without that, a fetch is three times as fast.
            client._imap.debug = 0
            client.normalise_times = False  # Keep INTERNALDATE's offset.
            if account.security == "starttls":
                client.starttls(ssl_context)
            client.login(account.username, account.password)
        yield client


def sent_folder(client: IMAPClient) -> str | None:
    r"""The folder of sent mail: special-use \Sent (RFC 6154), else one of the usual names."""
    with our_errors("folder list"):
        found = client.find_special_folder(SENT)
        if found is not None:
            return str(found)
        for _flags, _separator, name in client.list_folders():
            if str(name).rpartition("/")[2].lower() in _SENT_NAMES:
                return str(name)
    return None


def fetch_new(
    client: IMAPClient, folder: str, *, last_uid: int, uidvalidity: int | None
) -> Iterator[Batch]:
    """Yield the messages of ``folder`` whose UID is above ``last_uid``, oldest first.

    Args:
        last_uid: the highest UID already stored; 0 for none.
        uidvalidity: the value stored with it; None on the first read.

    Raises:
        UidValidityChanged: the folder was recreated; call again from UID 0.
        MailboxError: the folder is not there, or the connection broke.
    """
    with our_errors(folder):
        found = int(client.select_folder(folder, readonly=True)[b"UIDVALIDITY"])
        if uidvalidity is not None and found != uidvalidity:
            raise UidValidityChanged(folder, uidvalidity, found)
        # "n:*" always matches the last message, even one below n (RFC 3501 section 6.4.8).
        uids = sorted(u for u in client.search(["UID", f"{last_uid + 1}:*"]) if u > last_uid)
        for start in range(0, len(uids), FETCH_BATCH):
            wanted = uids[start : start + FETCH_BATCH]
            yield Batch(found, wanted[-1], _fetch(client, wanted))


def _fetch(client: IMAPClient, uids: list[int]) -> list[FetchedMail]:
    answer = client.fetch(uids, ["INTERNALDATE", "BODY.PEEK[]"])
    return [
        FetchedMail(
            uid=uid,
            received_at=answer[uid][b"INTERNALDATE"].astimezone(UTC),
            content=answer[uid][b"BODY[]"],
        )
        for uid in sorted(answer)
        if b"BODY[]" in answer[uid]  # Expunged since the search: no data, no error.
    ]


@contextmanager
def our_errors(where: str) -> Iterator[None]:
    """Turn what IMAPClient and the socket raise into `MailboxError`, naming ``where``."""
    try:
        yield
    except LoginError as error:
        raise MailboxLoginError(f"{where}: sign-in refused: {error}") from error
    except (IMAPClientError, OSError) as error:
        raise MailboxError(f"{where}: {error}") from error
