"""Walk 5.1: Ana writes only mail, from Madrid, through five weeks of a project.

The steps are those of the walk; the people in it are sample data.  Mail comes by IMAP from a
real Dovecot and leaves by SMTP to a real relay; the manager decides in the web view.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

from flask import Flask
import pytest
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session
import time_machine

from orchestrator import flow
from orchestrator.bell import Bell
from orchestrator.cli.template import approve as approve_template
from orchestrator.clock import utc_now
from orchestrator.digest.checks import check_digest
from orchestrator.engagement.orders import ask_order, price
from orchestrator.engagement.rows import enter
from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AskKind,
    AskState,
    Block,
    BlockKind,
    Call,
    Cap,
    ChangeRequest,
    ChangeState,
    Contact,
    Delivery,
    Digest,
    DigestState,
    Dispute,
    Impact,
    Mail,
    ParticipantRole,
    Period,
    Project,
    ProjectStatus,
    Sentiment,
    Task,
    TaskKind,
    Thread,
    User,
    Wishes,
    Withheld,
)
from orchestrator.models.meaning import counting_sentiment
from orchestrator.models.outbox import AUTOMATIC
from orchestrator.record.append import Actor
from orchestrator.record.verify import verify
from orchestrator.web import create_app
from tests import servers
from tests.digest.test_respond import approve as approve_answer
from tests.digest.test_respond import save as save_answer
from tests.factories import (
    make_ask,
    make_client,
    make_contact,
    make_fact,
    make_mailbox,
    make_project,
    make_user,
)
from tests.walks.life import Life, words_of
from tests.web.conftest import Visitor
from tests.web.test_get_changes_nothing import content_hash
from tests.web.test_one_click import SCANNERS, links

MADRID = ZoneInfo("Europe/Madrid")
ANA, BEN, LUIS = "ana@clinica.example", "ben@clinica.example", "luis@elsewhere.example"
START = datetime(2026, 3, 16, 9, 0, tzinfo=MADRID)
PROVIDERS = {"A": "Stripe: live in 2 days", "B": "Your bank: live in 9 days"}
OUT = "Estoy fuera de la oficina. I am out of the office and back on Monday 19 October 2026."
"""Her mail program's answer to whatever comes."""


@pytest.fixture
def life(
    parts: flow.Parts,
    imap_server: servers.ImapServer,
    redis_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Life]:
    user = f"walk-{tmp_path.name[-40:]}"
    with (
        servers.smtp_sink(tmp_path / "sink") as sink,
        time_machine.travel(START, tick=True) as clock,
    ):
        settings = replace(parts.settings, smtp_port=sink.port)
        parts = replace(parts, settings=settings)
        monkeypatch.setattr(flow, "parts", lambda: parts)
        bell = Bell(redis_url)
        bell.redis.flushdb()  # It counts the sign-ins of other tests too.
        app: Flask = create_app(
            settings=settings, db=parts.database, bell=bell, signing_key=parts.key
        )
        with parts.database.write() as session:
            mailbox = make_mailbox(session, settings, user=user, port=imap_server.port)
            pm = make_people(session)
        visitor = Visitor(app.test_client())
        yield Life(parts, visitor, pm, imap_server, sink, mailbox.id, MADRID, clock, user)
        bell.redis.close()


def make_people(session: Session) -> str:
    """The project Portal with Ana and Ben, and Priya who leads it; her address."""
    priya = make_user(session, name="Priya Nair", email="priya@northwind.example")
    clinic = make_client(session, name="Clínica Sol")
    ana = make_contact(
        session, clinic, name="Ana Ruiz", address=ANA, timezone="Europe/Madrid", created_at=START
    )
    ben = make_contact(
        session, clinic, name="Ben Vidal", address=BEN, timezone="Europe/Madrid", created_at=START
    )
    project = make_project(
        session, ana, ben, pm=priya, name="Portal", slug="portal", code="PT", created_at=START
    )
    project.participants[1].role = ParticipantRole.INFORMED
    for contact, weekday, length in ((ana, "fri", "brief"), (ben, "tue", "full")):
        session.add(
            Wishes(
                contact_id=contact.id, cadence="weekly", weekday=weekday, at=time(9, 0),
                not_before=time(8, 0), length=length, channel="email", stopped=False,
                call_urgent=contact is ana,
            )
        )  # fmt: skip
    session.add(
        Cap(
            contact_id=ana.id, messages=4, period=Period.MONTH, source="user:1",
            promised_at=START,
        )
    )  # fmt: skip
    for name in AUTOMATIC:
        approve_template(session, name.value, actor=Actor("cli:operator", "cli"), now=START)
    return priya.email


