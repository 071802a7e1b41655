"""What we do not know yet and what may come; and to whom a project was handed over.

Revision ID: 20261123_1310
Revises: 20261123_1156
Create Date: 2026-11-23 13:10:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261123_1310"
down_revision = "20261123_1156"


def upgrade() -> None:
    op.create_table(
        "open_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("kind", _word("kind", "lack", "risk"), nullable=False),
        sa.Column("topic", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "likelihood", _word("likelihood", "unlikely", "possible", "likely"), nullable=True
        ),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column(
            "state",
            _word("state", "open", "known", "happened", "dropped", "superseded"),
            nullable=False,
        ),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("ask_id", sa.Integer(), nullable=True),
        sa.Column("fact_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'risk') = (likelihood IS NOT NULL)",
            name=op.f("ck_open_point_risk_has_likelihood"),
        ),
        _refers("open_point", "project_id", "project"),
        _refers("open_point", "contact_id", "contact"),
        _refers("open_point", "ask_id", "ask"),
        _refers("open_point", "fact_id", "fact"),
        _refers("open_point", "supersedes_id", "open_point"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_point")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_open_point_supersedes_id")),
    )
    op.create_index(op.f("ix_open_point_ask_id"), "open_point", ["ask_id"])
    op.create_index(op.f("ix_open_point_project_id_state"), "open_point", ["project_id", "state"])
    lives = sa.text("topic <> '' AND state <> 'superseded'")
    op.create_index(
        "uq_open_point_project_id_topic", "open_point", ["project_id", "topic"], unique=True,
        postgresql_where=lives, sqlite_where=lives,
    )  # fmt: skip
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("has_joined", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        _refers("handover", "project_id", "project"),
        _refers("handover", "from_id", "user"),
        _refers("handover", "to_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    op.create_index(op.f("ix_handover_project_id"), "handover", ["project_id"])


def downgrade() -> None:
    op.drop_table("handover")
    op.drop_table("open_point")


def _word(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=20)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))
