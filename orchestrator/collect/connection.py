"""A signed-in IMAP connection whose every command has a deadline.

A socket's own time-out starts anew with each byte, so a server that sends one a second
would hold the reader for hours.  Here a clock runs over the whole command, from the
greeting on, and cuts the line when it ends.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
import socket
import ssl
import threading
from typing import Any

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import (
    IMAPClientAbortError,
    IMAPClientError,
    LoginError,
    ProtocolError,
)
from imapclient.imap4 import IMAP4WithTimeout
from imapclient.tls import IMAP4_TLS

from orchestrator.collect.answers import WANTED, read_answer
from orchestrator.errors import FolderError, MailboxError, MailboxLoginError

_CONNECT_SECONDS = 10
_TRANSIENT = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]")
"""Response codes of RFC 5530 and 9051 that blame the moment, not what we asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How to reach an IMAP account.  ``security``: tls, starttls, or none on loopback.

    ``secret`` is the password; with a ``mechanism``, XOAUTH2 or OAUTHBEARER, an access token.
    """

    host: str
    port: int
    security: str
    username: str
    secret: str
    mechanism: str = ""


class Connection(IMAPClient):  # type: ignore[misc]  # IMAPClient has no types.
    """IMAPClient with a deadline of ``seconds`` over each command."""

    _imap: Any = None

    def __init__(
        self, account: Account, *, seconds: float, ssl_context: ssl.SSLContext | None
    ) -> None:
        self.seconds = seconds
        self.has_qresync = False
        with self._deadline(seconds):
            super().__init__(
                account.host,
                account.port,
                ssl=account.security == "tls",
                ssl_context=ssl_context if account.security == "tls" else None,
                timeout=SocketTimeout(connect=min(_CONNECT_SECONDS, seconds), read=seconds),
            )
        # imaplib formats every literal it reads for a debug log that nobody sees;
        # without that, a fetch is three times as fast.
        self._imap.debug = 0
        self.normalise_times = False  # Keep INTERNALDATE's offset.

    def _create_IMAP4(self) -> Any:
        # Made in two steps, so that the deadline can reach the socket while the
        # constructor still waits for the greeting.
        kind = IMAP4_TLS if self.ssl else IMAP4WithTimeout
        self._imap = kind.__new__(kind)
        security = [self.ssl_context] if self.ssl else []
        self._imap.__init__(self.host, self.port, *security, self._timeout.connect)
        return self._imap

    def fetch_mails(self, uids: Sequence[int]) -> Mapping[int, Mapping[bytes, Any]]:
        """INTERNALDATE and BODY[] by UID, as `fetch` gives them, at a third of its cost."""
        kind, data = self._imap.uid("FETCH", ",".join(map(str, uids)), WANTED)
        self._checkok("fetch", kind, data)
        return read_answer(data)

    @contextmanager
    def command(self, where: str, *, more_seconds: float = 0.0) -> Iterator[None]:
        """Give what is asked inside a deadline, and raise what goes wrong as ours.

        Raises:
            FolderError: the server said NO; the connection goes on.
            MailboxError: the connection is of no more use, or was too slow.
        """
        with our_errors(where), self._deadline(self.seconds + more_seconds):
            yield

    @contextmanager
    def _deadline(self, seconds: float) -> Iterator[None]:
        is_over = threading.Event()

        def cut() -> None:
            is_over.set()
            line = getattr(self._imap, "sock", None)
            if line is not None:
                with suppress(OSError):
                    # Of the socket itself: a reading thread must not find its TLS gone.
                    socket.socket.shutdown(line, socket.SHUT_RDWR)

        timer = threading.Timer(seconds, cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        except (IMAPClientError, OSError) as error:
            if is_over.is_set():
                raise TimeoutError(f"no whole answer within {seconds:g} s") from error
            raise
        finally:
            timer.cancel()

    def close(self, *, politely: bool) -> None:
        """End the connection.  ``politely``: it works, so say so to the server."""
        if politely:
            with suppress(MailboxError), self.command("sign-out"):
                self.logout()
        with suppress(OSError):
            self.shutdown()


@contextmanager
def connect(
    account: Account, *, timeout_seconds: float, ssl_context: ssl.SSLContext | None = None
) -> Iterator[Connection]:
    """Sign in for the length of the block.  Certificates are verified, always.

    Raises:
        MailboxLoginError: the server refused the credentials.
        MailboxError: it cannot be reached.
    """
    where = f"{account.username} at {account.host}:{account.port}"
    with our_errors(where):
        client = Connection(account, seconds=timeout_seconds, ssl_context=ssl_context)
    works = False
    try:
        with client.command(where):
            if account.security == "starttls":
                client.starttls(ssl_context)
            _sign_in(client, account)
            client.has_qresync = _enable_qresync(client)
        yield client
        works = True
    finally:
        # A line that is dead would let us wait for its farewell.
        client.close(politely=works)


def _sign_in(client: Connection, account: Account) -> None:
    if account.mechanism == "XOAUTH2":
        client.oauth2_login(account.username, account.secret)
    elif account.mechanism == "OAUTHBEARER":
        client.oauthbearer_login(account.username, account.secret)
    elif account.username.isascii() and account.secret.isascii():
        client.login(account.username, account.secret)
    else:  # LOGIN has no way to say in which character set (RFC 3501 section 6.2.3).
        client.plain_login(account.username, account.secret)


def _enable_qresync(client: Connection) -> bool:
    """Let the server tell what is gone (RFC 7162).  CONDSTORE alone tells of flags only."""
    if not (client.has_capability("ENABLE") and client.has_capability("QRESYNC")):
        return False
    return b"QRESYNC" in client.enable("QRESYNC")


@contextmanager
def our_errors(where: str) -> Iterator[None]:
    """Turn what IMAPClient and the socket raise into `MailboxError`, naming ``where``."""
    try:
        yield
    except LoginError as error:
        raise _refusal(error, where) from error
    except (IMAPClientAbortError, ProtocolError, ValueError, OSError) as error:
        # IMAPClient raises ValueError for some answers that it cannot read.
        raise MailboxError(f"{where}: {error}") from error
    except IMAPClientError as error:
        is_transient = any(code in str(error) for code in _TRANSIENT)
        raise (MailboxError if is_transient else FolderError)(f"{where}: {error}") from error


def _refusal(error: LoginError, where: str) -> MailboxError:
    """IMAPClient calls a line that broke, and a server in trouble, a refused sign-in too."""
    is_cut = isinstance(error.__context__, IMAPClientAbortError)
    if is_cut or any(code in str(error) for code in _TRANSIENT):
        return MailboxError(f"{where}: {error}")
    return MailboxLoginError(f"{where}: sign-in refused: {error}")
