"""What is proposed beside a conversation: where it belongs, and whose its mails are.

Proposals of filing and identity are made by `conversation`; nothing here decides.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from orchestrator.conversation.forwarded import original_sender
from orchestrator.conversation.identity import Alias, Newcomer, whose
from orchestrator.conversation.proposals import Proposal, proposals
from orchestrator.conversation.proposed import proposals_for
from orchestrator.conversation.undecided import clients_writing
from orchestrator.models import (
    Contact,
    ContactAddress,
    Decision,
    DecisionKind,
    Direction,
    Mail,
    Project,
    Thread,
)
from orchestrator.web.access import Power, may
from orchestrator.web.understood import Conversation, Shown
from orchestrator.web.views import is_in_reach


@dataclass(frozen=True, slots=True)
class Regrouping:
    """A proposal to join, split or move, with what it names.

    ``other`` is the conversation to join, ``project`` where to move ``mail_id``; with neither
    it is a split there.
    """

    kind: DecisionKind
    subject: str
    target: str
    reason: str
    other: Thread | None
    project: Project | None
    mail_id: int | None


@dataclass(frozen=True, slots=True)
class Proposed:
    """``likely`` projects first, ``others`` of the user after them: where it can lie.

    ``afar`` could too: of what a stranger wrote, those of another client than it lies with, or
    than what is likely.
    ``places`` are all of hers but that it is in, for a single mail of it; ``hint`` says why
    not all of them are among the others.
    ``writer`` is the contact who first wrote what ``mail`` forwards, ``evidence`` what says so.
    """

    mail: Mail | None = None
    others: Sequence[Project] = ()
    afar: Sequence[Project] = ()
    places: Sequence[Project] = ()
    hint: str = ""
    likely: Sequence[Proposal] = ()
    aliases: Sequence[Alias] = ()
    newcomers: Sequence[Newcomer] = ()
    writer: Contact | None = None
    evidence: str = ""
    regroupings: Sequence[Regrouping] = ()


@dataclass(frozen=True, slots=True)
class _Forwarding:
    subject: str
    text: str
    from_address: str


def proposed(session: Session, thread: Thread, shown: Conversation) -> Proposed:
    """What a person could decide here; nothing for who may not."""
    last = _undecided(thread, shown) or shown.last_from_client
    if not may(Power.DECIDE) or last is None:
        return Proposed()
    wrote = _clients_writing(session, thread, shown)
    places = [each for each in shown.projects if each.id != thread.project_id]
    others = [each for each in places if wrote <= {each.client_id}]
    hint = _hint(wrote, others, places)
    afar = _afar(thread, others) if not wrote else []
    others = [each for each in others if each not in afar]
    clients = {each.client_id for each in shown.projects}
    if thread.project is not None:
        clients &= {thread.project.client_id}
    own, new = whose(session, last.mail)
    own = [each for each in own if each.client_id in clients]
    writer, evidence = _first_writer(session, last, clients)
    found = Proposed(
        last.mail,
        others,
        afar,
        places,
        hint,
        aliases=own,
        writer=writer,
        evidence=evidence,
        regroupings=_regroupings(session, thread, shown),
    )
    if thread.project_id is not None:
        here = [] if own else [each for each in new if each.project_id == thread.project_id]
        return replace(found, newcomers=here)
    can = {each.id for each in others}
    likely = [each for each in proposals(session, last.mail) if each.project_id in can]
    proposed_ids = {each.project_id for each in likely}
    homes = {each.client_id for each in others if each.id in proposed_ids}
    others = [each for each in others if each.id not in proposed_ids]
    # Where nothing points to a client, all are as near.
    afar = [each for each in others if homes and each.client_id not in homes]
    others = [each for each in others if each not in afar]
    # Whose second address it may be is nobody new.
    new = [] if own else [each for each in new if each.project_id in can]
    return replace(found, others=others, afar=afar, likely=likely, newcomers=new)


def _undecided(thread: Thread, shown: Conversation) -> Shown | None:
    """The newest mail of somebody we know who takes no part in the conversation's project."""
    waiting = (
        each
        for each in reversed(shown.mails)
        if each.is_from_a_person and each.mail.contact_id and each.mail.project_id is None
    )
    return next(waiting, None) if thread.project_id is not None else None


def _clients_writing(session: Session, thread: Thread, shown: Conversation) -> set[int]:
    """Asked for only where mails of the conversation do not stand on the page."""
    if not shown.is_whole:
        return clients_writing(session, thread.id)
    mails = (each.mail for each in shown.mails)
    return {
        mail.contact.client_id
        for mail in mails
        if mail.contact is not None and mail.direction is Direction.IN
    }


def _afar(thread: Thread, others: Sequence[Project]) -> list[Project]:
    """Those of other clients than the one whose conversation it is."""
    home = thread.project
    return [each for each in others if home is not None and each.client_id != home.client_id]


def _hint(wrote: Collection[int], others: Sequence[Project], places: Sequence[Project]) -> str:
    """Why not all of ``places`` are offered."""
    if len(wrote) > 1:
        return "People of more than one client wrote here: move the mails one by one."
    if len(others) < len(places):
        return "Only projects of the client whose people wrote here."
    return ""


def _first_writer(
    session: Session, last: Shown, clients: Collection[int]
) -> tuple[Contact | None, str]:
    """Who first wrote what a mail forwards, if she is one of ours and nobody decided on it."""
    mail = last.mail
    original = original_sender(_Forwarding(mail.subject, last.text, mail.from_address))
    if original is None or mail.kind != "human":
        return None, ""
    decided = exists().where(
        Decision.kind == DecisionKind.SENDER,
        Decision.subject == f"mail:{mail.id}",
        Decision.undone_at.is_(None),
    )
    writer = session.scalar(
        select(Contact)
        .join(ContactAddress, ContactAddress.contact_id == Contact.id)
        .where(ContactAddress.addr_spec == original.address.lower())
        .where(Contact.client_id.in_(clients), ~decided)
    )
    return writer, original.evidence


def _regroupings(session: Session, thread: Thread, shown: Conversation) -> list[Regrouping]:
    """To split, to join a conversation that the user sees, to move to a project of hers."""
    known = [each.mail for each in shown.mails] if shown.is_whole else None
    projects = {f"project:{each.id}": each for each in shown.projects}
    found = proposals_for(session, thread, known=known, projects=shown.projects)
    targets = [_number(each.target) for each in found if each.kind is DecisionKind.JOIN]
    threads: dict[int, Thread] = {}
    if targets:
        seen = select(Thread).where(Thread.id.in_(targets), is_in_reach())
        threads = {each.id: each for each in session.scalars(seen)}
    regroupings = []
    for each in found:
        is_join = each.kind is DecisionKind.JOIN
        other = threads.get(_number(each.target)) if is_join else None
        mail_id = None if is_join else _number(each.subject)
        project = projects.get(each.target)
        if other is not None or mail_id is not None:
            what = each.kind, each.subject, each.target, each.reason
            regroupings.append(Regrouping(*what, other, project, mail_id))
    return regroupings


def _number(name: str) -> int:
    return int(name.partition(":")[2])
