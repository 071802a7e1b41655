"""Hold the rows against the record: what the newest entry said of each must still be there."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
import hashlib
from typing import Any

from sqlalchemy import SQLColumnExpression, String, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from orchestrator.models import (
    Answer,
    Approval,
    Mail,
    OutboxEntry,
    OutboxState,
    Preference,
    Suppression,
)
from orchestrator.record.append import Action

_BATCH = 500

NOWHERE = 2**63
"""The place of what no entry speaks of: behind every entry."""

Finding = tuple[int, str]
"""The entry it is about, and a sentence."""

Key = tuple[object, ...]
Said = dict[str, tuple[object, int]]
"""Of one row: what it holds, and the entry that says so."""


@dataclass(frozen=True)
class _Table:
    """``name`` is filled with the key; one key may name several rows, which keep their order."""

    name: str
    row_id: InstrumentedAttribute[int]
    key: tuple[SQLColumnExpression[Any], ...]
    columns: Mapping[str, SQLColumnExpression[Any]]


def _word(column: InstrumentedAttribute[Any]) -> SQLColumnExpression[Any]:
    # As text: a word that is none of ours must be named, not end the walk.
    return type_coerce(column, String)


OF_ONE_THING = ("digest", "response", "referral", "invitation")
"""What an approval may be of."""

TABLES = {
    "mail": _Table("mail:{}", Mail.id, (Mail.id,), {"sha256": Mail.sha256}),
    "approval": _Table(
        "approval:{}",
        Approval.id,
        (Approval.id,),
        {
            "sha256": Approval.sha256,
            "digest": Approval.digest_id,
            "response": Approval.response_id,
            "referral": Approval.referral_id,
            "invitation": Approval.invitation_id,
            "watermark": Approval.watermark,
            "approver": Approval.user_id,
            "undo": Approval.undone_at.is_not(None),
        },
    ),
    "outbox": _Table(
        "outbox:{}",
        OutboxEntry.id,
        (OutboxEntry.id,),
        {
            "message": OutboxEntry.content,
            "sha256": OutboxEntry.sha256,
            "recipient": OutboxEntry.recipient,
            "kind": _word(OutboxEntry.kind),
            "cause": OutboxEntry.cause,
            "project": OutboxEntry.project_id,
            "approval": OutboxEntry.approval_id,
            "standing approval": OutboxEntry.standing_approval_id,
        },
    ),
    "answer": _Table(
        "answer to ask:{} in mail:{}",
        Answer.id,
        (Answer.ask_id, Answer.mail_id),
        {
            "value": Answer.value,
            "span": Answer.span,
            "state": _word(Answer.state),
            "certainty": Answer.certainty,
            "tier": Answer.tier,
        },
    ),
    "preference": _Table(
        "wish of contact:{} for {} ({})",
        Preference.id,
        (Preference.contact_id, _word(Preference.wish), Preference.source),
        {
            "number": Preference.id,
            "value": Preference.value,
            "state": _word(Preference.state),
        },
    ),
    "suppression": _Table(
        "suppression:{}",
        Suppression.id,
        (Suppression.id,),
        {
            "address": Suppression.addr_spec,
            "reason": _word(Suppression.reason),
            "source": Suppression.source,
            "lift": Suppression.lifted_at.is_not(None),
        },
    ),
}


@dataclass
class Rows:
    """What the record says of the rows, learned entry by entry, oldest first."""

    said: dict[str, dict[Key, list[Said]]] = field(
        default_factory=lambda: {table: {} for table in TABLES}
    )
    approved: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def learn(self, fields: Mapping[str, Any], details: dict[str, Any]) -> None:
        """Take in one entry.  A detail that was erased or altered is not held against a row.

        Raises:
            KeyError, TypeError, ValueError: the entry lacks what its action needs.
        """
        seq, action = fields["seq"], fields["action"]
        if action == Action.INGEST:
            self._say("mail", (_number(fields["obj"]),), seq, {"sha256": fields["dig"]})
        elif action == Action.APPROVE:
            self._approve(seq, fields)
        elif action == Action.UNDO:
            self._undo(seq, self.approved.pop(fields["obj"], []))
        elif _ends_approval(fields):
            [entry] = self.said["outbox"][(_number(fields["obj"]),)]
            approval, _ = entry["approval"]
            self._undo(seq, [approval] if approval else [])
        elif action == Action.QUEUE:
            self._queue(seq, fields, details)
        elif action == Action.ANSWER:
            key = (_number(fields["obj"]), fields["mail"])
            self._say("answer", key, seq, _only(fields, "state", "certainty", "tier") | details)
        elif action == Action.WITHDRAW:
            self._withdraw(fields["obj"])
        elif action == Action.PREFERENCE:
            self._prefer(seq, fields, details)
        elif action == Action.SUPPRESS:
            says = {**_only(fields, "reason", "source"), **details, "lift": False}
            self._say("suppression", (_number(fields["obj"]),), seq, says)
        elif action == Action.UNSUPPRESS:
            self.said["suppression"][(_number(fields["obj"]),)][0]["lift"] = (True, seq)

    def findings(self, session: Session) -> Iterator[Finding]:
        """Compare every row with what was learned.  Call it once: it uses that up."""
        for name, table in TABLES.items():
            yield from _compare(session, table, self.said[name])

    def _say(self, table: str, key: Key, seq: int, says: Mapping[str, object]) -> None:
        self.said[table][key] = [{name: (value, seq) for name, value in says.items()}]

    def _approve(self, seq: int, fields: Mapping[str, Any]) -> None:
        kind, number = fields["obj"].partition(":")[0], _number(fields["obj"])
        approval = fields["approval"]
        says = {"sha256": fields["dig"], "watermark": fields["watermark"]}
        says |= {each: number if each == kind else None for each in OF_ONE_THING}
        if fields["actor"].startswith("user:"):
            says["approver"] = _number(fields["actor"])
        self._say("approval", (approval,), seq, says | {"undo": False})
        self.approved[fields["obj"]].append(approval)

    def _undo(self, seq: int, approvals: list[Any]) -> None:
        for approval in approvals:
            self.said["approval"][(approval,)][0]["undo"] = (True, seq)

    def _queue(self, seq: int, fields: Mapping[str, Any], details: dict[str, Any]) -> None:
        says = {
            "message": bytes.fromhex(fields["dig"]),
            "sha256": fields["dig"],
            **_only(fields, "kind", "cause"),
            "project": fields.get("project"),
            "standing approval": fields.get("standing"),
            "approval": None,
        }
        if "standing" not in fields:
            says["approval"] = self.approved[fields["cause"]][-1]
        self._say("outbox", (_number(fields["obj"]),), seq, says | details)

    def _withdraw(self, mail: str) -> None:
        """What came of a mail is gone; what it came to be afterwards has entries of its own."""
        answers, wishes = self.said["answer"], self.said["preference"]
        for key in [key for key in answers if key[1] == _number(mail)]:
            del answers[key]
        for key in [key for key in wishes if key[2] == mail]:
            del wishes[key]

    def _prefer(self, seq: int, fields: Mapping[str, Any], details: dict[str, Any]) -> None:
        key = (_number(fields["obj"]), fields["wish"], fields["source"])
        numbered = {"number": fields["preference"]} if "preference" in fields else {}
        says = {"state": fields["state"]} | numbered | details
        row = {name: (value, seq) for name, value in says.items()}
        rows = self.said["preference"].setdefault(key, [])
        rows[_place(row, rows, fields["source"])] = [row]


def _ends_approval(fields: Mapping[str, Any]) -> bool:
    """Whether a message did not leave, so that what stood behind it counts no more."""
    if not fields["obj"].startswith("outbox:"):
        return False
    if fields["action"] == Action.SEND_RESULT:
        return bool(fields["state"] == OutboxState.FAILED)
    return bool(fields["action"] == Action.VOID)


def _place(row: Said, rows: list[Said], source: str) -> slice:
    """Where the wish of an entry stands among those alike: behind them if it is a new one."""
    for is_same in (_has_same_number, partial(_seems_same_wish, source=source)):
        for at, earlier in enumerate(rows):
            if is_same(row, earlier):
                return slice(at, at + 1)
    return slice(len(rows), None)


def _has_same_number(row: Said, earlier: Said) -> bool:
    return "number" in row and "number" in earlier and row["number"][0] == earlier["number"][0]


def _seems_same_wish(row: Said, earlier: Said, *, source: str) -> bool:
    """Entries did not always have the number of the wish.

    A mail wishes for one thing once, so what is said of that later is what became of it; what
    we set is taken back and nothing else.
    """
    if "number" in row and "number" in earlier:
        return False
    values = {said["value"][0] for said in (row, earlier) if "value" in said}
    before, after = earlier["state"][0], row["state"][0]
    is_decided = before == "waiting" and after != "waiting"
    is_undone = before == "applied" and after == "undone"
    return len(values) < 2 and (is_decided or is_undone or source.startswith("mail:"))


def _compare(session: Session, table: _Table, said: dict[Key, list[Said]]) -> Iterator[Finding]:
    columns = (*table.key, *table.columns.values())
    rows = session.execute(
        select(*columns).order_by(table.row_id).execution_options(yield_per=_BATCH)
    )
    for row in rows:
        key, values = tuple(row[: len(table.key)]), row[len(table.key) :]
        name = table.name.format(*key)
        if not said.get(key):
            yield NOWHERE, f"{name}: no entry speaks of it"
            continue
        recorded = said[key].pop(0)
        for column, value in zip(table.columns, values, strict=True):
            found = hashlib.sha256(value).digest() if isinstance(value, bytes) else value
            expected, seq = recorded.get(column, (found, 0))
            if found != expected:
                yield seq, f"{name}: the {column} is not the one that entry {seq} records"
    for key, left in said.items():
        for recorded in left:
            seq = max(seq for _, seq in recorded.values())
            yield seq, f"{table.name.format(*key)}: missing, though entry {seq} speaks of it"


def _number(obj: str) -> int:
    return int(obj.partition(":")[2])


def _only(fields: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: fields[name] for name in names}
