"""Signs that make a project red, and signs that end it.

An unhappy mail or a low score makes it red, whoever sent it.  Only a happy mail or a good
score that is proven to be hers is a sign that it is over; praise that a person of ours read
into her words is not.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, case, func, literal, select, union_all
from sqlalchemy.orm import Session

from orchestrator.models import Clearing, ClearingState, Mail, Project, Pulse, Sentiment
from orchestrator.models.base import is_among
from orchestrator.models.meaning import counting_sentiment
from orchestrator.models.unanswered import LOW_SCORE

FAIR_SCORE = 3
# Only she was given her reply address; who says that it is not from her, is believed.  A
# stranger's own server confirms him too, and proves nothing of her.
IS_PROVEN = Mail.contact_id.is_not(None) & (
    (Mail.authenticity == "pass") | (Mail.has_token & (Mail.authenticity != "fail"))
)


class Sign(StrEnum):
    """``fair`` is a score in the middle; ``cleared`` is the word of two people of ours."""

    UNHAPPY = "unhappy"
    FAIR = "fair"
    HAPPY = "happy"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class Signed:
    """The newest sign of one kind of one person; a stranger has no ``contact_id``."""

    project_id: int
    contact_id: int | None
    sign: Sign
    at: datetime
    mail_id: int

    @property
    def age(self) -> tuple[datetime, int]:
        return self.at, self.mail_id


@dataclass(frozen=True, slots=True)
class Standing:
    """What is not over, newest first: what makes a project red, and scores that made it less so."""

    unhappy: list[Signed]
    fair: list[Signed]

    def decisive(self) -> list[Signed]:
        """What the mood goes by."""
        return self.unhappy or self.fair


def is_counting() -> ColumnElement[bool]:
    """Whether a `Sentiment` is the one that counts of a `Mail`."""
    return Sentiment.id == counting_sentiment(Mail.id).correlate(Mail)


def is_unhappy() -> ColumnElement[bool]:
    """Whether a `Sentiment` counts as unhappy, also where its correction awaits a second person."""
    awaits = (
        select(Clearing.id)
        .where(Clearing.mail_id == Sentiment.mail_id, Clearing.state == ClearingState.ASKED)
        .exists()
    )
    shown = func.coalesce(Sentiment.corrected_label, Sentiment.label)
    return (shown == "negative") | ((Sentiment.label == "negative") & awaits)


def standing(
    session: Session, project_ids: Collection[int], *, since: datetime
) -> Mapping[int, Standing]:
    """What still makes each of the projects red, however long ago she said it; one statement.

    What was older than ``since`` and than the project itself is history: it never made it red.
    """
    found: dict[int, list[Signed]] = defaultdict(list)
    for row in session.execute(_newest_of_each(session, project_ids, since)):
        found[row.project_id].append(
            Signed(row.project_id, row.contact_id, Sign(row.sign), row.at, row.mail_id)
        )
    return {project_id: _standing(signs) for project_id, signs in found.items()}


def _standing(signs: Collection[Signed]) -> Standing:
    """Unhappy signs that nothing newer of the same person ends.

    A stranger's may be ended by anybody of the client.
    """
    unhappy, fair = [], []
    for red in (sign for sign in signs if sign.sign is Sign.UNHAPPY):
        later = [sign for sign in signs if _may_end(sign, red)]
        if any(sign.sign in (Sign.HAPPY, Sign.CLEARED) for sign in later):
            continue
        better = [sign for sign in later if sign.sign is Sign.FAIR]
        unhappy += [] if better else [red]
        fair += better
    return Standing(_newest_first(unhappy), _newest_first(fair))


def _may_end(sign: Signed, red: Signed) -> bool:
    is_hers = red.contact_id is None or sign.contact_id == red.contact_id
    is_of_it = sign.sign is Sign.CLEARED and sign.age == red.age
    return is_hers and (sign.age > red.age or is_of_it)


def _newest_first(signs: Collection[Signed]) -> list[Signed]:
    return sorted(signs, key=lambda sign: sign.age, reverse=True)


def _newest_of_each(
    session: Session, project_ids: Collection[int], since: datetime
) -> Select[int, int | None, str, datetime, int]:
    signs = union_all(
        _said(session, project_ids), _scored(session, project_ids), _cleared(session, project_ids)
    ).subquery()
    rank = func.row_number().over(
        partition_by=(signs.c.project_id, signs.c.contact_id, signs.c.sign),
        order_by=(signs.c.at.desc(), signs.c.mail_id.desc()),
    )
    ranked = (
        select(signs, rank.label("rank"))
        .join(Project, Project.id == signs.c.project_id)
        .where((signs.c.at >= since) | (signs.c.at >= Project.created_at))
        .subquery()
    )
    return select(
        ranked.c.project_id, ranked.c.contact_id, ranked.c.sign, ranked.c.at, ranked.c.mail_id
    ).where(ranked.c.rank == 1)


def _said(session: Session, project_ids: Collection[int]) -> Select[int, int, str, datetime, int]:
    shown = func.coalesce(Sentiment.corrected_label, Sentiment.label)
    is_praise = (Sentiment.label == "positive") & (shown == "positive") & IS_PROVEN
    return (
        select(
            Mail.project_id.label("project_id"),
            Mail.contact_id.label("contact_id"),
            case((is_unhappy(), Sign.UNHAPPY.value), else_=Sign.HAPPY.value).label("sign"),
            Mail.received_at.label("at"),
            Mail.id.label("mail_id"),
        )
        .select_from(Mail)
        .join(Sentiment, Sentiment.mail_id == Mail.id)
        .where(
            is_among(session, Mail.project_id, project_ids),
            is_counting(),
            is_unhappy() | is_praise,
        )
    )


def _scored(session: Session, project_ids: Collection[int]) -> Select[int, int, str, datetime, int]:
    sign = case(
        (Pulse.score <= LOW_SCORE, Sign.UNHAPPY.value),
        (Pulse.score == FAIR_SCORE, Sign.FAIR.value),
        else_=Sign.HAPPY.value,
    )
    return (
        select(Pulse.project_id, Pulse.contact_id, sign, Pulse.said_at, Pulse.mail_id)
        .join(Mail, Mail.id == Pulse.mail_id)
        .where(
            is_among(session, Pulse.project_id, project_ids),
            (Pulse.score <= LOW_SCORE) | IS_PROVEN,
        )
    )


def _cleared(
    session: Session, project_ids: Collection[int]
) -> Select[int | None, int | None, str, datetime, int]:
    return (
        select(
            Mail.project_id,
            Mail.contact_id,
            literal(Sign.CLEARED.value),
            Mail.received_at,
            Mail.id,
        )
        .select_from(Clearing)
        .join(Mail, Mail.id == Clearing.mail_id)
        .where(
            is_among(session, Mail.project_id, project_ids),
            Clearing.state == ClearingState.AGREED,
        )
    )
