"""What clients decided where no mail says it.

Revision ID: 20261123_1117
Revises: 20261123_0950
Create Date: 2026-11-23 11:17:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261123_1117"
down_revision = "20261123_0950"


def upgrade() -> None:
    op.create_table(
        "client_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("way", _words("way", "call", "meeting", "message", "review"), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", _words("state", "noted", "withdrawn", "superseded"), nullable=False),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        sa.Column("fact_id", sa.Integer(), nullable=True),
        *(
            _key("client_decision", column, other)
            for column, other in (
                ("project_id", "project"),
                ("contact_id", "contact"),
                ("supersedes_id", "client_decision"),
                ("fact_id", "fact"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client_decision")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_client_decision_supersedes_id")),
    )
    for columns in (["project_id", "state"], ["source"]):
        name = op.f(f"ix_client_decision_{'_'.join(columns)}")
        op.create_index(name, "client_decision", columns)


def downgrade() -> None:
    op.drop_table("client_decision")


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=20)


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )
