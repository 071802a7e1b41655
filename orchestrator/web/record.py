"""/compliance and /r/<seq>: the record, searched and shown with its fingerprint checked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
import json
import re
from typing import Any, Final

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from orchestrator.models import AuditDetail, AuditEntry, AuditEraseTicket, Mail, Project
from orchestrator.record.append import Action
from orchestrator.record.chain import FIRST_PREV, commitment, entry_hash
from orchestrator.web.access import (
    SEES_ALL,
    Power,
    check_visible,
    current_user,
    is_visible,
    needs,
    visible_projects,
)
from orchestrator.web.naming import Named, names_of
from orchestrator.web.parts import parts
from orchestrator.web.readings import readings
from orchestrator.web.record_words import ACTIONS, actor_code, codes_in, did, fields_of, label

bp = Blueprint("record", __name__)

ROWS: Final = 50
LONGEST_QUERY: Final = 200
LARGEST: Final = 2**63 - 1
LAST_TS: Final = 253_402_214_400_000_000

# The sum keeps SQLite from sorting all entries of a project to show its newest fifty.
_PROJECT = AuditEntry.project_id + 0


class Unreadable(ValueError):
    """What was typed names nothing that can be searched; says so in words."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry.  ``fields`` are those of its canonical line."""

    entry: AuditEntry
    fields: Mapping[str, Any]
    at: datetime
    project: str | None

    @property
    def actor(self) -> str:
        return actor_code(self.fields.get("actor", ""))


@dataclass(frozen=True, slots=True)
class Detail:
    """A value with personal words; ``value`` is None once it was erased."""

    label: str
    value: str | None


@bp.get("/compliance")
@needs(Power.REVIEW)
def index() -> ResponseReturnValue:
    """The newest entries that fit what was typed, 50 at a time."""
    asked = {name: request.args.get(name, "").strip() for name in _FILTERS}
    with parts().db.read() as session:
        try:
            lines, problem = _lines(session, asked), ""
        except Unreadable as error:
            lines, problem = [], str(error)
        page = render_template(
            "record/index.html",
            asked=asked,
            problem=problem,
            lines=lines[:ROWS],
            names=_names_in(session, lines),
            did=did,
            older=lines[ROWS - 1].entry.seq if len(lines) > ROWS else None,
            actions=ACTIONS,
            projects=session.execute(
                select(Project.slug, Project.name)
                .where(is_visible(Project.id))
                .order_by(Project.name)
            ).all(),
        )
    return page, 400 if problem else 200


@bp.get("/r/<int:seq>")
@needs(Power.REVIEW)
def show(seq: int) -> str:
    """One entry: every field, every detail, and whether it is what was written."""
    with parts().db.read() as session:
        entry = session.get(AuditEntry, seq) if seq <= LARGEST else None
        if entry is None:
            raise NotFound
        check_visible(session, entry.project_id, f"entry:{seq}")
        stored = session.scalars(
            select(AuditDetail).where(AuditDetail.seq == seq).order_by(AuditDetail.name)
        ).all()
        erased = session.scalars(
            select(AuditEraseTicket.name).where(AuditEraseTicket.seq == seq)
        ).all()
        neighbours = _neighbours(session, seq)
        fields = _fields(entry)
        names = names_of(session, [entry.obj, *codes_in(fields)])
        has_moved = _has_moved(session, fields)
        return render_template(
            "record/show.html",
            reader=current_user().name,
            entry=entry,
            at=_instant(entry),
            did=did,
            about=names[entry.obj],
            fields=fields_of(fields, names),
            details=[] if has_moved else _details(entry, stored),
            nearby=_hers(session, neighbours),
            readings=[] if has_moved else readings(session, entry),
            computed=entry_hash(entry.line),
            problems=list(problems(entry, neighbours, stored, erased)),
        )


def problems(
    entry: AuditEntry,
    neighbours: Mapping[int, AuditEntry],
    stored: Sequence[AuditDetail],
    erased: Sequence[str] = (),
) -> Iterator[str]:
    """Why this copy must not be relied on, a sentence each: fingerprint, chain, fields, details."""
    computed = entry_hash(entry.line)
    if computed != entry.hash:
        yield (
            f"Fingerprint does not match. Stored {entry.hash.hex()[:12]}…, "
            f"computed {computed.hex()[:12]}…. Do not rely on this copy."
        )
    before, after = neighbours.get(entry.seq - 1), neighbours.get(entry.seq + 1)
    if entry.prev != _expected_prev(entry, before):
        yield f"The chain is broken before it, at record {entry.seq - 1}."
    if after is not None and after.prev != entry.hash:
        yield f"The chain is broken after it, at record {entry.seq + 1}."
    fields = _fields(entry)
    columns = {"seq": entry.seq, "ts": entry.ts, "prev": entry.prev.hex(), "action": entry.action,
               "obj": entry.obj, "project": entry.project_id}  # fmt: skip
    for name, value in columns.items():
        if fields.get(name) != value:
            yield f"The field {name} is not what the fingerprint covers."
    commitments = fields.get("c", {})
    for row in stored:
        if commitment(row.salt, row.name, _value(row)) != commitments.get(row.name):
            yield f"The detail {row.name} was altered."
    for name in sorted(set(commitments) - {row.name for row in stored} - set(erased)):
        yield f"The detail {name} is missing, and nothing says that it was erased."


