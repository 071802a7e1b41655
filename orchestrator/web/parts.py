"""What every view needs: the parts the app was built from, and the request's one instant."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import current_app, g

from orchestrator.bell import Bell
from orchestrator.clock import utc_now
from orchestrator.config import Settings
from orchestrator.models import Database


@dataclass(frozen=True, slots=True)
class Parts:
    """``signing_key`` makes public links; the web session has a key derived from it."""

    settings: Settings
    db: Database
    bell: Bell
    signing_key: bytes


def parts() -> Parts:
    """The parts of the running app."""
    return cast(Parts, current_app.extensions["orchestrator"])


def now() -> datetime:
    """The instant of this request, so that a page and what it changes agree."""
    if "now" not in g:
        g.now = utc_now()
    return cast(datetime, g.now)
