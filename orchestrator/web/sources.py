"""Where a line of an update comes from, as a link a PM can follow: ``mail:402``, ``fact:12``."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Integer, case, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, defer, joinedload
from sqlalchemy.sql.base import ExecutableOption

from orchestrator.models import Ask, Digest, Fact, Mail, Measurement, User, ValueGoal
from orchestrator.web.register_words import REGISTERS
from orchestrator.web.words import day, in_words

Link = tuple[str | None, str, str]
"""Where it leads, the icon, the words."""

_REGISTERS: Final = {each.table.__tablename__: each for each in REGISTERS.values()}
_PROGRAMS: Final = {"hook": ("git-branch", "An issue"), "token": ("plug", "A program of ours")}

Rows = dict[str, Mail | Fact | Ask | User | ValueGoal | Measurement]


def load_sources(session: Session, digest: Digest) -> Rows:
    """The rows that the lines of ``digest`` point to, by reference; one query a kind.

    While they are held, `session.get` finds them without asking the database again.
    """
    ids: dict[str, set[int]] = defaultdict(set)
    for block in digest.blocks:
        for source in block.sources:
            kind, _, number = source.source.partition(":")
            if number.isdecimal():
                ids[kind].add(int(number))
    mails = _load(session, Mail.id, ids["mail"], [joinedload(Mail.contact), defer(Mail.text)])
    facts = _load(session, Fact.id, ids["fact"], [])
    asks = _load(session, Ask.id, ids["ask"], [])
    goals = _load(session, ValueGoal.id, ids["value_goal"], [])
    measured = _load(session, Measurement.id, ids["measurement"], [joinedload(Measurement.goal)])
    users = _load(session, User.id, ids["user"] - {digest.project.pm_id}, [])
    return {
        f"user:{digest.project.pm_id}": digest.project.pm,
        **{f"mail:{row.id}": row for row in mails},
        **{f"fact:{row.id}": row for row in facts},
        **{f"ask:{row.id}": row for row in asks},
        **{f"value_goal:{row.id}": row for row in goals},
        **{f"measurement:{row.id}": row for row in measured},
        **{f"user:{row.id}": row for row in users},
    }


def _load(
    session: Session,
    column: InstrumentedAttribute[int],
    ids: Iterable[int],
    options: Sequence[ExecutableOption],
) -> Sequence[Any]:
    if not ids:
        return []
    return session.scalars(select(column.class_).where(column.in_(ids)).options(*options)).all()


def link_of(reference: str, rows: Rows, slug: str) -> Link:
    """The link of one reference; a row of ours that has no page of its own gets only words."""
    row = rows.get(reference)
    if isinstance(row, Mail) and row.thread_id is None:
        return f"/p/{slug}/team", "mail", f"{row.from_name}, {in_words(row.received_at)}"
    if isinstance(row, Mail):
        return f"/inbox/{row.thread_id}", "mail", f"{row.from_name}, {in_words(row.received_at)}"
    if isinstance(row, Fact):
        return f"/p/{slug}/facts", "list-checks", f"Noted {in_words(row.known_at)}"
    if isinstance(row, Ask):
        return f"/p/{slug}", "circle-question-mark", f"Asked for on {day(row.created_at)}"
    if isinstance(row, ValueGoal):
        return f"/p/{slug}/value", "target", f"Goal of {day(row.said_at)}"
    if isinstance(row, Measurement):
        return f"/p/{slug}/value", "list-checks", f"Measured {day(row.measured_on)}"
    if isinstance(row, User):
        return None, "user", row.name
    if reference.startswith("project:"):
        return f"/p/{slug}", "folders", "Delivery state"
    kind, _, number = reference.partition(":")
    if (page := _REGISTERS.get(kind)) is not None:
        return f"/p/{slug}/{page.name}/{number}", page.icon, page.tab
    if kind in _PROGRAMS:
        return f"/p/{slug}/team", *_PROGRAMS[kind]
    return None, "circle-dashed", reference


def mail_id_in(source: InstrumentedAttribute[str]) -> ColumnElement[int]:
    """The id in ``mail:402``; no other source has one."""
    number = cast(func.substr(source, len("mail:") + 1), Integer)
    return case((source.startswith("mail:"), number))
