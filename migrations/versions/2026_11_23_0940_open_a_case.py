"""Disputed invoices: the case, what goes to accounting, and what comes from there.

Revision ID: 20261123_0940
Revises: 20261123_0920
Create Date: 2026-11-23 09:40:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261123_0940"
down_revision = "20261123_0920"

STATES = ("open", "with_accounting", "answered", "promised", "settled", "withdrawn")
OUTBOX_KINDS = (
    "digest", "response", "acknowledgement", "confirmation", "paused", "resumed", "welcome",
)  # fmt: skip
OF_TWO = "(digest_id IS NULL) <> (response_id IS NULL)"
OF_THREE = (
    "(CASE WHEN digest_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN response_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN referral_id IS NULL THEN 0 ELSE 1 END) = 1"
)


def upgrade() -> None:
    _create_dispute()
    _create_dispute_note()
    _create_referral()
    with op.batch_alter_table("project") as table:
        table.add_column(sa.Column("accounting", sa.String(320), nullable=False, server_default=""))
        table.add_column(sa.Column("deputy_id", sa.Integer(), nullable=True))
        table.alter_column("accounting", server_default=None)
        table.create_foreign_key(op.f("fk_project_deputy_id_user"), "user", ["deputy_id"], ["id"])
    with op.batch_alter_table("approval") as table:
        table.add_column(sa.Column("referral_id", sa.Integer(), nullable=True))
        table.create_index(op.f("ix_approval_referral_id"), ["referral_id"])
        table.create_foreign_key(
            op.f("fk_approval_referral_id_referral"), "referral", ["referral_id"], ["id"]
        )
        table.drop_constraint(op.f("ck_approval_of_one_thing"), type_="check")
        table.create_check_constraint(op.f("ck_approval_of_one_thing"), OF_THREE)
    _set_outbox((*OUTBOX_KINDS, "case"), contact_may_be_null=True)


def downgrade() -> None:
    _forget_referrals()
    _set_outbox(OUTBOX_KINDS, contact_may_be_null=False)
    with op.batch_alter_table("approval") as table:
        table.drop_constraint(op.f("ck_approval_of_one_thing"), type_="check")
        table.drop_constraint(op.f("fk_approval_referral_id_referral"), type_="foreignkey")
        table.drop_index(op.f("ix_approval_referral_id"))
        table.drop_column("referral_id")
        table.create_check_constraint(op.f("ck_approval_of_one_thing"), OF_TWO)
    with op.batch_alter_table("project") as table:
        table.drop_constraint(op.f("fk_project_deputy_id_user"), type_="foreignkey")
        table.drop_column("deputy_id")
        table.drop_column("accounting")
    for name in ("referral", "dispute_note", "dispute"):
        op.drop_table(name)


def _forget_referrals() -> None:
    """The older schema has no place for them; the record keeps that they were sent."""
    outbox = sa.table("outbox", sa.column("id", sa.Integer()), sa.column("kind", sa.String()))
    theirs = sa.select(outbox.c.id).where(outbox.c.kind == "case")
    for name in ("attempt", "delivery_event"):
        about = sa.table(name, sa.column("outbox_id", sa.Integer()))
        op.execute(sa.delete(about).where(about.c.outbox_id.in_(theirs)))
    op.execute("DELETE FROM outbox WHERE kind = 'case'")
    op.execute("DELETE FROM approval WHERE referral_id IS NOT NULL")


def _set_outbox(kinds: tuple[str, ...], *, contact_may_be_null: bool) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("outbox") as table:
        table.drop_constraint(op.f("ck_outbox_kind"), type_="check")
        table.create_check_constraint(op.f("ck_outbox_kind"), f"kind IN ({listed})")
        table.alter_column("contact_id", existing_type=sa.Integer(), nullable=contact_may_be_null)


def _create_dispute() -> None:
    op.create_table(
        "dispute",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("amount", sa.String(40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("state", _words("state", *STATES), nullable=False),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("promise_id", sa.Integer(), nullable=True),
        sa.Column("response_id", sa.Integer(), nullable=True),
        sa.Column("promised_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("warn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(500), nullable=False),
        sa.Column("fact_id", sa.Integer(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        _refers("dispute", "project_id", "project"),
        _refers("dispute", "contact_id", "contact"),
        _refers("dispute", "mail_id", "mail"),
        _refers("dispute", "promise_id", "promise"),
        _refers("dispute", "response_id", "response"),
        _refers("dispute", "fact_id", "fact"),
        _refers("dispute", "decided_by", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute")),
        sa.UniqueConstraint("mail_id", "project_id", name=op.f("uq_dispute_mail_id_project_id")),
    )
    op.create_index(op.f("ix_dispute_project_id_state"), "dispute", ["project_id", "state"])


def _create_dispute_note() -> None:
    op.create_table(
        "dispute_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("kind", _words("kind", "answer", "automatic", "ours"), nullable=False),
        sa.Column("from_address", sa.String(320), nullable=False),
        sa.Column("from_name", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_proven", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        _refers("dispute_note", "dispute_id", "dispute"),
        _refers("dispute_note", "mail_id", "mail"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute_note")),
        sa.UniqueConstraint("mail_id", name=op.f("uq_dispute_note_mail_id")),
    )
    op.create_index(op.f("ix_dispute_note_dispute_id"), "dispute_note", ["dispute_id"])


def _create_referral() -> None:
    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("addr_spec", sa.String(320), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", _words("state", "drafted", "approved"), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        _refers("referral", "dispute_id", "dispute"),
        _refers("referral", "user_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
    )
    op.create_index(op.f("ix_referral_dispute_id"), "referral", ["dispute_id"])


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=20)
