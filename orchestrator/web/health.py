"""/health: which part works, what is stuck, and what only a person can decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload
from werkzeug.exceptions import BadRequest, NotFound

from orchestrator.collect.quarantine import release, retry
from orchestrator.collect.trouble import resume
from orchestrator.collect.unfetched import ask_again, quarantined
from orchestrator.dispatch import breaker
from orchestrator.dispatch.outcome import decide_outcome
from orchestrator.errors import Refused, UsageError
from orchestrator.models import (
    Mail,
    Mailbox,
    MailboxAlarm,
    MailLocation,
    OutboxEntry,
    OutboxState,
    Quarantine,
)
from orchestrator.models.content import content_of
from orchestrator.web.access import Power, check_visible, current_actor, needs, open_to_all
from orchestrator.web.ids import refuse_impossible
from orchestrator.web.mail_view import download
from orchestrator.web.parts import now, parts
from orchestrator.web.words import in_words, since

bp = Blueprint("health", __name__)
bp.url_value_preprocessor(refuse_impossible)

LATE_AFTER_POLLS = 5
ROWS = 50
REASON_AT_MOST = 300

# Every state is named here, in the order of its life; a test compares with `OutboxState`.
OUTBOX = {
    OutboxState.PENDING: ("none", "Waiting to go"),
    OutboxState.CLAIMED: ("none", "Taken by a worker"),
    OutboxState.SENDING: ("none", "Being sent"),
    OutboxState.UNKNOWN: ("watch", "Sent or not: we look for evidence"),
    OutboxState.NEEDS_PERSON: ("bad", "Sent or not: you decide"),
    OutboxState.HELD: ("watch", "Held by a rule"),
    OutboxState.FAILED: ("bad", "Refused by the mail server"),
    OutboxState.BOUNCED: ("bad", "Came back"),
    OutboxState.COMPLAINED: ("bad", "Called spam"),
    OutboxState.ACCEPTED: ("good", "Taken by the mail server"),
    OutboxState.DELIVERED: ("good", "Delivered"),
    OutboxState.CANCELLED: ("none", "Taken back before it went"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the list: ``tone`` good, watch, bad or none.

    ``mailbox_id``: a person may let this mailbox be read again.  ``is_stopped``: updates
    stand still until a person lets them go again.
    """

    name: str
    tone: str
    word: str
    detail: str
    mailbox_id: int | None = None
    is_stopped: bool = False


@bp.get("/healthz")
@open_to_all
def probe() -> ResponseReturnValue:
    """For a load balancer: 200 while the database answers.  Says nothing about anybody."""
    database, redis = parts().db.problem() is None, parts().bell.problem() is None
    # Without Redis everything still happens, later: the sweeper rings again.
    return jsonify(ok=database, database=database, redis=redis), 200 if database else 503


@bp.get("/health")
@needs(Power.OPERATE)
def show() -> str:
    """The page for people."""
    with parts().db.read() as session:
        return render_template(
            "health/show.html",
            working=[*_servers(), *_updates(session), *_mailboxes(session)],
            outbox=[(*OUTBOX[state], count) for state, count in _outbox(session)],
            quarantined=quarantined(session, at_most=ROWS),
            unknown=_unknown(session),
        )


@bp.get("/health/quarantine/<int:quarantine_id>/original")
@needs(Power.OPERATE)
def original(quarantine_id: int) -> ResponseReturnValue:
    """The bytes of a mail that could not be read."""
    with parts().db.read() as session:
        mail_id = _quarantined_mail(session, quarantine_id)
        if mail_id is None:
            header = session.get_one(Quarantine, quarantine_id).header
            return download(header, f"header-{quarantine_id}.eml")
        content = content_of(session, session.get_one(Mail, mail_id).sha256)
        return download(content, f"mail-{mail_id}.eml")


@bp.post("/health/quarantine/<int:quarantine_id>/retry")
@needs(Power.OPERATE)
def create_retry(quarantine_id: int) -> ResponseReturnValue:
    """Read it once more, or ask its server for it once more."""
    with parts().db.write() as session:
        mail_id = _quarantined_mail(session, quarantine_id)
        if mail_id is None:
            ask_again(session, quarantine_id, actor=current_actor(), now=now())
        else:
            retry(session, mail_id, actor=current_actor(), now=now())
    parts().bell.ring("parse_stored")
    flash("It is read again within a minute.")
    return redirect(url_for("health.show"), code=303)


@bp.post("/health/quarantine/<int:quarantine_id>/release")
@needs(Power.OPERATE)
def create_release(quarantine_id: int) -> ResponseReturnValue:
    """Let it in without its words."""
    with parts().db.write() as session:
        mail_id = _quarantined_mail(session, quarantine_id)
        if mail_id is None:
            raise Refused("it is still on its server, so there is nothing to let in")
        release(session, mail_id, actor=current_actor(), now=now())
    parts().bell.ring("converse")
    flash("It is in the inbox, marked as not read.")
    return redirect(url_for("health.show"), code=303)


@bp.post("/health/mailboxes/<int:mailbox_id>/resumption")
@needs(Power.OPERATE)
def create_resumption(mailbox_id: int) -> ResponseReturnValue:
    """A person has seen to what was wrong with a mailbox."""
    with parts().db.write() as session:
        if session.get(Mailbox, mailbox_id) is None:
            raise NotFound
        resume(session, mailbox_id, actor=current_actor(), now=now())
    flash("It is read again within seconds.")
    return redirect(url_for("health.show"), code=303)


