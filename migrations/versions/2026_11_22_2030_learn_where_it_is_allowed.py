"""A project's corrected moods teach the machine only where an administrator allows it.

Revision ID: 20261122_2030
Revises: 20261122_1900
Create Date: 2026-11-22 20:30:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261122_2030"
down_revision = "20261122_1900"


def upgrade() -> None:
    op.add_column(
        "project",
        sa.Column("is_learned_from", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    op.drop_column("project", "is_learned_from")