def test_walk_client(life: Life) -> None:
    reply_to_old_thread_is_a_dispute(life)
    slip_and_questions_wait_for_her_friday(life)
    update = one_mail_on_friday(life)
    reply_in_her_own_words(life, update)
    answer = priya_writes_to_her(life)
    away(life, answer)
    back = catch_up(life)
    change_order(life, back)
    clocks_go_back(life)
    monthly(life)
    what_do_you_have_on_me(life)
    scanners_change_nothing(life)
    with life.parts.database.read() as session:
        assert verify(session).problems == []


def reply_to_old_thread_is_a_dispute(life: Life) -> None:
    """1. An old conversation, a new subject."""
    assert life.write(
        "Please take Stripe for the payments. The site needs 3 languages, Spanish and two more.",
        sender=f"Ana Ruiz <{ANA}>", subject="Payments and hours",
        Message_ID="<old@clinica.example>",
    ) == []  # fmt: skip
    life.at(date(2026, 10, 5), "09:00")
    left = life.write(
        "Invoice 1182 is wrong, we were billed twice. Please check it.",
        sender=f"Ana Ruiz <{ANA}>", subject="Invoice 1182",
        In_Reply_To="<old@clinica.example>", References="<old@clinica.example>",
    )  # fmt: skip
    assert left == [], "nothing automatic goes to her"
    with life.parts.database.read() as session:
        assert session.scalars(select(Dispute.number)).all() == ["1182"]
        [thread] = session.scalars(select(Thread.id)).all()
    assert "new subject “Invoice 1182”" in life.pm.get(f"/inbox/{thread}").text
    life.at(date(2026, 10, 5), "15:00")
    answer_her(life, "Thank you, Ana. I have passed 1182 on to accounting.")


def slip_and_questions_wait_for_her_friday(life: Life) -> None:
    """2. Five questions and a slip; nothing is sent to anybody."""
    life.at(date(2026, 10, 7), "11:00")
    with life.parts.database.write() as session:
        project, ana = session.scalars(select(Project)).one(), contact(session, ANA)
        make_fact(
            session, project, text="The launch moves to 4 November: the card terminal is late.",
            impact=Impact.BAD, known_at=utc_now(), created_at=utc_now(),
        )  # fmt: skip
        for text, kind, options in (
            ("Should the portal have a night mode?", AskKind.YESNO, {}),
            ("Should we translate the consent form into Catalan?", AskKind.YESNO, {}),
            ("Who signs off the photos?", AskKind.VALUE, {}),
            ("Which payment provider should we use?", AskKind.CHOICE, PROVIDERS),
            ("How many languages does the site need?", AskKind.VALUE, {}),
        ):
            make_ask(
                session, project, ana, text=text, kind=kind, options=options,
                due_on=date(2026, 10, 30), created_at=utc_now(),
            )  # fmt: skip
    assert life.at(date(2026, 10, 7), "11:30") == []
    assert life.at(date(2026, 10, 7), "18:00") == []


