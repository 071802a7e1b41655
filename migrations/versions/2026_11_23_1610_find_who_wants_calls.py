"""Find who wants calls without a look at everybody.

Revision ID: 20261123_1610
Revises: 20261123_1400
Create Date: 2026-11-23 16:10:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261123_1610"
down_revision = "20261123_1400"


def upgrade() -> None:
    wants_calls = sa.text("call_urgent OR channel = 'phone'")
    op.create_index(
        "ix_wishes_wants_calls", "wishes", ["contact_id"],
        postgresql_where=wants_calls, sqlite_where=wants_calls,
    )  # fmt: skip


def downgrade() -> None:
    op.drop_index("ix_wishes_wants_calls", table_name="wishes")
