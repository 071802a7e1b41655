"""Words, times and lines for the templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
import hashlib
from pathlib import Path
from typing import Final

from flask import Flask, url_for
from lucide.jinja import lucide
from markupsafe import Markup

from orchestrator.engagement.status import MOOD_WORDS, STATUS_WORDS
from orchestrator.models import BlockKind, DigestState, Mail, Mood
from orchestrator.value_words import amount
from orchestrator.web.access import Power, may
from orchestrator.web.cautions import cautions_of
from orchestrator.web.feeling import FELT
from orchestrator.web.parts import now, parts
from orchestrator.web.worddiff import word_diff
from orchestrator.wording import money

MOODS: Final = {
    Mood.UNHAPPY: ("bad", MOOD_WORDS[Mood.UNHAPPY]),
    Mood.SO_SO: ("watch", MOOD_WORDS[Mood.SO_SO]),
    Mood.GOOD: ("good", MOOD_WORDS[Mood.GOOD]),
    Mood.GREAT: ("good", MOOD_WORDS[Mood.GREAT]),
    Mood.SILENT: ("none", MOOD_WORDS[Mood.SILENT]),
}
DELIVERIES: Final = {status: (status.value, word) for status, word in STATUS_WORDS.items()}
STATES: Final = {
    DigestState.DRAFTED: ("watch", "To approve"),
    DigestState.HELD: ("bad", "Held"),
    DigestState.APPROVED: ("good", "Scheduled"),
    DigestState.SENT: ("good", "Sent"),
    DigestState.SKIPPED: ("none", "Skipped"),
    DigestState.VOIDED: ("none", "Voided"),
}
BLOCKS: Final = {
    BlockKind.STATUS: "Status",
    BlockKind.GOAL: "Your goals",
    BlockKind.NEWS: "News",
    BlockKind.NOTED: "Noted from you",
    BlockKind.ASK: "Ask",
    BlockKind.DONE: "Done",
    BlockKind.NEXT: "Next",
    BlockKind.PULSE: "Pulse",
}
PROOFS: Final = {
    "pass": ("good", "Sender verified"),
    "fail": ("bad", "Unverified sender"),
    "none": ("none", "Unverified sender"),
}
SHAPES: Final = {
    "good": "circle-check",
    "watch": "triangle-alert",
    "bad": "octagon-x",
    "none": "circle-dashed",
}


def register(app: Flask) -> None:
    """Give the templates these words."""
    app.jinja_env.globals.update(
        money=money,
        MOODS=MOODS,
        FELT=FELT,
        DELIVERIES=DELIVERIES,
        STATES=STATES,
        BLOCKS=BLOCKS,
        SHAPES=SHAPES,
        proof_of=proof_of,
        writer_of=writer_of,
        cautions_of=cautions_of,
        Power=Power,
        amount=amount,
        asset=asset,
        clock=clock,
        day=day,
        icon_svg=icon_svg,
        in_words=in_words,
        local=local,
        may=may,
        now=now,
        sentence=sentence,
        since=since,
        slot=slot,
        spark=spark,
        until=until,
        studio_name=lambda: parts().settings.studio_name,
        word_diff=word_diff,
        zone_name=lambda: parts().settings.timezone,
    )


def local(at: datetime) -> datetime:
    """``at`` in the studio's zone, which is the viewer's."""
    return at.astimezone(parts().settings.zone)


def in_words(at: datetime) -> str:
    """``Fri 20 Nov, 16:41`` in the viewer's zone, with the year unless it is this one."""
    return f"{day(at)}, {clock(at)}"


def day(at: datetime | date) -> str:
    """``Fri 20 Nov``; an instant is taken in the viewer's zone."""
    on = local(at).date() if isinstance(at, datetime) else at
    year = "" if on.year == local(now()).year else f" {on.year}"
    return f"{on:%a} {on.day} {on:%b}{year}"


