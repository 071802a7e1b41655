"""Read mailboxes for years: what is gone, what cannot be fetched, tokens, alarms.

Revision ID: 20261122_0030
Revises: 20261121_0910
Create Date: 2026-11-22 00:30:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261122_0030"
down_revision = "20261121_0910"


def upgrade() -> None:
    op.create_table(
        "mailbox_oauth",
        sa.Column("mailbox_id", sa.Integer(), nullable=False),
        sa.Column("mechanism", sa.String(length=12), nullable=False),
        sa.Column("token_url", sa.String(length=500), nullable=False),
        sa.Column("scope", sa.String(length=500), nullable=False),
        sa.Column("client_id", sa.String(length=255), nullable=False),
        sa.Column("sealed_client_secret", sa.Text(), nullable=False),
        sa.Column("sealed_refresh_token", sa.Text(), nullable=False),
        sa.Column("sealed_access_token", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["mailbox_id"], ["mailbox.id"], name=op.f("fk_mailbox_oauth_mailbox_id_mailbox")
        ),
        sa.PrimaryKeyConstraint("mailbox_id", name=op.f("pk_mailbox_oauth")),
    )
    op.create_table(
        "mailbox_alarm",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mailbox_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["mailbox_id"], ["mailbox.id"], name=op.f("fk_mailbox_alarm_mailbox_id_mailbox")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailbox_alarm")),
    )
    op.create_index(op.f("ix_mailbox_alarm_mailbox_id"), "mailbox_alarm", ["mailbox_id"])
    with op.batch_alter_table("mailbox") as table:
        table.add_column(sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(
            sa.Column("refused_at", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
        )
        table.alter_column("refused_at", server_default=None)
    with op.batch_alter_table("folder_cursor") as table:
        table.add_column(
            sa.Column("known_until", sa.BigInteger(), nullable=False, server_default="0")
        )
        table.add_column(
            sa.Column("uidvalidity_changes", sa.Integer(), nullable=False, server_default="0")
        )
        table.add_column(sa.Column("modseq", sa.BigInteger(), nullable=True))
        table.add_column(sa.Column("compared_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("missing_since", sa.DateTime(timezone=True), nullable=True))
        table.alter_column("known_until", server_default=None)
        table.alter_column("uidvalidity_changes", server_default=None)
    with op.batch_alter_table("mail_location") as table:
        table.alter_column("mail_id", existing_type=sa.Integer(), nullable=True)
        table.add_column(sa.Column("server_date", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("quarantine") as table:
        table.alter_column("mail_id", existing_type=sa.Integer(), nullable=True)
        table.add_column(sa.Column("location_id", sa.Integer(), nullable=True))
        table.add_column(
            sa.Column("header", sa.LargeBinary(), nullable=False, server_default=sa.text("''"))
        )
        table.add_column(sa.Column("retry_at", sa.DateTime(timezone=True), nullable=True))
        table.alter_column("header", server_default=None)
        table.create_foreign_key(
            op.f("fk_quarantine_location_id_mail_location"),
            "mail_location",
            ["location_id"],
            ["id"],
        )
        table.create_unique_constraint(op.f("uq_quarantine_location_id"), ["location_id"])
        table.create_check_constraint(
            op.f("ck_quarantine_what"), "mail_id IS NOT NULL OR location_id IS NOT NULL"
        )


def downgrade() -> None:
    # A place without a mail has no meaning to the older program; it reads the folder again.
    op.execute("DELETE FROM quarantine WHERE mail_id IS NULL")
    op.execute("DELETE FROM mail_location WHERE mail_id IS NULL")
    with op.batch_alter_table("quarantine") as table:
        table.drop_constraint(op.f("ck_quarantine_what"), type_="check")
        table.drop_constraint(op.f("uq_quarantine_location_id"), type_="unique")
        table.drop_constraint(op.f("fk_quarantine_location_id_mail_location"), type_="foreignkey")
        table.drop_column("retry_at")
        table.drop_column("header")
        table.drop_column("location_id")
        table.alter_column("mail_id", existing_type=sa.Integer(), nullable=False)
    with op.batch_alter_table("mail_location") as table:
        table.drop_column("gone_at")
        table.drop_column("server_date")
        table.alter_column("mail_id", existing_type=sa.Integer(), nullable=False)
    with op.batch_alter_table("folder_cursor") as table:
        table.drop_column("missing_since")
        table.drop_column("compared_at")
        table.drop_column("modseq")
        table.drop_column("uidvalidity_changes")
        table.drop_column("known_until")
    with op.batch_alter_table("mailbox") as table:
        table.drop_column("refused_at")
        table.drop_column("paused_at")
    op.drop_index(op.f("ix_mailbox_alarm_mailbox_id"), table_name="mailbox_alarm")
    op.drop_table("mailbox_alarm")
    op.drop_table("mailbox_oauth")
