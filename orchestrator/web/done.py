"""How a form that changed something is answered."""

from collections.abc import Callable

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from orchestrator.web.project_forms import Form


def on_or_again(
    form: Form | None, again: Callable[[Form], str], *, on: str, done: str, undo: str = ""
) -> ResponseReturnValue:
    """On to the page ``on``, with ``done`` and the address that takes it back.

    Where the form has errors: the page ``again``, with what was typed.
    """
    if form is not None and form.errors:
        return again(form), 400
    flash(done, f"undo:{undo}" if undo else "message")
    return redirect(on, code=303)
