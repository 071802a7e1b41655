"""Until when somebody is away, by their out-of-office, and whom it names to stand in.

Revision ID: 20261123_1130
Revises: 20261123_1128
Create Date: 2026-11-23 11:30:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261123_1130"
down_revision = "20261123_1128"

KINDS = (
    "address", "person", "erase", "data", "who_sees", "code", "stop", "wrong", "churn", "invoice",
    "turning",
)  # fmt: skip


def upgrade() -> None:
    op.add_column("contact", sa.Column("away_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("contact", sa.Column("away_until", sa.Date(), nullable=True))
    with op.batch_alter_table("contact") as table:
        table.add_column(sa.Column("away_source", sa.String(60), nullable=False, server_default=""))
        table.alter_column("away_source", server_default=None)
    _allow((*KINDS, "stand_in"))


def downgrade() -> None:
    op.execute("DELETE FROM task WHERE kind = 'stand_in'")
    _allow(KINDS)
    with op.batch_alter_table("contact") as table:
        for name in ("away_source", "away_until", "away_since"):
            table.drop_column(name)


def _allow(kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    name = op.f("ck_task_kind")
    with op.batch_alter_table("task") as table:
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, f"kind IN ({listed})")
