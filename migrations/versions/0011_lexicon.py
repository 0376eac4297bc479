"""How methodologists change the search's lexicon

Revision: 0011
Follows: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lexicon_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "key",
            sa.String(length=16),
            nullable=False,
            comment="of the term, the targets and the subjects (search/lexicon_rows.py)",
        ),
        sa.Column("term", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("targets", sa.JSON(), nullable=False),
        sa.Column("subjects", sa.JSON(), nullable=False),
        sa.Column(
            "in_force", sa.Boolean(), nullable=False, comment="false: taken out of the lexicon"
        ),
        sa.Column("by_id", sa.Integer(), nullable=True, comment="empty: the operator"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(term) > 0", name=op.f("ck_lexicon_change_term")),
        sa.ForeignKeyConstraint(
            ["by_id"],
            ["person.id"],
            name=op.f("fk_lexicon_change_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lexicon_change")),
    )
    with op.batch_alter_table("lexicon_change", schema=None) as batch_op:
        batch_op.create_index("ix_lexicon_change_key", ["key"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("lexicon_change", schema=None) as batch_op:
        batch_op.drop_index("ix_lexicon_change_key")

    op.drop_table("lexicon_change")
