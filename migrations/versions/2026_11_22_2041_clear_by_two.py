"""A red by the client's words that two people of ours end, with a reason.

Revision ID: 20261122_2041
Revises: 20261122_2040
Create Date: 2026-11-22 20:41:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261122_2041"
down_revision = "20261122_2040"


def upgrade() -> None:
    op.create_table(
        "clearing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "agreed",
                "refused",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "decided_by <> asked_by OR state = 'withdrawn'", name=op.f("ck_clearing_by_two_people")
        ),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name=op.f("fk_clearing_mail_id_mail")),
        sa.ForeignKeyConstraint(["asked_by"], ["user.id"], name=op.f("fk_clearing_asked_by_user")),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["user.id"], name=op.f("fk_clearing_decided_by_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clearing")),
    )
    op.create_index(op.f("ix_clearing_mail_id"), "clearing", ["mail_id"])
    op.create_index(
        "uq_clearing_mail_id_open",
        "clearing",
        ["mail_id"],
        unique=True,
        postgresql_where=sa.text("state = 'asked'"),
        sqlite_where=sa.text("state = 'asked'"),
    )


def downgrade() -> None:
    op.drop_table("clearing")
