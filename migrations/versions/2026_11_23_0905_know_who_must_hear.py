"""Facts: good or bad news, since when, who must hear it, changed and withdrawn.

Revision ID: 20261123_0905
Revises: 20261123_0900
Create Date: 2026-11-23 09:05:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261123_0905"
down_revision = "20261123_0900"

IMPACT = sa.Enum(
    "good", "neutral", "bad", name="impact", native_enum=False, create_constraint=True, length=20
)
FACT = sa.table(
    "fact",
    sa.column("is_bad", sa.Boolean()),
    sa.column("impact", sa.String()),
    sa.column("known_at", sa.DateTime(timezone=True)),
    sa.column("created_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    with op.batch_alter_table("fact") as table:
        table.add_column(sa.Column("impact", IMPACT, nullable=False, server_default="neutral"))
        table.add_column(sa.Column("created_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("supersedes_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("reason", sa.String(300), nullable=False, server_default=""))
        table.create_foreign_key(
            op.f("fk_fact_supersedes_id_fact"), "fact", ["supersedes_id"], ["id"]
        )
    op.execute(sa.update(FACT).values(created_at=FACT.c.known_at))
    op.execute(sa.update(FACT).where(FACT.c.is_bad).values(impact="bad"))
    with op.batch_alter_table("fact") as table:
        table.drop_column("is_bad")
        table.alter_column("created_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        table.alter_column("impact", existing_type=sa.String(20), server_default=None)
        table.alter_column("reason", existing_type=sa.String(300), server_default=None)
    op.create_table(
        "fact_hearer",
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.id"], name=op.f("fk_fact_hearer_fact_id_fact")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_fact_hearer_contact_id_contact")
        ),
        sa.PrimaryKeyConstraint("fact_id", "contact_id", name=op.f("pk_fact_hearer")),
    )
    op.create_index(op.f("ix_fact_hearer_contact_id"), "fact_hearer", ["contact_id"])


def downgrade() -> None:
    op.drop_table("fact_hearer")
    with op.batch_alter_table("fact") as table:
        table.add_column(
            sa.Column("is_bad", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.execute(sa.update(FACT).where(FACT.c.impact == "bad").values(is_bad=True))
    with op.batch_alter_table("fact") as table:
        table.alter_column("is_bad", existing_type=sa.Boolean(), server_default=None)
        table.drop_constraint(op.f("fk_fact_supersedes_id_fact"), type_="foreignkey")
        table.drop_constraint(op.f("ck_fact_impact"), type_="check")
        for column in ("impact", "created_at", "supersedes_id", "superseded_at", "reason"):
            table.drop_column(column)
