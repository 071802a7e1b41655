"""Where a conversation that was joined with another is now.

What headers joined before has no row any more; what a person joined leads there.

Revision ID: 20261122_1520
Revises: 20261122_1445
Create Date: 2026-11-22 15:20:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261122_1520"
down_revision = "20261122_1445"


def upgrade() -> None:
    with op.batch_alter_table("thread") as table:
        table.add_column(sa.Column("joined_into_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_thread_joined_into_id_thread"), "thread", ["joined_into_id"], ["id"]
        )
    op.execute(
        """
        UPDATE thread SET joined_into_id = (
            SELECT remaining.id FROM decision
            JOIN thread AS remaining ON decision.target = 'thread:' || remaining.id
            WHERE decision.kind = 'join' AND decision.accepted AND decision.undone_at IS NULL
            AND decision.subject = 'thread:' || thread.id
            ORDER BY decision.id DESC LIMIT 1
        )
        WHERE NOT EXISTS (SELECT 1 FROM mail WHERE mail.thread_id = thread.id)
        """
    )


def downgrade() -> None:
    with op.batch_alter_table("thread") as table:
        table.drop_constraint(op.f("fk_thread_joined_into_id_thread"), type_="foreignkey")
        table.drop_column("joined_into_id")
