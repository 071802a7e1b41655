"""Which mail to a client is due when, by the stage of its project.  Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from orchestrator.models.stages import MomentKind, Stage

MOMENTS: Final[Mapping[Stage, Mapping[MomentKind, int]]] = {
    Stage.ONBOARDING: {MomentKind.WELCOME: 0, MomentKind.QUESTIONS: 2},
    Stage.DELIVERY: {MomentKind.FIRST_UPDATE: 7},
    Stage.CLOSE: {MomentKind.HANDOVER: 0, MomentKind.THANKS: 3},
    Stage.AFTERCARE: {},
}
"""Days after the stage began.  Of after-care the touch comes again and again."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a project is, on its own calendar.

    ``done``: when each kind was done last.  ``wrote_on``: the last mail between us and them.
    ``has_updates``: an update left since the stage began.
    """

    stage: Stage
    began_on: date
    done: Mapping[MomentKind, date]
    wrote_on: date | None
    touch_days: int
    has_updates: bool

    @property
    def last_contact(self) -> date:
        """The touch that somebody noted counts as a mail does."""
        known = (self.wrote_on, self.done.get(MomentKind.TOUCH), self.began_on)
        return max(each for each in known if each is not None)


def due_moments(standing: Standing) -> dict[MomentKind, date]:
    """What is still to be done in this stage, with its day."""
    if standing.stage is Stage.AFTERCARE:
        return {MomentKind.TOUCH: standing.last_contact + timedelta(days=standing.touch_days)}
    return {
        kind: standing.began_on + timedelta(days=days)
        for kind, days in MOMENTS[standing.stage].items()
        if standing.done.get(kind, date.min) < standing.began_on
        and not (kind is MomentKind.FIRST_UPDATE and standing.has_updates)
    }
