"""Themes over projects, with what clients said of them.

Revision ID: 20261123_1345
Revises: 20261123_1330
Create Date: 2026-11-23 13:45:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261123_1345"
down_revision = "20261123_1330"


def upgrade() -> None:
    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", _words("state", "open", "changed", "dropped"), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        _key("theme", "user_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
    )
    kinds = _words("kind", "mood", "pulse", "missed", "where", "chosen")
    op.create_table(
        "theme_quote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=True),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        sa.Column("expectation_id", sa.Integer(), nullable=True),
        sa.Column("kind", kinds, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fact_id", sa.Integer(), nullable=True),
        *(
            _key("theme_quote", f"{table}_id", table)
            for table in ("theme", "project", "contact", "mail", "expectation", "user", "fact")
        ),
        sa.CheckConstraint(
            "(mail_id IS NULL) <> (expectation_id IS NULL)",
            name=op.f("ck_theme_quote_has_one_source"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_quote")),
        sa.UniqueConstraint(
            "mail_id", "project_id", "words", name=op.f("uq_theme_quote_mail_id_project_id_words")
        ),
        sa.UniqueConstraint("expectation_id", name=op.f("uq_theme_quote_expectation_id")),
    )
    for column in ("theme_id", "project_id"):
        op.create_index(op.f(f"ix_theme_quote_{column}"), "theme_quote", [column])


def downgrade() -> None:
    op.drop_table("theme_quote")
    op.drop_table("theme")


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=20)


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )
