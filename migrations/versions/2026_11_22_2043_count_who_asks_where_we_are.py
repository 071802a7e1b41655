"""Whether a mail asks how things stand.

Revision ID: 20261122_2043
Revises: 20261122_2042
Create Date: 2026-11-22 20:43:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261122_2043"
down_revision = "20261122_2042"


def upgrade() -> None:
    with op.batch_alter_table("reading") as table:
        table.add_column(
            sa.Column("asks_where", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.alter_column("asks_where", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("reading") as table:
        table.drop_column("asks_where")
