"""Where a decision about a conversation leads: to what comes next in the list beside it."""

from dataclasses import replace

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from orchestrator.web.ids import LARGEST_ID
from orchestrator.web.parts import parts
from orchestrator.web.threads import EVERYTHING, VIEWS, Wanted, next_thread
from orchestrator.web.words import writer_of


def wanted_list(otherwise: str = "reply") -> Wanted:
    """The list that this address asks for; ``otherwise`` where it names no view."""
    # No address or word has a NUL, and a database takes none.
    asked = MultiDict((name, value.replace("\0", " ")) for name, value in request.args.items())
    words = asked.get("q", "").strip()
    after = asked.get("after", type=int)
    return Wanted(
        view=asked.get("view") or (EVERYTHING if words else otherwise),
        project=asked.get("project", ""),
        sender=asked.get("from", ""),
        words=words,
        after=after if after and after <= LARGEST_ID else None,
    )


def onward(thread_id: int, words: str, undo: str) -> ResponseReturnValue:
    """Open what stands after ``thread_id``, and say so beside ``words`` and the way back."""
    wanted = wanted_list()
    with parts().db.read() as session:
        row = next_thread(session, replace(wanted, after=thread_id))
        writer = writer_of(row.mail) if row else ""
    if row is None:
        flash(f"{words} {VIEWS.get(wanted.view, VIEWS['reply'])[1]}", f"undo:{undo}")
        return redirect(url_for("inbox.index", **wanted.as_query()), code=303)
    flash(f"{words} {writer} next.", f"undo:{undo}")
    return redirect(page_of_thread(row.thread.id), code=303)


def page_of_thread(thread_id: int) -> str:
    """The page of a conversation, beside the list that this address asks for."""
    return url_for("inbox.show", thread_id=thread_id, **wanted_list().as_query())
