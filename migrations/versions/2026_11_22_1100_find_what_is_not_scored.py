"""Find the mails that are not scored yet without looking at all of them.

Revision ID: 20261122_1100
Revises: 20261122_1010
Create Date: 2026-11-22 11:00:00+00:00
"""

from alembic import op

revision = "20261122_1100"
down_revision = "20261122_1010"


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_sentiment_scorer_id", "sentiment", ["scorer", "id"])


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_sentiment_scorer_id", "sentiment")