def one_mail_on_friday(life: Life) -> EmailMessage:
    """3. Approved on Thursday, one mail on Friday at nine, in the order that was agreed."""
    life.at(date(2026, 10, 8), "16:00")
    with life.parts.database.read() as session:
        [call] = session.scalars(select(Call)).all()
        ana = contact(session, ANA).id
    said = life.pm.post(f"/clients/{ana}/calls/{call.id}/dropped", reason="It waits for Friday.")
    assert said.status_code == 303
    approve_draft(life, ANA)
    assert life.at(date(2026, 10, 9), "08:59") == []
    [mail] = life.at(date(2026, 10, 9), "09:00")
    assert mail["To"].addresses[0].addr_spec == ANA
    assert len(bytes(mail)) < 90_000
    text, page = words_of(mail), words_of(mail, "html")
    for words in ("launch moves to 4 November", "night mode", "Catalan", "photos"):
        assert words in " ".join(text.split()), words
        assert words in " ".join(page.split()), words
    for dropped in ("Stripe", "languages does the site"):
        assert dropped not in text
    with life.parts.database.read() as session:
        reasons = session.scalars(select(Withheld.reason).order_by(Withheld.source)).all()
    assert reasons == ["answered already on Mon 16 Mar"] * 2
    assert text.index("launch moves") < text.index("night mode")
    assert "<img" not in page
    assert life.number(Block, Block.kind == BlockKind.PULSE) <= 1
    return mail


def reply_in_her_own_words(life: Life, update: EmailMessage) -> None:
    """4. One reply with four things in it."""
    life.at(date(2026, 10, 9), "13:00")
    life.write(
        "1 yes. 3 – ask Ben. Not thrilled about the delay, nobody told me. Shorter please, and "
        "not before 10.\n\nSaludos, Ana",
        sender=f"Ana Ruiz <{ANA}>", answers=update,
    )  # fmt: skip
    life.at(date(2026, 10, 9), "13:15")
    with life.parts.database.read() as session:
        states = {ask.text: ask.state for ask in session.scalars(select(Ask))}
        assert states["Should the portal have a night mode?"] is AskState.ANSWERED
        assert states["Should we translate the consent form into Catalan?"] in (
            AskState.OPEN, AskState.ROLLED,
        )  # fmt: skip
        photos = [a for a in session.scalars(select(Ask)) if a.text == "Who signs off the photos?"]
        assert [ask.state for ask in photos] == [AskState.WITHDRAWN, AskState.OPEN]
        assert photos[1].contact_id == contact(session, BEN).id, "she says who knows"
        assert photos[1].detail == "Ana Ruiz says that you know this best."
        newest = session.scalars(
            select(Mail).where(Mail.from_address == ANA).order_by(Mail.id.desc()).limit(1)
        ).one()
        felt = session.scalars(
            select(Sentiment).where(Sentiment.id == counting_sentiment(newest.id))
        ).one()
        assert felt.label == "negative"
        assert any("nobody told me" in one["text"] for one in felt.evidence)
        assert not any("Saludos" in one["text"] for one in felt.evidence)
        wishes = contact(session, ANA).wishes
        assert wishes.length == "brief"
        assert wishes.not_before == time(10, 0)
        status = session.scalars(select(ProjectStatus).order_by(ProjectStatus.id.desc())).first()
        assert status is not None
        assert status.status is Delivery.BAD, "red by the client"
        assert "nobody told me" in status.reason


def priya_writes_to_her(life: Life) -> EmailMessage:
    """Dissatisfaction outweighs: until a person answers, no update would leave."""
    life.at(date(2026, 10, 12), "10:00")
    mail = answer_her(life, "You are right, we knew on Wednesday and you heard on Friday.")
    assert "we knew on Wednesday" in words_of(mail)
    return mail


def away(life: Life, answer: EmailMessage) -> None:
    """5. Her mail program answers: updates pause, and nothing else changes."""
    with life.parts.database.read() as session:
        before = [ask.state for ask in session.scalars(select(Ask).order_by(Ask.id))]
    left = life.write(
        OUT, sender=f"Ana Ruiz <{ANA}>", answers=answer, Auto_Submitted="auto-replied"
    )  # type: ignore[arg-type]
    assert left == [], "a machine is not answered"
    with life.parts.database.read() as session:
        assert contact(session, ANA).away_until == date(2026, 10, 19)
        assert [ask.state for ask in session.scalars(select(Ask).order_by(Ask.id))] == before
    for day, wall in ((15, "12:00"), (16, "09:00"), (16, "10:00"), (16, "20:00")):
        left = life.at(date(2026, 10, day), wall)
        assert not any(ANA in str(one["To"]) for one in left)


