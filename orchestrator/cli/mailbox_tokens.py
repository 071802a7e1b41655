"""The options of ``orchestrator mailbox add`` for accounts that sign in with tokens."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from orchestrator.cli import naming
from orchestrator.cli.common import Service, unreadable
from orchestrator.collect.accounts import keep_grant
from orchestrator.collect.oauth import (
    MECHANISMS,
    PROVIDERS,
    Client,
    Grant,
    check_token_url,
    refresh,
)
from orchestrator.config import Settings
from orchestrator.errors import ConfigError, UsageError
from orchestrator.keys import seal
from orchestrator.models import MailboxOauth


def oauth_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that `token_options` reads."""
    for option in reversed(
        (
            click.option(
                "--oauth",
                metavar="PROVIDER",
                help=f"Sign in with tokens: {', '.join(PROVIDERS)}, or the URL that gives them.",
            ),
            click.option("--client-id", default="", help="Of the application you registered."),
            click.option(
                "--client-secret-file",
                type=click.Path(path_type=Path),
                help="File with its secret, where it has one.",
            ),
            click.option("--scope", help="Asked of the provider; its own by default."),
            click.option(
                "--mechanism",
                type=click.Choice(MECHANISMS),
                default=MECHANISMS[0],
                show_default=True,
                help="How the token is handed to the mail server.",
            ),
        )
    ):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Tokens:
    """Where a mailbox gets its tokens, all but the refresh token."""

    token_url: str
    scope: str
    client_id: str
    client_secret: str
    mechanism: str

    def grant(self, refresh_token: str, service: Service) -> Grant:
        """Trade the refresh token.  Raises MailboxError when the provider refuses."""
        client = Client(
            token_url=self.token_url,
            client_id=self.client_id,
            refresh_token=refresh_token,
            client_secret=self.client_secret,
            scope=self.scope,
        )
        seconds = service.settings.imap_timeout.total_seconds()
        return refresh(client, seconds=seconds, now=service.now)

    def row(
        self,
        row: MailboxOauth | None,
        refresh_token: str,
        grant: Grant | None,
        settings: Settings,
    ) -> MailboxOauth:
        """The row with these values; its secrets are sealed."""
        row = row or MailboxOauth()
        row.mechanism, row.token_url, row.scope = self.mechanism, self.token_url, self.scope
        row.client_id = self.client_id
        row.sealed_client_secret = seal(settings.keys, self.client_secret)
        row.sealed_refresh_token = seal(settings.keys, refresh_token)
        row.sealed_access_token, row.expires_at = "", None
        if grant is not None:
            keep_grant(row, grant, settings)
        return row


def token_options(
    *,
    oauth: str | None,
    client_id: str,
    client_secret_file: Path | None,
    scope: str | None,
    mechanism: str,
) -> Tokens | None:
    """Raises UsageError: one is missing, cannot be read, or would travel in clear."""
    if oauth is None:
        return None
    provider = PROVIDERS.get(oauth)
    token_url = provider.token_url if provider else oauth
    try:
        check_token_url(token_url)
    except ConfigError as error:
        raise UsageError(f"--oauth {error}; or name one of {', '.join(PROVIDERS)}") from error
    if scope is None:
        scope = provider.scope if provider else ""
    return Tokens(
        naming.words("--oauth", token_url, longest=500),
        scope,
        naming.words("--client-id", client_id, longest=255),
        _content(client_secret_file),
        mechanism,
    )


def _content(path: Path | None) -> str:
    try:
        return path.read_text().strip() if path else ""
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"--client-secret-file {path}: {unreadable(error)}") from error
