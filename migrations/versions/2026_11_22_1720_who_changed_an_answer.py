"""Who changed the words of a draft last, so that nobody writes over them unseen.

Revision ID: 20261122_1720
Revises: 20261122_1710
Create Date: 2026-11-22 17:20:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261122_1720"
down_revision = "20261122_1710"


def upgrade() -> None:
    with op.batch_alter_table("response") as table:
        table.add_column(sa.Column("changed_by", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_response_changed_by_user"), "user", ["changed_by"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("response") as table:
        table.drop_constraint(op.f("fk_response_changed_by_user"), type_="foreignkey")
        table.drop_column("changed_by")
