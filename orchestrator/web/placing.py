"""What people decided about where the mails of a conversation lie, and the way back."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import url_for
from sqlalchemy.orm import Session

from orchestrator.models import Decision, DecisionKind, Project, Thread
from orchestrator.refiling.undo import is_written_to
from orchestrator.web.understood import Conversation
from orchestrator.web.words import in_words

_FILING: Final = (DecisionKind.FILE, DecisionKind.REFILE)
_REGROUPING: Final = (DecisionKind.JOIN, DecisionKind.SPLIT)


@dataclass(frozen=True, slots=True)
class Decided:
    """``words`` for what it was.  ``undo`` is its address, or empty and then ``why_not`` says why.

    ``who`` is empty for the shell.  ``reason`` is what spoke for it, as far as it is said here.
    """

    decision: Decision
    words: str
    who: str
    reason: str
    undo: str
    why_not: str


def decided(session: Session, thread: Thread, shown: Conversation) -> dict[int, list[Decided]]:
    """By the id of a mail, what was decided about its place, oldest first."""
    found: dict[int, list[Decided]] = defaultdict(list)
    for decision in shown.decisions:
        if decision.accepted or decision.kind not in _REGROUPING:
            each = _decided(session, decision, thread, shown)
            for mail_id in _concerned(decision, shown):
                found[mail_id].append(each)
    return found


def _decided(session: Session, decision: Decision, thread: Thread, shown: Conversation) -> Decided:
    why_not = _why_not(session, decision, thread, shown)
    of = "regroup.undo_decision" if decision.kind in _REGROUPING else "filing.delete_decision"
    return Decided(
        decision,
        _words(decision, thread, shown),
        decision.user.name if decision.user else "",
        _reason(decision, thread, shown),
        "" if why_not else url_for(f"inbox.{of}", decision_id=decision.id),
        why_not,
    )


def _concerned(decision: Decision, shown: Conversation) -> Collection[int]:
    """The mails it moved; of a filing, those that had come."""
    kind, _, number = decision.subject.partition(":")
    here = [each.mail for each in shown.mails]
    if "mails" in decision.details:
        moved = {int(mail_id) for mail_id in decision.details["mails"]}
        return [mail.id for mail in here if mail.id in moved]
    if kind == "mail":
        return [mail.id for mail in here if mail.id == int(number)]
    return [mail.id for mail in here if mail.received_at <= decision.decided_at]


def _words(decision: Decision, thread: Thread, shown: Conversation) -> str:
    names = {f"project:{each.id}": each.name for each in _projects(thread, shown).values()}
    people = {
        f"contact:{each.mail.contact.id}": each.mail.contact.name
        for each in shown.mails
        if each.mail.contact
    }
    target = names.get(decision.target, "another project")
    person = people.get(decision.target, "somebody we know")
    source = names.get(f"project:{decision.details.get('from')}", "")
    if decision.kind is DecisionKind.REFILE:
        if not decision.accepted:
            return f"Not moved to {target}"
        came = f" from {source}" if source else ""
        is_out = decision.target == "undecided"
        return f"Moved{came} to {'the undecided' if is_out else target}"
    yes, no = {
        DecisionKind.FILE: (f"Filed under {target}", f"Not filed under {target}"),
        DecisionKind.JOIN: ("Joined with another conversation", ""),
        DecisionKind.SPLIT: ("Taken out of another conversation", ""),
        DecisionKind.ALIAS: (f"Its address is {person}'s", f"Its address is not {person}'s"),
        DecisionKind.PERSON: (f"Its writer added to {target}", f"Its writer not added to {target}"),
        DecisionKind.SENDER: (f"First written by {person}", f"Not first written by {person}"),
    }[decision.kind]
    return yes if decision.accepted else no


def _reason(decision: Decision, thread: Thread, shown: Conversation) -> str:
    """Only where it was decided for the place that the mails are in: it may quote another's."""
    here = f"project:{thread.project_id}" if thread.project_id else "undecided"
    if decision.kind in _FILING:
        is_of_here = decision.accepted and decision.target == here
    else:
        is_of_here = decision.kind in _REGROUPING and not any(
            later.kind in _FILING and later.id > decision.id for later in shown.decisions
        )
    return decision.reason if is_of_here else ""


def _why_not(session: Session, decision: Decision, thread: Thread, shown: Conversation) -> str:
    """Why it cannot be undone; empty where it can."""
    if decision.undone_at is not None:
        return f"Taken back {in_words(decision.undone_at)}."
    if not decision.accepted:
        return ""
    if decision.kind is DecisionKind.PERSON:
        project_id = int(decision.target.partition(":")[2])
        is_too_late = is_written_to(session, decision.details["contact"], project_id)
        return "An update was written since." if is_too_late else ""
    if decision.kind not in (*_FILING, *_REGROUPING):
        return ""
    if any(_stands_on(later, decision, thread) for later in shown.decisions):
        return "Something else was decided since: undo that first."
    if decision.kind in _REGROUPING:
        return _parted(decision, shown)
    if decision.subject != f"thread:{thread.id}":
        return "It was joined with another conversation since: undo that first."
    return _foreign(decision, thread, shown)


def _stands_on(later: Decision, decision: Decision, thread: Thread) -> bool:
    """Whether ``later`` has to go first: it moved what this one did."""
    counts = later.id > decision.id and later.accepted and later.undone_at is None
    if later.kind in _FILING:
        return counts and later.id != decision.details.get("filed")
    into = f"thread:{thread.id}"
    return counts and later.kind is DecisionKind.JOIN and into in (later.target, later.subject)


def _parted(decision: Decision, shown: Conversation) -> str:
    here = {each.mail.id for each in shown.mails}
    is_here = here.issuperset(decision.details["mails"])
    return "" if is_here or not shown.is_whole else "Its mails were moved since."


def _foreign(decision: Decision, thread: Thread, shown: Conversation) -> str:
    source = _projects(thread, shown).get(decision.details.get("from"))
    clients = {each.mail.contact.client_id for each in shown.mails if each.mail.contact}
    if source is None or clients <= {source.client_id}:
        return ""
    return f"Who wrote here does not belong to the client of {source.name}."


def _projects(thread: Thread, shown: Conversation) -> Mapping[int | None, Project]:
    """Those whose names the viewer may read."""
    seen: Sequence[Project] = [*shown.projects, *([thread.project] if thread.project else [])]
    return {each.id: each for each in seen}
