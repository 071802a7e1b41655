"""How a person is addressed: in which language, how formally, by which name, in which zone."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
import json
from typing import Final, Self

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from orchestrator.config import check_zone
from orchestrator.errors import Refused, UsageError
from orchestrator.models import AuditDetail, AuditEntry, Contact, Formality, Participant
from orchestrator.record.append import Action, Actor, record
from orchestrator.workdays import EVERY_DAY, countries, country_of, regions

LANGUAGES: Final = ("en", "de", "fr", "es", "it", "nl", "pt")
LONGEST_NAME: Final = 80
CHANGE: Final = "addressed"
"""The word in the entries of such changes, and the name of what was before."""


@dataclass(frozen=True, slots=True)
class Addressing:
    """As `Contact` has them; ``language`` is one of `LANGUAGES`, ``country`` of `countries`."""

    language: str
    timezone: str
    formality: str
    name_form: str
    country: str = ""
    region: str = ""

    @classmethod
    def of(cls, contact: Contact) -> Self:
        return cls(
            contact.language,
            contact.timezone,
            contact.formality.value,
            contact.name_form,
            contact.country,
            contact.region,
        )


def address_as(
    session: Session, contact: Contact, wanted: Addressing, *, actor: Actor, now: datetime
) -> bool:
    """Address somebody so from now on; return whether that is new.  The caller commits.

    Raises:
        UsageError: names the field and what it needs.
    """
    wanted = _checked(wanted)
    before = Addressing.of(contact)
    if wanted == before:
        return False
    _write(session, contact, wanted, before, actor=actor, now=now)
    return True


def undo_addressing(session: Session, contact: Contact, *, actor: Actor, now: datetime) -> None:
    """It was a wrong click: address them as before the last change.  The caller commits.

    Raises:
        Refused: nothing was changed.
    """
    value = session.scalar(
        select(AuditDetail.value)
        .join(AuditEntry, AuditEntry.seq == AuditDetail.seq)
        .where(AuditEntry.obj == f"contact:{contact.id}", AuditDetail.name == CHANGE)
        .order_by(AuditEntry.seq.desc())
        .limit(1)
    )
    if value is None:
        raise Refused("there is nothing to take back")
    was: Mapping[str, str] = json.loads(value)
    _write(session, contact, Addressing(**was), Addressing.of(contact), actor=actor, now=now)


def _checked(wanted: Addressing) -> Addressing:
    if wanted.language not in LANGUAGES:
        raise UsageError("language: choose one of the list")
    if wanted.formality not in {each.value for each in Formality}:
        raise UsageError("formality: choose one of the list")
    name = " ".join(wanted.name_form.replace("\0", " ").split())
    if len(name) > LONGEST_NAME:
        raise UsageError(f"name_form: {len(name)} characters; at most {LONGEST_NAME}")
    try:
        zone = check_zone(wanted.timezone.strip())
    except ValueError as error:
        raise UsageError(f"timezone: {error}") from error
    if wanted.country not in ("", EVERY_DAY, *countries()):
        raise UsageError("country: choose one of the list")
    region = _region(wanted.region.strip(), wanted.country or country_of(zone))
    return Addressing(wanted.language, zone, wanted.formality, name, wanted.country, region)


def _region(typed: str, country: str) -> str:
    """Its code, also where its name was typed."""
    known = regions(country)
    for code, name in known.items():
        if typed.casefold() in (code.casefold(), name.casefold()):
            return code
    if not typed:
        return ""
    place = countries().get(country, "this country")
    has = ", ".join(sorted(known.values())) or "none with holidays of their own"
    raise UsageError(f"region: {typed!r} is none of {place}; it has {has}")


def _write(
    session: Session,
    contact: Contact,
    wanted: Addressing,
    before: Addressing,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    values = asdict(wanted) | {"formality": Formality(wanted.formality)}
    changed = session.scalar(
        update(Contact)
        .where(
            Contact.id == contact.id,
            *(getattr(Contact, name) == value for name, value in asdict(before).items()),
        )
        .values(**values)
        .returning(Contact.id)
    )
    if changed is None:
        raise Refused("somebody else has changed this in the meantime")
    session.refresh(contact)
    if (wanted.timezone, wanted.country, wanted.region) != (
        before.timezone, before.country, before.region
    ):  # fmt: skip
        # The same wall time is another instant there, and other days are off.
        hers = update(Participant).where(Participant.contact_id == contact.id)
        session.execute(hers.values(next_due_at=None))
    record(
        session,
        Action.CLIENT_CHANGE,
        f"contact:{contact.id}",
        actor=actor,
        now=now,
        details={CHANGE: asdict(before)},
        change=CHANGE,
        **{name: value for name, value in asdict(wanted).items() if name != "name_form"},
    )
