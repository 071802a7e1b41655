"""Reviews, who is invited and comes, and the mails about them.

Revision ID: 20261123_1146
Revises: 20261123_1210
Create Date: 2026-11-23 11:46:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261123_1146"
down_revision = "20261123_1210"

REVIEW_STATES = ("planned", "invited", "held", "moved", "cancelled")
OUTBOX_KINDS = (
    "digest", "response", "case", "acknowledgement", "confirmation", "paused", "resumed",
    "welcome",
)  # fmt: skip
OF_THREE = " + ".join(
    f"(CASE WHEN {name}_id IS NULL THEN 0 ELSE 1 END)"
    for name in ("digest", "response", "referral")
)
OF_FOUR = f"{OF_THREE} + (CASE WHEN invitation_id IS NULL THEN 0 ELSE 1 END)"


def upgrade() -> None:
    _create_review()
    _create_answers()
    _create_mails()
    with op.batch_alter_table("approval") as table:
        table.add_column(sa.Column("invitation_id", sa.Integer(), nullable=True))
        table.create_index(op.f("ix_approval_invitation_id"), ["invitation_id"])
        table.create_foreign_key(
            op.f("fk_approval_invitation_id_invitation"), "invitation", ["invitation_id"], ["id"]
        )
        table.drop_constraint(op.f("ck_approval_of_one_thing"), type_="check")
        table.create_check_constraint(op.f("ck_approval_of_one_thing"), f"{OF_FOUR} = 1")
    _set_outbox((*OUTBOX_KINDS, "invitation"))


def downgrade() -> None:
    _forget_invitations()
    _set_outbox(OUTBOX_KINDS)
    with op.batch_alter_table("approval") as table:
        table.drop_constraint(op.f("ck_approval_of_one_thing"), type_="check")
        table.drop_constraint(op.f("fk_approval_invitation_id_invitation"), type_="foreignkey")
        table.drop_index(op.f("ix_approval_invitation_id"))
        table.drop_column("invitation_id")
        table.create_check_constraint(op.f("ck_approval_of_one_thing"), f"{OF_THREE} = 1")
    for name in ("calendar_reply", "invitation", "review_answer", "review_guest", "review"):
        op.drop_table(name)


def _forget_invitations() -> None:
    """The older schema has no place for them; the record keeps that they were sent."""
    outbox = sa.table("outbox", sa.column("id", sa.Integer()), sa.column("kind", sa.String()))
    theirs = sa.select(outbox.c.id).where(outbox.c.kind == "invitation")
    for name in ("attempt", "delivery_event"):
        about = sa.table(name, sa.column("outbox_id", sa.Integer()))
        op.execute(sa.delete(about).where(about.c.outbox_id.in_(theirs)))
    op.execute("DELETE FROM outbox WHERE kind = 'invitation'")
    op.execute("DELETE FROM approval WHERE invitation_id IS NOT NULL")


def _set_outbox(kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("outbox") as table:
        table.drop_constraint(op.f("ck_outbox_kind"), type_="check")
        table.create_check_constraint(op.f("ck_outbox_kind"), f"kind IN ({listed})")


def _create_review() -> None:
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("kind", _words("kind", "formal", "informal"), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("timezone", sa.String(64), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(300), nullable=False),
        sa.Column("agenda", sa.Text(), nullable=False),
        sa.Column("state", _words("state", *REVIEW_STATES), nullable=False),
        sa.Column("was", _words("was", *REVIEW_STATES), nullable=True),
        sa.Column("uid", sa.String(80), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        _key("review", "project_id", "project"),
        _key("review", "thread_id", "thread"),
        _key("review", "supersedes_id", "review"),
        sa.CheckConstraint("minutes BETWEEN 5 AND 1440", name=op.f("ck_review_at_most_a_day")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        _unique("review", "uid", "sequence"),
        _unique("review", "supersedes_id"),
    )
    _index("review", "project_id", "state")
    _index("review", "thread_id")
    op.create_table(
        "review_guest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("came", sa.Boolean(), nullable=True),
        _key("review_guest", "review_id", "review"),
        _key("review_guest", "contact_id", "contact"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_guest")),
        _unique("review_guest", "review_id", "contact_id"),
    )
    _index("review_guest", "contact_id")


def _create_answers() -> None:
    op.create_table(
        "review_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        sa.Column("value", _words("value", "yes", "no", "other", "unclear"), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("tier", sa.String(2), nullable=False),
        sa.Column("state", _words("state", "applied", "waiting", "settled"), nullable=False),
        sa.Column("why_waiting", sa.Text(), nullable=False),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        _key("review_answer", "review_id", "review"),
        _key("review_answer", "contact_id", "contact"),
        _key("review_answer", "mail_id", "mail"),
        sa.CheckConstraint(
            "value <> 'unclear' OR state <> 'applied'",
            name=op.f("ck_review_answer_unclear_counts_not"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_answer")),
        _unique("review_answer", "mail_id", "review_id"),
    )
    _index("review_answer", "review_id", "contact_id")
    _index("review_answer", "source")


def _create_mails() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("method", _words("method", "request", "cancel"), nullable=False),
        sa.Column("state", _words("state", "approved", "sent", "held"), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        _key("invitation", "review_id", "review"),
        _key("invitation", "contact_id", "contact"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        _unique("invitation", "review_id", "contact_id", "method"),
    )
    op.create_table(
        "calendar_reply",
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(20), nullable=False),
        sa.Column("uid", sa.String(255), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("attendee", sa.String(320), nullable=False),
        sa.Column("partstat", sa.String(20), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        _key("calendar_reply", "mail_id", "mail"),
        sa.PrimaryKeyConstraint("mail_id", name=op.f("pk_calendar_reply")),
    )
    _index("calendar_reply", "uid")


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=20)


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))