def _lines(session: Session, asked: Mapping[str, str]) -> list[Line]:
    """Raises Unreadable."""
    query = (
        select(AuditEntry, Project.name)
        .outerjoin(Project, Project.id == AuditEntry.project_id)
        .where(_is_hers())
        .order_by(AuditEntry.seq.desc())
        .limit(ROWS + 1)
    )
    for name, condition in _FILTERS.items():
        if "\0" in asked[name]:
            raise Unreadable("A search has no NUL characters.")
        if asked[name]:
            query = query.where(*condition(asked[name]))
    return [
        Line(entry, _fields(entry), _instant(entry), project)
        for entry, project in session.execute(query)
    ]


def _names_in(session: Session, lines: Sequence[Line]) -> dict[str, Named]:
    return names_of(session, {code for line in lines for code in (line.actor, line.entry.obj)})


def _is_hers() -> ColumnElement[bool]:
    user = current_user()
    return true() if user.role in SEES_ALL else _PROJECT.in_(visible_projects(user))


def _has_words(typed: str) -> Iterator[ColumnElement[bool]]:
    if len(typed) > LONGEST_QUERY:
        raise Unreadable(f"The search may have {LONGEST_QUERY} characters.")
    for word in typed.lower().split():
        actions = [action.value for action in Action if word in action.value]
        if ":" in word:
            yield AuditEntry.obj == word  # An exact object has an index; 1 M rows need it.
        else:
            yield or_(
                AuditEntry.action.in_(actions), AuditEntry.obj.contains(word, autoescape=True)
            )


def _has_project(typed: str) -> Iterator[ColumnElement[bool]]:
    yield select(Project.id).where(Project.slug == typed).scalar_subquery() == _PROJECT


def _has_action(typed: str) -> Iterator[ColumnElement[bool]]:
    if typed not in set(Action):
        raise Unreadable("There is no such action. Choose one from the list.")
    yield AuditEntry.action == typed


def _has_object(typed: str) -> Iterator[ColumnElement[bool]]:
    yield AuditEntry.obj == typed


def _is_before(typed: str) -> Iterator[ColumnElement[bool]]:
    if not re.fullmatch(r"[0-9]{1,18}", typed):
        raise Unreadable("“before” takes the number of a record, such as 48211.")
    yield AuditEntry.seq < int(typed)


_FILTERS = {
    "q": _has_words,
    "project": _has_project,
    "action": _has_action,
    "obj": _has_object,
    "before": _is_before,
}


def _neighbours(session: Session, seq: int) -> dict[int, AuditEntry]:
    rows = session.scalars(select(AuditEntry).where(AuditEntry.seq.in_((seq - 1, seq + 1))))
    return {row.seq: row for row in rows}


def _hers(session: Session, seqs: Iterable[int]) -> Sequence[int]:
    """Those of ``seqs`` that the user may open, in their order."""
    return session.scalars(
        select(AuditEntry.seq)
        .where(AuditEntry.seq.in_(list(seqs)), _is_hers())
        .order_by(AuditEntry.seq)
    ).all()


def _expected_prev(entry: AuditEntry, before: AuditEntry | None) -> bytes | None:
    if entry.seq == 1:
        return FIRST_PREV
    return entry_hash(before.line) if before else None


def _has_moved(session: Session, fields: Mapping[str, Any]) -> bool:
    """Whether it quotes a mail that lies, by now, in a project that the user does not see.

    A mail that came to the wrong client was read there, and its words are hers no more.
    """
    if current_user().role in SEES_ALL:
        return False
    codes = {str(fields.get(name)) for name in ("obj", "source", "cause")}
    codes.add(f"mail:{fields.get('mail')}")
    mails = [int(c[5:]) for c in codes if c.startswith("mail:") and c[5:].isdecimal()]
    elsewhere = select(Mail.id).where(
        Mail.id.in_(mails), Mail.project_id.is_not(None), ~is_visible(Mail.project_id)
    )
    return session.scalar(elsewhere.limit(1)) is not None


def _details(entry: AuditEntry, stored: Sequence[AuditDetail]) -> list[Detail]:
    values = {row.name: _in_words(_value(row)) for row in stored}
    names = {*_fields(entry).get("c", {}), *values}
    return [Detail(label(name), values.get(name)) for name in sorted(names)]


def _in_words(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)


def _value(row: AuditDetail) -> object:
    try:
        return json.loads(row.value)
    except ValueError:
        return row.value


def _fields(entry: AuditEntry) -> dict[str, Any]:
    """The fields of the line; none where it is no longer an entry."""
    try:
        fields = json.loads(entry.line)
    except ValueError:
        return {}
    return fields if isinstance(fields, dict) else {}


def _instant(entry: AuditEntry) -> datetime:
    # Clamped, because a tampered entry has to be shown too.
    return datetime.fromtimestamp(min(max(entry.ts, 0), LAST_TS) // 1_000_000, tz=UTC)
