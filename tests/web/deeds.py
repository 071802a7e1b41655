"""What a person does beside a conversation, for random histories: as far as it is allowed."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.config import Settings
from orchestrator.conversation.notes import add_note
from orchestrator.conversation.regroup import join_threads, split_thread, undo_regroup
from orchestrator.digest.respond import Typed, save_response
from orchestrator.digest.respond_send import approve_response
from orchestrator.digest.respond_state import seen_in
from orchestrator.digest.response_words import render_response
from orchestrator.dispatch.compose import compose_response
from orchestrator.engagement.dispute_deeds import settle_dispute
from orchestrator.engagement.disputes import open_by_hand
from orchestrator.engagement.expectations import add_evidence, add_reading
from orchestrator.engagement.outcomes import settle
from orchestrator.engagement.registers import confirm_statement
from orchestrator.engagement.reviews import Plan, plan_review
from orchestrator.engagement.theme_quotes import add_quotes, said_in
from orchestrator.engagement.theme_telling import tell_changed, untold_hearers
from orchestrator.engagement.themes import add_theme, settle_theme
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    Decision,
    DecisionKind,
    EvidenceKind,
    Expectation,
    Mail,
    Project,
    QuoteKind,
    ReviewKind,
    Statement,
    ThemeQuote,
    ThemeState,
    Thread,
)
from orchestrator.record.append import Actor
from orchestrator.refiling.move import Mover, refile_mail, refile_thread
from orchestrator.refiling.undo import undo_decision


@dataclass(frozen=True)
class Hand:
    """A person at the conversation of a mail."""

    session: Session
    mail: Mail
    settings: Settings
    key: bytes
    actor: Actor
    now: datetime

    def do(self, deed: str) -> None:
        """One of `DEEDS`; what is refused leaves nothing, as in a request."""
        with suppress(Refused, UsageError), self.session.begin_nested():
            DEEDS[deed](self)

    @property
    def thread(self) -> Thread:
        return self.session.get_one(Thread, self.mail.thread_id)

    @property
    def project(self) -> Project:
        if self.thread.project is None:
            raise Refused("nothing is written beside what is undecided")
        return self.thread.project

    @property
    def mover(self) -> Mover:
        return Mover(self.settings, self.key, None, self.actor, self.now)

    @property
    def words(self) -> str:
        """Words about the project in which they are written, with its marker."""
        return f"We spoke about it. {self.project.name}"


def split(hand: Hand) -> None:
    split_thread(hand.session, hand.mail.id, actor=hand.actor, user_id=None, now=hand.now)


def join(hand: Hand) -> None:
    """With the newest that allows it, whoever's the others are."""
    others = select(Thread.id).where(
        Thread.id != hand.mail.thread_id, Thread.joined_into_id.is_(None)
    )
    for into in hand.session.scalars(others.order_by(Thread.id.desc()).limit(8)).all():
        with suppress(Refused), hand.session.begin_nested():
            join_threads(
                hand.session, hand.thread.id, into, actor=hand.actor, user_id=None, now=hand.now
            )
            return


def undo(hand: Hand) -> None:
    """Whatever was decided last."""
    decision = hand.session.scalar(
        select(Decision).where(Decision.undone_at.is_(None)).order_by(Decision.id.desc()).limit(1)
    )
    if decision is None:
        return
    if decision.kind in (DecisionKind.JOIN, DecisionKind.SPLIT):
        undo_regroup(hand.session, decision.id, actor=hand.actor, now=hand.now)
    else:
        undo_decision(hand.session, decision.id, by=hand.mover)


def undecide(hand: Hand) -> None:
    """Wrong project, and nobody knows which is right."""
    refile_thread(hand.session, hand.thread.id, None, by=hand.mover)


def part(hand: Hand) -> None:
    """The mail, with what followed it, belongs to another project of the same client."""
    others = select(Project.id).where(
        Project.client_id == hand.project.client_id, Project.id != hand.project.id
    )
    refile_mail(hand.session, hand.mail.id, hand.session.scalars(others).first(), by=hand.mover)


