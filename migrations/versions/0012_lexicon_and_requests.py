"""Rows of the lexicon that are removed, searches put right, the place in an answer's material

Revision: 0012
Follows: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("lexicon_change", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "removed",
                sa.Boolean(),
                nullable=False,
                server_default=sa.false(),
                comment="an own row is gone: it is not even listed as switched off",
            )
        )
        batch_op.create_check_constraint(
            op.f("ck_lexicon_change_removed"), "NOT (removed AND in_force)"
        )
    op.add_column(
        "query_log",
        sa.Column(
            "corrected",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="found by other words than those that were typed",
        ),
    )
    op.add_column(
        "material_request",
        sa.Column(
            "item_place",
            sa.String(length=24),
            nullable=False,
            server_default="",
            comment="where to open the material that answers: slide=4, t=84",
        ),
    )


def downgrade() -> None:
    op.drop_column("material_request", "item_place")
    op.drop_column("query_log", "corrected")
    with op.batch_alter_table("lexicon_change", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_lexicon_change_removed"), type_="check")
        batch_op.drop_column("removed")
