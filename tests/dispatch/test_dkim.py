"""Our signatures, verified by dkimpy: as written, after a real server, and after a relay."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
import re
import smtplib

import pytest

from orchestrator import flow
from orchestrator.collect.dkim_check import content_flaw, form_flaw, read_signed
from orchestrator.config import Settings
from orchestrator.dispatch import ics
from orchestrator.dispatch.channels.email import _dot_stuffed
from orchestrator.dispatch.compose import addressed, compose_digest, written
from orchestrator.dispatch.dkim import SIGNED
from orchestrator.dispatch.folding import words
from orchestrator.dkim_keys import dkim_keys, make_dkim_keys, remove_dkim_keys
from orchestrator.errors import ConfigError
from orchestrator.keys import make_keys
from orchestrator.models import Digest, User
from orchestrator.rendering import Rendered
from tests import servers
from tests.factories import MONDAY
from tests.signing import verified
from tests.test_red_lines import draft_one

KEY = b"k" * 64
EVENT = ics.Event(
    method="REQUEST", uid="v1@northwind.example", sequence=0, starts_at=MONDAY, minutes=60,
    title="Rückblick; Café, Teil 2", place="Küche", notes="Zeile\n" * 40,
    organizer=("Maya Okafor", "hello@northwind.example"),
    attendee=("Jürgen Groß", "j@x.example"), written_at=MONDAY,
)  # fmt: skip
VARIED = {
    "plain": Rendered("Booking site: 2 decisions", "Hello Dana,\n\nAll is well.\n", "<p>Hi</p>"),
    "empty": Rendered("", "", ""),
    "dots": Rendered("Dots", ".\n..\n.a\n\n.\n", "<p>.</p>\n.\n"),
    "spaces": Rendered("Two  spaces", "a  b\t c  \n   \n\n\n\n", "<pre>  a \t b  </pre>  \n"),
    "long": Rendered("Long " * 60, "x" * 5000 + "\n" + "word " * 900, "<p>" + "y" * 9000),
    "german": Rendered(
        "Wöchentliches Update: Größe, Preis & Termin am 11. Dezember " * 3,
        "Grüße,\nÄnderung für 1.850 €\n" * 30,
        "<p>Übergrößenträger</p>\r\n" * 200,
    ),
    "other": Rendered(
        "予約サイト 🎉 =?utf-8?q?no?=", "From here\r\nto there\r", "<p>\u2028 מה</p>"
    ),
}


@pytest.fixture(scope="module")
def signing(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a studio whose keys are made once for this module."""
    data = tmp_path_factory.mktemp("signing") / "data"
    make_keys(data / "keys")
    make_dkim_keys(data / "keys", "s2026")
    return Settings(
        data=data, mail_from="updates@Northwind.example", studio_name="Northwind, Größe & Co",
        dkim_selector="s2026",
    )  # fmt: skip


def composed(settings: Settings, rendered: Rendered, event: ics.Event | None = None) -> bytes:
    mail = addressed(
        rendered.subject,
        settings=settings,
        key=KEY,
        sender=User(name="Maya Okafor"),
        to=("Jürgen Groß-Müller" if event else 'Dana "D" Whitfield', "dana@harbor.example"),
        reply_to="hello+d14.abc@northwind.example",
        name="d14",
        dated=MONDAY,
    )
    mail["References"] = words("References", " ".join(f"<{'a' * 60}{n}@x>" for n in range(20)))
    mail["List-Unsubscribe"] = words("List-Unsubscribe", f"<https://s.example/{'u' * 90}>, <m:x>")
    return written(
        mail, rendered, "dana@harbor.example", settings=settings, key=KEY, name="d14", event=event
    ).content


def records(settings: Settings) -> dict[str, str]:
    return {
        f"{key.selector}._domainkey.northwind.example": key.record
        for key in dkim_keys(settings.keys, settings.dkim_selector)
    }


@pytest.mark.parametrize("event", [None, EVENT])
@pytest.mark.parametrize("kind", VARIED)
def test_every_message_is_verified_by_dkimpy_for_both_algorithms(
    signing: Settings, kind: str, event: ics.Event | None
) -> None:
    content = composed(signing, VARIED[kind], event)
    assert content == composed(signing, VARIED[kind], event), "the same bytes each time"
    assert re.findall(rb"a=(\S+);", content) == [b"rsa-sha256", b"ed25519-sha256"]
    assert verified(content, records(signing)) == [True, True]
    lines = content.split(b"\r\n")
    assert not {b"\n", b"\r"} & {bytes([byte]) for byte in b"".join(lines)}
    assert max(map(len, lines)) <= 998
    assert max(len(line) for line in lines if b"https" not in line) <= 78


def test_our_own_check_agrees(signing: Settings) -> None:
    mail = read_signed(composed(signing, VARIED["german"], EVENT))
    assert not isinstance(mail, str)
    assert len(mail.signatures) == 2
    for signature in mail.signatures:
        assert form_flaw(signature, at=MONDAY) == ""
        assert content_flaw(mail, signature, records(signing)[signature.key_name]) == ""


