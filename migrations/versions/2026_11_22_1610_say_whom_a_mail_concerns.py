"""Which client a stranger's undecided mail concerns: she was given the address it came to.

Revision ID: 20261122_1610
Revises: 20261122_1600
Create Date: 2026-11-22 16:10:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261122_1610"
down_revision = "20261122_1600"


def upgrade() -> None:
    op.create_table(
        "concern",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_concern_client_id_client")
        ),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name=op.f("fk_concern_mail_id_mail")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern")),
        sa.UniqueConstraint("mail_id", "client_id", name=op.f("uq_concern_mail_id_client_id")),
    )


def downgrade() -> None:
    op.drop_table("concern")