def catch_up(life: Life) -> EmailMessage:
    """On the day she is back, at her new hour; the change order is in it."""
    with life.parts.database.write() as session:
        project, ana = session.scalars(select(Project)).one(), contact(session, ANA)
        by = {"actor": Actor(f"user:{project.pm_id}", "web"), "now": utc_now()}
        row = enter(
            session, ChangeRequest, project, ana.id, text="Add Italian", due_on=None,
            source=f"user:{project.pm_id}", **by,
        )  # fmt: skip
        assert isinstance(row, ChangeRequest)
        price(session, row.id, cents=420_000, currency="EUR", extra_days=3, **by)  # type: ignore[arg-type]
        ask_order(session, row.id, ana, due_on=date(2026, 10, 30), on_silence="it waits.", **by)  # type: ignore[arg-type]
    life.at(date(2026, 10, 18), "12:00")
    approve_draft(life, ANA)
    left = life.at(date(2026, 10, 19), "09:59")
    assert not any(ANA in str(one["To"]) for one in left)
    [mail] = [one for one in life.at(date(2026, 10, 19), "10:00") if ANA in str(one["To"])]
    assert "Italian" in words_of(mail)
    assert "4,200" in words_of(mail)
    return mail


def change_order(life: Life, update: EmailMessage) -> None:
    """6. Not agreed, weakly agreed, agreed."""
    with life.parts.database.read() as session:
        order = session.scalars(select(ChangeRequest)).one()
        code = f"CR-{order.id}"
    life.at(date(2026, 10, 19), "12:00")
    life.write(f"{code} looks good but check with Luis", sender=f"Ana <{ANA}>", answers=update)  # type: ignore[arg-type]
    assert state_of_order(life) is ChangeState.ASKED, "“looks good but” agrees to nothing"
    life.at(date(2026, 10, 19), "12:30")
    life.write(f"Agreed {code}", sender=f"Luis <{LUIS}>", subject=f"{code}")
    life.at(date(2026, 10, 19), "13:00")
    assert state_of_order(life) is ChangeState.ASKED, "nobody knows who Luis is"
    life.at(date(2026, 10, 20), "11:00")
    life.write(f"Agreed {code}", sender=f"Ana <{ANA}>", answers=update)  # type: ignore[arg-type]
    life.at(date(2026, 10, 20), "11:30")
    with life.parts.database.read() as session:
        newest = session.scalars(
            select(Answer).where(Answer.state == AnswerState.WAITING).order_by(Answer.id.desc())
        ).first()
        assert newest is not None
        assert newest.value == "yes"
    said = life.pm.post(f"/inbox/answers/{newest.id}/confirmation")
    assert said.status_code == 303, said.text[:300]
    assert state_of_order(life) is ChangeState.AGREED


def clocks_go_back(life: Life) -> None:
    """7. The last Sunday of October passes: Friday's mail comes at ten in Madrid, once."""
    assert (
        datetime(2026, 10, 23, 10, 0, tzinfo=MADRID).utcoffset()
        != datetime(2026, 10, 30, 10, 0, tzinfo=MADRID).utcoffset()
    ), "control"
    with life.parts.database.write() as session:
        project = session.scalars(select(Project)).one()
        make_fact(
            session, project, text="The photos are in.", known_at=utc_now(), created_at=utc_now()
        )
    life.at(date(2026, 10, 29), "11:00")
    approve_draft(life, ANA)
    early = life.at(date(2026, 10, 30), "09:00") + life.at(date(2026, 10, 30), "09:59")
    assert not any(ANA in str(one["To"]) for one in early)
    [mail] = [one for one in life.at(date(2026, 10, 30), "10:00") if ANA in str(one["To"])]
    assert "Italian" in words_of(mail), "what she agreed to is read back"
    late = life.at(date(2026, 10, 30), "11:00") + life.at(date(2026, 10, 30), "12:00")
    assert not any(ANA in str(one["To"]) for one in late)


