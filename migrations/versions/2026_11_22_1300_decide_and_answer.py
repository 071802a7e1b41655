"""Decisions about where mail belongs, registers of what was said, answers of our own.

`mail` gets its column by itself, so that SQLite keeps the table and the triggers on it.

Revision ID: 20261122_1300
Revises: 20261122_1100
Create Date: 2026-11-22 13:00:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261122_1300"
down_revision = "20261122_1100"

REGISTERS = {
    "change_request": (
        "requested", "priced", "asked", "agreed", "declined", "later", "withdrawn",
    ),
    "expectation": ("open", "met", "missed", "withdrawn"),
    "promise": ("made", "kept", "moved", "dropped", "withdrawn"),
    "question": ("open", "answered", "withdrawn"),
}  # fmt: skip
OUTBOX_KINDS = ("digest", "acknowledgement", "confirmation", "paused", "resumed", "welcome")


def upgrade() -> None:
    _create_decision()
    for name, states in REGISTERS.items():
        _create_register(name, states)
    _create_note()
    _create_confirmation()
    _create_response()
    with op.batch_alter_table("approval") as table:
        table.add_column(sa.Column("response_id", sa.Integer(), nullable=True))
        table.alter_column("digest_id", existing_type=sa.Integer(), nullable=True)
        table.create_index(op.f("ix_approval_response_id"), ["response_id"])
        table.create_foreign_key(
            op.f("fk_approval_response_id_response"), "response", ["response_id"], ["id"]
        )
        table.create_check_constraint(
            op.f("ck_approval_of_one_thing"), "(digest_id IS NULL) <> (response_id IS NULL)"
        )
    _set_outbox_kinds((*OUTBOX_KINDS, "response"))
    with op.batch_alter_table("ask") as table:
        table.add_column(sa.Column("known", sa.JSON(), nullable=False, server_default="{}"))
        table.add_column(sa.Column("asked_anyway_at", sa.DateTime(timezone=True), nullable=True))
        table.alter_column("known", server_default=None)
    with op.batch_alter_table("contact_address") as table:
        table.add_column(sa.Column("source", sa.String(60), nullable=False, server_default=""))
        table.alter_column("source", server_default=None)
    op.add_column(
        "mail", sa.Column("threaded_by", sa.String(200), nullable=False, server_default="")
    )
    with op.batch_alter_table("statement") as table:
        table.add_column(
            sa.Column(
                "state",
                _words("state", "proposed", "confirmed", "refused"),
                nullable=False,
                server_default="proposed",
            )
        )
        table.add_column(sa.Column("register", sa.String(60), nullable=False, server_default=""))
        table.add_column(sa.Column("decided_by", sa.Integer(), nullable=True))
        table.add_column(sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True))
        table.create_foreign_key(
            op.f("fk_statement_decided_by_user"), "user", ["decided_by"], ["id"]
        )
        table.alter_column("state", server_default=None)
        table.alter_column("register", server_default=None)
    with op.batch_alter_table("thread") as table:
        table.add_column(sa.Column("split_from_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("snoozed_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("snoozed_until", sa.DateTime(timezone=True), nullable=True))
        table.create_foreign_key(
            op.f("fk_thread_split_from_id_thread"), "thread", ["split_from_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("thread") as table:
        table.drop_constraint(op.f("fk_thread_split_from_id_thread"), type_="foreignkey")
        table.drop_column("snoozed_until")
        table.drop_column("snoozed_at")
        table.drop_column("split_from_id")
    with op.batch_alter_table("statement") as table:
        table.drop_constraint(op.f("fk_statement_decided_by_user"), type_="foreignkey")
        table.drop_constraint(op.f("ck_statement_state"), type_="check")
        table.drop_column("decided_at")
        table.drop_column("decided_by")
        table.drop_column("register")
        table.drop_column("state")
    op.drop_column("mail", "threaded_by")
    with op.batch_alter_table("contact_address") as table:
        table.drop_column("source")
    with op.batch_alter_table("ask") as table:
        table.drop_column("asked_anyway_at")
        table.drop_column("known")
    _forget_responses()
    _set_outbox_kinds(OUTBOX_KINDS)
    with op.batch_alter_table("approval") as table:
        table.drop_constraint(op.f("ck_approval_of_one_thing"), type_="check")
        table.drop_constraint(op.f("fk_approval_response_id_response"), type_="foreignkey")
        table.drop_index(op.f("ix_approval_response_id"))
        table.alter_column("digest_id", existing_type=sa.Integer(), nullable=False)
        table.drop_column("response_id")
    for name in ("response", "confirmation", "note", *REGISTERS, "decision"):
        op.drop_table(name)


def _forget_responses() -> None:
    """The older schema has no place for them; the record keeps that they were sent."""
    outbox = sa.table("outbox", sa.column("id", sa.Integer()), sa.column("kind", sa.String()))
    theirs = sa.select(outbox.c.id).where(outbox.c.kind == "response")
    for name in ("attempt", "delivery_event"):
        about = sa.table(name, sa.column("outbox_id", sa.Integer()))
        op.execute(sa.delete(about).where(about.c.outbox_id.in_(theirs)))
    op.execute("DELETE FROM outbox WHERE kind = 'response'")
    op.execute("DELETE FROM approval WHERE digest_id IS NULL")


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=20)


def _set_outbox_kinds(kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("outbox") as table:
        table.drop_constraint(op.f("ck_outbox_kind"), type_="check")
        table.create_check_constraint(op.f("ck_outbox_kind"), f"kind IN ({listed})")


def _create_decision() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            _words("kind", "file", "refile", "join", "split", "alias", "person", "sender"),
            nullable=False,
        ),
        sa.Column("subject", sa.String(60), nullable=False),
        sa.Column("target", sa.String(60), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_decision_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_subject_kind"), "decision", ["subject", "kind"])


def _create_register(name: str, states: tuple[str, ...]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", _words("state", *states), nullable=False),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        _refers(name, "project_id", "project"),
        _refers(name, "contact_id", "contact"),
        _refers(name, "supersedes_id", name),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_project_id_state"), name, ["project_id", "state"])
    op.create_index(op.f(f"ix_{name}_source"), name, ["source"])


def _create_note() -> None:
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        _refers("note", "thread_id", "thread"),
        _refers("note", "user_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_note_thread_id"), "note", ["thread_id"])


def _create_confirmation() -> None:
    op.create_table(
        "confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("state", _words("state", "open", "used", "refused", "ended"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_mail_id", sa.Integer(), nullable=True),
        _refers("confirmation", "mail_id", "mail"),
        _refers("confirmation", "contact_id", "contact"),
        _refers("confirmation", "settled_by_mail_id", "mail"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmation")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_confirmation_code_hash")),
        sa.UniqueConstraint("mail_id", name=op.f("uq_confirmation_mail_id")),
    )
    op.create_index(op.f("ix_confirmation_contact_id"), "confirmation", ["contact_id"])
    op.create_index(
        op.f("ix_confirmation_settled_by_mail_id"), "confirmation", ["settled_by_mail_id"]
    )


def _create_response() -> None:
    op.create_table(
        "response",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("addr_spec", sa.String(320), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("quotes", sa.Boolean(), nullable=False),
        sa.Column(
            "state", _words("state", "drafted", "approved", "sent", "dropped"), nullable=False
        ),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        _refers("response", "thread_id", "thread"),
        _refers("response", "project_id", "project"),
        _refers("response", "contact_id", "contact"),
        _refers("response", "mail_id", "mail"),
        _refers("response", "user_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
    )
    op.create_index(op.f("ix_response_thread_id_state"), "response", ["thread_id", "state"])


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))
