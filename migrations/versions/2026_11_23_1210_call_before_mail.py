"""Calls to be made before a mail, and the wish to be rung when something is urgent.

Revision ID: 20261123_1210
Revises: 20261123_1200
Create Date: 2026-11-23 12:10:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261123_1210"
down_revision = "20261123_1200"

WISHES = ("cadence", "weekday", "time", "not_before", "length", "channel", "pause_until", "stop")


def upgrade() -> None:
    state = sa.Enum(
        "open", "made", "dropped", name="state", native_enum=False, create_constraint=True,
        length=20,
    )  # fmt: skip
    op.create_table(
        "call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(60), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("state", state, nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        _refers("project_id", "project"),
        _refers("contact_id", "contact"),
        _refers("decided_by", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call")),
        sa.UniqueConstraint("contact_id", "cause", name=op.f("uq_call_contact_id_cause")),
    )
    op.create_index(op.f("ix_call_state"), "call", ["state"])
    with op.batch_alter_table("wishes") as table:
        table.add_column(
            sa.Column("call_urgent", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.alter_column("call_urgent", server_default=None)
    _allow((*WISHES, "urgent"))


def downgrade() -> None:
    op.execute("DELETE FROM preference WHERE wish = 'urgent'")
    _allow(WISHES)
    with op.batch_alter_table("wishes") as table:
        table.drop_column("call_urgent")
    op.drop_table("call")


def _allow(wishes: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{wish}'" for wish in wishes)
    name = op.f("ck_preference_wish")
    with op.batch_alter_table("preference") as table:
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, f"wish IN ({listed})")


def _refers(column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_call_{column}_{to}"))
