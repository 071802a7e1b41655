"""In which project a note among ourselves was written, and so is shown.

Revision ID: 20261122_1600
Revises: 20261122_1530
Create Date: 2026-11-22 16:00:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261122_1600"
down_revision = "20261122_1530"


def upgrade() -> None:
    with op.batch_alter_table("note") as table:
        table.add_column(sa.Column("project_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_note_project_id_project"), "project", ["project_id"], ["id"]
        )
    op.execute(
        "UPDATE note SET project_id ="
        " (SELECT thread.project_id FROM thread WHERE thread.id = note.thread_id)"
    )


def downgrade() -> None:
    with op.batch_alter_table("note") as table:
        table.drop_constraint(op.f("fk_note_project_id_project"), type_="foreignkey")
        table.drop_column("project_id")