def note(hand: Hand) -> None:
    add_note(
        hand.session, hand.thread, hand.words, user_id=hand.project.pm_id, actor=hand.actor,
        now=hand.now,
    )  # fmt: skip


def answer(hand: Hand) -> None:
    """With her words below, and sent."""
    session, sender = hand.session, hand.project.pm
    typed = Typed(hand.words, quotes=True)
    response = save_response(
        session, hand.thread.id, typed, user_id=sender.id, actor=hand.actor, now=hand.now
    )
    rendered = render_response(response, sender=sender, settings=hand.settings, now=hand.now)
    message = compose_response(
        response, rendered, sender=sender, settings=hand.settings, key=hand.key, dated=hand.now
    )
    approve_response(
        session, response, message, seen=seen_in(session, hand.thread), send_at=hand.now,
        user_id=sender.id, actor=hand.actor, now=hand.now,
    )  # fmt: skip


def register(hand: Hand) -> None:
    """Everything that the mail states."""
    for statement_id in hand.session.scalars(
        select(Statement.id).where(Statement.mail_id == hand.mail.id)
    ).all():
        confirm_statement(
            hand.session, statement_id, user_id=hand.project.pm_id, actor=hand.actor, now=hand.now
        )


def theme(hand: Hand) -> None:
    """A theme with the mail's words, and what we changed because of them, which is told."""
    session, user = hand.session, hand.project.pm_id
    begun = add_theme(
        session, f"About {hand.project.name}", hand.words, user_id=user, actor=hand.actor,
        now=hand.now,
    )  # fmt: skip
    said = said_in(hand.mail, QuoteKind.CHOSEN, hand.mail.new_text)
    add_quotes(session, begun, [said], user_id=user, actor=hand.actor, now=hand.now)
    begun = settle_theme(
        session, begun.id, ThemeState.CHANGED, hand.words, actor=hand.actor, now=hand.now
    )
    quotes = session.scalars(select(ThemeQuote).where(ThemeQuote.theme_id == begun.id)).all()
    tell_changed(session, begun, untold_hearers(session, quotes), actor=hand.actor, now=hand.now)


def case(hand: Hand) -> None:
    """The newest mail of the conversation disputes an invoice, and how that ends is told."""
    by = {"user_id": hand.project.pm_id, "actor": hand.actor, "now": hand.now}
    opened = open_by_hand(hand.session, hand.thread.id, **by)
    if hand.mail.id % 2:
        settle_dispute(hand.session, opened.id, hand.words, tells=True, **by)


def expectation(hand: Hand) -> None:
    """What the mail expects: confirmed, read by a team, seen to fail, missed and told."""
    register(hand)
    session, by = hand.session, {"actor": hand.actor, "now": hand.now}
    source = f"mail:{hand.mail.id}"
    for row in session.scalars(select(Expectation).where(Expectation.source == source)).all():
        add_reading(session, row.id, "Design", hand.words, user_id=hand.project.pm_id, **by)
        add_evidence(
            session, row.id, EvidenceKind.FAILED, hand.mail.new_text, source=source,
            seen_at=hand.now, **by,
        )  # fmt: skip
        settle(session, Expectation, row.id, "missed", reason=hand.words, **by)


def review(hand: Hand) -> None:
    """Planned with who wrote the mail."""
    guests = [hand.mail.contact_id] if hand.mail.contact_id else []
    plan = Plan(
        ReviewKind.INFORMAL, f"About {hand.project.name}", hand.now + timedelta(days=3),
        "Europe/London", 30, "", hand.words, guests,
    )  # fmt: skip
    plan_review(
        hand.session, hand.project, plan, source=f"user:{hand.project.pm_id}", actor=hand.actor,
        now=hand.now,
    )  # fmt: skip


DEEDS: dict[str, Callable[[Hand], None]] = {
    "split": split,
    "join": join,
    "undecide": undecide,
    "part": part,
    "undo": undo,
    "note": note,
    "answer": answer,
    "register": register,
    "theme": theme,
    "case": case,
    "expectation": expectation,
    "review": review,
}
