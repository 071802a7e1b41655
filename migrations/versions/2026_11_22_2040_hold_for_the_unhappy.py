"""A person looks at an unhappy mail; alarms of a client's mood wait for a person.

Revision ID: 20261122_2040
Revises: 20261122_2030
Create Date: 2026-11-22 20:40:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261122_2040"
down_revision = "20261122_2030"

KINDS = ("address", "person", "erase", "data", "who_sees", "code", "stop", "wrong")


def upgrade() -> None:
    op.create_table(
        "look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name=op.f("fk_look_mail_id_mail")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_look_project_id_project")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_look_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_look")),
    )
    op.create_index(op.f("ix_look_mail_id"), "look", ["mail_id"])
    _allow((*KINDS, "churn", "invoice", "turning"))


def downgrade() -> None:
    op.execute("DELETE FROM task WHERE kind IN ('churn', 'invoice', 'turning')")
    _allow(KINDS)
    op.drop_table("look")


def _allow(kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    name = op.f("ck_task_kind")
    with op.batch_alter_table("task") as table:
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, f"kind IN ({listed})")
