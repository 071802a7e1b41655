"""Database tables: columns, constraints and facts about one row.

No queries that decide anything, no clock.  Every table is imported here, so that
Alembic sees the whole schema.
"""

from orchestrator.models.base import Base
from orchestrator.models.content import RawMail
from orchestrator.models.database import Database
from orchestrator.models.digests import (
    Approval,
    Block,
    BlockKind,
    BlockSource,
    Digest,
    DigestState,
    StandingApproval,
    Withheld,
)
from orchestrator.models.mail import (
    Attachment,
    Mail,
    MailLocation,
    MailState,
    Quarantine,
    Thread,
    ThreadKey,
)
from orchestrator.models.mailbox import (
    Direction,
    FolderCursor,
    Mailbox,
    MailboxAlarm,
    MailboxOauth,
)
from orchestrator.models.meaning import Reading, Sentiment, Statement
from orchestrator.models.outbox import (
    Attempt,
    DeliveryEvent,
    OutboxEntry,
    OutboxKind,
    OutboxState,
    Phase,
)
from orchestrator.models.people import (
    Client,
    Contact,
    ContactAddress,
    Delivery,
    Membership,
    Participant,
    ParticipantRole,
    Project,
    Role,
    User,
)
from orchestrator.models.preference import (
    Preference,
    Suppression,
    SuppressionReason,
    Wish,
    Wishes,
    WishState,
)
from orchestrator.models.record import AuditDetail, AuditEntry, AuditEraseTicket
from orchestrator.models.registers import (
    Answer,
    AnswerState,
    Ask,
    AskKind,
    AskState,
    Fact,
    FactKind,
    FactTold,
    Mood,
    ProjectStatus,
    Pulse,
)

__all__ = [
    "Answer",
    "AnswerState",
    "Approval",
    "Ask",
    "AskKind",
    "AskState",
    "Attachment",
    "Attempt",
    "AuditDetail",
    "AuditEntry",
    "AuditEraseTicket",
    "Base",
    "Block",
    "BlockKind",
    "BlockSource",
    "Client",
    "Contact",
    "ContactAddress",
    "Database",
    "Delivery",
    "DeliveryEvent",
    "Digest",
    "DigestState",
    "Direction",
    "Fact",
    "FactKind",
    "FactTold",
    "FolderCursor",
    "Mail",
    "MailLocation",
    "MailState",
    "Mailbox",
    "MailboxAlarm",
    "MailboxOauth",
    "Membership",
    "Mood",
    "OutboxEntry",
    "OutboxKind",
    "OutboxState",
    "Participant",
    "ParticipantRole",
    "Phase",
    "Preference",
    "Project",
    "ProjectStatus",
    "Pulse",
    "Quarantine",
    "RawMail",
    "Reading",
    "Role",
    "Sentiment",
    "StandingApproval",
    "Statement",
    "Suppression",
    "SuppressionReason",
    "Thread",
    "ThreadKey",
    "User",
    "Wish",
    "WishState",
    "Wishes",
    "Withheld",
]
