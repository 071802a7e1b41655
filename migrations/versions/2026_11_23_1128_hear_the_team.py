"""What our own people and their tools propose: by mail, by token, by hook.

Revision ID: 20261123_1128
Revises: 20261123_1120
Create Date: 2026-11-23 11:28:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261123_1128"
down_revision = "20261123_1120"


def upgrade() -> None:
    with op.batch_alter_table("project") as table:
        table.add_column(sa.Column("team_epoch", sa.Integer(), nullable=False, server_default="0"))
        table.alter_column("team_epoch", server_default=None)
    _create_proposal()
    _create_team_mail()
    _create_api_token()
    _create_hook()
    _create_hook_event()


def downgrade() -> None:
    for name in ("hook_event", "hook", "api_token", "team_mail", "proposal"):
        op.drop_table(name)
    with op.batch_alter_table("project") as table:
        table.drop_column("team_epoch")


def _create_proposal() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("kind", _words("kind", "done", "next", "news"), nullable=False),
        sa.Column("impact", _words("impact", "good", "neutral", "bad"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hearers", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("key", sa.String(300), nullable=False),
        sa.Column("topic", sa.String(200), nullable=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column(
            "state", _words("state", "waiting", "taken", "dropped", "withdrawn"), nullable=False
        ),
        sa.Column("fact_id", sa.Integer(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        _key("proposal", "project_id", "project"),
        _key("proposal", "fact_id", "fact"),
        _key("proposal", "decided_by", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("key", name=op.f("uq_proposal_key")),
    )
    for columns in (["project_id", "state"], ["topic"], ["source"]):
        _index("proposal", columns)


def _create_team_mail() -> None:
    op.create_table(
        "team_mail",
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        _key("team_mail", "mail_id", "mail"),
        _key("team_mail", "project_id", "project"),
        _key("team_mail", "user_id", "user"),
        sa.PrimaryKeyConstraint("mail_id", name=op.f("pk_team_mail")),
    )
    _index("team_mail", ["project_id"])


def _create_api_token() -> None:
    op.create_table(
        "api_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("secret_sha256", sa.String(64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("created_by", sa.String(60), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        _key("api_token", "user_id", "user"),
        _key("api_token", "project_id", "project"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("secret_sha256", name=op.f("uq_api_token_secret_sha256")),
    )
    _index("api_token", ["project_id"])


def _create_hook() -> None:
    op.create_table(
        "hook",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("tracker", _words("tracker", "github", "gitlab", "jira"), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("sealed_secret", sa.Text(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("mapped_by", sa.Integer(), nullable=True),
        sa.Column("mapped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        _key("hook", "project_id", "project"),
        _key("hook", "mapped_by", "user"),
        _key("hook", "created_by", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hook")),
    )
    _index("hook", ["project_id"])


def _create_hook_event() -> None:
    op.create_table(
        "hook_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hook_id", sa.Integer(), nullable=False),
        sa.Column("delivery", sa.String(120), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("issue", sa.String(60), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", _words("state", "waiting", "proposed", "ignored"), nullable=False),
        _key("hook_event", "hook_id", "hook"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hook_event")),
        sa.UniqueConstraint("hook_id", "delivery", name=op.f("uq_hook_event_hook_id_delivery")),
        sa.UniqueConstraint("hook_id", "sha256", name=op.f("uq_hook_event_hook_id_sha256")),
    )
    _index("hook_event", ["hook_id", "issue"])


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, length=20, create_constraint=True)


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)


def _index(table: str, columns: list[str]) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns)
