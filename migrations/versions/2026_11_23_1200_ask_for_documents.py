"""A document can be asked for.

Revision ID: 20261123_1200
Revises: 20261123_1140
Create Date: 2026-11-23 12:00:00+00:00
"""

from alembic import op

revision = "20261123_1200"
down_revision = "20261123_1140"

KINDS = ("choice", "yesno", "value")


def upgrade() -> None:
    _allow((*KINDS, "document"))


def downgrade() -> None:
    op.execute("UPDATE ask SET kind = 'value' WHERE kind = 'document'")
    _allow(KINDS)


def _allow(kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    name = op.f("ck_ask_kind")
    with op.batch_alter_table("ask") as table:
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, f"kind IN ({listed})")
