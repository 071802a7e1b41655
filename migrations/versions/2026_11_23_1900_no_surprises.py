"""What stops an update as a surprise: days per project, who withheld it, and since when it costs.

Revision ID: 20261123_1900
Revises: 20261123_1610
Create Date: 2026-11-23 19:00:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261123_1900"
down_revision = "20261123_1610"


def upgrade() -> None:
    with op.batch_alter_table("project") as table:
        table.add_column(
            sa.Column("surprise_days", sa.Integer(), nullable=False, server_default="3")
        )
        table.alter_column("surprise_days", server_default=None)
    with op.batch_alter_table("change_request") as table:
        table.add_column(sa.Column("priced_at", sa.DateTime(timezone=True)))
    with op.batch_alter_table("withheld") as table:
        table.add_column(sa.Column("user_id", sa.Integer()))
        table.add_column(sa.Column("decided_at", sa.DateTime(timezone=True)))
        table.create_foreign_key(op.f("fk_withheld_user_id_user"), "user", ["user_id"], ["id"])
    # When the others were priced is only in the record; what waits has waited since it was noted.
    op.execute("UPDATE change_request SET priced_at = noted_at WHERE cents IS NOT NULL")


def downgrade() -> None:
    with op.batch_alter_table("withheld") as table:
        table.drop_constraint(op.f("fk_withheld_user_id_user"), type_="foreignkey")
        table.drop_column("decided_at")
        table.drop_column("user_id")
    with op.batch_alter_table("change_request") as table:
        table.drop_column("priced_at")
    with op.batch_alter_table("project") as table:
        table.drop_column("surprise_days")
