"""mail retry and mail release: what becomes of mail in quarantine."""

from pathlib import Path

import pytest
from sqlalchemy import select

from orchestrator import flow
from orchestrator.models import Mail, MailState, Quarantine
from tests.cli.conftest import DANA
from tests.cli.shell import Shell


@pytest.fixture
def quarantined(studio: Shell, tmp_path: Path) -> int:
    """A mail of Dana that is nested too deep; returns its row's id."""
    path = tmp_path / "deep.eml"
    head = f"From: {DANA}\nMessage-ID: <deep@harbor.example>\nSubject: Deep\n".encode()
    path.write_bytes(head + b"Content-Type: message/rfc822\n\n" * 100)
    studio.run("mail", "import", path, exit_code=5)
    with flow.parts().database.read() as session:
        mail_id = session.scalars(select(Quarantine.mail_id)).one()
        assert mail_id is not None
        return mail_id


def state_of(mail_id: int) -> tuple[MailState, list[str], str]:
    with flow.parts().database.read() as session:
        mail = session.get_one(Mail, mail_id)
        return mail.state, mail.defects, mail.subject


def test_a_mail_is_read_anew_by_its_number_or_with_all(studio: Shell, quarantined: int) -> None:
    assert studio.data("mail", "retry", quarantined) == {"mails": [quarantined]}
    assert state_of(quarantined)[0] is MailState.STORED
    studio.run("mail", "retry", quarantined, exit_code=6)
    assert flow.parse_stored() == 1
    assert studio.data("mail", "retry", "--all") == {"mails": [quarantined], "asked": 1}
    assert studio.data("mail", "retry", "--all") == {"mails": [], "asked": 0}
    studio.run("mail", "retry", exit_code=2)


def test_a_mail_is_let_in_without_its_words(studio: Shell, quarantined: int) -> None:
    studio.run("mail", "release", quarantined)
    assert state_of(quarantined) == (MailState.PARSED, ["unread"], "Deep")
    flow.converse()
    with flow.parts().database.read() as session:
        mail = session.get_one(Mail, quarantined)
        assert mail.project_id is not None
        assert mail.text == ""
    assert '"ok": true' in studio.run("record", "verify").stdout
    studio.run("mail", "release", quarantined, exit_code=6)


def test_what_is_in_quarantine_is_listed_until_it_leaves(studio: Shell, quarantined: int) -> None:
    [row] = studio.data("mail", "quarantine")
    assert (row["mail"], row["reason"], row["from"]) == (quarantined, "too_deep", DANA)
    assert DANA in studio.run("mail", "quarantine").stdout
    studio.run("mail", "release", quarantined)
    assert studio.run("mail", "quarantine").stdout == "None: every mail could be read\n"
