"""Words in a mail of Dana's that are not her own: nothing is answered, ended or told by them."""

from datetime import timedelta
from email.utils import format_datetime, make_msgid

import pytest
from sqlalchemy import select
import time_machine

from orchestrator import flow
from orchestrator.models import Mail
from tests.desk import DANA, Desk, answers, asks, open_desk, tasks, trips, wishes
from tests.mails import OUR_SERVER, deliver
from tests.test_flow import read_all

TOMS = "From: Tom Reyes <tom@quay.example>\nTo: Dana\nSubject: Booking\n\n1B\n2 yes\nweekly\nstop\n"


@pytest.fixture
def desk(parts: flow.Parts) -> Desk:
    return open_desk(parts)


def hear(
    desk: Desk,
    body: str,
    *,
    subject: str = "Re: Booking site",
    content_type: str = "text/plain; charset=utf-8",
    extra: str = "",
) -> Mail:
    """A proven mail of hers, as bytes; ``extra`` are more header lines."""
    desk.now += timedelta(minutes=1)
    head = (
        f"Authentication-Results: {OUR_SERVER}; dmarc=pass header.from=harborlane.example\n"
        f"From: Dana Whitfield <{DANA}>\nTo: {desk.update['Reply-To']}\nSubject: {subject}\n"
        f"Date: {format_datetime(desk.now)}\nMessage-ID: {make_msgid(domain='client.example')}\n"
        f"In-Reply-To: {desk.update['Message-ID']}\nMIME-Version: 1.0\n{extra}"
        f"Content-Type: {content_type}\n\n"
    )
    content = (head + body).replace("\n", "\r\n").encode()
    mail_id = deliver(desk.parts.database, content, received_at=desk.now)
    with time_machine.travel(desk.now, tick=False):
        read_all()
    with desk.parts.database.read() as session:
        mail = session.scalars(select(Mail).where(Mail.id == mail_id)).one()
        session.expunge(mail)
    return mail


def nothing_done(desk: Desk) -> bool:
    return asks(desk) == ["open", "open"] and not (
        answers(desk) or wishes(desk) or trips(desk) or desk.told()
    )


def of_parts(*parts: str) -> str:
    return "".join(f"--b\n{part}\n" for part in parts) + "--b--\n"


SEE = "Content-Type: text/plain\n\nsee attached"
MIXED = "multipart/mixed; boundary=b"


def test_the_words_of_an_attached_mail_are_kept_and_are_not_hers(desk: Desk) -> None:
    attached = {
        "inline": f"Content-Type: message/rfc822\nContent-Disposition: inline\n\n{TOMS}",
        "as a file": "Content-Type: message/rfc822\n"
        f"Content-Disposition: attachment; filename=tom.eml\n\n{TOMS}",
        "bare": f"Content-Type: message/rfc822\n\n{TOMS}",
        "in one more": "Content-Type: message/rfc822\n\nFrom: ann@quay.example\n"
        f"Content-Type: message/rfc822\n\n{TOMS}",
        "a digest": f'Content-Type: multipart/digest; boundary="d"\n\n--d\n\n{TOMS}\n--d--',
    }
    for name, part in attached.items():
        for before in ((SEE,), ()):
            mail = hear(desk, of_parts(*before, part), content_type=MIXED)
            assert "2 yes" in mail.text, name
            assert mail.new_text == ("see attached" if before else ""), name
    alone = hear(desk, TOMS, content_type="message/rfc822")
    assert ("2 yes" in alone.text, alone.new_text) == (True, "")
    assert nothing_done(desk)
    assert tasks(desk) == []
    hear(desk, of_parts("Content-Type: text/plain\n\n2 no", attached["bare"]), content_type=MIXED)
    assert asks(desk) == ["open", "answered"]
    assert [value for value, _, _ in answers(desk)] == ["no"]


def test_lines_quoted_with_bars_are_not_hers_and_a_table_is(desk: Desk) -> None:
    for body in ("Not yet.\n\n| 2 yes\n| stop\n", "| 1B\n|\n| 2 yes\n\nWe will see.\n"):
        hear(desk, body)
    assert nothing_done(desk)
    hear(desk, "Decided:\n\n| 2 yes |\n")
    assert asks(desk) == ["open", "answered"]
