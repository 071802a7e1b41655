"""Where a page that says "not so" leads back to: what the request was about."""

from typing import Any, Final

from flask import g, request, url_for
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute

from orchestrator.models import (
    Answer,
    Mail,
    Preference,
    Response,
    Statement,
    Task,
)
from orchestrator.web.parts import parts
from orchestrator.web.sources import mail_id_in

WayBack = tuple[str, str]
"""An address, and the words of its link."""

TODAY: Final = ("/", "Go to Today")
_SECTIONS: Final = {
    "inbox": ("/inbox", "Go to the inbox"),
    "digests": ("/digests", "Go to the updates"),
    "p": ("/projects", "Go to the projects"),
    "themes": ("/themes", "Go to the themes"),
    "compliance": ("/compliance", "Go to the record"),
    "r": ("/compliance", "Go to the record"),
}
_MAIL_OF: Final[dict[str, tuple[InstrumentedAttribute[int], ColumnElement[Any]]]] = {
    "mail_id": (Mail.id, Mail.id.expression),
    "answer_id": (Answer.id, Answer.mail_id.expression),
    "statement_id": (Statement.id, Statement.mail_id.expression),
    "task_id": (Task.id, Task.mail_id.expression),
    "response_id": (Response.id, Response.mail_id.expression),
    "preference_id": (Preference.id, mail_id_in(Preference.source)),
}
"""The id of each row that an address may name, and the mail that it belongs to."""


def section() -> WayBack:
    """The list that the address belongs to."""
    if "user" not in g:
        return TODAY
    return _SECTIONS.get(request.path.split("/")[1], TODAY)


def way_back() -> WayBack:
    """The page from which the request was made, as far as its address tells."""
    named = request.view_args or {}
    if "digest_id" in named:
        return url_for("digests.show", digest_id=named["digest_id"]), "Back to the update"
    if "slug" in named:
        return url_for("projects.show", slug=named["slug"]), "Back to the project"
    # Where a row belongs is only for those who may see it.
    thread_id = named.get("thread_id") or ("user" in g and _thread_of(named))
    if not thread_id:
        return section()
    return url_for("inbox.show", thread_id=thread_id), "Back to the conversation"


def _thread_of(named: dict[str, Any]) -> int | None:
    for name, number in named.items():
        if name in _MAIL_OF:
            row_id, mail_id = _MAIL_OF[name]
            found = select(mail_id).where(row_id == number).scalar_subquery()
            with parts().db.read() as session:
                return session.scalar(select(Mail.thread_id).where(Mail.id == found))
    return None
