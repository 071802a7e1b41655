"""Two words of one person that differ: the newer waits and names the older, so that one row tells.

The older is named in ``why_waiting`` of the newer; by that it needs no row of its own.
"""

from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import aliased

from orchestrator.models.registers import Answer, AnswerState
from orchestrator.models.reviews import ComingState, ReviewAnswer

SHORTLY: Final = timedelta(hours=1)
"""Within this, two words that differ are one confusion, not a change of mind."""

_CAME: Final = "” came "
_QUOTED: Final = 60


def came_before(words: str, ago: timedelta) -> str:
    """The older word, for the person who reads the newer one."""
    minutes = round(ago.total_seconds() / 60)
    days, hours = divmod(minutes // 60, 24)
    since = f"{days} d" if days else f"{hours} h" if ago > SHORTLY else f"{minutes} min"
    return f"“{words.strip()[:_QUOTED]}{_CAME}{since} before"


def names_another(row: type[Answer] | type[ReviewAnswer]) -> ColumnElement[bool]:
    """Whether what waits names a word that came before it and differs."""
    return row.why_waiting.contains(_CAME)


def is_named() -> ColumnElement[bool]:
    """Whether a newer answer of the same person, which waits, names this `Answer`."""
    newer = aliased(Answer)
    return exists().where(
        newer.ask_id == Answer.ask_id,
        newer.contact_id == Answer.contact_id,
        newer.id > Answer.id,
        newer.state == AnswerState.WAITING,
        names_another(newer),
    )


def is_coming_named() -> ColumnElement[bool]:
    """The same of a `ReviewAnswer`."""
    newer = aliased(ReviewAnswer)
    return exists().where(
        newer.review_id == ReviewAnswer.review_id,
        newer.contact_id == ReviewAnswer.contact_id,
        newer.id > ReviewAnswer.id,
        newer.state == ComingState.WAITING,
        names_another(newer),
    )
