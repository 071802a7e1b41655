"""A mailbox's row and the keys become an account that can sign in."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from orchestrator.clock import utc_now
from orchestrator.collect import oauth
from orchestrator.collect.connection import Account, Connection, connect
from orchestrator.config import Settings
from orchestrator.errors import ConfigError, MailboxError, MailboxLoginError
from orchestrator.keys import seal, unseal
from orchestrator.models import Database, Mailbox, MailboxOauth


@contextmanager
def signed_in(database: Database, settings: Settings, mailbox_id: int) -> Iterator[Connection]:
    """A connection to a mailbox, for the length of the block.

    Raises:
        MailboxLoginError: the server, or the provider of its tokens, refused us.
        MailboxError: it cannot be reached, or its secrets cannot be read.
    """
    seconds = settings.imap_timeout.total_seconds()
    account, is_cached = _account(database, settings, mailbox_id)
    with ExitStack() as stack:
        try:
            client = stack.enter_context(connect(account, timeout_seconds=seconds))
        except MailboxLoginError:
            if not is_cached:
                raise
            # A token may be taken back before its time; a new one tells.
            _forget_token(database, mailbox_id)
            account, _ = _account(database, settings, mailbox_id)
            client = stack.enter_context(connect(account, timeout_seconds=seconds))
        yield client


def _account(database: Database, settings: Settings, mailbox_id: int) -> tuple[Account, bool]:
    """The account, and whether its token was one that we had."""
    with database.read() as session:
        mailbox = session.get_one(Mailbox, mailbox_id)
    try:
        secret, is_cached = _secret(database, settings, mailbox)
    except ConfigError as error:
        raise MailboxError(
            f"we have no secret to sign in with ({error}); put the key back, or give the "
            f"password again: orchestrator mailbox add {mailbox.name}"
        ) from error
    mechanism = mailbox.oauth.mechanism if mailbox.oauth else ""
    account = Account(
        host=mailbox.host,
        port=mailbox.port,
        security=mailbox.security,
        username=mailbox.username,
        mechanism=mechanism,
        secret=secret,
    )
    return account, is_cached


def _secret(database: Database, settings: Settings, mailbox: Mailbox) -> tuple[str, bool]:
    if mailbox.oauth is None:
        return unseal(settings.keys, mailbox.sealed_password), False
    now = utc_now()
    if mailbox.oauth.expires_at is not None and now < mailbox.oauth.expires_at:
        return unseal(settings.keys, mailbox.oauth.sealed_access_token), True
    seconds = settings.imap_timeout.total_seconds()
    grant = oauth.refresh(client_of(mailbox.oauth, settings), seconds=seconds, now=now)
    with database.write() as session:
        keep_grant(session.get_one(MailboxOauth, mailbox.id), grant, settings)
    return grant.access_token, False


def client_of(row: MailboxOauth, settings: Settings) -> oauth.Client:
    """Raises ConfigError when the key does not fit."""
    secret = row.sealed_client_secret
    return oauth.Client(
        token_url=row.token_url,
        client_id=row.client_id,
        refresh_token=unseal(settings.keys, row.sealed_refresh_token),
        client_secret=unseal(settings.keys, secret) if secret else "",
        scope=row.scope,
    )


def keep_grant(row: MailboxOauth, grant: oauth.Grant, settings: Settings) -> None:
    """Seal what a provider gave.  The caller commits."""
    row.sealed_refresh_token = seal(settings.keys, grant.refresh_token)
    row.sealed_access_token = seal(settings.keys, grant.access_token)
    row.expires_at = grant.expires_at


def _forget_token(database: Database, mailbox_id: int) -> None:
    with database.write() as session:
        session.get_one(MailboxOauth, mailbox_id).expires_at = None
