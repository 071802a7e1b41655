"""A client may ask what we did not send.

Revision ID: 20261123_2000
Revises: 20261123_1800
Create Date: 2026-11-23 20:00:00+00:00
"""

from alembic import op

revision = "20261123_2000"
down_revision = "20261123_1800"

KINDS = (
    "address", "person", "erase", "data", "who_sees", "code", "stop", "wrong", "churn", "invoice",
    "turning", "stand_in",
)  # fmt: skip


def upgrade() -> None:
    _allow((*KINDS, "not_sent"))


def downgrade() -> None:
    op.execute("DELETE FROM task WHERE kind = 'not_sent'")
    _allow(KINDS)


def _allow(kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    name = op.f("ck_task_kind")
    with op.batch_alter_table("task") as table:
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, f"kind IN ({listed})")
