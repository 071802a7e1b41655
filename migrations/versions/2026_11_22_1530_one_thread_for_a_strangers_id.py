"""One thread for each Message-ID that strangers name.

The constraint over message_id and client_id did not bind keys without a client, and two
workers could give one id two threads.  Where they did, the first keeps it.

Revision ID: 20261122_1530
Revises: 20261122_1520
Create Date: 2026-11-22 15:30:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261122_1530"
down_revision = "20261122_1520"

_NAME = "uq_thread_key_message_id_of_strangers"


def upgrade() -> None:
    op.execute(
        """
        DELETE FROM thread_key WHERE client_id IS NULL AND id NOT IN (
            SELECT MIN(id) FROM thread_key WHERE client_id IS NULL GROUP BY message_id
        )
        """
    )
    of_strangers = sa.text("client_id IS NULL")
    op.create_index(
        _NAME,
        "thread_key",
        ["message_id"],
        unique=True,
        postgresql_where=of_strangers,
        sqlite_where=of_strangers,
    )


def downgrade() -> None:
    op.drop_index(_NAME, "thread_key")
