"""How many messages at most were promised to a person.

Revision ID: 20261123_1120
Revises: 20261123_1117
Create Date: 2026-11-23 11:20:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261123_1120"
down_revision = "20261123_1117"


def upgrade() -> None:
    period = sa.Enum(
        "week", "month", name="period", native_enum=False, create_constraint=True, length=20
    )
    op.create_table(
        "cap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("period", period, nullable=False),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("promised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_cap_contact_id_contact")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cap")),
    )
    op.create_index(op.f("ix_cap_contact_id_id"), "cap", ["contact_id", "id"])


def downgrade() -> None:
    op.drop_table("cap")
