"""What an operator types to name a row, or to make one: read, checked, looked up."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
import difflib
import re
from typing import Any

import click
from email_validator import EmailNotValidError, ValidatedEmail, validate_email
from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from orchestrator.config import check_zone
from orchestrator.digest.cadence import WEEKDAYS
from orchestrator.dispatch.addresses import is_addr_spec
from orchestrator.errors import UsageError
from orchestrator.models import Client, Contact, ContactAddress, Project, User


def addr_spec(field: str, value: str) -> str:
    """An address that mail can be sent to, in lower case.  Raises UsageError."""
    return _checked_address(field, value, _validated(field, value))


def named_address(field: str, value: str) -> tuple[str, str]:
    """``Dana Whitfield <dana@…>`` as name and address.  Raises UsageError."""
    read = _validated(field, value, allow_display_name=True)
    name = " ".join((read.display_name or "").split())
    if not name:
        raise UsageError(f'{field} = {value!r}: write "Dana Whitfield <dana@client.example>"')
    return words(field, name, longest=200), _checked_address(field, value, read)


def _validated(field: str, value: str, *, allow_display_name: bool = False) -> ValidatedEmail:
    try:
        return validate_email(
            value,
            check_deliverability=False,
            allow_smtputf8=False,
            allow_display_name=allow_display_name,
        )
    except EmailNotValidError as error:
        raise UsageError(f"{field} = {value[:80]!r}: {error}") from error


def _checked_address(field: str, value: str, read: ValidatedEmail) -> str:
    address = read.normalized.lower()
    if not is_addr_spec(address):
        raise UsageError(f"{field} = {value[:80]!r}: mail cannot be sent there; give name@domain")
    return address


def words(field: str, value: str, *, longest: int) -> str:
    """One line of words.  Raises UsageError when there are none or too many."""
    line = " ".join(value.replace("\0", " ").split())
    if not line:
        raise UsageError(f"{field}: is empty; write at least one word")
    if len(line) > longest:
        raise UsageError(f"{field} = {line[:40]!r}…: {len(line)} characters; at most {longest}")
    return line


def matching(field: str, value: str, pattern: str, example: str) -> str:
    """``value`` if it has the form.  Raises UsageError."""
    if not re.fullmatch(pattern, value):
        raise UsageError(f"{field} = {value[:60]!r}: must look like {example}")
    return value


def zone(field: str, value: str) -> str:
    """An IANA zone.  Raises UsageError."""
    try:
        return check_zone(value)
    except ValueError as error:
        raise UsageError(f"{field} = {error}") from error


def client_named(session: Session, name: str) -> Client:
    """The client of this name, or number.  Raises UsageError."""
    row: Client = _found(session, Client, Client.name, "client", name)
    return row


def project_named(session: Session, slug: str) -> Project:
    """The project of this slug.  Raises UsageError."""
    row: Project = _found(session, Project, Project.slug, "project", slug)
    return row


def user_named(session: Session, email: str) -> User:
    """One of our people, by address.  Raises UsageError."""
    row: User = _found(session, User, User.email, "user", email.lower())
    return row


def contact_named(session: Session, address: str) -> Contact:
    """The contact with this address.  Raises UsageError."""
    column = ContactAddress.addr_spec
    row: ContactAddress = _found(session, ContactAddress, column, "contact", address.lower())
    return row.contact


def people_of(project: Project) -> list[Contact]:
    """Who takes part, by name."""
    return sorted((each.contact for each in project.participants), key=lambda each: each.name)


def person_named(project: Project, name: str) -> Contact:
    """Who takes part in a project, by name, first name or address.  Raises UsageError."""
    people, typed = people_of(project), " ".join(name.split()).casefold()
    for known in (
        lambda each: typed in {address.addr_spec for address in each.addresses},
        lambda each: typed == each.name.casefold(),
        lambda each: typed == each.first_name.casefold(),
    ):
        if len(found := [each for each in people if known(each)]) == 1:
            return found[0]
    names = ", ".join(each.name for each in people)
    raise UsageError(f"{name[:80]!r}: nobody of {project.slug}, or several; there are {names}")


def _found(
    session: Session, table: type[Any], column: InstrumentedAttribute[str], kind: str, name: str
) -> Any:
    row = session.scalar(select(table).where(column == name))
    if row is not None:
        return row
    known = session.scalars(select(column).order_by(column)).all()
    raise UsageError(f"{kind} {name[:80]!r}: there is none{_instead(known, name, kind)}")


def _instead(known: Sequence[str], name: str, kind: str) -> str:
    if not known:
        return f" yet; add one with: orchestrator {'client' if kind == 'contact' else kind} add"
    near = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean {near[0]}?" if near else f"; there are {', '.join(known[:5])}"


class Read(click.ParamType[Any]):
    """A value that click reads with a function; its ValueError becomes wrong usage."""

    def __init__(self, name: str, read: Callable[[str], object], example: str) -> None:
        self.name, self._read, self._example = name, read, example

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return self._read(value)
        except ValueError:
            self.fail(f"{value!r}: write it as {self._example}", param, ctx)


def _weekdays(typed: str) -> str:
    """``sat,sun`` as `Wish.QUIET_DAYS` has it."""
    words = set(typed.casefold().replace(",", " ").split())
    if not words <= {*WEEKDAYS, "none"} or not 0 < len(words) < len(WEEKDAYS):
        raise ValueError(typed)
    return " ".join(day for day in WEEKDAYS if day in words) or "none"


DAY = Read("day", date.fromisoformat, "2026-12-04")
MOMENT = Read("moment", datetime.fromisoformat, "2026-11-20 or 2026-11-20T14:30")
QUIET_DAYS = Read("days", _weekdays, "sat,sun, or none; one day is to remain")
WALL_TIME = Read("time", time.fromisoformat, "16:00")
