"""Every row that is open in a project, and what went wrong in it, in one statement.

A register that is added is added here: a test compares this with all tables that have a state.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Select, String, and_, cast, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from orchestrator.models import (
    Answer,
    AnswerState,
    Ask,
    AskState,
    Call,
    CallState,
    ChangeRequest,
    ChangeState,
    Clearing,
    ClearingState,
    Confirmation,
    ConfirmationState,
    Contact,
    Digest,
    DigestState,
    Dispute,
    Expectation,
    ExpectationState,
    Fact,
    GoalState,
    Hook,
    HookEvent,
    HookEventState,
    Invitation,
    InvitationState,
    Mail,
    OpenPoint,
    OutboxEntry,
    OutboxState,
    Participant,
    PointState,
    Preference,
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
    Statement,
    StatementState,
    Task,
    TaskState,
    ThemeQuote,
    Thread,
    ValueGoal,
    WishState,
)
from orchestrator.models.disputes import UNSETTLED, stands
from orchestrator.models.registers import OPEN_STATES
from orchestrator.models.reviews import TO_COME, ComingState
from orchestrator.models.themes import quote_stands
from orchestrator.models.unanswered import is_unanswered
from orchestrator.web.fact_rows import waits
from orchestrator.web.handover_line import Line, Section, line
from orchestrator.web.views import with_last_mail

US, THEM, SORE = Section.US, Section.THEM, Section.SORE
Found = Iterator[Select[Any]]


def lines_of(session: Session, project_id: int) -> list[Line]:
    """All of them: bad news first, then by their day, those without one behind."""
    queries = (
        *_registers(project_id), *_to_read(project_id), *_to_send(project_id),
        *_ahead(project_id), *_sore(project_id),
    )  # fmt: skip
    found = [Line(*row) for row in map(tuple, session.execute(union_all(*queries)))]
    found.sort(key=lambda each: (each.at, each.id), reverse=True)
    return sorted(found, key=lambda each: (not each.is_bad, each.due_on or date.max))


def _registers(project_id: int) -> Found:
    """What was promised, asked and wanted, on both sides."""
    for table, state in ((Promise, PromiseState.MADE), (Question, QuestionState.OPEN)):
        here = (table.project_id == project_id, table.state == state)
        yield line(US, table, table.text, *here, at=table.said_at)
    ours = ChangeRequest.state.in_((ChangeState.REQUESTED, ChangeState.PRICED))
    for section, is_theirs in ((US, ours), (THEM, ChangeRequest.state == ChangeState.ASKED)):
        here = (ChangeRequest.project_id == project_id, is_theirs)
        said = ChangeRequest.said_at
        yield line(section, ChangeRequest, ChangeRequest.text, *here, at=said)
    asked = (Ask.project_id == project_id, Ask.state.in_(OPEN_STATES))
    yield line(THEM, Ask, Ask.text, *asked, at=Ask.created_at)
    hoped = (Expectation.project_id == project_id, Expectation.state == ExpectationState.OPEN)
    yield line(
        Section.WANT, Expectation, Expectation.text, *hoped, at=Expectation.said_at,
        reason=Expectation.meant,
    )  # fmt: skip
    wanted = (ValueGoal.project_id == project_id, ValueGoal.state == GoalState.OPEN)
    yield line(Section.WANT, ValueGoal, ValueGoal.text, *wanted, at=ValueGoal.said_at)
    is_answered = select(Ask.id).where(Ask.id == OpenPoint.ask_id, Ask.state == AskState.ANSWERED)
    lacked = (
        OpenPoint.project_id == project_id,
        OpenPoint.state == PointState.OPEN,
        ~is_answered.exists(),
    )
    yield line(
        Section.LACK, OpenPoint, OpenPoint.text, *lacked, at=OpenPoint.noted_at,
        state=OpenPoint.kind, reason=OpenPoint.plan,
    )  # fmt: skip


def _to_read(project_id: int) -> Found:
    """What a person has to read or decide."""
    thread, in_project = cast(Mail.thread_id, String), Mail.project_id == project_id
    mail = literal("mail:").concat(cast(Mail.id, String))
    yield line(
        US, Answer, Answer.span, Ask.project_id == project_id,
        Answer.state == AnswerState.WAITING, via=(Ask, Ask.id == Answer.ask_id),
        at=Answer.answered_at, reason=Answer.why_waiting,
        source=literal("mail:").concat(cast(Answer.mail_id, String)),
        page=select(Mail.thread_id).where(Mail.id == Answer.mail_id).scalar_subquery(),
    )  # fmt: skip
    taking_part = select(Participant.contact_id).where(Participant.project_id == project_id)
    yield line(
        US, Preference, cast(Preference.wish, String).concat(" ").concat(Preference.value),
        Preference.contact_id.in_(taking_part), Preference.state == WishState.WAITING,
        at=Preference.said_at, page=Preference.contact_id,
    )  # fmt: skip
    yield line(
        US, Task, Task.words, in_project, Task.state == TaskState.OPEN,
        via=(Mail, Mail.id == Task.mail_id), at=Task.created_at, source=mail, page=thread,
    )  # fmt: skip
    yield line(
        US, Clearing, Clearing.reason, in_project, Clearing.state == ClearingState.ASKED,
        via=(Mail, Mail.id == Clearing.mail_id), at=Clearing.asked_at, source=mail,
        contact_id=Mail.contact_id, reason=None,
    )  # fmt: skip
    yield line(
        US, Statement, Statement.span, in_project, Statement.state == StatementState.PROPOSED,
        via=(Mail, Mail.id == Statement.mail_id), at=Mail.received_at, source=mail, page=thread,
        contact_id=Mail.contact_id, reason=Statement.kind,
    )  # fmt: skip
    yield line(
        THEM, Confirmation, Mail.subject, in_project, Confirmation.state == ConfirmationState.OPEN,
        via=(Mail, Mail.id == Confirmation.mail_id), at=Confirmation.created_at, source=mail,
        page=thread,
    )  # fmt: skip
    called = (Call.project_id == project_id, Call.state == CallState.OPEN)
    yield line(
        US, Call, Call.words, *called, at=Call.created_at, source=Call.cause, page=Call.contact_id
    )
    proposed = (Proposal.project_id == project_id, Proposal.state == ProposalState.WAITING)
    yield line(US, Proposal, Proposal.text, *proposed, at=Proposal.proposed_at)
    yield line(
        US, HookEvent, HookEvent.title, Hook.project_id == project_id,
        HookEvent.state == HookEventState.WAITING, via=(Hook, Hook.id == HookEvent.hook_id),
        at=HookEvent.received_at, source=literal("hook:").concat(cast(Hook.id, String)),
    )  # fmt: skip
    waiting = with_last_mail().add_columns(
        *line(
            US, Thread, Thread.subject, at=Mail.received_at, contact_id=Mail.contact_id,
            source=mail,
        ).selected_columns
    )  # fmt: skip
    yield waiting.outerjoin(Contact, Contact.id == Mail.contact_id).where(
        Thread.project_id == project_id, Thread.done_at.is_(None), is_unanswered()
    )


def _to_send(project_id: int) -> Found:
    """What is written and did not leave, or of which nobody knows whether it arrived."""
    pending = (DigestState.DRAFTED, DigestState.HELD, DigestState.APPROVED)
    yield line(
        US, Digest, func.coalesce(func.nullif(Digest.subject, ""), "Update"),
        Digest.project_id == project_id, Digest.state.in_(pending), at=Digest.drafted_at,
    )  # fmt: skip
    begun = (ResponseState.DRAFTED, ResponseState.APPROVED)
    yield line(
        US, Response, Response.subject, Response.project_id == project_id,
        Response.state.in_(begun), at=Response.written_at, page=Response.thread_id,
    )  # fmt: skip
    unsure = (OutboxState.UNKNOWN, OutboxState.NEEDS_PERSON)
    yield line(
        US, OutboxEntry, cast(OutboxEntry.kind, String), OutboxEntry.project_id == project_id,
        OutboxEntry.state.in_(unsure), at=OutboxEntry.created_at, source=OutboxEntry.cause,
        reason=OutboxEntry.problem,
    )  # fmt: skip
    yield line(
        US, Referral, Referral.subject, Dispute.project_id == project_id,
        Referral.state == ReferralState.DRAFTED, via=(Dispute, Dispute.id == Referral.dispute_id),
        at=Referral.written_at, page=Referral.dispute_id, contact_id=Dispute.contact_id,
    )  # fmt: skip
    unsent = (InvitationState.APPROVED, InvitationState.HELD)
    yield line(
        US, Invitation, Review.title, Review.project_id == project_id,
        Invitation.state.in_(unsent), via=(Review, Review.id == Invitation.review_id),
        at=Invitation.written_at,
    )  # fmt: skip
    yield line(
        Section.UNTOLD, Fact, Fact.text, Fact.project_id == project_id, waits(project_id),
        at=Fact.known_at, reason=cast(Fact.impact, String),
    )  # fmt: skip


def _ahead(project_id: int) -> Found:
    """Reviews to come, what was answered to invitations, cases and standard questions."""
    coming = (Review.project_id == project_id, Review.state.in_(TO_COME))
    yield line(Section.COMING, Review, Review.title, *coming, at=Review.held_at)
    yield line(
        US, ReviewAnswer, ReviewAnswer.words, Review.project_id == project_id,
        ReviewAnswer.state == ComingState.WAITING,
        via=(Review, Review.id == ReviewAnswer.review_id), at=ReviewAnswer.answered_at,
        reason=ReviewAnswer.why_waiting,
    )  # fmt: skip
    yield _disputes(US, project_id, Dispute.state.in_(UNSETTLED))
    yield line(
        THEM, PulseQuestion, cast(PulseQuestion.topic, String),
        PulseQuestion.project_id == project_id, PulseQuestion.outcome == PulseOutcome.ASKED,
        at=PulseQuestion.asked_at, page=PulseQuestion.digest_id,
    )  # fmt: skip


def _sore(project_id: int) -> Found:
    """What hurt, or may have: broken and moved promises, what was missed, refused, asked again."""
    for table, states in (
        (Promise, (PromiseState.MOVED, PromiseState.DROPPED)),
        (Expectation, (ExpectationState.MISSED,)),
        (ChangeRequest, (ChangeState.DECLINED, ChangeState.LATER)),
    ):
        here = (table.project_id == project_id, table.state.in_(states))
        yield line(SORE, table, table.text, *here, at=table.said_at)
    missed = (ValueGoal.project_id == project_id, ValueGoal.state == GoalState.MISSED)
    yield line(SORE, ValueGoal, ValueGoal.text, *missed, at=ValueGoal.said_at)
    again = or_(Ask.rolled > 0, Ask.state == AskState.CALL)
    yield line(
        SORE, Ask, Ask.text, Ask.project_id == project_id, again, at=Ask.created_at,
        state=literal("rolled"),
    )  # fmt: skip
    yield _disputes(SORE, project_id, Dispute.state.not_in(UNSETTLED))
    # What is quoted for a mood, a score or what was missed stands here by itself.
    repeated = ThemeQuote.kind.in_((QuoteKind.WHERE, QuoteKind.CHOSEN))
    yield line(
        SORE, ThemeQuote, ThemeQuote.words, ThemeQuote.project_id == project_id, repeated,
        ThemeQuote.theme_id.is_not(None), quote_stands(),
        via=(Mail, Mail.id == ThemeQuote.mail_id), at=ThemeQuote.said_at,
        source=literal("mail:").concat(cast(Mail.id, String)), reason=None,
    )  # fmt: skip


def _disputes(section: Section, project_id: int, *where: Any) -> Select[Any]:
    return line(
        section, Dispute, Dispute.words, Dispute.project_id == project_id, *where,
        via=(Mail, and_(Mail.id == Dispute.mail_id, stands())), at=Dispute.opened_at,
        reason=Dispute.outcome,
    )  # fmt: skip
