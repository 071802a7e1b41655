"""How far a project is with its client, from the first mail to long after the last, and the
moments at which somebody writes to them.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from orchestrator.models.base import Base, word


class Stage(StrEnum):
    """onboarding → delivery → close → aftercare; a person moves it, in any direction."""

    ONBOARDING = "onboarding"
    DELIVERY = "delivery"
    CLOSE = "close"
    AFTERCARE = "aftercare"


class ProjectStage(Base):
    """A stage that began.  The newest that was not taken back counts.

    A project without a row is in delivery, or in after-care once it is closed.
    ``closed_before``: when it had been closed by then.
    """

    __tablename__ = "project_stage"
    __table_args__ = (Index(None, "project_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    stage: Mapped[Stage] = mapped_column(word(Stage, "stage"))
    began_at: Mapped[datetime]
    closed_before: Mapped[datetime | None]
    source: Mapped[str] = mapped_column(String(60))
    undone_at: Mapped[datetime | None]


class MomentKind(StrEnum):
    """What is due in a stage; and, of a follow-on, that it was asked for or put off."""

    WELCOME = "welcome"
    QUESTIONS = "questions"
    FIRST_UPDATE = "first_update"
    HANDOVER = "handover"
    THANKS = "thanks"
    TOUCH = "touch"
    ASKED = "asked"
    NOT_NOW = "not_now"


class ProjectMoment(Base):
    """Somebody says that it was done, by mail or otherwise."""

    __tablename__ = "project_moment"
    __table_args__ = (Index(None, "project_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    kind: Mapped[MomentKind] = mapped_column(word(MomentKind, "kind"))
    done_at: Mapped[datetime]
    source: Mapped[str] = mapped_column(String(60))
    undone_at: Mapped[datetime | None]
