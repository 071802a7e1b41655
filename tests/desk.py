"""Dana got an update with two questions: what she writes back, and what she is told."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

from sqlalchemy import select
from sqlalchemy.orm import Session
import time_machine

from orchestrator import flow
from orchestrator.codes import codes_in
from orchestrator.models import (
    Answer,
    Ask,
    AskKind,
    Confirmation,
    ConfirmationState,
    Preference,
    StandingApproval,
    Task,
    TaskState,
)
from orchestrator.models.outbox import AUTOMATIC
from orchestrator.rendering import template_sha256
from tests.factories import MONDAY, make_ask, make_contact, make_fact, make_project
from tests.mails import deliver, raw_mail
from tests.sending import RecordingChannel
from tests.test_flow import FRIDAY_SLOT, approve, read_all, send_all

DANA, ALIAS, LUIS = "dana@harborlane.example", "dana@home.example", "luis@quayhotel.example"
RIPE = timedelta(minutes=11)
AT = FRIDAY_SLOT + timedelta(hours=1)


@dataclass
class Desk:
    """Dana was sent an update with two questions; what she writes and is told."""

    parts: flow.Parts
    update: EmailMessage
    now: datetime = AT

    def hear(self, words: str, *, sender: str = DANA, to: str = "", **values: object) -> None:
        """A mail that no server vouches for, unless ``proven`` is said."""
        self.now += timedelta(minutes=1)
        values = {"proven": False, "sent_at": self.now} | values
        to = to or str(self.update["Reply-To"])
        content = raw_mail(words, sender=sender, to=to, **values)  # type: ignore[arg-type]
        deliver(self.parts.database, content, received_at=self.now)
        with time_machine.travel(self.now, tick=False):
            read_all()

    def told(self) -> list[EmailMessage]:
        """The notices that go out once all has waited for company, the newest last."""
        self.now += RIPE
        with time_machine.travel(self.now, tick=False):
            flow.queue_notices()
        channel = RecordingChannel()
        send_all(self.parts, channel, now=self.now)
        return [parsed(content) for content in channel.sent]

    def asked(self) -> EmailMessage:
        [question] = self.told()
        assert question["Subject"] == "Please confirm: Booking site relaunch"
        return question


def parsed(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def words_of(message: EmailMessage) -> str:
    return " ".join(text_of(message).split())


def approve_all(session: Session) -> None:
    for kind in AUTOMATIC:
        session.add(
            StandingApproval(
                template=kind.value,
                template_sha256=template_sha256(kind.value),
                approved_by="cli:operator",
                approved_at=MONDAY,
            )
        )


def open_desk(parts: flow.Parts) -> Desk:
    """Dana's update went out on Friday; Luis of another client has a project too."""
    with parts.database.write() as session:
        contact = make_contact(session, address=DANA)
        project = make_project(session, contact)
        make_fact(session, project)
        options = {"A": "Stripe", "B": "Your bank's terminal"}
        make_ask(session, project, contact, kind=AskKind.CHOICE, text="Which?", options=options)
        make_ask(session, project, contact, text="Publish the price list?")
        make_project(session, make_contact(session, address=LUIS, name="Luis Ortega"))
        approve_all(session)
    with time_machine.travel(FRIDAY_SLOT - timedelta(hours=23), tick=False):
        flow.draft_due()
    entry = approve(parts, 1, now=FRIDAY_SLOT - timedelta(hours=23))
    send_all(parts, RecordingChannel(), now=FRIDAY_SLOT)
    with time_machine.travel(FRIDAY_SLOT, tick=False):
        flow.settle()
    return Desk(parts, parsed(entry.content))


def asks(desk: Desk) -> list[str]:
    with desk.parts.database.read() as session:
        return [ask.state.value for ask in session.scalars(select(Ask).order_by(Ask.id))]


def answers(desk: Desk) -> list[tuple[str | None, str, str]]:
    with desk.parts.database.read() as session:
        rows = session.scalars(select(Answer).order_by(Answer.id))
        return [(row.value, row.state.value, row.tier) for row in rows]


def wishes(desk: Desk) -> list[tuple[str, str]]:
    with desk.parts.database.read() as session:
        rows = session.scalars(select(Preference).order_by(Preference.id))
        return [(row.value, row.state.value) for row in rows]


def tasks(desk: Desk) -> list[str]:
    with desk.parts.database.read() as session:
        return list(
            session.scalars(
                select(Task.words).where(Task.state == TaskState.OPEN).order_by(Task.id)
            )
        )


def trips(desk: Desk) -> list[ConfirmationState]:
    with desk.parts.database.read() as session:
        return list(session.scalars(select(Confirmation.state).order_by(Confirmation.id)))


def code_in(question: EmailMessage) -> str:
    [code] = codes_in(text_of(question))
    return code
