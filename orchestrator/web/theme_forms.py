"""What a person ticks and types about themes, read and held against what she may see."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from orchestrator.engagement.theme_quotes import Said, said_as_expected, said_in
from orchestrator.engagement.themes import add_theme
from orchestrator.errors import UsageError
from orchestrator.models import Expectation, QuoteKind, Theme, ThemeState
from orchestrator.web.access import check_visible, current_actor, current_user
from orchestrator.web.ids import row_id
from orchestrator.web.mail_view import mail_or_404
from orchestrator.web.parts import now
from orchestrator.web.project_forms import Form
from orchestrator.web.theme_rows import theme_or_404

NEW = "new"


def read_quotes(session: Session, ticked: Iterable[str]) -> list[Said]:
    """``mood mail:402 Nobody told me.``, as `Proposal.value` has it.

    Raises:
        UsageError: the words are not in their source, or nothing is ticked.
        Foreign: the source is not hers.
        NotFound: there is none.
    """
    said = [_quote(session, value) for value in ticked]
    if not said:
        raise UsageError("quote: tick at least one quote")
    return said


def chosen_theme(session: Session, form: Form) -> Theme:
    """The theme that is chosen, or a new one with the name that is typed.

    Raises:
        UsageError: names the field and what it needs.
        Foreign: the theme is not hers.
    """
    if form.get("theme") != NEW:
        theme = theme_or_404(session, _number(form.get("theme")))
        if theme.state is ThemeState.DROPPED:
            raise UsageError("theme: this was dropped; take it back to open first")
        return theme
    return add_theme(
        session, form.get("name"), form.get("text"),
        user_id=current_user().id, actor=current_actor(), now=now(),
    )  # fmt: skip


def _quote(session: Session, value: str) -> Said:
    kind, _, rest = value.replace("\0", " ").partition(" ")
    source, _, words = rest.partition(" ")
    table, _, number = source.partition(":")
    if kind not in set(QuoteKind) or table not in ("mail", "expectation"):
        raise UsageError("quote: choose quotes of the list")
    if table == "mail":
        return said_in(mail_or_404(session, _number(number)), QuoteKind(kind), words)
    row = session.get(Expectation, _number(number))
    if row is None:
        raise UsageError("quote: choose quotes of the list")
    check_visible(session, row.project_id, f"expectation:{row.id}")
    return said_as_expected(row)


def _number(typed: str) -> int:
    try:
        return row_id(typed)
    except ValueError as error:
        raise UsageError("theme: choose one of the list") from error
