"""A filed mail as it is read: whose words it holds, and what they may be read for."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, func

from orchestrator.conversation.said import Role, said_in_subject
from orchestrator.doubts import ONLY_STOPS
from orchestrator.models import Contact, Direction, Mail

_STRANGERS_ZONE = "UTC"

COLUMNS = (
    Mail.id,
    Mail.direction,
    Mail.kind,
    Mail.is_kind_certain,
    Mail.defects,
    Mail.received_at,
    Mail.subject,
    Mail.text,
    Mail.new_text,
    Mail.language,
    Mail.project_id,
    Mail.thread_id,
    Mail.digest_id,
    Mail.in_reply_to,
    Mail.filed_by,
    Mail.has_token,
    Mail.authenticity,
    Mail.recipients,
    Mail.contact_id,
    func.coalesce(Contact.timezone, _STRANGERS_ZONE).label("timezone"),
    func.coalesce(Contact.name, "").label("name"),
)


@dataclass(frozen=True)
class Filed:
    """One mail to be read, with the zone of its contact."""

    row: Row[*tuple[Any, ...]]

    @cached_property
    def in_subject(self) -> str:
        """What it says by its subject alone."""
        return said_in_subject(self.row.kind, self.row.subject, self.row.new_text)

    @cached_property
    def is_a_persons(self) -> bool:
        """Whether somebody wrote it, as far as it seems."""
        return self.row.kind == "human" or bool(self.in_subject)

    @property
    def is_read(self) -> bool:
        """Whether its words count: automatic and undecided mail never does.

        An invitation of ours says a day and a place; nobody promised anything by them.
        """
        is_answer = self.row.kind == "calendar" and self.row.direction is Direction.IN
        return (self.is_a_persons or is_answer) and self.row.project_id is not None

    @property
    def is_hers(self) -> bool:
        """Whether a client wrote it, and no program that writes as she would."""
        is_in = self.row.direction is Direction.IN
        return self.is_a_persons and is_in and self.row.is_kind_certain

    @cached_property
    def is_reply(self) -> bool:
        """Whether it is a client speaking: read as an answer, and for its mood."""
        return self.is_read and self.is_hers

    @cached_property
    def role(self) -> Role:
        """What it is read for."""
        if self.is_reply:
            return "reply"
        if self.may_only_stop:
            return "stop"
        if self.is_read:
            return "statements"
        return "stop" if self.is_undecided else "nothing"

    @property
    def may_only_stop(self) -> bool:
        """Whether a known client may have written it, over a list or by a program of hers."""
        row = self.row
        is_in = row.direction is Direction.IN and row.contact_id and row.thread_id
        return (
            bool(is_in)
            and row.kind in ("human", "empty", "bulk")
            and not ONLY_STOPS.isdisjoint(row.defects)
        )

    @property
    def is_undecided(self) -> bool:
        """Whether a known client wrote it, and nobody knows yet under which project."""
        # Our own mail that came back has no thread.
        has_place = self.row.contact_id and self.row.thread_id
        return bool(self.is_hers and has_place) and self.row.project_id is None

    @property
    def today(self) -> date:
        """The day it was received, where its contact is."""
        at: datetime = self.row.received_at
        return at.astimezone(ZoneInfo(self.row.timezone)).date()
