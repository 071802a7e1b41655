"""When the mail of a thread's key came; what was split from a thread is found at once.

Revision ID: 20261122_1430
Revises: 20261122_1400
Create Date: 2026-11-22 14:30:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261122_1430"
down_revision = "20261122_1400"


def upgrade() -> None:
    op.add_column("thread_key", sa.Column("mail_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(op.f("ix_thread_split_from_id"), "thread", ["split_from_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_thread_split_from_id"), "thread")
    op.drop_column("thread_key", "mail_at")
