"""Entries of the record in words: what was done, and what each field is called."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from orchestrator.record.append import Action
from orchestrator.web.naming import Named

ACTIONS: Final = {
    Action.INGEST: "Collected",
    Action.QUARANTINE: "Put into quarantine",
    Action.RELEASE: "Released",
    Action.THREAD: "Filed",
    Action.WITHDRAW: "Took back what was read",
    Action.SCORE: "Read",
    Action.CORRECT: "Corrected what was read",
    Action.NOTE: "Wrote a team note",
    Action.ANSWER: "Took an answer",
    Action.PREFERENCE: "Took a wish",
    Action.SUPPRESS: "Stopped writing to an address",
    Action.UNSUPPRESS: "Writes to an address again",
    Action.BREAKER: "Stopped all updates, or let them go again",
    Action.PULSE: "Gave a pulse",
    Action.STATUS: "Changed the status",
    Action.CLEAR: "Spoke of clearing what is unhappy",
    Action.CASE: "Case of an invoice",
    Action.THEME: "Gathered feedback into a theme",
    Action.FACT: "Noted a fact",
    Action.PROPOSE: "Proposed a fact",
    Action.ASK: "Wrote a question",
    Action.GOAL: "Noted a value goal",
    Action.MEASURE: "Measured a value goal",
    Action.POINT: "Noted what we lack, or what may come",
    Action.DRAFT: "Drafted",
    Action.EDIT: "Edited",
    Action.APPROVE: "Approved",
    Action.UNDO: "Took the approval back",
    Action.HOLD: "Held",
    Action.SKIP: "Skipped",
    Action.VOID: "Voided",
    Action.STANDING_APPROVAL: "Approved a template",
    Action.QUEUE: "Put into the outbox",
    Action.SEND_ATTEMPT: "Began to send",
    Action.SEND_RESULT: "Noted the outcome",
    Action.BOUNCE: "Came back",
    Action.DECIDE: "Decided",
    Action.CONFIRM: "Asked to confirm, or heard it confirmed",
    Action.TASK: "Put on a person's list",
    Action.ERASE: "Erased",
    Action.VIEW: "Looked at",
    Action.LOGIN: "Signed in",
    Action.LOGIN_FAIL: "Failed to sign in",
    Action.LOGOUT: "Signed out",
    Action.DENIED: "Was refused",
    Action.USER_CHANGE: "Changed a user",
    Action.CLIENT_CHANGE: "Changed a client",
    Action.PROJECT_CHANGE: "Changed the project",
    Action.CONFIG_CHANGE: "Changed the configuration",
}
LABELS: Final = {
    "actor": "Who",
    "auth": "Sender proven",
    "bad": "Bad news",
    "hearers": "Who must hear it",
    "impact": "Good or bad news",
    "known_at": "Known since",
    "dig": "SHA-256 of the object",
    "due_on": "Answer by",
    "filed": "Filed because",
    "mark": "Key",
    "obj": "Object",
    "pm": "Project manager",
    "seq": "Number",
    "standing": "Standing approval",
    "tier": "Proof of the sender",
    "token": "Reply address",
    "ts": "Microseconds since 1970",
    "via": "Through",
    "watermark": "Newest mail known",
}
_ID_FIELDS: Final = {
    "contact": "contact",
    "mail": "mail",
    "outbox": "outbox",
    "pm": "user",
    "project": "project",
    "thread": "thread",
    "watermark": "mail",
}
_FIRST: Final = ("actor", "action", "obj", "project")
_LAST: Final = ("seq", "ts")
_CODE_FIELDS: Final = ("obj", "source", "cause")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entry; ``named`` where it points to a row, else ``value`` as written."""

    label: str
    value: Any
    named: Named | None = None


def label(name: str) -> str:
    """What a field or detail is called."""
    return LABELS.get(name) or name.replace("_", " ").capitalize()


def did(action: str) -> str:
    """What was done; an action that a tampered entry made up stands as it is."""
    return ACTIONS[Action(action)] if action in set(Action) else action


def codes_in(fields: Mapping[str, Any]) -> list[str]:
    """The rows that the fields of an entry point to."""
    return [code for name in fields if (code := _code(name, fields[name]))]


def fields_of(fields: Mapping[str, Any], names: Mapping[str, Named]) -> list[Field]:
    """The fields in reading order, each with the name of what it points to."""
    shown = [name for name in fields if name not in ("c", "prev", "v")]
    shown.sort(key=_position)
    return [Field(label(name), fields[name], _named(name, fields[name], names)) for name in shown]


def actor_code(name: object) -> str:
    """A client acts as one of its people: the number of ``client:7`` is a contact's."""
    return str(name).replace("client:", "contact:", 1)


def _position(name: str) -> tuple[int, str]:
    """Who did what to what, then by label, then what only the fingerprint needs."""
    first = _FIRST.index(name) if name in _FIRST else len(_FIRST)
    return first + (name in _LAST), label(name)


def _named(name: str, value: object, names: Mapping[str, Named]) -> Named | None:
    if name == "action":
        return Named(str(value), did(str(value)))
    return names.get(_code(name, value))


def _code(name: str, value: object) -> str:
    if name == "actor":
        return actor_code(value)
    if name in _CODE_FIELDS and isinstance(value, str):
        return value
    is_id = isinstance(value, int) and not isinstance(value, bool)
    return f"{_ID_FIELDS[name]}:{value}" if is_id and name in _ID_FIELDS else ""