def monthly(life: Life) -> None:
    """8. Less often from now on; what she writes is still answered at once."""
    life.write("monthly is plenty", sender=f"Ana Ruiz <{ANA}>", subject="Less mail")
    with life.parts.database.read() as session:
        assert contact(session, ANA).wishes.cadence == "monthly"
    left = life.at(date(2026, 10, 30), "12:30")
    told = [one for one in left if ANA in str(one["To"])]
    assert len(told) == 1, "her mail is answered, once"
    for day in (6, 13, 20, 27):
        life.at(date(2026, 11, day - 1), "12:00")
        due = life.number(Digest, Digest.state == DigestState.DRAFTED, hers(life, ANA))
        # The first Friday of the month is hers now, and no other.
        assert due == (day == 6), day
        if due:
            approve_draft(life, ANA)
        left = life.at(date(2026, 11, day), "10:00")
        assert sum(ANA in str(one["To"]) for one in left) == due


def what_do_you_have_on_me(life: Life) -> None:
    """9. It waits for the manager, who answers with what is kept."""
    life.write("What do you have on me?", sender=f"Ana Ruiz <{ANA}>", subject="Question")
    assert life.number(Task, Task.kind.in_((TaskKind.DATA, TaskKind.WHO_SEES))) == 1


def scanners_change_nothing(life: Life) -> None:
    """10. Every link of every mail, opened and posted without a token."""
    before = content_hash(life.parts.database)
    opened = 0
    for message in life.sink.messages():
        for path in links(message.content, life.parts.settings):
            for agent in SCANNERS:
                for method in ("GET", "HEAD"):
                    life.pm.browser.open(path, method=method, headers={"User-Agent": agent})
                    opened += 1
            stranger = life.pm.browser.application.test_client(use_cookies=False)
            bare = path.rpartition("/")[0] if "/unsubscribe/" in path else path
            assert stranger.post(bare, data={"x": "1"}).status_code >= 400
    assert opened, "control"
    assert content_hash(life.parts.database) == before


def answer_her(life: Life, words: str) -> EmailMessage:
    """Priya answers Ana's newest mail, which leaves when the moment to undo it is over."""
    with life.parts.database.read() as session:
        newest = session.scalars(
            select(Mail.thread_id).where(Mail.from_address == ANA).order_by(Mail.id.desc())
        ).first()
        pm = session.scalars(select(User.id).where(User.name == "Priya Nair")).one()
    assert newest is not None
    row = save_answer(life.parts, newest, words, user_id=pm)
    approve_answer(life.parts, row.id, now=utc_now())
    life.clock.shift(60)
    [mail] = [one for one in life.work() if ANA in str(one["To"])]
    return mail


def approve_draft(life: Life, address: str) -> None:
    """Priya reads and approves the draft for somebody in the web view."""
    with life.parts.database.read() as session:
        draft = session.scalars(
            select(Digest)
            .join(Contact, Contact.id == Digest.contact_id)
            .where(Digest.state == DigestState.DRAFTED, Contact.id == contact(session, address).id)
        ).one()
        path, revision = f"/digests/{draft.id}", draft.revision
    assert life.pm.get(path).status_code == 200
    said = life.pm.post(f"{path}/approval", shown_revision=revision)
    with life.parts.database.read() as session:
        now = session.get_one(Digest, draft.id)
        failed = [check for check in check_digest(session, now) if check.blocks and not check.ok]
        assert now.state is DigestState.APPROVED, failed
    assert said.status_code == 303


def contact(session: Session, address: str) -> Contact:
    return next(one for one in session.scalars(select(Contact)) if one.address == address)


def hers(life: Life, address: str) -> ColumnElement[bool]:
    with life.parts.database.read() as session:
        return Digest.contact_id == contact(session, address).id


def state_of_order(life: Life) -> ChangeState:
    with life.parts.database.read() as session:
        return session.scalars(select(ChangeRequest.state)).one()
