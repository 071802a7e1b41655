"""Put a conversation to sleep: it comes back by itself, and when somebody writes."""

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from orchestrator.record.append import Action, record
from orchestrator.web.access import Power, current_actor, needs
from orchestrator.web.onward import onward, page_of_thread, wanted_list
from orchestrator.web.parts import now, parts
from orchestrator.web.views import thread_or_404
from orchestrator.web.words import in_words

bp = Blueprint("snooze", __name__)

MORNING: Final = time(8, 0)
UNTIL: Final = {
    "reply": "Until somebody writes",
    "tomorrow": "Until tomorrow",
    "monday": "Until next Monday",
}


@bp.post("/<int:thread_id>/snooze")
@needs(Power.WRITE)
def create_snooze(thread_id: int) -> ResponseReturnValue:
    """Out of the way until a reply, tomorrow or next Monday, in the studio's zone."""
    until = request.form.get("until", "")
    if until not in UNTIL:
        raise BadRequest
    comes_back = wakes_at(until, now=now(), zone=parts().settings.zone)
    _put(thread_id, snoozed_at=now(), snoozed_until=comes_back)
    words = f"Snoozed until {in_words(comes_back)}." if comes_back else "Snoozed until a reply."
    query = wanted_list().as_query()
    undo = url_for("inbox.snooze.delete_snooze", thread_id=thread_id, **query)
    return onward(thread_id, words, undo)


@bp.post("/<int:thread_id>/snooze/undo")
@needs(Power.WRITE)
def delete_snooze(thread_id: int) -> ResponseReturnValue:
    """Awake again."""
    _put(thread_id, snoozed_at=None, snoozed_until=None)
    return redirect(page_of_thread(thread_id), code=303)


def wakes_at(until: str, *, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The morning in ``zone`` that ``until`` names; None where only a reply ends it."""
    if until == "reply":
        return None
    today = now.astimezone(zone).date()
    ahead = 1 if until == "tomorrow" else 7 - today.weekday()
    return datetime.combine(today + timedelta(days=ahead), MORNING, zone)


def _put(thread_id: int, *, snoozed_at: datetime | None, snoozed_until: datetime | None) -> None:
    with parts().db.write() as session:
        thread = thread_or_404(session, thread_id)
        thread.snoozed_at, thread.snoozed_until = snoozed_at, snoozed_until
        record(
            session,
            Action.THREAD,
            f"thread:{thread_id}",
            actor=current_actor(),
            now=now(),
            project_id=thread.project_id,
            snoozed=snoozed_at is not None,
        )
