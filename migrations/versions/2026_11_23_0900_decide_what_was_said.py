"""Registers keep why a row came to its state; change orders, the baseline, readings, evidence.

Revision ID: 20261123_0900
Revises: 20261122_2043
Create Date: 2026-11-23 09:00:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261123_0900"
down_revision = "20261122_2043"

STATES = {
    "expectation": ("open", "met", "missed", "withdrawn"),
    "change_request": (
        "requested",
        "priced",
        "asked",
        "agreed",
        "declined",
        "later",
        "withdrawn",
    ),
    "question": ("open", "answered", "withdrawn"),
    "promise": ("made", "kept", "moved", "dropped", "withdrawn"),
}
TEXT, INTEGER, INSTANT = sa.Text(), sa.Integer(), sa.DateTime(timezone=True)


def upgrade() -> None:
    for name, states in STATES.items():
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("noted_at", INSTANT, nullable=True))
            table.add_column(sa.Column("reason", sa.String(300), nullable=False, server_default=""))
            _allow(table, name, (*states, "superseded"))
        rows = _rows(name)
        op.execute(rows.update().values(noted_at=rows.c.said_at))
        with op.batch_alter_table(name) as table:
            table.alter_column("noted_at", existing_type=INSTANT, nullable=False)
            table.alter_column("reason", existing_type=sa.String(300), server_default=None)
    _widen_expectations()
    _widen_requests()
    op.create_table(
        "baseline",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("project_id", INTEGER, nullable=False),
        sa.Column("scope", sa.JSON(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(3), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("noted_at", INSTANT, nullable=False),
        sa.Column("supersedes_id", INTEGER, nullable=True),
        sa.CheckConstraint(
            "(cents IS NULL) = (currency IS NULL)", name=op.f("ck_baseline_price_has_currency")
        ),
        _refers("baseline", "project_id", "project"),
        _refers("baseline", "supersedes_id", "baseline"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_baseline")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_baseline_supersedes_id")),
    )
    op.create_index(op.f("ix_baseline_project_id"), "baseline", ["project_id"])


def _widen_expectations() -> None:
    with op.batch_alter_table("expectation") as table:
        table.add_column(sa.Column("meant", TEXT, nullable=False, server_default=""))
    with op.batch_alter_table("expectation") as table:
        table.alter_column("meant", existing_type=TEXT, server_default=None)
    op.create_table(
        "expectation_reading",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("expectation_id", INTEGER, nullable=False),
        sa.Column("team", sa.String(60), nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("user_id", INTEGER, nullable=False),
        sa.Column("noted_at", INSTANT, nullable=False),
        _refers("expectation_reading", "expectation_id", "expectation"),
        _refers("expectation_reading", "user_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expectation_reading")),
    )
    op.create_index(
        op.f("ix_expectation_reading_expectation_id"), "expectation_reading", ["expectation_id"]
    )
    op.create_table(
        "evidence",
        sa.Column("id", INTEGER, nullable=False),
        sa.Column("expectation_id", INTEGER, nullable=False),
        sa.Column("kind", _words("kind", "said", "shown", "failed"), nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        _refers("evidence", "expectation_id", "expectation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_expectation_id"), "evidence", ["expectation_id"])
    op.create_index(op.f("ix_evidence_source"), "evidence", ["source"])


def _widen_requests() -> None:
    with op.batch_alter_table("change_request") as table:
        table.add_column(sa.Column("number", INTEGER, nullable=True))
        table.add_column(
            sa.Column("alternative", sa.String(300), nullable=False, server_default="")
        )
        table.add_column(sa.Column("fit", sa.String(20), nullable=True))
        table.add_column(sa.Column("cents", sa.BigInteger(), nullable=True))
        table.add_column(sa.Column("currency", sa.String(3), nullable=True))
        table.add_column(sa.Column("extra_days", INTEGER, nullable=True))
        table.add_column(sa.Column("ask_id", INTEGER, nullable=True))
        table.add_column(sa.Column("worth", INTEGER, nullable=True))
        table.add_column(sa.Column("effort", INTEGER, nullable=True))
        table.create_foreign_key(op.f("fk_change_request_ask_id_ask"), "ask", ["ask_id"], ["id"])
        for name, condition in (
            ("fit", "fit IN ('inside', 'outside')"),
            ("worth_on_scale", "worth BETWEEN 1 AND 3"),
            ("effort_on_scale", "effort BETWEEN 1 AND 3"),
            ("price_has_currency", "(cents IS NULL) = (currency IS NULL)"),
        ):
            table.create_check_constraint(op.f(f"ck_change_request_{name}"), condition)
    op.execute(
        "UPDATE change_request SET number = (SELECT count(*) FROM change_request AS before"
        " WHERE before.project_id = change_request.project_id"
        " AND before.id <= change_request.id)"
    )
    with op.batch_alter_table("change_request") as table:
        table.alter_column("number", existing_type=INTEGER, nullable=False)
        table.alter_column("alternative", existing_type=sa.String(300), server_default=None)
    op.create_index(
        op.f("ix_change_request_project_id_number"), "change_request", ["project_id", "number"]
    )
    op.create_index(op.f("ix_change_request_ask_id"), "change_request", ["ask_id"])


def downgrade() -> None:
    op.drop_table("baseline")
    op.drop_table("evidence")
    op.drop_table("expectation_reading")
    op.drop_index(op.f("ix_change_request_ask_id"), "change_request")
    op.drop_index(op.f("ix_change_request_project_id_number"), "change_request")
    with op.batch_alter_table("change_request") as table:
        for name in ("fit", "worth_on_scale", "effort_on_scale", "price_has_currency"):
            table.drop_constraint(op.f(f"ck_change_request_{name}"), type_="check")
        table.drop_constraint(op.f("fk_change_request_ask_id_ask"), type_="foreignkey")
        for name in (
            "number", "alternative", "fit", "cents", "currency", "extra_days", "ask_id",
            "worth", "effort",
        ):  # fmt: skip
            table.drop_column(name)
    with op.batch_alter_table("expectation") as table:
        table.drop_column("meant")
    for name, states in STATES.items():
        rows = _rows(name)
        op.execute(rows.update().values(supersedes_id=None))
        op.execute(rows.delete().where(rows.c.state == "superseded"))
        with op.batch_alter_table(name) as table:
            table.drop_column("noted_at")
            table.drop_column("reason")
            _allow(table, name, states)


def _rows(name: str) -> sa.TableClause:
    names = ("said_at", "noted_at", "supersedes_id", "state")
    return sa.table(name, *(sa.column(each) for each in names))


def _allow(table: object, name: str, states: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{state}'" for state in states)
    constraint = op.f(f"ck_{name}_state")
    table.drop_constraint(constraint, type_="check")  # type: ignore[attr-defined]
    table.create_check_constraint(constraint, f"state IN ({listed})")  # type: ignore[attr-defined]


def _refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=20)
