"""The row of a conversation that was joined with another keeps no subject, nor do those from before.

Revision ID: 20261122_1710
Revises: 20261122_1610
Create Date: 2026-11-22 17:10:00+00:00
"""

from alembic import op

revision = "20261122_1710"
down_revision = "20261122_1610"


def upgrade() -> None:
    op.execute("UPDATE thread SET subject = '' WHERE joined_into_id IS NOT NULL")


def downgrade() -> None:
    """What they were called is in their mails."""
