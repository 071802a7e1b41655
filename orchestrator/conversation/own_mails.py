"""An installation's own mood model: what people corrected, where that is allowed.

Nothing leaves the machine: the corrected mails are read in the database, and the weights that
come of them are a file in the data folder.  Each training begins anew from what is there and
allowed at that time, so what was erased, or is allowed no more, is not in the next one.
"""

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
import logging
from pathlib import Path
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from orchestrator.conversation.sentiment.fit import LABELS, NAMES, Example
from orchestrator.conversation.sentiment.in_use import SCORER, Learned, choose
from orchestrator.conversation.sentiment.training import WEIGHTS, train
from orchestrator.conversation.weights import read_weights
from orchestrator.models import Direction, Mail, Project, Sentiment
from orchestrator.models.meaning import counting_sentiment

logger = logging.getLogger(__name__)

FOLDER = "sentiment"


@dataclass(frozen=True, slots=True)
class Own:
    """Corrected mails to learn from, and how many there are of each project, by its id."""

    mails: list[Example]
    by_project: dict[int, int]


def own_mails(session: Session) -> Own:
    """What people said of mails in projects that may be learned from.

    *Unclear* teaches nothing: it is no mood.
    """
    rows = session.execute(
        select(
            Mail.project_id,
            Mail.new_text,
            Sentiment.corrected_label,
            Sentiment.intents,
            Mail.language,
        )
        .join(Sentiment, Sentiment.id == counting_sentiment(Mail.id).correlate(Mail))
        .join(Project, Project.id == Mail.project_id)
        .where(Project.is_learned_from, Mail.direction == Direction.IN, Mail.new_text != "")
        .where(Sentiment.corrected_label.in_(LABELS))
        .order_by(Mail.id)
    ).all()
    return Own(
        [
            Example(text, str(label), frozenset(intents), language)
            for _, text, label, intents, language in rows
        ],
        dict(Counter(row.project_id for row in rows if row.project_id is not None)),
    )


def learn(shipped: list[Example], own: Own, data: Path) -> Path:
    """Write the weights into the data folder, readable by their owner only, in one step."""
    folder = data / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    making = folder / "making"
    making.mkdir(mode=0o700, exist_ok=True)
    made = train([*shipped, *own.mails], making)
    made.chmod(0o600)
    path = made.replace(folder / WEIGHTS)
    making.rmdir()
    return path


def forget(data: Path) -> bool:
    """Remove the own weights; return whether there were any."""
    path = data / FOLDER / WEIGHTS
    was_there = path.exists()
    path.unlink(missing_ok=True)
    return was_there


class _Loaded:
    """The file that this process reads with, by its time and size."""

    stamp: ClassVar[tuple[int, int] | None] = None


def use_own_weights(data: Path) -> None:
    """Read moods with the weights of the data folder, where there are any that load.

    Costs a look at the file while it stays as it is.
    """
    stamp = _stamp(data / FOLDER / WEIGHTS)
    if stamp == _Loaded.stamp:
        return
    own, problem = load(data)
    if problem:
        logger.warning("%s; moods are read with the weights that are shipped", problem)
    choose(own)
    _Loaded.stamp = stamp


def load(data: Path) -> tuple[Learned | None, str]:
    """The own weights, if there are any, and what keeps them from being read."""
    path = data / FOLDER / WEIGHTS
    try:
        content = path.read_bytes()
        weights = read_weights(content.decode())
    except FileNotFoundError:
        return None, ""
    except (OSError, ValueError) as error:
        return None, f"{path}: {error}"
    if tuple(weights.names) != NAMES:
        return None, f"{path}: written by another version of this program"
    return Learned(weights, f"{SCORER} own {sha256(content).hexdigest()[:8]}"), ""


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
