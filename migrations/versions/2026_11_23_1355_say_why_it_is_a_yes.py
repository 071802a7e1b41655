"""Why a person read a side in words that were not plain.

Revision ID: 20261123_1355
Revises: 20261123_1350
Create Date: 2026-11-23 13:55:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261123_1355"
down_revision = "20261123_1350"


def upgrade() -> None:
    with op.batch_alter_table("answer") as table:
        table.add_column(sa.Column("because", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("answer") as table:
        table.drop_column("because")
