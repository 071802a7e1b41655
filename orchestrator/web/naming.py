"""Words and a link for a code such as ``digest:17``, as far as the viewer may see it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final, get_args

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from orchestrator.engagement.registers import Said
from orchestrator.models import (
    ApiToken,
    Ask,
    Client,
    ClientDecision,
    Contact,
    Digest,
    Dispute,
    Fact,
    Hook,
    Mail,
    Mailbox,
    Measurement,
    OpenPoint,
    OutboxEntry,
    Project,
    Proposal,
    Response,
    Review,
    TeamMail,
    Theme,
    Thread,
    User,
    ValueGoal,
)
from orchestrator.models.disputes import stands
from orchestrator.web.access import is_visible
from orchestrator.web.ids import LARGEST_ID
from orchestrator.web.theme_rows import is_theme_seen

Found = Select[str, int, str, str]
"""Kind, id, words, the id of the page to open."""

_Worded = Said | ClientDecision | Ask | Fact | OpenPoint | Proposal | ValueGoal

_PAGES: Final = {
    "ask": "/p/{}/asks",
    "client_decision": "/p/{}/decisions",
    "contact": "/clients/{}",
    "digest": "/digests/{}",
    "fact": "/p/{}/facts",
    "hook": "/p/{}/team",
    "dispute": "/disputes/{}",
    "mail": "/inbox/{}",
    "open_point": "/p/{}/known",
    "outbox": "/digests/{}",
    "project": "/p/{}",
    "proposal": "/p/{}/team",
    "response": "/inbox/{}",
    "review": "/p/{}/reviews",
    "theme": "/themes/{}",
    "thread": "/inbox/{}",
    "promise": "/p/{}/promises",
    "question": "/p/{}/questions",
    "change_request": "/p/{}/changes",
    "expectation": "/p/{}/expectations",
    "value_goal": "/p/{}/value",
    "measurement": "/p/{}/value",
}
_WHOLE: Final = {
    "operator": "The operator",
    "visitor": "A visitor",
    "user:unknown": "Nobody we know",
}
_MOST_WORDS = 70


@dataclass(frozen=True, slots=True)
class Named:
    """``words`` are empty for what the viewer may not see, or what is gone."""

    code: str
    words: str = ""
    href: str | None = None


def names_of(session: Session, codes: Iterable[str]) -> dict[str, Named]:
    """A name for each of ``codes``; one query for all of them."""
    wanted = set(codes)
    names = {code: Named(code, _without_row(code)) for code in wanted}
    ids = _ids_by_kind(wanted)
    if not ids:
        return names
    for kind, row_id, words, page in session.execute(
        union_all(*(_QUERIES[kind](found) for kind, found in sorted(ids.items())))
    ):
        code = f"{kind}:{row_id}"
        href = _PAGES[kind].format(page) if kind in _PAGES and page else None
        names[code] = Named(code, _short(words) or "No subject", href)
    return names


def _without_row(code: str) -> str:
    kind, _, rest = code.partition(":")
    if kind in ("system", "operator") and rest:
        return f"The {'service' if kind == 'system' else kind}, {rest}"
    if kind in ("config", "template", "view"):
        return f"{kind.capitalize()} {rest}"
    return _WHOLE.get(code, "")


def _ids_by_kind(codes: Collection[str]) -> dict[str, set[int]]:
    ids: dict[str, set[int]] = defaultdict(set)
    for code in codes:
        kind, _, number = code.partition(":")
        if kind in _QUERIES and number.isdecimal() and len(number) < 11:
            ids[kind].add(min(int(number), LARGEST_ID))
    return ids


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _MOST_WORDS else f"{words[: _MOST_WORDS - 1].rstrip()}…"


def _select(
    kind: str,
    row_id: InstrumentedAttribute[int],
    words: ColumnElement[str] | InstrumentedAttribute[str],
    ids: Collection[int],
    *,
    page: ColumnElement[str] | InstrumentedAttribute[str] | None = None,
) -> Found:
    opens = literal("", String) if page is None else func.coalesce(page, "")
    found = select(literal(kind, String), row_id, cast(words, String), opens)
    return found.where(row_id.in_(ids))


def _users(ids: Collection[int]) -> Found:
    return _select("user", User.id, User.name, ids)


def _contacts(ids: Collection[int]) -> Found:
    page = cast(Contact.id, String)
    return _select("contact", Contact.id, Contact.name, ids, page=page)


def _clients(ids: Collection[int]) -> Found:
    return _select("client", Client.id, Client.name, ids)


def _mailboxes(ids: Collection[int]) -> Found:
    return _select("mailbox", Mailbox.id, literal("Mailbox ").concat(Mailbox.name), ids)


def _projects(ids: Collection[int]) -> Found:
    found = _select("project", Project.id, Project.name, ids, page=Project.slug)
    return found.where(is_visible(Project.id))


def _digests(ids: Collection[int]) -> Found:
    words = literal("Update ").concat(cast(Digest.number, String)).concat(", ").concat(Project.name)
    page = cast(Digest.id, String)
    found = _select("digest", Digest.id, words, ids, page=page)
    return found.join(Project, Project.id == Digest.project_id).where(is_visible(Project.id))


def _mails(ids: Collection[int]) -> Found:
    sender = case((Mail.from_name != "", Mail.from_name), else_=Mail.from_address)
    words = literal("Mail of ").concat(sender).concat(": ").concat(Mail.subject)
    page = cast(Mail.thread_id, String)
    found = _select("mail", Mail.id, words, ids, page=page)
    is_ours = and_(TeamMail.mail_id == Mail.id, TeamMail.user_id.is_not(None))
    found = found.outerjoin(TeamMail, is_ours)
    return found.where(or_(is_visible(Mail.project_id), is_visible(TeamMail.project_id)))


def _threads(ids: Collection[int]) -> Found:
    # One that was joined has no subject: it is named after that which it became part of.
    named, page = aliased(Thread), cast(Thread.id, String)
    found = _select("thread", Thread.id, named.subject, ids, page=page)
    found = found.join(named, named.id == func.coalesce(Thread.joined_into_id, Thread.id))
    return found.where(is_visible(named.project_id))


def _said(table: type[_Worded], ids: Collection[int]) -> Found:
    """Rows of a project that are called after their words."""
    words, page = func.substr(table.text, 1, 100), Project.slug
    found = _select(table.__tablename__, table.id, words, ids, page=page)
    return found.join(Project, Project.id == table.project_id).where(is_visible(Project.id))


def _reviews(ids: Collection[int]) -> Found:
    found = _select("review", Review.id, Review.title, ids, page=Project.slug)
    return found.join(Project, Project.id == Review.project_id).where(is_visible(Project.id))


def _measurements(ids: Collection[int]) -> Found:
    words, page = func.substr(Measurement.evidence, 1, 100), Project.slug
    found = _select("measurement", Measurement.id, words, ids, page=page)
    found = found.join(ValueGoal, ValueGoal.id == Measurement.goal_id)
    return found.join(Project, Project.id == ValueGoal.project_id).where(is_visible(Project.id))


def _hooks(ids: Collection[int]) -> Found:
    found = _select("hook", Hook.id, Hook.name, ids, page=Project.slug)
    return found.join(Project, Project.id == Hook.project_id).where(is_visible(Project.id))


def _tokens(ids: Collection[int]) -> Found:
    """Without a link: one that is for all projects of somebody belongs to no page."""
    words = literal("Token ").concat(ApiToken.name)
    found = _select("token", ApiToken.id, words, ids)
    return found.where(or_(ApiToken.project_id.is_(None), is_visible(ApiToken.project_id)))


def _disputes(ids: Collection[int]) -> Found:
    words = literal("Case of invoice ").concat(Dispute.number)
    found = _select("dispute", Dispute.id, words, ids, page=cast(Dispute.id, String))
    return found.join(Mail, Mail.id == Dispute.mail_id).where(
        is_visible(Dispute.project_id), stands()
    )


def _themes(ids: Collection[int]) -> Found:
    found = _select("theme", Theme.id, Theme.name, ids, page=cast(Theme.id, String))
    return found.where(is_theme_seen())


def _responses(ids: Collection[int]) -> Found:
    words = literal("Answer to ").concat(Contact.name).concat(": ").concat(Response.subject)
    page = cast(Response.thread_id, String)
    found = _select("response", Response.id, words, ids, page=page)
    return found.join(Contact, Contact.id == Response.contact_id).where(
        is_visible(Response.project_id)
    )


def _outbox(ids: Collection[int]) -> Found:
    kind = cast(OutboxEntry.kind, String)
    words = func.upper(func.substr(kind, 1, 1)).concat(func.substr(kind, 2))
    words = words.concat(" to ").concat(func.coalesce(Contact.name, "accounting"))
    page = cast(OutboxEntry.digest_id, String)
    found = _select("outbox", OutboxEntry.id, words, ids, page=page)
    return found.outerjoin(Contact, Contact.id == OutboxEntry.contact_id).where(
        is_visible(OutboxEntry.project_id)
    )


_QUERIES: Final[Mapping[str, Callable[[Collection[int]], Found]]] = {
    "ask": partial(_said, Ask),
    "client": _clients,
    "client_decision": partial(_said, ClientDecision),
    "contact": _contacts,
    "digest": _digests,
    "dispute": _disputes,
    "fact": partial(_said, Fact),
    "hook": _hooks,
    "mail": _mails,
    "mailbox": _mailboxes,
    "measurement": _measurements,
    "open_point": partial(_said, OpenPoint),
    "outbox": _outbox,
    "project": _projects,
    "proposal": partial(_said, Proposal),
    "response": _responses,
    "review": _reviews,
    "theme": _themes,
    "thread": _threads,
    "token": _tokens,
    "user": _users,
    "value_goal": partial(_said, ValueGoal),
    **{each.__tablename__: partial(_said, each) for each in get_args(Said)},
}
