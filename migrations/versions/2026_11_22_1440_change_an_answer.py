"""What an answer was read as where a person chose another; done conversations, newest first.

Revision ID: 20261122_1440
Revises: 20261122_1430
Create Date: 2026-11-22 14:40:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261122_1440"
down_revision = "20261122_1430"


def upgrade() -> None:
    op.add_column("answer", sa.Column("changed_from", sa.Text(), nullable=True))
    op.create_index(op.f("ix_thread_done_at"), "thread", ["done_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_thread_done_at"), "thread")
    op.drop_column("answer", "changed_from")
