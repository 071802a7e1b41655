"""The stages of a project, and the moments at which somebody writes to its client.

Revision ID: 20261123_1156
Revises: 20261123_1146
Create Date: 2026-11-23 11:56:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261123_1156"
down_revision = "20261123_1146"


def upgrade() -> None:
    op.create_table(
        "project_stage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column(
            "stage", _words("stage", "onboarding", "delivery", "close", "aftercare"), nullable=False
        ),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_project_stage_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_stage")),
    )
    op.create_index(op.f("ix_project_stage_project_id_id"), "project_stage", ["project_id", "id"])
    op.create_table(
        "project_moment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            _words(
                "kind", "welcome", "questions", "first_update", "handover", "thanks", "touch",
                "asked", "not_now",
            ),
            nullable=False,
        ),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_project_moment_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_moment")),
    )  # fmt: skip
    name = op.f("ix_project_moment_project_id_kind")
    op.create_index(name, "project_moment", ["project_id", "kind"])
    with op.batch_alter_table("project") as table:
        table.add_column(sa.Column("touch_days", sa.Integer(), nullable=False, server_default="90"))
        table.alter_column("touch_days", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("project") as table:
        table.drop_column("touch_days")
    op.drop_table("project_moment")
    op.drop_table("project_stage")


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=20)
