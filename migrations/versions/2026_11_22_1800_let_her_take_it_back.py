"""A client calls wrong what we understood: which mails a notice spoke of, and what went.

Revision ID: 20261122_1800
Revises: 20261122_1725
Create Date: 2026-11-22 18:00:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261122_1800"
down_revision = "20261122_1725"

KINDS = ("address", "person", "erase", "data", "who_sees", "code", "stop")
STATES = ("applied", "waiting", "refused")


def upgrade() -> None:
    with op.batch_alter_table("outbox") as table:
        table.add_column(sa.Column("mail_ids", sa.JSON(), nullable=False, server_default="[]"))
        table.alter_column("mail_ids", server_default=None)
    _name_their_mails()
    _allow("task", "kind", (*KINDS, "wrong"))
    _allow("preference", "state", (*STATES, "undone"))


def downgrade() -> None:
    """What she took back counts for nothing, as what a person refused does."""
    op.execute("UPDATE preference SET state = 'refused' WHERE state = 'undone'")
    op.execute("DELETE FROM task WHERE kind = 'wrong'")
    _allow("preference", "state", STATES)
    _allow("task", "kind", KINDS)
    with op.batch_alter_table("outbox") as table:
        table.drop_column("mail_ids")


def _name_their_mails() -> None:
    """Until now a notice said which mail it was about only in its cause, ``mail:402``."""
    outbox = sa.table("outbox", sa.column("mail_ids"), sa.column("cause", sa.String()))
    listed = sa.literal("[").concat(sa.func.substr(outbox.c.cause, 6)).concat("]")
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute(
        sa.update(outbox)
        .where(outbox.c.cause.startswith("mail:"))
        .values(mail_ids=listed if is_sqlite else sa.cast(listed, sa.JSON()))
    )


def _allow(table_name: str, column: str, words: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{word}'" for word in words)
    name = op.f(f"ck_{table_name}_{column}")
    with op.batch_alter_table(table_name) as table:
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, f"{column} IN ({listed})")
