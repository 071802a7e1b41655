"""How a person is addressed: formally or not, and by which name.

Revision ID: 20261123_0950
Revises: 20261123_0945
Create Date: 2026-11-23 09:50:00+00:00
"""

from alembic import op
import sqlalchemy as sa

revision = "20261123_0950"
down_revision = "20261123_0945"

FORMALITY = sa.Enum(
    "formal", "informal", "unsaid", name="formality", native_enum=False, length=20,
    create_constraint=True,
)  # fmt: skip


def upgrade() -> None:
    with op.batch_alter_table("contact") as table:
        table.add_column(sa.Column("formality", FORMALITY, nullable=False, server_default="unsaid"))
        table.add_column(sa.Column("name_form", sa.String(80), nullable=False, server_default=""))
        table.alter_column("formality", server_default=None)
        table.alter_column("name_form", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("contact") as table:
        table.drop_constraint(op.f("ck_contact_formality"), type_="check")
        table.drop_column("name_form")
        table.drop_column("formality")
