"""When words of ours that read as heated were first tried.

Revision ID: 20261123_1132
Revises: 20261123_1130
Create Date: 2026-11-23 11:32:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261123_1132"
down_revision = "20261123_1130"


def upgrade() -> None:
    op.create_table(
        "cooldown",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(60), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cooldown")),
        sa.UniqueConstraint("cause", "sha256", name=op.f("uq_cooldown_cause_sha256")),
    )


def downgrade() -> None:
    op.drop_table("cooldown")
