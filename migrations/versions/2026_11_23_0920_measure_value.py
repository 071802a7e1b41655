"""What clients want to gain, what was measured of it, and who was told.

Revision ID: 20261123_0920
Revises: 20261123_0905
Create Date: 2026-11-23 09:20:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261123_0920"
down_revision = "20261123_0905"

_BEFORE = ("status", "news", "noted", "ask", "done", "next", "pulse")
_AFTER = ("status", "goal", *_BEFORE[1:])


def upgrade() -> None:
    op.create_table(
        "value_goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("unit", sa.String(30), nullable=False),
        sa.Column("better", _words("better", "up", "down"), nullable=True),
        sa.Column("start", sa.String(40), nullable=True),
        sa.Column("target", sa.String(40), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "state",
            _words("state", "open", "reached", "missed", "withdrawn", "changed"),
            nullable=False,
        ),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(target IS NULL) = (better IS NULL)",
            name=op.f("ck_value_goal_target_has_a_direction"),
        ),
        sa.CheckConstraint(
            "start IS NULL OR target IS NOT NULL", name=op.f("ck_value_goal_start_has_a_target")
        ),
        _key("value_goal", "project_id", "project"),
        _key("value_goal", "contact_id", "contact"),
        _key("value_goal", "first_id", "value_goal"),
        _key("value_goal", "supersedes_id", "value_goal"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_value_goal")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_value_goal_supersedes_id")),
    )
    for columns in (["project_id", "state"], ["contact_id"], ["first_id"], ["source"]):
        op.create_index(op.f(f"ix_value_goal_{'_'.join(columns)}"), "value_goal", columns)
    op.create_table(
        "measurement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(40), nullable=True),
        sa.Column("measured_on", sa.Date(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        _key("measurement", "goal_id", "value_goal"),
        _key("measurement", "user_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurement")),
    )
    for columns in (["goal_id", "measured_on"], ["source"]):
        op.create_index(op.f(f"ix_measurement_{'_'.join(columns)}"), "measurement", columns)
    op.create_table(
        "measurement_told",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measurement_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("digest_id", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        _key("measurement_told", "measurement_id", "measurement"),
        _key("measurement_told", "contact_id", "contact"),
        _key("measurement_told", "digest_id", "digest"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurement_told")),
        sa.UniqueConstraint(
            "measurement_id",
            "contact_id",
            name=op.f("uq_measurement_told_measurement_id_contact_id"),
        ),
    )
    _allow(_AFTER)


def downgrade() -> None:
    op.execute(
        "DELETE FROM block_source WHERE block_id IN (SELECT id FROM block WHERE kind = 'goal')"
    )
    op.execute("DELETE FROM block WHERE kind = 'goal'")
    _allow(_BEFORE)
    for table in ("measurement_told", "measurement", "value_goal"):
        op.drop_table(table)


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=20)


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )


def _allow(kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    name = op.f("ck_block_kind")
    with op.batch_alter_table("block") as table:
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, f"kind IN ({listed})")
