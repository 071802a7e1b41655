"""The fact that tells a missed expectation, or a missed goal.

Revision ID: 20261123_1350
Revises: 20261123_1345
Create Date: 2026-11-23 13:50:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261123_1350"
down_revision = "20261123_1345"

TABLES = ("expectation", "value_goal")


def upgrade() -> None:
    for name in TABLES:
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("fact_id", sa.Integer(), nullable=True))
            table.create_foreign_key(op.f(f"fk_{name}_fact_id_fact"), "fact", ["fact_id"], ["id"])


def downgrade() -> None:
    for name in TABLES:
        with op.batch_alter_table(name) as table:
            table.drop_constraint(op.f(f"fk_{name}_fact_id_fact"), type_="foreignkey")
            table.drop_column("fact_id")
