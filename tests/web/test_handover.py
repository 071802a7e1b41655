"""The brief for a new PM: every open row of every register stands on it, and nothing else's."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
import re
from typing import Any

import pytest
from sqlalchemy import Enum, select
from sqlalchemy.orm import Session

from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AskState,
    Base,
    Call,
    CallState,
    ChangeRequest,
    ChangeState,
    Clearing,
    ClearingState,
    ClientDecision,
    Confirmation,
    ConfirmationState,
    Contact,
    Database,
    Digest,
    DigestState,
    Dispute,
    DisputeState,
    Expectation,
    ExpectationState,
    GoalState,
    Handover,
    Hook,
    HookEvent,
    HookEventState,
    Impact,
    Invitation,
    InvitationState,
    Mail,
    Membership,
    OpenPoint,
    OutboxEntry,
    OutboxState,
    PointState,
    Preference,
    Project,
    Promise,
    PromiseState,
    Proposal,
    ProposalState,
    PulseOutcome,
    PulseQuestion,
    Question,
    QuestionState,
    QuoteKind,
    Referral,
    ReferralState,
    Response,
    ResponseState,
    Review,
    ReviewAnswer,
    ReviewState,
    Role,
    Statement,
    StatementState,
    Task,
    TaskState,
    Theme,
    ThemeQuote,
    User,
    ValueGoal,
    WishState,
)
from orchestrator.models.reviews import ComingState
from tests.factories import MONDAY, make_fact, make_mail, make_user
from tests.web.conftest import SignIn, Visitor
from tests.web.studio import QUOTE, Studio, at_most_statements
from tests.web.test_digests import words_of

PAGE = "/p/patient-app/handover"

OPEN: Mapping[type[Base], set[StrEnum]] = {
    Answer: {AnswerState.WAITING},
    Ask: {AskState.OPEN, AskState.ROLLED, AskState.CONDITIONAL, AskState.CALL},
    Call: {CallState.OPEN},
    ChangeRequest: {ChangeState.REQUESTED, ChangeState.PRICED, ChangeState.ASKED},
    Clearing: {ClearingState.ASKED},
    Confirmation: {ConfirmationState.OPEN},
    Digest: {DigestState.DRAFTED, DigestState.HELD, DigestState.APPROVED},
    Dispute: {
        DisputeState.OPEN, DisputeState.WITH_ACCOUNTING, DisputeState.ANSWERED,
        DisputeState.PROMISED,
    },
    Expectation: {ExpectationState.OPEN},
    HookEvent: {HookEventState.WAITING},
    Invitation: {InvitationState.APPROVED, InvitationState.HELD},
    OpenPoint: {PointState.OPEN},
    OutboxEntry: {OutboxState.UNKNOWN, OutboxState.NEEDS_PERSON},
    Preference: {WishState.WAITING},
    Promise: {PromiseState.MADE},
    Proposal: {ProposalState.WAITING},
    PulseQuestion: {PulseOutcome.ASKED},
    Question: {QuestionState.OPEN},
    Referral: {ReferralState.DRAFTED},
    Response: {ResponseState.DRAFTED, ResponseState.APPROVED},
    Review: {ReviewState.PLANNED, ReviewState.INVITED},
    ReviewAnswer: {ComingState.WAITING},
    Statement: {StatementState.PROPOSED},
    Task: {TaskState.OPEN},
    ValueGoal: {GoalState.OPEN},
}  # fmt: skip
"""The states in which a row waits for somebody, by its table."""
NO_REGISTER: set[type[Base]] = {Mail, ClientDecision, Theme}
"""How far a mail is with the service; what was decided, which stands among the decisions; and what
clients say over all projects, of which only the words that were said in this one stand there."""


def with_states() -> dict[type[Base], Any]:
    """Every table whose rows have a state, with its column."""
    found = {}
    for mapper in Base.registry.mappers:
        for name in ("state", "outcome"):
            column = mapper.columns.get(name)
            if column is not None and isinstance(column.type, Enum):
                found[mapper.class_] = getattr(mapper.class_, name)
    return found


def fill(session: Session, studio: Studio, table: type[Base], state: StrEnum) -> Any:
    """A row in this state, made of its columns alone, so that no register can be forgotten."""
    column = with_states()[table]
    values: dict[str, Any] = {column.key: state}
    for each in table.__mapper__.columns:
        name = each.key
        if name in values or each.primary_key or (each.nullable and name != "project_id"):
            continue
        values[name] = value_for(session, studio, table, name, each.type)
    if table is OutboxEntry:
        sent = session.get_one(OutboxEntry, studio.outbox)
        values["approval_id"] = sent.approval_id
        values["standing_approval_id"] = sent.standing_approval_id
    row = table(**values)
    session.add(row)
    session.flush()
    return row


_numbers = iter(range(1, 10_000))


def value_for(session: Session, studio: Studio, table: type[Base], name: str, kind: Any) -> Any:
    """Something that this column takes, of the project that the brief is about."""
    near: dict[str, Any] = {
        "project_id": studio.project, "contact_id": studio.contact, "digest_id": studio.digest,
        "user_id": 1, "asked_by": 1, "thread_id": studio.thread, "minutes": 30, "channel": "email",
        "timezone": "Europe/London", "source": f"mail:{studio.mail}", "score": 3, "number": 7,
        "wish": "length", "value": "full", "known": {}, "impact": Impact.NEUTRAL,
        "rolled": 0, "options": {}, "mail_ids": [], "hearers": [], "proven_by": [], "words": "so",
    }  # fmt: skip
    if name == "mail_id":
        return make_mail(
            session, session.get_one(Contact, studio.contact), project_id=studio.project,
            thread_id=studio.thread,
        ).id  # fmt: skip
    if name == "ask_id":
        return fill(session, studio, Ask, AskState.ANSWERED).id
    if name == "dispute_id":
        return fill(session, studio, Dispute, DisputeState.SETTLED).id
    if name == "review_id":
        return fill(session, studio, Review, ReviewState.HELD).id
    if name == "hook_id":
        hook = Hook(
            project_id=studio.project, tracker="github", name="x", sealed_secret="x",
            created_by=1, created_at=MONDAY,
        )  # fmt: skip
        session.add(hook)
        session.flush()
        return hook.id
    if name == "digest_id" and table is PulseQuestion:
        return fill(session, studio, Digest, DigestState.SENT).id
    if name in near and (table is Preference or not isinstance(kind, Enum)):
        return ["so"] if table is HookEvent and name == "words" else near[name]
    return plain(name, kind)


def plain(name: str, kind: Any) -> Any:
    number = next(_numbers)
    if isinstance(kind, Enum):
        return kind.enum_class(kind.enums[0]) if kind.enum_class else kind.enums[0]
    python = {"period_start": MONDAY - timedelta(days=7), "period_end": MONDAY}.get(name)
    if python is not None:
        return python
    named = type(kind).__name__
    match named:
        case "UtcDateTime":
            return MONDAY
        case "Date":
            return date(2026, 12, 4)
        case "Boolean":
            return False
        case "Integer" | "BigInteger":
            return number
        case "JSON":
            return []
        case "LargeBinary":
            return b"x"
    return f"{number} {name}"[: getattr(kind, "length", None) or 80]


@pytest.fixture
def filled(database: Database, studio: Studio) -> Database:
    """Beside what the studio has, a row in each open state of each register, and a bad fact."""
    with database.write() as session:
        for table, states in OPEN.items():
            for state in states:
                fill(session, studio, table, state)
        project = session.get_one(Project, studio.project)
        make_fact(session, project, text="The launch slips to May.", impact=Impact.BAD)
        theme = Theme(name="Status", text="They ask where we are.", user_id=1, created_at=MONDAY)
        session.add(theme)
        session.flush()
        quote = ThemeQuote(
            theme_id=theme.id, project_id=project.id, contact_id=studio.contact,
            mail_id=studio.mail, kind=QuoteKind.WHERE, words="Where are we with the wards?",
            said_at=MONDAY, user_id=1, added_at=MONDAY,
        )  # fmt: skip
        risk = OpenPoint(
            project_id=project.id, kind="risk", likelihood="likely", text="The ward may move",
            plan="We test in the old one", source="user:1", noted_at=MONDAY,
        )  # fmt: skip
        missed = Expectation(
            project_id=project.id, text="Hear it first", state=ExpectationState.MISSED,
            source="user:1", said_at=MONDAY, noted_at=MONDAY, reason="The ward heard it before",
        )  # fmt: skip
        session.add_all([quote, risk, missed])
    return database


def open_rows(session: Session, project_id: int) -> Iterator[tuple[str, int]]:
    """Every open row of the database that is of this project, by its table, read plainly."""
    for table, column in with_states().items():
        if table in NO_REGISTER:
            continue
        rows: Iterable[Any] = session.scalars(select(table).where(column.in_(OPEN[table])))
        for row in rows:
            if project_of(session, row) == project_id:
                yield row.__tablename__, row.id


def project_of(session: Session, row: Any) -> int | None:
    if isinstance(row, Preference):
        of = session.scalars(select(Project).join(Project.participants).where(
            Project.participants.any(contact_id=row.contact_id))).first()  # fmt: skip
        return of.id if of else None
    if hasattr(row, "project_id"):
        return row.project_id
    for name, table in (
        ("ask_id", Ask), ("review_id", Review), ("dispute_id", Dispute), ("hook_id", Hook),
        ("mail_id", Mail),
    ):  # fmt: skip
        if getattr(row, name, None) is not None:
            return session.get_one(table, getattr(row, name)).project_id
    raise AssertionError(f"say how {row.__tablename__} belongs to a project")


def marks(page: str) -> set[str]:
    return set(re.findall(r'<li id="([a-z_]+-\d+)"', page))


def test_u25_every_table_with_a_state_is_known_to_the_brief() -> None:
    assert set(with_states()) == set(OPEN) | NO_REGISTER


def test_u25_every_open_row_of_every_register_stands_on_the_brief(
    filled: Database, studio: Studio, pm: Visitor
) -> None:
    with at_most_statements(filled, 12):
        page = pm.get(PAGE).text
    with filled.read() as session:
        rows = set(open_rows(session, studio.project))
    assert {table for table, _ in rows} == {each.__tablename__ for each in OPEN}
    missing = {f"{table}-{row_id}" for table, row_id in rows} - marks(page)
    assert missing == set()
    assert "Bad, not told “The launch slips to May.”" in words_of(page)
    assert f"“{QUOTE}”" in words_of(page)
    assert "May come “The ward may move” Then: We test in the old one" in words_of(page)
    assert "Expects “Hear it first” Because: The ward heard it before" in words_of(page)
    assert "Said again “Where are we with the wards?” Tom Reyes" in words_of(page)
    text = pm.get(f"{PAGE}.txt").text
    assert "The launch slips to May." in text
    assert QUOTE in text
    for each in ("WAITS ON US", "WAITS ON THEM", "SORE POINTS", "DECIDED"):
        assert each in text


def test_u25_nothing_of_another_project_or_client_stands_on_it(
    filled: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    with filled.write() as session:
        other = session.scalars(select(Project).where(Project.slug == studio.other_slug)).one()
        dana = other.participants[0].contact
        theirs = replace(studio, project=other.id, contact=dana.id, thread=studio.other_thread)
        before = {(table, row_id) for table, row_id in open_rows(session, studio.project)}
        for table, states in OPEN.items():
            if table is not OutboxEntry:
                fill(session, theirs, table, sorted(states)[0])
        make_fact(session, other, text="Only Dana hears of the roof.", impact=Impact.BAD)
        session.flush()
        hers = set(open_rows(session, other.id)) - before
    page = pm.get(PAGE).text
    assert len(hers) >= len(OPEN) - 1
    assert {f"{table}-{row_id}" for table, row_id in hers} & marks(page) == set()
    assert "the roof" not in page
    assert "Dana" not in page
    assert "Dana" not in pm.get(f"{PAGE}.txt").text
    outsider = signed_in(studio.outsider)
    assert outsider.get(PAGE).status_code == 404
    assert outsider.get(f"{PAGE}.txt").status_code == 404
    assert "Only Dana hears of the roof." in outsider.get(f"/p/{studio.other_slug}/handover").text


def test_u25_wishes_stand_in_their_words_and_what_was_answered_is_not_asked_again(
    database: Database, studio: Studio, pm: Visitor
) -> None:
    page = words_of(pm.get(PAGE).text)
    assert "Tom has answered nothing yet." in page
    with database.write() as session:
        tom = session.get_one(Contact, studio.contact)
        mail = make_mail(session, tom, project_id=studio.project, subject="Rhythm")
        mail.new_text = "Thanks for the plan. Once a month is enough for me."
        session.add(
            Preference(
                contact_id=tom.id, wish="cadence", value="monthly", state=WishState.APPLIED,
                tier="T2", source=f"mail:{mail.id}", said_at=MONDAY,
            )
        )  # fmt: skip
        answer = session.get_one(Answer, studio.answer)
        answer.state, answer.decided_at = AnswerState.APPLIED, MONDAY
        thread, mail_id = mail.thread_id, mail.id
    shown = pm.get(PAGE).text
    page = words_of(shown)
    assert (
        "In their words Once a month: “Once a month is enough for me.” Mon 23 Nov. Mail of" in page
    )
    assert f'href="/inbox/{thread}#mail-{mail_id}"' in shown
    answered = page.partition("Already asked and answered")[2]
    assert answered.startswith(" Which recording? B: Evening “1B is fine”")


def test_u25_who_had_a_project_hears_that_another_took_it_and_can_undo_it(
    database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    with database.write() as session:
        nora, omar = (make_user(session, name=name, role=Role.PM) for name in ("Nora N", "Omar O"))
        session.add(Membership(project_id=studio.project, user_id=nora.id))
        nora_id, omar_id, nora_mail, omar_mail = nora.id, omar.id, nora.email, omar.email
    taker = signed_in(nora_mail)
    assert taker.post(PAGE, user_id=str(nora_id)).status_code == 303
    assert "handed a project over" not in taker.get("/").text, "she did it herself"
    assert "handed this over to you" not in taker.get(PAGE).text
    today = pm.get("/").text
    assert "Nora answers for a project of yours now" in words_of(today)
    with database.read() as session:
        [row] = session.scalars(select(Handover)).all()
    assert f'action="{PAGE}/{row.id}/undo"' in pm.get(PAGE).text
    assert pm.post(f"{PAGE}/{row.id}/undo").status_code == 303
    assert "answers for a project of yours" not in pm.get("/").text
    assert taker.post(PAGE, user_id=str(omar_id)).status_code == 303
    third = words_of(signed_in(omar_mail).get("/").text)
    assert "Nora handed a project over to you" in third, "who did it, not who had it"


def test_u25_a_project_is_handed_over_read_and_taken_back(
    database: Database, studio: Studio, pm: Visitor, signed_in: SignIn
) -> None:
    with database.write() as session:
        nora = make_user(session, name="Nora New", role=Role.PM)
        gone = make_user(session, name="Gus Gone", role=Role.PM, is_active=False)
        nora_id, gone_id, email = nora.id, gone.id, nora.email
        writer_id = session.scalars(select(User.id).where(User.role == Role.WRITER)).one()
    newcomer = signed_in(email)
    assert newcomer.get(PAGE).status_code == 404
    for wrong in (gone_id, writer_id, 9999, "x", "99999999999999999999"):
        refused = pm.post(PAGE, user_id=str(wrong))
        assert refused.status_code == 400, wrong
        assert "Choose one of the list" in words_of(refused.text)
    assert signed_in(studio.users[Role.WRITER]).post(PAGE, user_id=nora_id).status_code == 403

    assert pm.post(PAGE, user_id=str(nora_id)).status_code == 303
    assert pm.post(PAGE, user_id=str(nora_id)).status_code == 409
    page = pm.get(PAGE)
    assert page.status_code == 200, "who had it sees it still"
    assert "Nora New answers for it" in words_of(page.text)
    today = newcomer.get("/").text
    assert "pm handed a project over to you" in words_of(today)
    assert f'href="{PAGE}"' in today
    brief = newcomer.get(PAGE).text
    assert "Read, thanks" in brief
    assert "Read, thanks" not in page.text
    with database.read() as session:
        [row] = session.scalars(select(Handover)).all()
    assert pm.post(f"{PAGE}/{row.id}/read").status_code == 404, "it is not theirs to say"
    assert "handed a project over" in newcomer.get("/").text, "to open it is not to say so"
    assert newcomer.post(f"{PAGE}/{row.id}/read").status_code == 303
    assert "handed a project over" not in newcomer.get("/").text
    assert "Read, thanks" not in newcomer.get(PAGE).text

    assert pm.post(f"/p/{studio.other_slug}/handover/{row.id}/undo").status_code == 404
    assert pm.post(f"{PAGE}/{row.id}/undo").status_code == 303
    assert "pm person answers for it" in words_of(pm.get(PAGE).text)
    assert newcomer.get(PAGE).status_code == 404, "who saw it only since sees it no more"
    assert pm.post(f"{PAGE}/{row.id}/undo").status_code == 409
    steps = signed_in(studio.users[Role.COMPLIANCE]).get("/compliance").text
    assert "Changed the project" in steps
