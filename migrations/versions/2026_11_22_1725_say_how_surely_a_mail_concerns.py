"""A mail may concern a client less surely: something in it speaks of her.

Revision ID: 20261122_1725
Revises: 20261122_1720
Create Date: 2026-11-22 17:25:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261122_1725"
down_revision = "20261122_1720"


def upgrade() -> None:
    """All that there are were noted for a reply address."""
    with op.batch_alter_table("concern") as table:
        table.add_column(
            sa.Column("is_sure", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        table.alter_column("is_sure", server_default=None)


def downgrade() -> None:
    op.execute("DELETE FROM concern WHERE NOT is_sure")
    with op.batch_alter_table("concern") as table:
        table.drop_column("is_sure")