@bp.post("/health/updates/resumption")
@needs(Power.OPERATE)
def create_update_resumption() -> ResponseReturnValue:
    """A person has seen to why too much of our mail was unwanted or came back."""
    reason = " ".join(request.form.get("reason", "").split())
    if not reason or len(reason) > REASON_AT_MOST:
        raise UsageError("Say in a sentence what you found, for the record.")
    with parts().db.write() as session:
        waiting = breaker.resume(session, reason=reason, actor=current_actor(), now=now())
    parts().bell.ring("send_due")
    flash(f"Updates leave again. {waiting} waited.")
    return redirect(url_for("health.show"), code=303)


@bp.post("/health/outbox/<int:outbox_id>/outcome")
@needs(Power.DECIDE)
def create_outcome(outbox_id: int) -> ResponseReturnValue:
    """A person of the project found out whether a message arrived."""
    arrived = request.form.get("arrived")
    if arrived not in ("yes", "no"):
        raise BadRequest
    with parts().db.write() as session:
        entry = session.get(OutboxEntry, outbox_id)
        if entry is None:
            raise NotFound
        check_visible(session, entry.project_id, f"outbox:{outbox_id}")
        decide_outcome(
            session, outbox_id, arrived=arrived == "yes", actor=current_actor(), now=now()
        )
    if arrived == "no":
        parts().bell.ring("send_due")
    flash("Noted: it arrived." if arrived == "yes" else "Noted: it is sent again.")
    return redirect(_asked_from(entry), code=303)


def _asked_from(entry: OutboxEntry) -> str:
    """The page on which somebody was asked for the outcome."""
    asked_from = request.form.get("from")
    kind, _, number = entry.cause.partition(":")
    if asked_from == "inbox" and kind == "response":
        return url_for("inbox.responses.show", response_id=int(number))
    return url_for("today.show" if asked_from == "today" else "health.show")


def _quarantined_mail(session: Session, quarantine_id: int) -> int | None:
    row = session.get(Quarantine, quarantine_id)
    if row is None:
        raise NotFound
    return row.mail_id


def _servers() -> list[Part]:
    database, redis, settings = parts().db.problem(), parts().bell.problem(), parts().settings
    relay = f"{settings.smtp_host}, port {settings.smtp_port}, from {settings.mail_from}"
    return [
        _part("Database", database, "answers", parts().db.engine.dialect.name),
        _part("Queue", redis, "answers", "Redis"),
        Part("Sending", "good", "Set up", relay)
        if settings.can_send
        else Part("Sending", "watch", "Not set up", "Set smtp_host and mail_from. Nothing leaves."),
    ]


def _updates(session: Session) -> list[Part]:
    stopped = breaker.standing(session)
    return [Part("Updates", "bad", "Stopped", stopped.words, is_stopped=True)] if stopped else []


def _part(name: str, problem: str | None, works: str, detail: str) -> Part:
    if problem is None:
        return Part(name, "good", works.capitalize(), detail)
    return Part(name, "bad", "Does not answer", problem)


def _mailboxes(session: Session) -> list[Part]:
    rows = session.scalars(select(Mailbox).order_by(Mailbox.name)).all()
    if not rows:
        return [Part("Mailboxes", "watch", "None yet", "Add one: orchestrator mailbox add")]
    alarms = session.execute(
        select(MailboxAlarm.mailbox_id, MailboxAlarm.words).where(MailboxAlarm.cleared_at.is_(None))
    )
    silent = {mailbox_id: words for mailbox_id, words in alarms}
    wrong = session.execute(
        select(MailLocation.mailbox_id, func.count())
        .where(MailLocation.server_date.is_not(None))
        .group_by(MailLocation.mailbox_id)
    )
    clocks = {mailbox_id: count for mailbox_id, count in wrong}
    return [_mailbox(row, silent.get(row.id, ""), clocks.get(row.id, 0)) for row in rows]


def _mailbox(mailbox: Mailbox, silent: str, wrong_dates: int) -> Part:
    name = f"Mailbox {mailbox.name}"
    read = f"Last read {since(mailbox.read_at)}" if mailbox.read_at else "Never read"
    where = f"{read}; {mailbox.username} at {mailbox.host}"
    if wrong_dates:
        plural = "s" if wrong_dates > 1 else ""
        where += f". Its server gave {wrong_dates} mail{plural} a date that cannot be; ours counts"
    if not mailbox.is_active:
        return Part(name, "none", "Switched off", where)
    if mailbox.problem:
        began = f" (since {in_words(mailbox.problem_since)})" if mailbox.problem_since else ""
        word = "Paused" if mailbox.paused_at else "Cannot be read"
        detail = f"{mailbox.problem.rstrip('.')}{began}. {where}"
        return Part(name, "bad", word, detail, mailbox.id)
    late = parts().settings.poll_every * LATE_AFTER_POLLS + timedelta(minutes=1)
    if mailbox.read_at is None or now() - mailbox.read_at > late:
        return Part(name, "watch", "Late", f"{where}. Is the reader running?")
    if silent:
        return Part(name, "watch", "Silent", f"{silent} {where}")
    return Part(name, "good", "Read", where)


def _outbox(session: Session) -> list[tuple[OutboxState, int]]:
    found = session.execute(select(OutboxEntry.state, func.count()).group_by(OutboxEntry.state))
    counts = {state: count for state, count in found}
    return [(state, counts[state]) for state in OUTBOX if state in counts]


def _unknown(session: Session) -> Sequence[OutboxEntry]:
    return session.scalars(
        select(OutboxEntry)
        .where(OutboxEntry.state == OutboxState.NEEDS_PERSON)
        .order_by(OutboxEntry.id)
        .limit(ROWS)
        .options(joinedload(OutboxEntry.contact), joinedload(OutboxEntry.digest))
    ).all()
