"""Say how sure it is that a mail is automatic, and on what that rests.

Columns are added one by one, so that SQLite keeps the table and the triggers on it.

Revision ID: 20261122_1010
Revises: 20261122_0940
Create Date: 2026-11-22 10:10:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261122_1010"
down_revision = "20261122_0940"


def upgrade() -> None:
    op.add_column(
        "mail", sa.Column("is_kind_certain", sa.Boolean(), nullable=False, server_default=sa.true())
    )
    op.add_column(
        "mail",
        sa.Column("kind_evidence", sa.String(length=120), nullable=False, server_default=""),
    )


def downgrade() -> None:
    op.drop_column("mail", "kind_evidence")
    op.drop_column("mail", "is_kind_certain")
