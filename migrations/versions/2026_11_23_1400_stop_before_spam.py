"""Stop updates when too many are unwanted; find what came back of an address, and when.

Revision ID: 20261123_1400
Revises: 20261123_1600
Create Date: 2026-11-23 14:00:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261123_1400"
down_revision = "20261123_1600"

_CAUSE = sa.Enum(
    "complaints", "bounces", name="cause", native_enum=False, create_constraint=True, length=20
)


def upgrade() -> None:
    op.create_table(
        "breaker",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cause", _CAUSE, nullable=False),
        sa.Column("words", sa.String(300), nullable=False),
        sa.Column("tripped_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resumed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breaker")),
    )
    op.create_index(op.f("ix_breaker_resumed_at"), "breaker", ["resumed_at"])
    op.create_index(op.f("ix_outbox_recipient"), "outbox", ["recipient"])
    op.create_index(op.f("ix_outbox_finished_at"), "outbox", ["finished_at"])
    op.create_index(op.f("ix_delivery_event_learned_at"), "delivery_event", ["learned_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_delivery_event_learned_at"), table_name="delivery_event")
    op.drop_index(op.f("ix_outbox_finished_at"), table_name="outbox")
    op.drop_index(op.f("ix_outbox_recipient"), table_name="outbox")
    op.drop_index(op.f("ix_breaker_resumed_at"), table_name="breaker")
    op.drop_table("breaker")
