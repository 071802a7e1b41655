"""Questions that seem to be answered already: a PM takes the answer, or asks anyway."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from orchestrator.digest.known import is_held_back
from orchestrator.engagement.known import ask_anyway, use_known
from orchestrator.models import Ask, Digest, Mail
from orchestrator.models.registers import ASKABLE
from orchestrator.web.access import (
    Power,
    check_visible,
    current_actor,
    current_user,
    is_visible,
    needs,
)
from orchestrator.web.ids import refuse_impossible, row_id
from orchestrator.web.parts import now, parts

bp = Blueprint("asks", __name__, url_prefix="/asks")
bp.url_value_preprocessor(refuse_impossible)


@bp.post("/<int:ask_id>/known")
@needs(Power.DECIDE)
def create_known(ask_id: int) -> ResponseReturnValue:
    """The answer that was given before counts."""
    with parts().db.write() as session:
        ask = ask_or_404(session, ask_id)
        back = _back(session, ask)
        _check_source(session, ask)
        value = request.form.get("value", "")[:300]
        use_known(
            session, ask_id, value, user_id=current_user().id, actor=current_actor(), now=now()
        )
    flash("The earlier answer counts. The question is closed.")
    return redirect(back, code=303)


@bp.post("/<int:ask_id>/anyway")
@needs(Power.DECIDE)
def create_anyway(ask_id: int) -> ResponseReturnValue:
    """It is asked all the same."""
    with parts().db.write() as session:
        back = _back(session, ask_or_404(session, ask_id))
        ask_anyway(session, ask_id, actor=current_actor(), now=now())
    parts().bell.ring("draft_due")
    flash("It is asked. The draft takes it in within a minute.")
    return redirect(back, code=303)


def ask_or_404(session: Session, ask_id: int) -> Ask:
    """A question of a project that the user sees.

    Raises:
        NotFound: there is none.
        Foreign: it is not hers.
    """
    ask = session.get(Ask, ask_id)
    if ask is None:
        raise NotFound
    check_visible(session, ask.project_id, f"ask:{ask_id}")
    return ask


def held_asks(session: Session, digest: Digest) -> dict[str, tuple[Ask, Mail | Ask | None]]:
    """The questions that an update holds back, with what speaks for it where she may see that:
    the mail that answers, or the same question that waits.
    """
    names = [item.source for item in digest.withheld if item.source.startswith("ask:")]
    ids = [int(name.partition(":")[2]) for name in names]
    if not ids:
        return {}
    asks = session.scalars(select(Ask).where(Ask.id.in_(ids), Ask.state.in_(ASKABLE))).all()
    held = [ask for ask in asks if is_held_back(ask)]
    seen: dict[str, Mail | Ask] = {}
    if mail_ids := _numbers(held, "mail"):
        mails = select(Mail).where(Mail.id.in_(mail_ids), is_visible(Mail.project_id))
        seen |= {f"mail:{mail.id}": mail for mail in session.scalars(mails)}
    if ask_ids := _numbers(held, "ask"):
        before = select(Ask).where(Ask.id.in_(ask_ids), is_visible(Ask.project_id))
        seen |= {f"ask:{ask.id}": ask for ask in session.scalars(before)}
    return {f"ask:{ask.id}": (ask, seen.get(ask.known["source"])) for ask in held}


def _numbers(held: Sequence[Ask], kind: str) -> list[int]:
    """The ids of the sources of one kind."""
    sources = (str(ask.known["source"]).partition(":") for ask in held)
    return [int(number) for name, _, number in sources if name == kind]


def _check_source(session: Session, ask: Ask) -> None:
    """Nobody takes words for an answer that she may not read.  Raises Foreign."""
    if ask.known:
        check_visible(session, ask.known["project_id"], ask.known["source"])


def _back(session: Session, ask: Ask) -> str:
    """The update it was held back in; else the project."""
    digest_id = request.form.get("digest", type=row_id)
    digest = session.get(Digest, digest_id) if digest_id else None
    if digest is not None and digest.project_id == ask.project_id:
        return url_for("digests.show", digest_id=digest.id)
    return url_for("projects.show", slug=ask.project.slug)
