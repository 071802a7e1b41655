"""/clients/<id>/not-sent: what somebody was told, what waits, and what was not sent and why."""

from typing import Final

from flask import Blueprint, render_template
from sqlalchemy.orm import Session

from orchestrator.digest.ledger import Fate, Line, ledger
from orchestrator.digest.ledger_rows import concerned
from orchestrator.models import Contact, Project
from orchestrator.web.access import Power, is_visible, needs
from orchestrator.web.client_rows import contact_or_404
from orchestrator.web.ids import refuse_impossible
from orchestrator.web.parts import parts

bp = Blueprint("not_sent", __name__, url_prefix="/clients/<int:contact_id>/not-sent")
bp.url_value_preprocessor(refuse_impossible)

SHOWN: Final = 100
"""Lines of a kind on the page; the command line has them all."""
HEADINGS: Final = {
    Fate.WITHHELD: ("Not sent, and why", "Nothing was kept back."),
    Fate.PENDING: ("On its way", "Nothing waits."),
    Fate.SENT: ("Sent", "Nothing was sent yet."),
}


@bp.get("")
@needs(Power.READ)
def show(contact_id: int) -> str:
    """Each fact, question and number for one reader, in exactly one of three lists."""
    with parts().db.read() as session:
        contact = contact_or_404(session, contact_id)
        lines = sorted(lines_seen(session, contact), key=lambda line: line.at, reverse=True)
        return render_template(
            "clients/not_sent.html",
            contact=contact,
            lists={fate: [line for line in lines if line.fate is fate] for fate in HEADINGS},
            headings=HEADINGS,
            shown=SHOWN,
        )


def lines_seen(session: Session, contact: Contact) -> list[Line]:
    """Those of the projects that the user may see."""
    ids = session.scalars(concerned(contact).where(is_visible(Project.id))).all()
    return ledger(session, contact, ids)
