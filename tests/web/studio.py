"""A small studio for the screens: an unhappy client, a waiting answer, an undecided mail."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
import hashlib

from sqlalchemy import event
from sqlalchemy.orm import Session

from orchestrator.models import (
    Answer,
    AnswerState,
    AskKind,
    Attachment,
    Concern,
    Contact,
    Database,
    Delivery,
    Digest,
    DigestState,
    FactKind,
    FactTold,
    Impact,
    Mail,
    Mailbox,
    MailState,
    Membership,
    Mood,
    OutboxEntry,
    OutboxKind,
    OutboxState,
    Preference,
    Project,
    ProjectStatus,
    Pulse,
    Quarantine,
    Response,
    ResponseState,
    Role,
    Sentiment,
    StandingApproval,
    Statement,
    User,
    Wish,
    WishState,
)
from orchestrator.record.append import Action, Actor, record
from tests.factories import (
    MONDAY,
    make_ask,
    make_client,
    make_contact,
    make_digest,
    make_fact,
    make_mail,
    make_project,
    make_user,
)

HTML_MAIL = (
    b"From: Tom Reyes <tom@pinecrest.example>\r\nSubject: The delay\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    b"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    b"<p onclick='x()'>I am <b>frustrated</b>.<script>alert(1)</script>"
    b"<img src='https://tracker.example/p.gif'><svg><a>no</a></svg></p>\r\n"
    b"--b\r\nContent-Type: application/pdf; name=plan.pdf\r\n"
    b"Content-Disposition: attachment; filename=plan.pdf\r\n\r\nthe plan\r\n--b--\r\n"
)
PLAN = b"the plan"
ACKNOWLEDGEMENT = (
    b"Subject: Re: The delay\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/alternative; boundary=b\r\n\r\n"
    b"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThank you. We noted 1B.\r\n"
    b"--b\r\nContent-Type: text/html\r\n\r\n<p>Thank you. In HTML.</p>\r\n--b--\r\n"
)
QUOTE = "I am frustrated that nobody told me about the delay."


@dataclass(frozen=True, slots=True)
class Studio:
    """Ids of what the tests are about; users by the address they sign in with."""

    users: dict[Role, str]
    outsider: str
    project: int
    slug: str
    contact: int
    thread: int
    mail: int
    answer: int
    wish: int
    undecided: int
    quarantined: int
    outbox: int
    other_slug: str
    other_thread: int
    digest: int
    statement: int
    response: int


def make_studio(session: Session) -> Studio:
    """Insert it.  The caller commits."""
    users = {role: make_user(session, role=role, name=f"{role.value} person") for role in Role}
    harbor = make_client(session, name="Pinecrest")
    tom = make_contact(session, harbor, address="tom@pinecrest.example", name="Tom Reyes")
    project = make_project(session, tom, pm=users[Role.PM], name="Patient app", slug="patient-app")
    session.add(Membership(user_id=users[Role.WRITER].id, project_id=project.id))
    outsider = make_user(session, role=Role.PM, name="Olga Outside")
    dana = make_contact(session, address="dana@harborlane.example")
    other = make_project(session, dana, pm=outsider, name="Booking site", slug="booking-site")
    other_mail = make_mail(session, dana, project_id=other.id, subject="Photos")
    mail = _unhappy_mail(session, project, tom)
    answer, wish = _reply(session, project, tom, mail)
    statement = Statement(mail_id=mail.id, kind="request", span="could you add a map")
    session.add(statement)
    undecided = make_mail(session, from_name="Sam Stranger", subject="A question about the app")
    quarantined = make_mail(session, thread_id=None, state=MailState.QUARANTINED, subject="Bomb")
    quarantine = Quarantine(
        mail_id=quarantined.id, reason="too_deep", detail="over 30", quarantined_at=MONDAY
    )
    session.add(quarantine)
    session.flush()
    session.add(Concern(mail_id=undecided.id, client_id=project.client_id, is_sure=False))
    digest = make_digest(session, project, tom)
    outbox = _unknown_outcome(session, project, tom)
    _told(session, project, tom, digest)
    _standing(session, project, mail)
    _record(session, project, mail, users[Role.PM])
    assert mail.thread_id is not None
    assert undecided.thread_id is not None
    assert other_mail.thread_id is not None
    return Studio(
        users={role: user.email for role, user in users.items()},
        outsider=outsider.email,
        project=project.id,
        slug=project.slug,
        contact=tom.id,
        thread=mail.thread_id,
        mail=mail.id,
        answer=answer.id,
        wish=wish.id,
        undecided=undecided.thread_id,
        quarantined=quarantine.id,
        outbox=outbox.id,
        other_slug=other.slug,
        other_thread=other_mail.thread_id,
        digest=digest.id,
        statement=statement.id,
        response=_dropped(session, mail, users[Role.PM]).id,
    )


def _dropped(session: Session, mail: Mail, pm: User) -> Response:
    """An answer that somebody began and dropped: no page shows it."""
    assert mail.thread_id is not None
    assert mail.project_id is not None
    assert mail.contact is not None
    response = Response(
        thread_id=mail.thread_id,
        project_id=mail.project_id,
        contact_id=mail.contact.id,
        mail_id=mail.id,
        user_id=pm.id,
        addr_spec=mail.contact.address,
        subject="Re: The delay",
        text="Never mind",
        state=ResponseState.DROPPED,
        written_at=MONDAY,
    )
    session.add(response)
    session.flush()
    return response


def _unhappy_mail(session: Session, project: Project, tom: Contact) -> Mail:
    mail = make_mail(
        session,
        tom,
        content=HTML_MAIL,
        project_id=project.id,
        subject="The delay",
        new_text=f"{QUOTE}\n\n1B is fine. Daily please.",
        text=f"{QUOTE}\n\n1B is fine. Daily please.\n\n> 1. Which recording?",
        received_at=MONDAY - timedelta(hours=2),
    )
    mail.attachments = [
        Attachment(
            position=0,
            filename="plan.pdf",
            content_type="application/pdf",
            size=len(PLAN),
            sha256=hashlib.sha256(PLAN).hexdigest(),
        )
    ]
    session.add(
        Sentiment(
            mail_id=mail.id,
            scorer="test-1",
            label="negative",
            score=-0.7,
            p_negative=0.9,
            intents=[],
            evidence=[
                {"text": QUOTE, "weight": -0.9, "rule": "words"},
            ],
        )
    )
    return mail


def _reply(
    session: Session, project: Project, tom: Contact, mail: Mail
) -> tuple[Answer, Preference]:
    ask = make_ask(
        session,
        project,
        tom,
        kind=AskKind.CHOICE,
        text="Which recording?",
        options={"A": "Morning", "B": "Evening"},
        settles="money",
        asked_at=MONDAY - timedelta(days=3),
    )
    answer = Answer(
        ask_id=ask.id,
        mail_id=mail.id,
        contact_id=tom.id,
        number=1,
        value="B",
        certainty="exact",
        span="1B is fine",
        tier="T1",
        state=AnswerState.WAITING,
        why_waiting="it settles money",
        answered_at=MONDAY,
    )
    wish = Preference(
        contact_id=tom.id,
        wish=Wish.CADENCE,
        value="daily",
        state=WishState.WAITING,
        tier="T1",
        source=f"mail:{mail.id}",
        said_at=MONDAY,
    )
    pulse = Pulse(
        project_id=project.id, contact_id=tom.id, mail_id=mail.id, score=2, said_at=MONDAY
    )
    session.add_all([answer, wish, pulse])
    session.flush()
    return answer, wish


def _unknown_outcome(session: Session, project: Project, tom: Contact) -> OutboxEntry:
    standing = StandingApproval(
        template="welcome", template_sha256="0" * 64, approved_by="user:1", approved_at=MONDAY
    )
    session.add(standing)
    session.flush()
    content = b"Subject: Welcome\r\n\r\nHello\r\n"
    entry = OutboxEntry(
        kind=OutboxKind.WELCOME,
        cause="contact:1",
        channel="email",
        recipient=tom.address,
        contact_id=tom.id,
        project_id=project.id,
        standing_approval_id=standing.id,
        message_id="<welcome@northwind.example>",
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        state=OutboxState.NEEDS_PERSON,
        promised_at=MONDAY,
        due_at=MONDAY,
        attempts=1,
        problem="The line broke after the last dot.",
        created_at=MONDAY,
    )
    session.add(entry)
    session.flush()
    return entry


def _told(session: Session, project: Project, tom: Contact, digest: Digest) -> None:
    told = make_fact(session, project, text="Sign-in works.", known_at=MONDAY - timedelta(days=9))
    make_fact(
        session, project, text="Launch moves to 11 Dec.", impact=Impact.BAD, kind=FactKind.NEWS
    )
    session.add(
        FactTold(
            fact_id=told.id,
            contact_id=tom.id,
            digest_id=digest.id,
            told_at=MONDAY - timedelta(days=7),
        )
    )


def _standing(session: Session, project: Project, mail: Mail) -> None:
    session.add(
        ProjectStatus(
            project_id=project.id,
            mood=Mood.UNHAPPY,
            delivery=Delivery.GOOD,
            status=Delivery.BAD,
            reason=QUOTE,
            source=f"mail:{mail.id}",
            since=MONDAY,
        )
    )
    session.add(
        Mailbox(
            name="hello",
            host="127.0.0.1",
            port=143,
            security="none",
            username="hello",
            sealed_password="sealed",
            read_at=MONDAY,
            problem="The server closed the line.",
            problem_since=MONDAY,
        )
    )


def _record(session: Session, project: Project, mail: Mail, pm: User) -> None:
    actor = Actor(f"user:{pm.id}", "web")
    for action, obj in (
        (Action.INGEST, f"mail:{mail.id}"),
        (Action.SCORE, f"mail:{mail.id}"),
        (Action.FACT, "fact:1"),
    ):
        record(
            session,
            action,
            obj,
            actor=actor,
            now=MONDAY,
            project_id=project.id,
            details={"text": "Words of Tom"},
            dig=mail.sha256,
        )
    record(session, Action.CONFIG_CHANGE, "settings:1", actor=actor, now=MONDAY)


def answer_an_update(session: Session, studio: Studio) -> None:
    """Tom's mail answers an update of last week, and got an acknowledgement since."""
    digest = session.get_one(Digest, studio.digest)
    digest.number, digest.state = 6, DigestState.SENT
    digest.sent_at = MONDAY - timedelta(days=8)
    session.get_one(Mail, studio.mail).digest_id = digest.id
    like = session.get_one(OutboxEntry, studio.outbox)
    session.add(
        OutboxEntry(
            kind=OutboxKind.ACKNOWLEDGEMENT,
            cause=f"mail:{studio.mail}",
            channel="email",
            recipient=like.recipient,
            contact_id=like.contact_id,
            project_id=like.project_id,
            standing_approval_id=like.standing_approval_id,
            message_id="<m1@northwind.example>",
            content=ACKNOWLEDGEMENT,
            sha256="0" * 64,
            state=OutboxState.ACCEPTED,
            promised_at=MONDAY,
            due_at=MONDAY,
            finished_at=MONDAY - timedelta(minutes=30),
            created_at=MONDAY,
        )
    )


@contextmanager
def at_most_statements(database: Database, most: int) -> Iterator[None]:
    """Fail when the block needs more SQL statements than ``most``."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("PRAGMA", "BEGIN", "SET TRANSACTION")):
            seen.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    yield
    event.remove(database.engine, "before_cursor_execute", note)
    assert 0 < len(seen) <= most, "\n\n".join(seen)
