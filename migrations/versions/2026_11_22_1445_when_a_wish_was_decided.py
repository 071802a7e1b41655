"""Keep when a person decided a wish that waited: its effect counts from then on.

Revision ID: 20261122_1445
Revises: 20261122_1440
Create Date: 2026-11-22 14:45:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261122_1445"
down_revision = "20261122_1440"


def upgrade() -> None:
    """Add the column."""
    op.add_column("preference", sa.Column("decided_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Drop it."""
    with op.batch_alter_table("preference") as table:
        table.drop_column("decided_at")
