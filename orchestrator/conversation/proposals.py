"""Which projects an undecided mail may belong to, likeliest first, and why in words.

A proposal files nothing: similar words or a name are no evidence of where a mail belongs,
only of where to look.  Of a known person only her client's projects are proposed.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
import re

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    cast,
    exists,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from orchestrator.conversation.forwarded import Original, original_sender
from orchestrator.conversation.mentions import has_code, names
from orchestrator.conversation.undecided import declined
from orchestrator.language import COMMON_WORDS
from orchestrator.models import (
    Contact,
    ContactAddress,
    DecisionKind,
    Direction,
    Mail,
    OutboxEntry,
    Participant,
    Project,
    Thread,
    ThreadKey,
)
from orchestrator.models.words import has_words

AT_MOST = 5
_FREE_MAIL = (
    "aol.com bluewin.ch btinternet.com comcast.net fastmail.com free.fr freenet.de gmail.com"
    " gmx.at gmx.ch gmx.com gmx.de gmx.net googlemail.com hey.com hotmail.co.uk hotmail.com"
    " hotmail.de hotmail.es hotmail.fr hotmail.it icloud.com kpnmail.nl laposte.net libero.it"
    " live.com live.de live.nl mac.com mail.com mail.de mail.ru mailbox.org me.com msn.com"
    " orange.fr outlook.com outlook.de outlook.es outlook.fr outlook.it posteo.de proton.me"
    " protonmail.com qq.com sapo.pt sfr.fr t-online.de tutanota.com uol.com.br virgilio.it"
    " wanadoo.fr web.de yahoo.co.uk yahoo.com yahoo.de yahoo.es yahoo.fr yahoo.it yandex.ru"
    " ymail.com ziggo.nl zoho.com 126.com 163.com"
)
FREE_MAIL = frozenset(_FREE_MAIL.split())
"""Where anybody gets an address: the domain says nothing about a company."""

_WORDS_AT_LEAST = 2
"""One word that two mails share is chance."""
_WORDS_AT_MOST = 8
_MAILS_A_WORD = 50
_FREQUENT = 20
"""A word in more mails than this is nobody's own."""

_WORD = re.compile(r"[^\W\d_]{5,30}")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A project that an undecided mail may belong to."""

    project_id: int
    project_name: str
    reason: str


@dataclass(slots=True)
class _Person:
    """Somebody who takes part."""

    id: int
    name: str
    addresses: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Case:
    """What speaks for one project: each reason with its weight."""

    project: Project
    people: dict[int, _Person] = field(default_factory=dict)
    reasons: list[tuple[float, str]] = field(default_factory=list)

    @property
    def weight(self) -> float:
        return sum(weight for weight, _ in self.reasons)

    def as_proposal(self) -> Proposal:
        best = sorted(self.reasons, key=lambda found: -found[0])[:3]
        return Proposal(self.project.id, self.project.name, "; ".join(w for _, w in best))


def proposals(session: Session, mail: Mail) -> list[Proposal]:
    """At most `AT_MOST` projects, likeliest first.  Those that were declined do not return."""
    contact = session.get(Contact, mail.contact_id) if mail.contact_id else None
    cases = _open_cases(session, mail, contact)
    if not cases:
        return []
    for project_id, weight, words in _evidence(session, mail, contact, cases):
        if project_id in cases and (weight, words) not in cases[project_id].reasons:
            cases[project_id].reasons.append((weight, words))
    likely = [case for case in cases.values() if case.reasons]
    likely.sort(key=lambda case: (-case.weight, case.project.name, case.project.id))
    return [case.as_proposal() for case in likely[:AT_MOST]]


def domain_of(address: str) -> str:
    """The company's part of an address; empty where anybody gets one."""
    domain = address.rpartition("@")[2]
    return "" if domain in FREE_MAIL else domain


Found = Iterator[tuple[int, float, str]]
"""A project, how much it weighs, and why."""


def _open_cases(session: Session, mail: Mail, contact: Contact | None) -> dict[int, _Case]:
    """Open projects that were not declined, with the people in them and their addresses.

    Those in after-care only of a client who has no open one: nothing newer can be meant.
    """
    newer = aliased(Project)
    has_open = exists().where(newer.client_id == Project.client_id, newer.closed_at.is_(None))
    target = literal("project:") + cast(Project.id, String)
    is_running = Project.closed_at.is_(None)
    conditions: list[ColumnElement[bool]] = [
        is_running if contact is None else is_running | ~has_open,
        target.not_in(declined(DecisionKind.FILE, f"thread:{mail.thread_id}")),
    ]
    if contact is not None:
        conditions.append(Project.client_id == contact.client_id)
    return _cases(session, *conditions)


def _cases(session: Session, *conditions: ColumnElement[bool]) -> dict[int, _Case]:
    query = (
        select(Project, Contact.id, Contact.name, ContactAddress.addr_spec)
        .outerjoin(Participant, Participant.project_id == Project.id)
        .outerjoin(Contact, Contact.id == Participant.contact_id)
        .outerjoin(ContactAddress, ContactAddress.contact_id == Contact.id)
        .where(*conditions)
        .order_by(Project.id, Participant.id, ContactAddress.id)
    )
    cases: dict[int, _Case] = {}
    for project, person_id, name, address in session.execute(query):
        case = cases.setdefault(project.id, _Case(project))
        if person_id is not None:
            person = case.people.setdefault(person_id, _Person(person_id, name))
            person.addresses.add(address or "")
    return cases


