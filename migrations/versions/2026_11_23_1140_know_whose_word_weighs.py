"""How much the word of each participant weighs at the client.

Revision ID: 20261123_1140
Revises: 20261123_1132
Create Date: 2026-11-23 11:40:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261123_1140"
down_revision = "20261123_1132"


def upgrade() -> None:
    with op.batch_alter_table("participant") as table:
        table.add_column(
            sa.Column("influence", sa.String(20), nullable=False, server_default="medium")
        )
        table.create_check_constraint(
            op.f("ck_participant_influence"), "influence IN ('low', 'medium', 'high')"
        )
    with op.batch_alter_table("participant") as table:
        table.alter_column("influence", existing_type=sa.String(20), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("participant") as table:
        table.drop_constraint(op.f("ck_participant_influence"), type_="check")
        table.drop_column("influence")
