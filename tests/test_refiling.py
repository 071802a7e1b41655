"""Red line 4 and U19: a conversation that is moved leaves its old place as if never there.

Two worlds live through the same history.  In the one, some mails come to the wrong project
first and are moved later; in the other a person files them rightly at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator import tokens
from orchestrator.config import Settings
from orchestrator.conversation.routing import file_mails
from orchestrator.conversation.undecided import file_thread
from orchestrator.conversation.understand import understand_mails
from orchestrator.digest.withdraw import renew_updates
from orchestrator.engagement.apply import apply_mails
from orchestrator.engagement.decisions import confirm_answer, refuse_answer
from orchestrator.engagement.orders import price
from orchestrator.engagement.outcomes import settle
from orchestrator.engagement.registers import confirm_statement
from orchestrator.engagement.replay import put_in_order
from orchestrator.engagement.wish_decisions import allow_wish, refuse_wish
from orchestrator.errors import Refused
from orchestrator.models import (
    Answer,
    AnswerState,
    Approval,
    Ask,
    AskKind,
    AuditDetail,
    AuditEntry,
    Block,
    BlockKind,
    BlockSource,
    ChangeRequest,
    Contact,
    Database,
    Digest,
    DigestState,
    Fact,
    Mail,
    MailState,
    OutboxEntry,
    OutboxState,
    Preference,
    Project,
    ProjectStatus,
    Pulse,
    Reading,
    Sentiment,
    Statement,
    Task,
    Thread,
    Wishes,
    WishState,
)
from orchestrator.record.append import Action, Actor
from orchestrator.record.verify import verify
from orchestrator.refiling.move import Mover, refile_mail, refile_thread
from orchestrator.refiling.undo import undo_decision
from tests.factories import (
    MONDAY,
    approve_bytes,
    make_ask,
    make_contact,
    make_digest,
    make_fact,
    make_mail,
    make_project,
)

MAYA = Actor("user:1", "web")
TEXTS = (
    "1 yes",
    "1 no",
    "2 B",
    "1 yes, 2 A",
    "1 yes, but only if it costs nothing",
    "Undo",
    "Weekly please",
    "Monthly is plenty",
    "Daily please, and 1 no",
    "Shorter please",
    "Stop",
    "Start",
    "5",
    "2",
    "This is unacceptable. Nobody told me about the delay.",
    "Thank you, it looks wonderful.",
    "Could you also add a map? When do we launch?",
)


@dataclass(frozen=True)
class Step:
    """One mail.  ``place``: the project it comes to; ``moved`` ones belong to the other."""

    text: str
    place: str
    follows: bool
    decision: str


STEPS = st.lists(
    st.builds(
        Step,
        text=st.sampled_from(TEXTS),
        place=st.sampled_from(("wrong", "right", "moved")),
        follows=st.booleans(),
        decision=st.sampled_from(("", "", "yes", "no")),
    ),
    min_size=1,
    max_size=7,
)


@dataclass
class World:
    """One client with a wrong and a right project, an update and two asks in each."""

    dana: Contact
    projects: dict[str, Project]
    digests: dict[str, Digest]
    asks: dict[int, str]
    mails: list[int] = field(default_factory=list)
    steady: list[int] = field(default_factory=list)


def make_world(session: Session) -> World:
    dana = make_contact(session)
    projects, digests, asks = {}, {}, {}
    for name in ("wrong", "right"):
        projects[name] = make_project(session, dana, name=f"{name} project")
        digests[name] = digest = make_digest(
            session, projects[name], dana, state=DigestState.SENT, sent_at=MONDAY
        )
        for number, kind, options in (
            (1, AskKind.YESNO, {}),
            (2, AskKind.CHOICE, {"A": "Morning", "B": "Evening"}),
        ):
            ask = make_ask(
                session, projects[name], dana, kind=kind, options=options, asked_at=MONDAY
            )
            asks[ask.id] = f"{name} {number}"
            digest.blocks.append(ask_block(ask, number))
    session.flush()
    return World(dana, projects, digests, asks)


def ask_block(ask: Ask, number: int) -> Block:
    return Block(
        position=number,
        kind=BlockKind.ASK,
        text=ask.text,
        details={},
        ask_id=ask.id,
        number=number,
        sources=[BlockSource(source=f"ask:{ask.id}", client_id=ask.project.client_id)],
    )


class Life:
    """Mail comes in and is worked on, as the jobs do it."""

    def __init__(self, database: Database, config: Settings, key: bytes) -> None:
        self.database, self.config, self.key = database, config, key
        self.now = MONDAY + timedelta(hours=1)

    def receive(self, world: World, step: Step, token_of: str | None) -> int:
        with self.database.write() as session:
            recipients = ["hello@northwind.example"]
            if token_of is not None:
                token = tokens.mint(
                    self.key, "reply", f"d{world.digests[token_of].id}", world.dana.id
                )
                recipients = [tokens.with_token("hello@northwind.example", token)]
            before = session.get(Mail, world.mails[-1]) if world.mails else None
            follows = step.follows and before is not None and token_of is None
            mail = make_mail(
                session,
                session.get_one(Contact, world.dana.id),
                thread_id=None,
                state=MailState.PARSED,
                recipients=recipients,
                text=step.text,
                new_text=step.text,
                language="en",
                authenticity="pass",
                received_at=self.now,
                references=[before.message_id] if follows and before else [],
            )
            world.mails.append(mail.id)
            return mail.id

    def file(self, mail_id: int) -> None:
        with self.database.write() as session:
            file_mails(session, [mail_id], key=self.key, now=self.now)

    def put(self, mail_id: int, project: Project) -> None:
        """A person files it."""
        with self.database.write() as session:
            mail = session.get_one(Mail, mail_id)
            if mail.project_id is None:
                assert mail.thread_id is not None
                file_thread(session, mail.thread_id, project.id, actor=MAYA, now=self.now)

    def read(self) -> None:
        """What waits is read and applied."""
        with self.database.read() as session:
            threaded = session.scalars(select(Mail.id).where(Mail.state == MailState.THREADED))
            ids = threaded.all()
        understand_mails(self.database, ids, now=self.now)
        with self.database.write() as session:
            read = session.scalars(select(Mail.id).where(Mail.state == MailState.READ)).all()
            apply_mails(session, read, key=self.key, now=self.now)
            put_in_order(session, read, key=self.key, now=self.now)

    def mover(self) -> Mover:
        return Mover(self.config, self.key, None, MAYA, self.now)


def decide(session: Session, world: World, decision: str, now: datetime) -> None:
    """A PM says yes or no to what waits, as far as it can be said."""
    for answer in waiting_answers(session, world):
        say = confirm_answer if decision == "yes" else refuse_answer
        try:
            say(session, answer.id, user_id=world.projects["right"].pm_id, actor=MAYA, now=now)
        except Refused:
            continue
    for wish in waiting_wishes(session, world):
        allow = allow_wish if decision == "yes" else refuse_wish
        allow(session, wish.id, actor=MAYA, now=now)


def waiting_answers(session: Session, world: World) -> Sequence[Answer]:
    return session.scalars(
        select(Answer)
        .where(
            Answer.ask_id.in_(world.asks),
            Answer.mail_id.in_(world.steady),
            Answer.state == AnswerState.WAITING,
        )
        .order_by(Answer.id)
    ).all()


def waiting_wishes(session: Session, world: World) -> Sequence[Preference]:
    return session.scalars(
        select(Preference)
        .where(
            Preference.source.in_([f"mail:{mail_id}" for mail_id in world.steady]),
            Preference.state == WishState.WAITING,
        )
        .order_by(Preference.id)
    ).all()


def rows_of(session: Session, world: World) -> dict[str, Any]:
    """Everything that came of the mails, without ids and without when it was worked on."""
    index = {mail_id: n for n, mail_id in enumerate(world.mails)}
    source = {f"mail:{mail_id}": n for mail_id, n in index.items()}
    name = {project.id: place for place, project in world.projects.items()}
    digest = {row.id: place for place, row in world.digests.items()}

    def found(table: Any, *columns: Any, where: Any = None) -> list[tuple[Any, ...]]:
        rows = session.execute(
            select(*columns).where(table.mail_id.in_(index) if where is None else where)
        )
        return [(index.get(row[0], row[0]), *row[1:]) for row in rows]

    threads = session.execute(select(Mail.id, Mail.thread_id).where(Mail.id.in_(index))).all()
    first: dict[int | None, int] = {}
    for mail_id, thread_id in sorted(threads, key=lambda row: index[row[0]]):
        first.setdefault(thread_id, index[mail_id])
    wishes = session.get(Wishes, world.dana.id)
    rows: dict[str, list[Any]] = {
        "mail": [
            (
                index[mail.id],
                name.get(mail.project_id or 0),
                digest.get(mail.digest_id or 0),
                mail.has_token,
                mail.state,
                first[mail.thread_id],
            )
            for mail in session.scalars(select(Mail).where(Mail.id.in_(index)).order_by(Mail.id))
        ],
        "thread": [
            (first[thread.id], name.get(thread.project_id or 0))
            for thread in session.scalars(select(Thread).where(Thread.id.in_(first)))
        ],
        "reading": [
            (n, reading, sorted((k, world.asks.get(v)) for k, v in asks.items()), applied)
            for n, reading, asks, applied in found(
                Reading,
                Reading.mail_id,
                Reading.found,
                Reading.asks,
                Reading.applied_at.is_not(None),
            )
        ],
        "sentiment": found(Sentiment, Sentiment.mail_id, Sentiment.label, Sentiment.score),
        "statement": found(Statement, Statement.mail_id, Statement.kind, Statement.span),
        "task": found(Task, Task.mail_id, Task.kind, Task.words),
        "pulse": [
            (n, name[project_id], score)
            for n, project_id, score in found(Pulse, Pulse.mail_id, Pulse.project_id, Pulse.score)
        ],
        "answer": [
            (n, world.asks[ask_id], *rest)
            for n, ask_id, *rest in found(
                Answer,
                Answer.mail_id,
                Answer.ask_id,
                Answer.value,
                Answer.certainty,
                Answer.state,
                Answer.tier,
                Answer.why_waiting,
                Answer.decided_at,
            )
        ],
        "ask": [
            (world.asks[ask.id], ask.state)
            for ask in session.scalars(select(Ask).where(Ask.id.in_(world.asks)))
        ],
        "preference": [
            (source[row.source], row.wish, row.value, row.state, row.tier, str(row.decided_at))
            for row in session.scalars(
                select(Preference).where(Preference.contact_id == world.dana.id)
            )
        ],
        "wishes": [
            (column.key, getattr(wishes, column.key))
            for column in Wishes.__table__.columns
            if wishes is not None and column.key not in ("contact_id", "chosen_at")
        ],
        "status": [
            (place, last_status(session, project, source))
            for place, project in world.projects.items()
        ],
    }
    # By what they say: their ids, and so their order, are of each world's own.
    return {kind: sorted(found, key=repr) for kind, found in rows.items()}


def last_status(session: Session, project: Project, source: dict[str, int]) -> Any:
    row = session.scalar(
        select(ProjectStatus)
        .where(ProjectStatus.project_id == project.id)
        .order_by(ProjectStatus.id.desc())
        .limit(1)
    )
    if row is None or row.source.startswith("project:"):
        return None  # Nothing was ever heard, or nothing is left of it.
    return row.mood, row.status, row.reason, source[row.source]


@given(steps=STEPS, move_after=st.integers(0, 7))
@example(
    steps=[
        Step("1 yes", "wrong", follows=False, decision=""),
        Step("1 yes", "wrong", follows=True, decision=""),
        Step("Undo", "moved", follows=False, decision=""),
        Step("1 yes", "right", follows=False, decision=""),
        Step("1 yes", "wrong", follows=False, decision=""),
    ],
    move_after=3,
)
@hypothesis_settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_what_was_moved_leaves_rows_as_if_it_had_never_been_there(
    database: Database, settings: Settings, key: bytes, steps: list[Step], move_after: int
) -> None:
    life = Life(database, settings, key)
    with database.write() as session:
        moved_world, right_world = make_world(session), make_world(session)
    for number, step in enumerate(steps):
        live_through(life, step, moved_world, right_world)
        if number >= move_after:
            move_all(life, moved_world, steps)
        life.now += timedelta(hours=1)
    move_all(life, moved_world, steps)
    with database.read() as session:
        assert rows_of(session, moved_world) == rows_of(session, right_world)


def live_through(life: Life, step: Step, moved_world: World, right_world: World) -> None:
    token = {"moved": "wrong"}.get(step.place, step.place)
    life.file(life.receive(moved_world, step, None if step.follows else token))
    mail_id = life.receive(
        right_world, step, None if step.follows or step.place == "moved" else token
    )
    life.file(mail_id)
    for world in (moved_world, right_world):
        life.put(world.mails[-1], world.projects["right"])
        if step.place != "moved" and not step.follows:
            world.steady.append(world.mails[-1])  # What is decided about a moved one goes with it.
    life.read()
    life.now += timedelta(minutes=5)
    if step.decision:
        with life.database.write() as session:
            if shown(session, moved_world) == shown(session, right_world):
                for world in (moved_world, right_world):
                    decide(session, world, step.decision, life.now)


def shown(session: Session, world: World) -> list[tuple[object, ...]]:
    """What waits for the PM: she can decide only what she sees."""
    index = {mail_id: n for n, mail_id in enumerate(world.mails)}
    return [
        *((index[row.mail_id], world.asks[row.ask_id]) for row in waiting_answers(session, world)),
        *((row.wish, row.value) for row in waiting_wishes(session, world)),
    ]


def move_all(life: Life, world: World, steps: list[Step]) -> None:
    """Somebody sees what is in the wrong project and moves it."""
    for mail_id, step in zip(world.mails, steps, strict=False):
        with life.database.write() as session:
            mail = session.get_one(Mail, mail_id)
            is_there = mail.project_id == world.projects["wrong"].id
            if step.place == "moved" and not step.follows and is_there:
                assert mail.thread_id is not None
                right = world.projects["right"].id
                refile_thread(session, mail.thread_id, right, by=life.mover())
    life.read()


def moved_mail(life: Life, text: str = "1 yes. Daily please.") -> tuple[World, int]:
    """A mail that came to the wrong project and was read there."""
    with life.database.write() as session:
        world = make_world(session)
    mail_id = life.receive(world, Step(text, "moved", False, ""), "wrong")
    life.file(mail_id)
    life.read()
    return world, mail_id


@pytest.fixture
def life(database: Database, settings: Settings, key: bytes) -> Life:
    return Life(database, settings, key)


def test_undone_it_is_where_it_was_with_all_that_came_of_it(life: Life) -> None:
    world, mail_id = moved_mail(life)
    with life.database.write() as session:
        before = rows_of(session, world)
        mail = session.get_one(Mail, mail_id)
        assert mail.thread_id is not None
        moved = refile_thread(session, mail.thread_id, world.projects["right"].id, by=life.mover())
        decision_id = moved.decision.id
    life.read()
    with life.database.write() as session:
        assert rows_of(session, world) != before, "control: it was moved"
        undo_decision(session, decision_id, by=life.mover())
    life.read()
    with life.database.write() as session:
        assert rows_of(session, world) == before
        with pytest.raises(Refused, match="taken back already"):
            undo_decision(session, decision_id, by=life.mover())


def test_a_persons_word_on_wishes_and_statements_comes_back_too(life: Life) -> None:
    world, _ = moved_mail(life, "Hello.")
    step = Step(
        "1 yes, but only if it is free. Daily please.\nCould you add a map?", "wrong", True, ""
    )
    mail_id = life.receive(world, step, None)
    life.file(mail_id)
    life.read()
    with life.database.write() as session:
        source = f"mail:{mail_id}"
        by: dict[str, Any] = {"actor": MAYA, "now": life.now}
        wish = session.scalars(select(Preference).where(Preference.source == source)).one()
        allow_wish(session, wish.id, **by)
        statement = session.scalars(select(Statement).where(Statement.mail_id == mail_id)).one()
        user_id = session.get_one(Project, world.projects["wrong"].id).pm_id
        row = confirm_statement(
            session, statement.id, user_id=user_id, due_on=date(2026, 12, 4), **by
        )
        price(session, row.id, cents=185_000, currency="GBP", extra_days=4, **by)
        settle(session, ChangeRequest, row.id, "later", reason="After the launch", **by)
        moved = refile_mail(session, mail_id, world.projects["right"].id, by=life.mover())
    life.read()
    with life.database.write() as session:
        assert session.scalars(select(ChangeRequest)).all() == [], "control: it was taken back"
        undo_decision(session, moved.decision.id, by=life.mover())
    life.read()
    with life.database.read() as session:
        wish = session.scalars(select(Preference).where(Preference.source == source)).one()
        assert wish.state is WishState.APPLIED
        [row] = session.scalars(select(ChangeRequest))
        assert (row.source, row.due_on) == (source, date(2026, 12, 4))
        assert (row.state.value, row.reason) == ("later", "After the launch")
        assert (row.cents, row.currency, row.extra_days) == (185_000, "GBP", 4)
        [fact] = session.scalars(select(Fact).where(Fact.source == source))
        assert (fact.id, fact.withdrawn_at) == (row.fact_id, None)
        statement = session.scalars(select(Statement).where(Statement.mail_id == mail_id)).one()
        assert statement.register == f"change_request:{row.id}"


def test_the_record_keeps_what_was_withdrawn_and_agrees_with_the_rows(life: Life) -> None:
    world, mail_id = moved_mail(life)
    with life.database.write() as session:
        mail = session.get_one(Mail, mail_id)
        assert mail.thread_id is not None
        refile_thread(session, mail.thread_id, world.projects["right"].id, by=life.mover())
    life.read()
    with life.database.read() as session:
        withdrawn = session.scalars(
            select(AuditEntry).where(
                AuditEntry.action == Action.WITHDRAW, AuditEntry.obj == f"mail:{mail_id}"
            )
        ).all()
        details = session.scalars(
            select(AuditDetail.value).where(AuditDetail.seq == withdrawn[0].seq)
        ).all()
        assert any("daily" in value for value in details)
        of_rows = ("answer", "wish")
        problems = [p for p in verify(session).problems if any(w in p for w in of_rows)]
        assert problems == []


def test_what_was_approved_with_its_words_is_void_and_the_draft_forgets_them(life: Life) -> None:
    world, mail_id = moved_mail(life)
    with life.database.write() as session:
        digest = make_digest(session, world.projects["wrong"], world.dana)
        digest.send_at = life.now + timedelta(days=1)
        digest.blocks.append(
            Block(
                position=1,
                kind=BlockKind.NOTED,
                text="You said yes.",
                details={},
                sources=[BlockSource(source=f"mail:{mail_id}", client_id=world.dana.client_id)],
            )
        )
        session.flush()
        approve_bytes(session, digest)
        digest_id = digest.id
    with life.database.write() as session:
        mail = session.get_one(Mail, mail_id)
        assert mail.thread_id is not None
        told = refile_thread(
            session, mail.thread_id, world.projects["right"].id, by=life.mover()
        ).told
        assert told == [], "it has not left"
    with life.database.read() as session:
        digest = session.get_one(Digest, digest_id)
        assert digest.state in (DigestState.DRAFTED, DigestState.SKIPPED)
        assert f"mail:{mail_id}" not in {s.source for b in digest.blocks for s in b.sources}
        assert "You said yes" not in digest.text
        assert session.scalars(select(Approval.undone_at)).one() is not None
        assert session.scalars(select(OutboxEntry.state)).one() is OutboxState.CANCELLED


def test_an_update_that_was_sent_with_its_words_is_named(life: Life) -> None:
    world, mail_id = moved_mail(life)
    with life.database.write() as session:
        digest = session.get_one(Digest, world.digests["wrong"].id)
        digest.blocks[0].sources.append(
            BlockSource(source=f"mail:{mail_id}", client_id=world.dana.client_id)
        )
    with life.database.write() as session:
        moved = refile_mail(session, mail_id, world.projects["right"].id, by=life.mover())
        assert [digest.id for digest in moved.told] == [world.digests["wrong"].id]


def test_later_answers_follow_and_the_rest_of_the_conversation_stays(life: Life) -> None:
    world, first = moved_mail(life, "Hello.")
    step = Step("About something else", "wrong", True, "")
    second, third = life.receive(world, step, None), None
    life.file(second)
    life.read()
    with life.database.write() as session:
        refile_mail(session, second, world.projects["right"].id, by=life.mover())
    third = life.receive(world, step, None)
    life.file(third)
    with life.database.read() as session:
        places = [session.get_one(Mail, i).project_id for i in (first, second, third)]
        wrong, right = world.projects["wrong"].id, world.projects["right"].id
        assert places == [wrong, right, right]


def test_nobody_moves_it_to_a_client_of_whom_its_sender_is_not(life: Life) -> None:
    _, mail_id = moved_mail(life)
    with life.database.write() as session:
        foreign = make_project(session, make_contact(session))
        mail = session.get_one(Mail, mail_id)
        assert mail.thread_id is not None
        with pytest.raises(Refused, match="belongs to another client: Dana Whitfield"):
            refile_thread(session, mail.thread_id, foreign.id, by=life.mover())


def test_a_persons_word_on_a_mood_stays_with_the_mail(life: Life) -> None:
    world, mail_id = moved_mail(life, "This is unacceptable.")
    with life.database.write() as session:
        row = session.scalars(select(Sentiment).where(Sentiment.mail_id == mail_id)).one()
        row.corrected_label, row.corrected_at = "neutral", life.now
    with life.database.write() as session:
        refile_mail(session, mail_id, world.projects["right"].id, by=life.mover())
    life.read()
    with life.database.read() as session:
        row = session.scalars(select(Sentiment).where(Sentiment.mail_id == mail_id)).one()
        assert (row.label, row.corrected_label) == ("negative", "neutral")


def test_a_strangers_mail_that_is_filed_by_hand_is_read_and_changes_nothing(life: Life) -> None:
    with life.database.write() as session:
        world = make_world(session)
        words = "Stop. Daily please. This is unacceptable."
        mail_id = make_mail(
            session, state=MailState.PARSED, thread_id=None, text=words, new_text=words
        ).id
    life.file(mail_id)
    life.put(mail_id, world.projects["right"])
    life.read()
    with life.database.read() as session:
        assert session.get_one(Mail, mail_id).state is MailState.APPLIED
        assert session.scalars(select(Sentiment.label)).one() == "negative"
        assert session.scalars(select(Preference)).all() == []


def test_a_fact_of_a_mail_goes_with_it_and_is_in_the_draft_again_when_it_comes_back(
    life: Life,
) -> None:
    world, mail_id = moved_mail(life)

    def lines() -> list[str]:
        with life.database.read() as session:
            return [block.text for block in session.get_one(Digest, digest_id).blocks]

    with life.database.write() as session:
        project = world.projects["wrong"]
        make_fact(session, project, text="Vouchers work.", source=f"mail:{mail_id}")
        make_fact(session, project, text="Rooms work.")
        digest = make_digest(session, project, world.dana, period_end=life.now)
        digest.send_at = life.now + timedelta(days=1)
        digest_id = digest.id
        renew_updates(
            session, [], project.id, reason="", settings=life.config, key=life.key,
            actor=MAYA, now=life.now,
        )  # fmt: skip
    assert "Vouchers work." in lines()
    with life.database.write() as session:
        mail = session.get_one(Mail, mail_id)
        assert mail.thread_id is not None
        refiled = refile_thread(
            session, mail.thread_id, world.projects["right"].id, by=life.mover()
        )
        decision_id = refiled.decision.id
    assert "Vouchers work." not in lines()
    assert "Rooms work." in lines()
    with life.database.write() as session:
        undo_decision(session, decision_id, by=life.mover())
    assert "Vouchers work." in lines()