def _evidence(
    session: Session, mail: Mail, contact: Contact | None, cases: Mapping[int, _Case]
) -> Found:
    yield from _by_traces(session, mail)
    original = original_sender(mail)
    for case in cases.values():
        yield from _by_people(mail, contact, case, original)
        yield from _by_name(mail, case.project)
    yield from _by_words(session, mail, cases)


def _by_traces(session: Session, mail: Mail) -> Found:
    """What it refers to, though its sender does not belong there, and where mail like it is."""
    ids = [each for each in (*mail.references, mail.in_reply_to) if each]
    ours = select(literal("ours"), OutboxEntry.project_id, literal("", String)).where(
        OutboxEntry.message_id.in_(ids)
    )
    theirs = (
        select(literal("thread"), Thread.project_id, Thread.subject)
        .join(ThreadKey, ThreadKey.thread_id == Thread.id)
        .where(ThreadKey.message_id.in_(ids))
    )
    earlier = (
        select(literal("mails"), Mail.project_id, cast(func.count(), String))
        .where(Mail.from_address == mail.from_address, Mail.id != mail.id)
        .group_by(Mail.project_id)
    )
    for kind, project_id, words in session.execute(union_all(ours, theirs, earlier)):
        if project_id is None:
            continue
        if kind == "ours":
            yield project_id, 40.0, "answers a message of ours"
        elif kind == "thread":
            yield project_id, 30.0, f"answers a mail in “{words[:60]}”"
        else:
            mails = (
                "a mail of this address is"
                if words == "1"
                else f"{words} mails of this address are"
            )
            yield project_id, 15.0 + min(int(words), 10), f"{mails} here"


def _by_people(
    mail: Mail, contact: Contact | None, case: _Case, original: Original | None
) -> Found:
    project = case.project
    strangers = mail.recipients if mail.direction is Direction.OUT else [mail.from_address]
    companies = set(map(domain_of, strangers)) - {""}
    for person in case.people.values():
        if contact is not None and person.id == contact.id:
            yield project.id, 20.0, f"{person.name} works with us on it"
        elif original is not None and original.address in person.addresses:
            yield project.id, 25.0, f"forwards a mail of {person.name}"
        elif person.addresses & set(mail.recipients):
            yield project.id, 12.0, f"{person.name} got it too"
        elif contact is None and companies & set(map(domain_of, person.addresses)):
            yield project.id, 10.0, f"same company address as {person.name}"
        elif " " in person.name and names(mail.text, person.name):
            yield project.id, 5.0, f"names {person.name}"


def _by_name(mail: Mail, project: Project) -> Found:
    if has_code(mail.subject, project.code):
        yield project.id, 15.0, f"{project.code} is in the subject"
    elif len(project.code) > 2 and has_code(mail.new_text, project.code):
        yield project.id, 8.0, f"{project.code} is in the text"
    if names(mail.subject, project.name):
        yield project.id, 12.0, "the subject names the project"
    elif names(mail.new_text, project.name):
        yield project.id, 6.0, "the text names the project"


def _by_words(session: Session, mail: Mail, cases: Mapping[int, _Case]) -> Found:
    """At least two rare words that it shares with the newest mails of one client."""
    words = _telling_words(mail)
    if not words:
        return
    counts: dict[str, dict[int, int]] = defaultdict(dict)
    found = union_all(*(_mails_with(session, word, mail, cases) for word in words)).subquery()
    rows = session.execute(
        select(found.c.word, found.c.project_id, func.count()).group_by(
            found.c.word, found.c.project_id
        )
    )
    for word, project_id, count in rows:
        counts[word][project_id] = count
    shared: dict[int, list[str]] = defaultdict(list)
    weights: dict[int, float] = defaultdict(float)
    for word in words:
        clients = {cases[project_id].project.client_id for project_id in counts[word]}
        if len(clients) != 1 or sum(counts[word].values()) > _FREQUENT:
            continue
        for project_id in counts[word]:
            shared[project_id].append(word)
            weights[project_id] += 2.0 / len(counts[word])
    for project_id, common in shared.items():
        if len(common) < _WORDS_AT_LEAST:
            continue
        yield project_id, weights[project_id], f"mails here have {', '.join(common[:4])} too"


def _mails_with(
    session: Session, word: str, mail: Mail, cases: Mapping[int, _Case]
) -> Select[str, int]:
    newest = (
        select(literal(word, String).label("word"), Mail.project_id.label("project_id"))
        .where(
            has_words(session, f'"{word}"'),
            Mail.project_id.in_(cases),
            Mail.id != mail.id,
        )
        .limit(_MAILS_A_WORD)
        .subquery()
    )
    return select(newest.c.word, newest.c.project_id)


def _telling_words(mail: Mail) -> list[str]:
    """The longest words of subject and text that are not everybody's, the subject's first."""
    subject = {word.lower() for word in _WORD.findall(mail.subject)}
    text = {word.lower() for word in _WORD.findall(mail.new_text[:5_000])} - subject
    ranked = [*sorted(subject, key=_telling), *sorted(text, key=_telling)]
    return [word for word in ranked if word not in COMMON_WORDS][:_WORDS_AT_MOST]


def _telling(word: str) -> tuple[int, str]:
    return -len(word), word