def clock(at: datetime) -> str:
    """``16:41`` in the viewer's zone."""
    return f"{local(at):%H:%M}"


def slot(at: datetime, *, today: str = "", brief: bool = False) -> str:
    """When something goes: ``16:00`` after ``today`` when that is today, else with the day.

    ``brief`` leaves the date out of days that are less than a week away: ``Fri 16:00``.
    """
    if local(at).date() == local(now()).date():
        return today + clock(at)
    is_near = timedelta(0) < at - now() < timedelta(days=6)
    return f"{local(at):%a} {clock(at)}" if brief and is_near else in_words(at)


def since(at: datetime) -> str:
    """How long ago: ``just now``, ``3 min ago``, ``2 h ago``, then the day."""
    gone = now() - at
    if gone >= timedelta(days=1):
        return day(at)
    return f"{span} ago" if (span := span_words(gone)) else "just now"


def until(at: datetime) -> str:
    """How far ahead: ``in 2 h 14 min``; empty once it has passed."""
    ahead = at - now()
    if ahead >= timedelta(days=2):
        return f"in {ahead.days} days"
    return f"in {span}" if (span := span_words(ahead)) else ""


def sentence(words: str) -> str:
    """``words`` with a capital letter and a full stop."""
    words = words.strip()
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?")) else ".")


def span_words(length: timedelta) -> str:
    """``2 h 14 min``; empty for less than a minute."""
    minutes = int(length.total_seconds() // 60)
    hours, rest = divmod(minutes, 60)
    parts_ = [f"{hours} h"] * (hours > 0) + [f"{rest} min"] * (rest > 0)
    return " ".join(parts_) if minutes > 0 else ""


@dataclass(frozen=True, slots=True)
class Spark:
    """A line of pulse scores, ready to be drawn.  The axis is fixed, 1 to 5, so lines compare."""

    width: int
    height: int
    middle: float
    path: str
    dots: list[tuple[float, float]]
    label: str


def spark(scores: Sequence[float | None], width: int = 72, height: int = 24) -> Spark:
    """Place ``scores``, oldest first; None is a pulse without an answer and leaves a gap."""
    margin = 4 if height < 40 else 6
    across = (width - 2 * margin) / max(len(scores) - 1, 1)
    down = (height - 2 * margin) / 4
    path, dots, pen = [], [], "M"
    for index, score in enumerate(scores):
        if score is None:
            pen = "M"
            continue
        x, y = round(margin + index * across, 1), round(margin + (5 - score) * down, 1)
        # A line of no length is drawn as a dot: what stands alone between gaps is seen.
        path.append(f"{pen}{x} {y}" + "h0" * (pen == "M"))
        dots.append((x, y))
        pen = "L"
    label = ", ".join("no answer" if score is None else str(score) for score in scores)
    return Spark(width, height, height / 2, "".join(path), dots, label)


@lru_cache(maxsize=128)
def icon_svg(name: str) -> Markup:
    """The icon called ``name`` as markup, hidden from screen readers."""
    svg = lucide(name, size=None, **{"class": "i", "aria-hidden": "true"})
    return Markup(svg)  # noqa: S704  Drawn by the icon package, from a name we wrote.


@lru_cache(maxsize=8)
def asset(name: str) -> str:
    """URL of a static file; it changes with the content, so browsers may keep it."""
    content = (Path(__file__).parent / "static" / name).read_bytes()
    return url_for("static", filename=name, v=hashlib.sha256(content).hexdigest()[:12])


def proof_of(mail: Mail) -> tuple[str, str]:
    """Tone and word of the verdict on who sent it.  Of a stranger nothing is known to verify."""
    return PROOFS["none" if mail.contact_id is None else mail.authenticity]


def writer_of(mail: Mail) -> str:
    """Who a mail says wrote it.  A name that looks like an address would hide the real one."""
    return mail.from_address if "@" in mail.from_name else mail.from_name or mail.from_address
