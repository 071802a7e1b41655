"""What our own people and their tools propose for the next update, and by which ways.

Nothing here is ever told by itself: a proposal becomes a fact when a project manager takes it.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from orchestrator.models.base import Base, word
from orchestrator.models.facts import FactKind, Impact
from orchestrator.models.mail import Mail
from orchestrator.models.people import Project, User


class ProposalState(StrEnum):
    """waiting → taken | dropped by a person; withdrawn when its issue says otherwise since."""

    WAITING = "waiting"
    TAKEN = "taken"
    DROPPED = "dropped"
    WITHDRAWN = "withdrawn"


class Proposal(Base):
    """A fact that somebody of ours proposes.

    ``source`` is the mail, token or hook it came by: ``mail:402``, ``token:5``, ``hook:3``.
    ``key`` names what it says once: a place in a mail, a key of a caller, an issue's state.
    ``topic`` is the issue, empty for all that comes of people.  ``author`` is who or what said
    it, in words.  ``hearers`` are contacts who must hear it, by id; none for everybody.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        UniqueConstraint("key"),
        Index(None, "project_id", "state"),
        Index(None, "topic"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    kind: Mapped[FactKind] = mapped_column(word(FactKind, "kind"))
    impact: Mapped[Impact] = mapped_column(word(Impact, "impact"))
    text: Mapped[str]
    known_at: Mapped[datetime]
    hearers: Mapped[list[int]] = mapped_column(JSON, default=list)
    source: Mapped[str] = mapped_column(String(60), index=True)
    key: Mapped[str] = mapped_column(String(300))
    topic: Mapped[str] = mapped_column(String(200), default="")
    author: Mapped[str] = mapped_column(String(200))
    state: Mapped[ProposalState] = mapped_column(
        word(ProposalState, "state"), default=ProposalState.WAITING
    )
    fact_id: Mapped[int | None] = mapped_column(ForeignKey("fact.id"))
    proposed_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]

    project: Mapped[Project] = relationship()


class TeamMail(Base):
    """A mail to the team address of a project, which is no part of any conversation.

    ``user_id`` is who of ours wrote it; empty where somebody else did who got hold of the
    address: such a mail is filed as any other, and ``seen_at`` says when a person took note.
    """

    __tablename__ = "team_mail"

    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id"), primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    seen_at: Mapped[datetime | None]

    mail: Mapped[Mail] = relationship()
    user: Mapped[User | None] = relationship()


class Scope(StrEnum):
    """What the bearer of a token may do."""

    UPDATES = "updates"


class ApiToken(Base):
    """Lets a program act for ``user``, in one project or, without one, in all of hers.

    Only the SHA-256 of the secret is kept.
    """

    __tablename__ = "api_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    secret_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"), index=True)
    scopes: Mapped[list[str]] = mapped_column(JSON)
    created_by: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()
    project: Mapped[Project | None] = relationship()


class Tracker(StrEnum):
    """Where issues are kept."""

    GITHUB = "github"
    GITLAB = "gitlab"
    JIRA = "jira"


class Meaning(StrEnum):
    """What a label or state of an issue means to the client."""

    DONE = "done"
    NEXT = "next"
    PROBLEM = "problem"
    IGNORED = "ignored"


class Hook(Base):
    """A tracker that tells us of issues.  ``mapping``: what each of its words means.

    Until a person confirms the mapping, events wait.  ``refused_at``: when something came last
    whose secret was wrong.
    """

    __tablename__ = "hook"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    tracker: Mapped[Tracker] = mapped_column(word(Tracker, "tracker"))
    name: Mapped[str] = mapped_column(String(80))
    sealed_secret: Mapped[str]
    mapping: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    mapped_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    mapped_at: Mapped[datetime | None]
    created_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[datetime]
    refused_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    project: Mapped[Project] = relationship()


class HookEventState(StrEnum):
    """waiting for a mapping → proposed, or of no meaning to a client."""

    WAITING = "waiting"
    PROPOSED = "proposed"
    IGNORED = "ignored"


class HookEvent(Base):
    """What a tracker said of one issue.  ``words`` are the state and labels it has since.

    A delivery is taken once, by its id and by its bytes: the id is not signed.
    ``changed_at`` is the tracker's time of the change.
    """

    __tablename__ = "hook_event"
    __table_args__ = (
        UniqueConstraint("hook_id", "delivery"),
        UniqueConstraint("hook_id", "sha256"),
        Index(None, "hook_id", "issue"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hook_id: Mapped[int] = mapped_column(ForeignKey("hook.id"))
    delivery: Mapped[str] = mapped_column(String(120))
    sha256: Mapped[str] = mapped_column(String(64))
    issue: Mapped[str] = mapped_column(String(60))
    title: Mapped[str]
    words: Mapped[list[str]] = mapped_column(JSON)
    changed_at: Mapped[datetime]
    received_at: Mapped[datetime]
    state: Mapped[HookEventState] = mapped_column(
        word(HookEventState, "state"), default=HookEventState.WAITING
    )

    hook: Mapped[Hook] = relationship()
