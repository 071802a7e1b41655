"""What waits for a proof, and what a mail asks for that no mail may do by itself.

Revision ID: 20261122_1400
Revises: 20261122_1300
Create Date: 2026-11-22 14:00:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261122_1400"
down_revision = "20261122_1300"

KINDS = ("address", "person", "erase", "data", "who_sees", "code", "stop")


def upgrade() -> None:
    for name in ("answer", "preference"):
        with op.batch_alter_table(name) as table:
            table.add_column(
                sa.Column("awaits_proof", sa.Boolean(), nullable=False, server_default=sa.false())
            )
            table.alter_column("awaits_proof", server_default=None)
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", _words("kind", *KINDS), nullable=False),
        sa.Column("cause", sa.String(60), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("addr_spec", sa.String(320), nullable=False),
        sa.Column("proven_by", sa.JSON(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", _words("state", "open", "done", "refused"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        _refers("mail_id", "mail"),
        _refers("contact_id", "contact"),
        _refers("decided_by", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.UniqueConstraint("kind", "cause", name=op.f("uq_task_kind_cause")),
    )
    op.create_index(op.f("ix_task_mail_id"), "task", ["mail_id"])
    op.create_index(op.f("ix_task_state"), "task", ["state"])


def downgrade() -> None:
    op.drop_table("task")
    for name in ("preference", "answer"):
        with op.batch_alter_table(name) as table:
            table.drop_column("awaits_proof")


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=20)


def _refers(column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_task_{column}_{to}"))
