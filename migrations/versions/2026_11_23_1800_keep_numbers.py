"""Keep where text messages and a chat reach somebody.

Revision ID: 20261123_1800
Revises: 20261123_1900
Create Date: 2026-11-23 18:00:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261123_1800"
down_revision = "20261123_1900"


def upgrade() -> None:
    op.create_table(
        "handle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(5), nullable=False),
        sa.Column("value", sa.String(100), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name="fk_handle_contact_id_contact"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_handle"),
        sa.UniqueConstraint("contact_id", "channel", name="uq_handle_contact_id_channel"),
        sa.UniqueConstraint("channel", "value", name="uq_handle_channel_value"),
    )


def downgrade() -> None:
    op.drop_table("handle")