def test_what_must_not_change_is_signed_and_from_twice(signing: Settings) -> None:
    content = composed(signing, VARIED["plain"])
    fields = content.partition(b"\r\n\r\n")[0].replace(b"\r\n ", b" ").split(b"\r\n")
    present = {field.partition(b":")[0].decode().lower() for field in fields}
    [signed] = {re.sub(rb"\s", b"", h).decode() for h in re.findall(rb"; h=([^;]+);", fields[0])}
    names = signed.split(":")
    assert names[:2] == ["from", "from"]
    assert set(names) == present & {name.lower() for name in SIGNED}
    assert {"reply-to", "references", "list-unsubscribe", "content-type"} <= set(names)


def test_they_verify_after_a_real_server(signing: Settings, tmp_path: Path) -> None:
    contents = [composed(signing, each, EVENT) for each in VARIED.values()]
    with servers.smtp_sink(tmp_path / "sink") as sink:
        with smtplib.SMTP("127.0.0.1", sink.port) as smtp:
            for content in contents:
                smtp.mail("updates@northwind.example")
                smtp.rcpt("dana@harbor.example")
                smtp.docmd("DATA")
                smtp.send(_dot_stuffed(content) + b".\r\n")
                assert smtp.getreply()[0] == 250
        arrived = [message.content for message in sink.messages()]
    assert len(arrived) == len(contents)
    assert all(verified(content, records(signing)) == [True, True] for content in arrived)


HARMLESS: dict[str, Callable[[bytes], bytes]] = {
    "a trace on top": lambda c: b"Received: from a by b;\r\n\tMon, 1 Jan 2024 00:00:00\r\n" + c,
    "space at line ends": lambda c: c.replace(b"base64\r\n", b"base64 \t\r\n"),
    "empty lines at the end": lambda c: c + b"\r\n\r\n",
    "another folding": lambda c: c.replace(b"\r\nTo: ", b"\r\nTO:\r\n\t  ", 1),
    "more spaces": lambda c: c.replace(b"Encoding: b", b"Encoding:  \t b"),
}  # fmt: skip


@pytest.mark.parametrize("change", HARMLESS)
def test_they_verify_after_what_a_relay_may_change(signing: Settings, change: str) -> None:
    content = composed(signing, VARIED["german"])
    changed = HARMLESS[change](content)
    assert changed != content
    assert verified(changed, records(signing)) == [True, True]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\r\nFrom: ", b"\r\nFrom: Eve "),
        (b"\r\nSubject: ", b"\r\nSubject: x"),
        (b"\r\nDate: Mon", b"\r\nDate: Tue"),
        (b"\r\nReply-To: h", b"\r\nReply-To: j"),
        (b"\r\nList-Unsubscribe: <https", b"\r\nList-Unsubscribe: <httpz"),
        (b"\r\n\r\n--=_", b"\r\nFrom: eve@evil.example\r\n\r\n--=_"),
        (b"printable\r\n\r\nG", b"printable\r\n\r\nH"),
    ],
)
def test_one_changed_byte_fails(signing: Settings, old: bytes, new: bytes) -> None:
    content = composed(signing, VARIED["german"])
    changed = content.replace(old, new, 1)
    assert changed != content
    assert verified(changed, records(signing)) == [False, False]


def test_a_new_selector_signs_and_the_old_mail_still_verifies(signing: Settings) -> None:
    before, old = composed(signing, VARIED["plain"]), records(signing)
    make_dkim_keys(signing.keys, "s2027")
    newer = replace(signing, dkim_selector="s2027")
    after = composed(newer, VARIED["plain"])
    assert re.findall(rb" s=([^;]+);", after) == [b"s2027", b"s2027-ed25519"]
    assert verified(after, records(newer)) == [True, True]
    assert verified(before, old) == [True, True]
    remove_dkim_keys(signing.keys, "s2027")
    assert b"DKIM-Signature" not in composed(newer, VARIED["plain"]), "no key: a relay may sign"


def test_a_key_that_others_can_read_signs_nothing(signing: Settings) -> None:
    path = signing.keys / "dkim.s2026.rsa.pem"
    path.chmod(0o640)
    with pytest.raises(ConfigError, match="chmod 600"):
        composed(signing, VARIED["plain"])
    path.chmod(0o600)


def test_the_signature_is_part_of_what_is_approved(parts: flow.Parts) -> None:
    make_dkim_keys(parts.settings.keys, parts.settings.dkim_selector)
    digest_id = draft_one(parts)
    with parts.database.read() as session:
        digest = session.get_one(Digest, digest_id)
        message = compose_digest(digest, settings=parts.settings, key=parts.key)
        again = compose_digest(digest, settings=parts.settings, key=parts.key)
    assert message.content.startswith(b"DKIM-Signature: ")
    assert message.sha256 == again.sha256
    assert verified(message.content, records(parts.settings)) == [True, True]
