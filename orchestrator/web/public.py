"""Pages for clients.  The token in the address is the capability; there is no sign-in.

Mail scanners open every link, so a GET shows one button and changes nothing.
"""

from flask import Blueprint, render_template
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from orchestrator.engagement.preferences import stop_mail
from orchestrator.models import Contact
from orchestrator.record.append import Actor
from orchestrator.tokens import is_genuine, reference_of
from orchestrator.web.access import open_to_all
from orchestrator.web.parts import now, parts
from orchestrator.web.security import csrf
from orchestrator.wording import UNSUBSCRIBE

bp = Blueprint("public", __name__)


@bp.get("/unsubscribe/<int:contact_id>/<token>")
@open_to_all
def ask_unsubscribe(contact_id: int, token: str) -> str:
    """One button."""
    with parts().db.read() as session:
        _contact_or_404(session, contact_id, token)
        return render_template("public/unsubscribe.html", studio=parts().settings.studio_name)


@bp.post("/unsubscribe/<int:contact_id>/<token>")
@open_to_all
def unsubscribe(contact_id: int, token: str) -> str:
    """Stop automatic mail; also the one-click POST of a mail program (RFC 8058), once and again.

    Answers 200 rather than a redirect, which such a program need not follow.
    """
    with parts().db.write() as session:
        contact = _contact_or_404(session, contact_id, token)
        stop_mail(
            session,
            contact,
            source="unsubscribe",
            actor=Actor(f"contact:{contact_id}", "link"),
            now=now(),
        )
    return render_template("public/unsubscribed.html", studio=parts().settings.studio_name)


csrf.exempt(unsubscribe)


def _contact_or_404(session: Session, contact_id: int, token: str) -> Contact:
    names_her = reference_of(token) == f"c{contact_id}"
    if not names_her or not is_genuine(parts().signing_key, UNSUBSCRIBE, token, contact_id):
        raise NotFound
    contact = session.get(Contact, contact_id)
    if contact is None:
        raise NotFound
    return contact
