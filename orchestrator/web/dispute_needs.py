"""Disputed invoices that need a person today, as rows of Today's list."""

from sqlalchemy import String, case, cast, func, literal, select

from orchestrator.models import (
    Contact,
    Dispute,
    DisputeState,
    Mail,
    Project,
    Promise,
    PromiseState,
    User,
)
from orchestrator.models.disputes import stands
from orchestrator.web.access import is_visible
from orchestrator.web.parts import now
from orchestrator.web.unhappy import Rows


def disputes() -> Rows:
    """A new case; what accounting answered; a promise that is nearly due, or late.

    Who was promised an answer for later waits, and so does a case that is with accounting.
    """
    is_late, is_due = Dispute.due_at <= now(), Dispute.warn_at <= now()
    kind = case(
        (Dispute.state == DisputeState.OPEN, literal("dispute")),
        (Dispute.state == DisputeState.ANSWERED, literal("case_answered")),
        (is_late, literal("case_late")),
        (is_due, literal("case_due")),
    )
    told = func.coalesce(func.nullif(Dispute.told, ""), User.name)
    name = case((Dispute.number != "", literal("invoice ").concat(Dispute.number)), else_="")
    words = case(
        (Dispute.state == DisputeState.OPEN, Dispute.words),
        (Dispute.state == DisputeState.PROMISED, name.concat(literal(". Told: ")).concat(told)),
        else_=name,
    )
    is_kept = select(Promise.id).where(
        Promise.id == Dispute.promise_id, Promise.state != PromiseState.MADE
    )
    return (
        select(
            kind,
            Project.name,
            Contact.name,
            words,
            func.coalesce(Dispute.due_at, Dispute.opened_at, type_=Dispute.opened_at.type),
            cast(Dispute.id, String),
        )
        .join(Mail, Mail.id == Dispute.mail_id)
        .join(Project, Project.id == Dispute.project_id)
        .join(User, User.id == Project.pm_id)
        .join(Contact, Contact.id == Dispute.contact_id)
        .where(
            stands(),
            is_visible(Dispute.project_id),
            Dispute.state.in_((DisputeState.OPEN, DisputeState.ANSWERED))
            | ((Dispute.state == DisputeState.PROMISED) & is_due & ~is_kept.exists()),
        )
    )
