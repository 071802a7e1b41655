"""Which case goes on for another, where their conversations were joined.

Revision ID: 20261123_1330
Revises: 20261123_1310
Create Date: 2026-11-23 13:30:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261123_1330"
down_revision = "20261123_1310"


def upgrade() -> None:
    with op.batch_alter_table("dispute") as table:
        table.add_column(sa.Column("joined_into_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_dispute_joined_into_id_dispute"), "dispute", ["joined_into_id"], ["id"]
        )
        table.create_index(op.f("ix_dispute_joined_into_id"), ["joined_into_id"])


def downgrade() -> None:
    with op.batch_alter_table("dispute") as table:
        table.drop_index(op.f("ix_dispute_joined_into_id"))
        table.drop_constraint(op.f("fk_dispute_joined_into_id_dispute"), type_="foreignkey")
        table.drop_column("joined_into_id")
