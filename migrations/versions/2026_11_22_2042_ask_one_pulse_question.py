"""The question about the work that each update asked, and what she answered.

Revision ID: 20261122_2042
Revises: 20261122_2041
Create Date: 2026-11-22 20:42:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261122_2042"
down_revision = "20261122_2041"


def upgrade() -> None:
    op.create_table(
        "pulse_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column(
            "topic",
            _words("topic", "progress", "expected", "else", "information"),
            nullable=False,
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", _words("outcome", "asked", "answered", "unanswered"), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(outcome = 'answered') = (mail_id IS NOT NULL)",
            name=op.f("ck_pulse_question_answered_by_mail"),
        ),
        sa.ForeignKeyConstraint(
            ["digest_id"], ["digest.id"], name=op.f("fk_pulse_question_digest_id_digest")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_pulse_question_project_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_pulse_question_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(
            ["mail_id"], ["mail.id"], name=op.f("fk_pulse_question_mail_id_mail")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse_question")),
        sa.UniqueConstraint("digest_id", name=op.f("uq_pulse_question_digest_id")),
    )
    op.create_index(
        op.f("ix_pulse_question_contact_id_asked_at"), "pulse_question", ["contact_id", "asked_at"]
    )
    op.create_index(op.f("ix_pulse_question_outcome"), "pulse_question", ["outcome"])
    op.create_index(op.f("ix_pulse_question_project_id"), "pulse_question", ["project_id"])
    op.create_index(op.f("ix_pulse_question_mail_id"), "pulse_question", ["mail_id"])


def downgrade() -> None:
    op.drop_table("pulse_question")


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=20)
