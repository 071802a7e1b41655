"""/: what needs a person today, unhappy clients first."""

from collections import Counter
from collections.abc import Sequence

from flask import Blueprint, render_template

from orchestrator.web.access import Power, needs
from orchestrator.web.attention import needs_you
from orchestrator.web.need import Need
from orchestrator.web.outlook import contact_load, going_out
from orchestrator.web.parts import parts
from orchestrator.web.portfolio import rows_and_stages
from orchestrator.web.review import queue

bp = Blueprint("today", __name__)

CLIENTS_SHOWN = 8

_COUNTED = {
    "maybe": ("client may be unhappy", "clients may be unhappy"),
    "turning": ("client gets unhappier", "clients get unhappier"),
    "churn": ("client speaks of leaving", "clients speak of leaving"),
    "case_late": ("answer about an invoice late", "answers about invoices late"),
    "invoice": ("invoice disputed", "invoices disputed"),
    "dispute": ("invoice disputed", "invoices disputed"),
    "case_due": ("answer about an invoice due", "answers about invoices due"),
    "case_answered": ("word of accounting", "words of accounting"),
    "clearing": ("second word to give", "second words to give"),
    "outcome": ("outcome unknown", "outcomes unknown"),
    "lost": ("message that did not arrive", "messages that did not arrive"),
    "approve": ("update to approve", "updates to approve"),
    "held": ("update held", "updates held"),
    "answer": ("decision to confirm", "decisions to confirm"),
    "unclear": ("answer to read", "answers to read"),
    "settled": ("late answer to read", "late answers to read"),
    "differs": ("contradiction to settle", "contradictions to settle"),
    "agreed_gone": ("yes to something withdrawn", "yeses to something withdrawn"),
    "answered_gone": ("answer to something withdrawn", "answers to something withdrawn"),
    "wish": ("wish to look at", "wishes to look at"),
    "address": ("new address to check", "new addresses to check"),
    "person": ("person to add", "people to add"),
    "stand_in": ("stand-in to look at", "stand-ins to look at"),
    "erase": ("erasure to decide", "erasures to decide"),
    "data": ("request for data", "requests for data"),
    "who_sees": ("question about data", "questions about data"),
    "code": ("code to look at", "codes to look at"),
    "wrong": ("correction to look at", "corrections to look at"),
    "ring": ("urgent call to make", "urgent calls to make"),
    "untold": ("update to tell by phone", "updates to tell by phone"),
    "call": ("call to make", "calls to make"),
    "late": ("promise late", "promises late"),
    "owed": ("answer owed", "answers owed"),
    "undated": ("promise without a day", "promises without a day"),
    "promises": ("promise due", "promises due"),
    "questions": ("answer due", "answers due"),
    "changes": ("request due", "requests due"),
    "proposed": ("project with proposals of the team", "projects with proposals of the team"),
    "team_address": ("team address in other hands", "team addresses in other hands"),
    "review_read": ("answer to an invitation to read", "answers to invitations to read"),
    "review_differs": ("invitation answered twice", "invitations answered twice"),
    "review_other": ("other time proposed", "other times proposed"),
    "moment": ("client to write to", "clients to write to"),
    "follow_on": ("good moment to ask for more", "good moments to ask for more"),
    "review_over": ("review to note", "reviews to note"),
    "lack": ("thing still unknown", "things still unknown"),
    "handover": ("brief to read", "briefs to read"),
    "taken": ("project in other hands", "projects in other hands"),
    "silent": ("client silent", "clients silent"),
    "expectations": ("expectation due", "expectations due"),
}


@bp.get("/")
@needs(Power.READ)
def show() -> str:
    """The list of what waits, how clients feel, and what goes out."""
    with parts().db.read() as db:
        (rows, aftercare, stages), queued = rows_and_stages(db), queue(db)
        needs, days = needs_you(db, rows, aftercare, stages, queued), going_out(rows, queued)
        waiting = [need for need in needs if need.kind != "answered"]
        return render_template(
            "today/show.html",
            nav="today",
            waiting=waiting,
            answered=[need for need in needs if need.kind == "answered"],
            unhappy=sum(need.kind == "unhappy" for need in waiting),
            counted=_counted(waiting),
            rows=rows[:CLIENTS_SHOWN],
            projects=len(rows),
            days=days,
            next_out=next((one for _, going in days for one in going if one.leaves), None),
            load=contact_load(db),
        )


def _counted(waiting: Sequence[Need]) -> str:
    """``2 updates to approve, 1 decision to confirm``."""
    counts = Counter(need.kind for need in waiting)
    return ", ".join(
        f"{counts[kind]} {one if counts[kind] == 1 else many}"
        for kind, (one, many) in _COUNTED.items()
        if counts[kind]
    )
