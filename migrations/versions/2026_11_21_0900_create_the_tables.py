"""Create the tables.

Revision ID: 20261121_0900
Revises:
Create Date: 2026-11-21 09:00:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261121_0900"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column(
            "seq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("line", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("prev", sa.LargeBinary(length=32), nullable=False),
        sa.Column("ts", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.String(length=30), nullable=False),
        sa.Column("obj", sa.String(length=80), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_entry")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_entry_hash")),
        sa.UniqueConstraint("prev", name=op.f("uq_audit_entry_prev")),
    )
    op.create_index(op.f("ix_audit_entry_action_seq"), "audit_entry", ["action", "seq"])
    op.create_index(op.f("ix_audit_entry_obj"), "audit_entry", ["obj"])
    op.create_index(op.f("ix_audit_entry_project_id"), "audit_entry", ["project_id"])

    op.create_table(
        "client",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client")),
        sa.UniqueConstraint("name", name=op.f("uq_client_name")),
    )
    op.create_table(
        "mailbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("port", sa.Integer(), nullable=False),
        sa.Column("security", sa.String(length=8), nullable=False),
        sa.Column("username", sa.String(length=320), nullable=False),
        sa.Column("sealed_password", sa.Text(), nullable=False),
        sa.Column("is_archive", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.String(length=300), nullable=False),
        sa.Column("problem_since", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailbox")),
        sa.UniqueConstraint("name", name=op.f("uq_mailbox_name")),
    )
    op.create_table(
        "raw_mail",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_raw_mail")),
    )
    op.create_table(
        "standing_approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("template", sa.String(length=40), nullable=False),
        sa.Column("template_sha256", sa.String(length=64), nullable=False),
        sa.Column("approved_by", sa.String(length=60), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_approval")),
        sa.UniqueConstraint(
            "template",
            "template_sha256",
            name=op.f("uq_standing_approval_template_template_sha256"),
        ),
    )
    op.create_table(
        "suppression",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("addr_spec", sa.String(length=320), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "hard_bounce",
                "complaint",
                name="reason",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppression")),
    )
    op.create_index(op.f("ix_suppression_addr_spec"), "suppression", ["addr_spec"])

    op.create_table(
        "user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "writer",
                "pm",
                "compliance",
                "admin",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("session_epoch", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("email", name=op.f("uq_user_email")),
    )
    op.create_table(
        "audit_detail",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["seq"], ["audit_entry.seq"], name=op.f("fk_audit_detail_seq_audit_entry")
        ),
        sa.PrimaryKeyConstraint("seq", "name", name=op.f("pk_audit_detail")),
    )
    op.create_table(
        "audit_erase_ticket",
        sa.Column(
            "seq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("entry", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry"], ["audit_entry.seq"], name=op.f("fk_audit_erase_ticket_entry_audit_entry")
        ),
        sa.PrimaryKeyConstraint("seq", "name", name=op.f("pk_audit_erase_ticket")),
    )
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_contact_client_id_client")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index(op.f("ix_contact_client_id"), "contact", ["client_id"])

    op.create_table(
        "folder_cursor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mailbox_id", sa.Integer(), nullable=False),
        sa.Column("folder", sa.String(length=255), nullable=False),
        sa.Column(
            "direction",
            sa.Enum(
                "in", "out", name="direction", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=True),
        sa.Column("last_uid", sa.BigInteger(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["mailbox_id"], ["mailbox.id"], name=op.f("fk_folder_cursor_mailbox_id_mailbox")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_folder_cursor")),
        sa.UniqueConstraint(
            "mailbox_id", "folder", name=op.f("uq_folder_cursor_mailbox_id_folder")
        ),
    )
    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("pm_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column(
            "delivery",
            sa.Enum(
                "good",
                "watch",
                "bad",
                name="delivery",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("delivery_note", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_project_client_id_client")
        ),
        sa.ForeignKeyConstraint(["pm_id"], ["user.id"], name=op.f("fk_project_pm_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("code", name=op.f("uq_project_code")),
        sa.UniqueConstraint("slug", name=op.f("uq_project_slug")),
    )
    op.create_index(op.f("ix_project_client_id"), "project", ["client_id"])

    op.create_table(
        "ask",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "choice",
                "yesno",
                "value",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("recommended", sa.String(length=2), nullable=False),
        sa.Column("settles", sa.String(length=20), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("on_silence", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "answered",
                "conditional",
                "rolled",
                "call",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("rolled", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("rolled <= 2", name=op.f("ck_ask_rolled_at_most_twice")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_ask_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_ask_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ask")),
    )
    op.create_index(op.f("ix_ask_contact_id_state"), "ask", ["contact_id", "state"])
    op.create_index(op.f("ix_ask_project_id"), "ask", ["project_id"])

    op.create_table(
        "contact_address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("addr_spec", sa.String(length=320), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_contact_address_contact_id_contact")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_address")),
        sa.UniqueConstraint("addr_spec", name=op.f("uq_contact_address_addr_spec")),
    )
    op.create_index(op.f("ix_contact_address_contact_id"), "contact_address", ["contact_id"])

    op.create_table(
        "digest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("slot_key", sa.String(length=160), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("period_start", sa.DateTime(timezone=True), nullable=False),
        sa.Column("period_end", sa.DateTime(timezone=True), nullable=False),
        sa.Column("send_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "drafted",
                "held",
                "approved",
                "sent",
                "skipped",
                "voided",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("preview", sa.String(length=200), nullable=False),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("watermark", sa.Integer(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("period_start < period_end", name=op.f("ck_digest_period_not_empty")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_digest_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_digest_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest")),
        sa.UniqueConstraint(
            "contact_id", "channel", "slot_key", name=op.f("uq_digest_contact_id_channel_slot_key")
        ),
    )
    op.create_index(op.f("ix_digest_project_id"), "digest", ["project_id"])
    op.create_index(op.f("ix_digest_state_send_at"), "digest", ["state", "send_at"])

    op.create_table(
        "fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "done",
                "next",
                "news",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_bad", sa.Boolean(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_fact_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact")),
    )
    op.create_index(op.f("ix_fact_project_id_known_at"), "fact", ["project_id", "known_at"])

    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_membership_project_id_project")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_membership_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("user_id", "project_id", name=op.f("uq_membership_user_id_project_id")),
    )
    op.create_index(op.f("ix_membership_project_id"), "membership", ["project_id"])

    op.create_table(
        "participant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "sponsor",
                "approver",
                "informed",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("can_approve", sa.Boolean(), nullable=False),
        sa.Column("next_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_participant_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_participant_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
        sa.UniqueConstraint(
            "project_id", "contact_id", name=op.f("uq_participant_project_id_contact_id")
        ),
    )
    op.create_index(op.f("ix_participant_contact_id"), "participant", ["contact_id"])
    op.create_index(op.f("ix_participant_next_due_at"), "participant", ["next_due_at"])

    op.create_table(
        "preference",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column(
            "wish",
            sa.Enum(
                "cadence",
                "weekday",
                "time",
                "not_before",
                "length",
                "channel",
                "pause_until",
                "stop",
                name="wish",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "applied",
                "waiting",
                "refused",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("tier", sa.String(length=2), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_preference_contact_id_contact")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preference")),
    )
    op.create_index(
        op.f("ix_preference_contact_id_wish_id"), "preference", ["contact_id", "wish", "id"]
    )

    op.create_table(
        "project_status",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column(
            "mood",
            sa.Enum(
                "unhappy",
                "so_so",
                "good",
                "great",
                "silent",
                name="mood",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "delivery",
            sa.Enum(
                "good",
                "watch",
                "bad",
                name="delivery",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "good",
                "watch",
                "bad",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_project_status_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_status")),
    )
    op.create_index(op.f("ix_project_status_project_id_id"), "project_status", ["project_id", "id"])

    op.create_table(
        "thread",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_mail_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_thread_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread")),
    )
    op.create_index(op.f("ix_thread_last_mail_at"), "thread", ["last_mail_at"])
    op.create_index(op.f("ix_thread_project_id"), "thread", ["project_id"])

    op.create_table(
        "wishes",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("cadence", sa.String(length=12), nullable=False),
        sa.Column("weekday", sa.String(length=3), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("not_before", sa.Time(), nullable=False),
        sa.Column("length", sa.String(length=8), nullable=False),
        sa.Column("channel", sa.String(length=5), nullable=False),
        sa.Column("pause_until", sa.Date(), nullable=True),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_wishes_contact_id_contact")
        ),
        sa.PrimaryKeyConstraint("contact_id", name=op.f("pk_wishes")),
    )
    op.create_table(
        "approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("watermark", sa.Integer(), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["digest_id"], ["digest.id"], name=op.f("fk_approval_digest_id_digest")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_approval_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
    )
    op.create_index(op.f("ix_approval_digest_id"), "approval", ["digest_id"])

    op.create_table(
        "block",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "status",
                "news",
                "noted",
                "ask",
                "done",
                "next",
                "pulse",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("ask_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["ask_id"], ["ask.id"], name=op.f("fk_block_ask_id_ask")),
        sa.ForeignKeyConstraint(
            ["digest_id"], ["digest.id"], name=op.f("fk_block_digest_id_digest")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_block")),
        sa.UniqueConstraint("digest_id", "position", name=op.f("uq_block_digest_id_position")),
    )
    op.create_index(op.f("ix_block_ask_id"), "block", ["ask_id"])

    op.create_table(
        "fact_told",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("digest_id", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_fact_told_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(
            ["digest_id"], ["digest.id"], name=op.f("fk_fact_told_digest_id_digest")
        ),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.id"], name=op.f("fk_fact_told_fact_id_fact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact_told")),
        sa.UniqueConstraint("fact_id", "contact_id", name=op.f("uq_fact_told_fact_id_contact_id")),
    )
    op.create_table(
        "mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "direction",
            sa.Enum(
                "in", "out", name="direction", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "stored",
                "parsed",
                "threaded",
                "read",
                "applied",
                "quarantined",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("message_id", sa.String(length=998), nullable=True),
        sa.Column("in_reply_to", sa.String(length=998), nullable=True),
        sa.Column("references", sa.JSON(), nullable=False),
        sa.Column("from_address", sa.String(length=320), nullable=False),
        sa.Column("from_name", sa.Text(), nullable=False),
        sa.Column("recipients", sa.JSON(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("new_text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("back_on", sa.Date(), nullable=True),
        sa.Column("defects", sa.JSON(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("authenticity", sa.String(length=8), nullable=False),
        sa.Column("authenticity_evidence", sa.Text(), nullable=False),
        sa.Column("is_variant", sa.Boolean(), nullable=False),
        sa.Column("is_loop", sa.Boolean(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("digest_id", sa.Integer(), nullable=True),
        sa.Column("has_token", sa.Boolean(), nullable=False),
        sa.Column("filed_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_mail_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(
            ["digest_id"], ["digest.id"], name=op.f("fk_mail_digest_id_digest")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_mail_project_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["raw_mail.sha256"], name=op.f("fk_mail_sha256_raw_mail")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_mail_thread_id_thread")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("content_hash", name=op.f("uq_mail_content_hash")),
    )
    op.create_index(op.f("ix_mail_contact_id"), "mail", ["contact_id"])
    op.create_index(op.f("ix_mail_from_address"), "mail", ["from_address"])
    op.create_index(op.f("ix_mail_message_id"), "mail", ["message_id"])
    op.create_index(op.f("ix_mail_project_id_received_at"), "mail", ["project_id", "received_at"])
    op.create_index(op.f("ix_mail_received_at"), "mail", ["received_at"])
    op.create_index(op.f("ix_mail_sha256"), "mail", ["sha256"])
    op.create_index(op.f("ix_mail_state_id"), "mail", ["state", "id"])
    op.create_index(op.f("ix_mail_thread_id"), "mail", ["thread_id"])

    op.create_table(
        "thread_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(length=998), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_thread_key_client_id_client")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_thread_key_thread_id_thread")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread_key")),
        sa.UniqueConstraint(
            "message_id", "client_id", name=op.f("uq_thread_key_message_id_client_id")
        ),
    )
    op.create_index(op.f("ix_thread_key_thread_id"), "thread_key", ["thread_id"])

    op.create_table(
        "withheld",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["digest_id"], ["digest.id"], name=op.f("fk_withheld_digest_id_digest")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withheld")),
    )
    op.create_index(op.f("ix_withheld_digest_id"), "withheld", ["digest_id"])

    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ask_id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("certainty", sa.String(length=8), nullable=False),
        sa.Column("span", sa.Text(), nullable=False),
        sa.Column("tier", sa.String(length=2), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "applied",
                "waiting",
                "refused",
                "undone",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("why_waiting", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["ask_id"], ["ask.id"], name=op.f("fk_answer_ask_id_ask")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_answer_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["user.id"], name=op.f("fk_answer_decided_by_user")
        ),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name=op.f("fk_answer_mail_id_mail")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("mail_id", "ask_id", name=op.f("uq_answer_mail_id_ask_id")),
    )
    op.create_index(op.f("ix_answer_ask_id"), "answer", ["ask_id"])
    op.create_index(op.f("ix_answer_state"), "answer", ["state"])

    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(length=255), nullable=False),
        sa.Column("content_type", sa.String(length=127), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name=op.f("fk_attachment_mail_id_mail")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("mail_id", "position", name=op.f("uq_attachment_mail_id_position")),
    )
    op.create_table(
        "block_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["block_id"], ["block.id"], name=op.f("fk_block_source_block_id_block")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_block_source_client_id_client")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_block_source")),
    )
    op.create_index(op.f("ix_block_source_block_id"), "block_source", ["block_id"])
    op.create_index(op.f("ix_block_source_source"), "block_source", ["source"])

    op.create_table(
        "mail_location",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mailbox_id", sa.Integer(), nullable=False),
        sa.Column("folder", sa.String(length=255), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["mail_id"], ["mail.id"], name=op.f("fk_mail_location_mail_id_mail")
        ),
        sa.ForeignKeyConstraint(
            ["mailbox_id"], ["mailbox.id"], name=op.f("fk_mail_location_mailbox_id_mailbox")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_location")),
        sa.UniqueConstraint(
            "mailbox_id",
            "folder",
            "uidvalidity",
            "uid",
            name=op.f("uq_mail_location_mailbox_id_folder_uidvalidity_uid"),
        ),
    )
    op.create_index(op.f("ix_mail_location_mail_id"), "mail_location", ["mail_id"])

    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "digest",
                "acknowledgement",
                "confirmation",
                "paused",
                "resumed",
                "welcome",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("cause", sa.String(length=60), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("recipient", sa.String(length=320), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("digest_id", sa.Integer(), nullable=True),
        sa.Column("approval_id", sa.Integer(), nullable=True),
        sa.Column("standing_approval_id", sa.Integer(), nullable=True),
        sa.Column("message_id", sa.String(length=255), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "pending",
                "claimed",
                "sending",
                "accepted",
                "delivered",
                "bounced",
                "complained",
                "failed",
                "unknown",
                "needs_person",
                "held",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("promised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=500), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(approval_id IS NULL) <> (standing_approval_id IS NULL)",
            name=op.f("ck_outbox_one_approval"),
        ),
        sa.ForeignKeyConstraint(
            ["approval_id"], ["approval.id"], name=op.f("fk_outbox_approval_id_approval")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_outbox_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(
            ["digest_id"], ["digest.id"], name=op.f("fk_outbox_digest_id_digest")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_outbox_project_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["standing_approval_id"],
            ["standing_approval.id"],
            name=op.f("fk_outbox_standing_approval_id_standing_approval"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint(
            "kind",
            "cause",
            "channel",
            "recipient",
            name=op.f("uq_outbox_kind_cause_channel_recipient"),
        ),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_message_id")),
    )
    op.create_index(op.f("ix_outbox_contact_id"), "outbox", ["contact_id"])
    op.create_index(op.f("ix_outbox_digest_id"), "outbox", ["digest_id"])
    op.create_index(op.f("ix_outbox_state_due_at"), "outbox", ["state", "due_at"])

    op.create_table(
        "pulse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("score BETWEEN 1 AND 5", name=op.f("ck_pulse_score_on_scale")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_pulse_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name=op.f("fk_pulse_mail_id_mail")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_pulse_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse")),
        sa.UniqueConstraint("mail_id", name=op.f("uq_pulse_mail_id")),
    )
    op.create_index(op.f("ix_pulse_contact_id"), "pulse", ["contact_id"])
    op.create_index(op.f("ix_pulse_project_id"), "pulse", ["project_id"])

    op.create_table(
        "quarantine",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("quarantined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name=op.f("fk_quarantine_mail_id_mail")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarantine")),
        sa.UniqueConstraint("mail_id", name=op.f("uq_quarantine_mail_id")),
    )
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("reader", sa.String(length=40), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("asks", sa.JSON(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledge", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name=op.f("fk_reading_mail_id_mail")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
        sa.UniqueConstraint("mail_id", "reader", name=op.f("uq_reading_mail_id_reader")),
    )
    op.create_index(
        op.f("ix_reading_acknowledge_applied_at"), "reading", ["acknowledge", "applied_at"]
    )

    op.create_table(
        "sentiment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("scorer", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=8), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("p_negative", sa.Double(), nullable=True),
        sa.Column("intents", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("corrected_label", sa.String(length=8), nullable=True),
        sa.Column("corrected_by", sa.Integer(), nullable=True),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["corrected_by"], ["user.id"], name=op.f("fk_sentiment_corrected_by_user")
        ),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name=op.f("fk_sentiment_mail_id_mail")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sentiment")),
        sa.UniqueConstraint("mail_id", "scorer", name=op.f("uq_sentiment_mail_id_scorer")),
    )
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("span", sa.Text(), nullable=False),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name=op.f("fk_statement_mail_id_mail")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    op.create_index(op.f("ix_statement_mail_id"), "statement", ["mail_id"])

    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outbox_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "phase",
            sa.Enum(
                "connecting",
                "recipients_ok",
                "dot",
                "replied",
                name="phase",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reply", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["outbox_id"], ["outbox.id"], name=op.f("fk_attempt_outbox_id_outbox")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
        sa.UniqueConstraint("outbox_id", "number", name=op.f("uq_attempt_outbox_id_number")),
    )
    op.create_table(
        "delivery_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outbox_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("detail", sa.String(length=500), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("learned_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["outbox_id"], ["outbox.id"], name=op.f("fk_delivery_event_outbox_id_outbox")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_event")),
    )
    op.create_index(op.f("ix_delivery_event_outbox_id"), "delivery_event", ["outbox_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_delivery_event_outbox_id"), table_name="delivery_event")

    op.drop_table("delivery_event")
    op.drop_table("attempt")
    op.drop_index(op.f("ix_statement_mail_id"), table_name="statement")

    op.drop_table("statement")
    op.drop_table("sentiment")
    op.drop_index(op.f("ix_reading_acknowledge_applied_at"), table_name="reading")

    op.drop_table("reading")
    op.drop_table("quarantine")
    op.drop_index(op.f("ix_pulse_project_id"), table_name="pulse")
    op.drop_index(op.f("ix_pulse_contact_id"), table_name="pulse")

    op.drop_table("pulse")
    op.drop_index(op.f("ix_outbox_state_due_at"), table_name="outbox")
    op.drop_index(op.f("ix_outbox_digest_id"), table_name="outbox")
    op.drop_index(op.f("ix_outbox_contact_id"), table_name="outbox")

    op.drop_table("outbox")
    op.drop_index(op.f("ix_mail_location_mail_id"), table_name="mail_location")

    op.drop_table("mail_location")
    op.drop_index(op.f("ix_block_source_source"), table_name="block_source")
    op.drop_index(op.f("ix_block_source_block_id"), table_name="block_source")

    op.drop_table("block_source")
    op.drop_table("attachment")
    op.drop_index(op.f("ix_answer_state"), table_name="answer")
    op.drop_index(op.f("ix_answer_ask_id"), table_name="answer")

    op.drop_table("answer")
    op.drop_index(op.f("ix_withheld_digest_id"), table_name="withheld")

    op.drop_table("withheld")
    op.drop_index(op.f("ix_thread_key_thread_id"), table_name="thread_key")

    op.drop_table("thread_key")
    op.drop_index(op.f("ix_mail_thread_id"), table_name="mail")
    op.drop_index(op.f("ix_mail_state_id"), table_name="mail")
    op.drop_index(op.f("ix_mail_sha256"), table_name="mail")
    op.drop_index(op.f("ix_mail_received_at"), table_name="mail")
    op.drop_index(op.f("ix_mail_project_id_received_at"), table_name="mail")
    op.drop_index(op.f("ix_mail_message_id"), table_name="mail")
    op.drop_index(op.f("ix_mail_from_address"), table_name="mail")
    op.drop_index(op.f("ix_mail_contact_id"), table_name="mail")

    op.drop_table("mail")
    op.drop_table("fact_told")
    op.drop_index(op.f("ix_block_ask_id"), table_name="block")

    op.drop_table("block")
    op.drop_index(op.f("ix_approval_digest_id"), table_name="approval")

    op.drop_table("approval")
    op.drop_table("wishes")
    op.drop_index(op.f("ix_thread_project_id"), table_name="thread")
    op.drop_index(op.f("ix_thread_last_mail_at"), table_name="thread")

    op.drop_table("thread")
    op.drop_index(op.f("ix_project_status_project_id_id"), table_name="project_status")

    op.drop_table("project_status")
    op.drop_index(op.f("ix_preference_contact_id_wish_id"), table_name="preference")

    op.drop_table("preference")
    op.drop_index(op.f("ix_participant_next_due_at"), table_name="participant")
    op.drop_index(op.f("ix_participant_contact_id"), table_name="participant")

    op.drop_table("participant")
    op.drop_index(op.f("ix_membership_project_id"), table_name="membership")

    op.drop_table("membership")
    op.drop_index(op.f("ix_fact_project_id_known_at"), table_name="fact")

    op.drop_table("fact")
    op.drop_index(op.f("ix_digest_state_send_at"), table_name="digest")
    op.drop_index(op.f("ix_digest_project_id"), table_name="digest")

    op.drop_table("digest")
    op.drop_index(op.f("ix_contact_address_contact_id"), table_name="contact_address")

    op.drop_table("contact_address")
    op.drop_index(op.f("ix_ask_project_id"), table_name="ask")
    op.drop_index(op.f("ix_ask_contact_id_state"), table_name="ask")

    op.drop_table("ask")
    op.drop_index(op.f("ix_project_client_id"), table_name="project")

    op.drop_table("project")
    op.drop_table("folder_cursor")
    op.drop_index(op.f("ix_contact_client_id"), table_name="contact")

    op.drop_table("contact")
    op.drop_table("audit_erase_ticket")
    op.drop_table("audit_detail")
    op.drop_table("user")
    op.drop_index(op.f("ix_suppression_addr_spec"), table_name="suppression")

    op.drop_table("suppression")
    op.drop_table("standing_approval")
    op.drop_table("raw_mail")
    op.drop_table("mailbox")
    op.drop_table("client")
    op.drop_index(op.f("ix_audit_entry_project_id"), table_name="audit_entry")
    op.drop_index(op.f("ix_audit_entry_obj"), table_name="audit_entry")
    op.drop_index(op.f("ix_audit_entry_action_seq"), table_name="audit_entry")

    op.drop_table("audit_entry")
