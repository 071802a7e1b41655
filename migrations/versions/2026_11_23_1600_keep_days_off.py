"""Days on which nothing comes: quiet ones, public holidays; and a line when nothing is new.

Revision ID: 20261123_1600
Revises: 20261123_1355
Create Date: 2026-11-23 16:00:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261123_1600"
down_revision = "20261123_1355"

WISHES = (
    "cadence", "weekday", "time", "not_before", "length", "channel", "pause_until", "stop",
    "urgent",
)  # fmt: skip


def upgrade() -> None:
    _add("wishes", sa.Column("quiet_days", sa.String(27), nullable=False), "sat sun")
    _add("wishes", sa.Column("heartbeat", sa.Boolean(), nullable=False), sa.false())
    _add("contact", sa.Column("country", sa.String(4), nullable=False), "")
    _add("contact", sa.Column("region", sa.String(20), nullable=False), "")
    _add("digest", sa.Column("timing", sa.String(300), nullable=False), "")
    _allow((*WISHES, "quiet_days", "heartbeat"))
    # Slots that fall on a holiday are worked out anew.
    op.execute("UPDATE participant SET next_due_at = NULL")


def downgrade() -> None:
    op.execute("DELETE FROM preference WHERE wish IN ('quiet_days', 'heartbeat')")
    _allow(WISHES)
    for table_name, column in (
        ("digest", "timing"),
        ("contact", "region"),
        ("contact", "country"),
        ("wishes", "heartbeat"),
        ("wishes", "quiet_days"),
    ):
        with op.batch_alter_table(table_name) as table:
            table.drop_column(column)


def _add(table_name: str, column: sa.Column[object], before: object) -> None:
    """Add a column, with what the rows so far have."""
    column.server_default = sa.DefaultClause(before)  # type: ignore[arg-type]
    with op.batch_alter_table(table_name) as table:
        table.add_column(column)
        table.alter_column(column.name, server_default=None)


def _allow(wishes: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{wish}'" for wish in wishes)
    name = op.f("ck_preference_wish")
    with op.batch_alter_table("preference") as table:
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, f"wish IN ({listed})")
