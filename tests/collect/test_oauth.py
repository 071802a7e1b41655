"""Signing in with tokens: a real Dovecot that asks a provider of ours whether they are good."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from orchestrator import flow
from orchestrator.collect import watch
from orchestrator.collect.accounts import signed_in
from orchestrator.collect.oauth import PROVIDERS, Client, check_token_url, refresh
from orchestrator.errors import ConfigError, MailboxError, MailboxLoginError
from orchestrator.keys import seal, unseal
from orchestrator.models import Mailbox, MailboxOauth
from tests import servers
from tests.factories import MONDAY, make_mailbox
from tests.oauth_server import OauthServer, oauth_server


@pytest.fixture(scope="module")
def provider() -> Iterator[OauthServer]:
    with oauth_server() as server:
        yield server


@pytest.fixture(autouse=True)
def as_new(provider: OauthServer) -> None:
    provider.refresh_token, provider.rotates, provider.expires_in = "granted", False, 3600
    provider.answer = None
    provider.asked.clear()
    provider.take_back()


@pytest.fixture(scope="module")
def imap(provider: OauthServer) -> Iterator[servers.ImapServer]:
    with servers.dovecot(tokens_from=f"http://127.0.0.1:{provider.port}") as server:
        yield server


@pytest.fixture
def mailbox_id(parts: flow.Parts, imap: servers.ImapServer, provider: OauthServer) -> int:
    with parts.database.write() as session:
        mailbox = make_mailbox(session, parts.settings, user=provider.user, port=imap.port)
        mailbox.sealed_password = ""
        mailbox.oauth = MailboxOauth(
            mechanism="XOAUTH2",
            token_url=provider.token_url,
            client_id="studio",
            sealed_client_secret=seal(parts.settings.keys, "client secret"),
            sealed_refresh_token=seal(parts.settings.keys, "granted"),
        )
        session.flush()
        return mailbox.id


def collect(parts: flow.Parts, mailbox_id: int) -> int:
    return watch.collect_mailbox(parts.database, parts.settings, mailbox_id, on_new=lambda: None)


@pytest.mark.parametrize("mechanism", ["XOAUTH2", "OAUTHBEARER"])
def test_a_mailbox_is_read_with_a_token_that_is_kept_until_it_expires(
    parts: flow.Parts,
    imap: servers.ImapServer,
    provider: OauthServer,
    mailbox_id: int,
    mechanism: str,
) -> None:
    with parts.database.write() as session:
        session.get_one(MailboxOauth, mailbox_id).mechanism = mechanism
    imap.append(provider.user, "INBOX", f"Subject: {mechanism} {MONDAY}\r\n\r\nHi\r\n".encode())
    assert collect(parts, mailbox_id) >= 1
    assert collect(parts, mailbox_id) == 0
    [asked] = provider.asked
    assert asked["grant_type"] == "refresh_token"
    assert (asked["client_id"], asked["client_secret"]) == ("studio", "client secret")
    with parts.database.write() as session:
        row = session.get_one(MailboxOauth, mailbox_id)
        assert unseal(parts.settings.keys, row.sealed_access_token) in provider.good
        assert row.expires_at is not None
        row.expires_at -= timedelta(hours=1)
    assert collect(parts, mailbox_id) == 0
    assert len(provider.asked) == 2


def test_a_token_that_was_taken_back_early_is_replaced_at_once(
    parts: flow.Parts, provider: OauthServer, mailbox_id: int
) -> None:
    collect(parts, mailbox_id)
    provider.take_back()
    assert collect(parts, mailbox_id) == 0
    assert len(provider.asked) == 2


def test_a_refresh_token_that_the_provider_renews_is_kept(
    parts: flow.Parts, provider: OauthServer, mailbox_id: int
) -> None:
    provider.rotates, provider.expires_in = True, "30"
    collect(parts, mailbox_id)
    collect(parts, mailbox_id)
    assert [asked["refresh_token"] for asked in provider.asked] == ["granted", "granted+"]


def test_a_refused_refresh_says_what_to_do_and_counts_as_a_refused_sign_in(
    parts: flow.Parts, provider: OauthServer, mailbox_id: int
) -> None:
    provider.refresh_token = "another"
    with pytest.raises(MailboxLoginError, match=r"invalid_grant.*sign in anew.*mailbox add"):
        collect(parts, mailbox_id)
    with parts.database.read() as session:
        mailbox = session.get_one(Mailbox, mailbox_id)
        assert "Token has been revoked" in mailbox.problem
        assert len(mailbox.refused_at) == 1


def test_a_token_that_the_mail_server_does_not_take_is_a_refused_sign_in(
    parts: flow.Parts, mailbox_id: int
) -> None:
    with parts.database.write() as session:
        row = session.get_one(MailboxOauth, mailbox_id)
        row.sealed_access_token = seal(parts.settings.keys, "made up")
        row.expires_at = datetime(2999, 1, 1, tzinfo=UTC)
        row.sealed_refresh_token = seal(parts.settings.keys, "made up too")
    with (
        pytest.raises(MailboxLoginError, match="invalid_grant"),
        signed_in(parts.database, parts.settings, mailbox_id),
    ):
        pass


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        ((503, b"<html>down</html>"), MailboxError, "HTTP 503"),
        ((200, b"not json"), MailboxError, "holds no access token"),
        ((200, b'{"access_token": 7}'), MailboxError, "holds no access token"),
        ((302, b""), MailboxError, "HTTP 302"),
        ((401, b'{"error": "invalid_client"}'), MailboxLoginError, "client id, secret or scope"),
    ],
)
def test_an_answer_without_a_token_is_named(
    provider: OauthServer, answer: tuple[int, bytes], error: type[MailboxError], words: str
) -> None:
    provider.answer = answer
    client = Client(token_url=provider.token_url, client_id="studio", refresh_token="granted")
    with pytest.raises(MailboxError, match=words) as caught:
        refresh(client, seconds=5, now=MONDAY)
    assert type(caught.value) is error


@pytest.mark.parametrize(("expires_in", "seconds"), [(120, 60), ("120", 60), (None, 3540)])
def test_a_token_is_used_until_a_minute_before_it_expires(
    provider: OauthServer, expires_in: object, seconds: int
) -> None:
    provider.expires_in = expires_in
    client = Client(token_url=provider.token_url, client_id="studio", refresh_token="granted")
    grant = refresh(client, seconds=5, now=MONDAY)
    assert grant.expires_at == MONDAY + timedelta(seconds=seconds)


def test_a_provider_that_is_away_is_no_refusal() -> None:
    url = f"http://127.0.0.1:{servers.free_port()}/token"
    with pytest.raises(MailboxError) as caught:
        refresh(Client(token_url=url, client_id="s", refresh_token="r"), seconds=1, now=MONDAY)
    assert not isinstance(caught.value, MailboxLoginError)


@pytest.mark.parametrize(
    "url", ["http://login.example/token", "ftp://127.0.0.1/token", "https://", "login.example"]
)
def test_a_token_never_travels_in_clear(url: str) -> None:
    with pytest.raises(ConfigError, match="https"):
        check_token_url(url)


def test_the_presets_are_safe() -> None:
    for provider in PROVIDERS.values():
        check_token_url(provider.token_url)
