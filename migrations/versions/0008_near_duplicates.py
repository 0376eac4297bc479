"""Near-duplicates: prints by original, keys to look them up, pairs found

Revision: 0008
Follows: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KINDS = "('picture', 'slides', 'frames', 'text')"


def upgrade() -> None:
    op.create_table(
        "print",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("original_sha", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column(
            "bits",
            sa.LargeBinary(),
            nullable=False,
            comment="32 bytes a picture, slide or frame, in their order",
        ),
        sa.Column(
            "words",
            sa.LargeBinary(),
            nullable=False,
            comment="64 bytes a slide, in their order, or for the whole text",
        ),
        sa.CheckConstraint(f"kind IN {KINDS}", name=op.f("ck_print_kind")),
        sa.ForeignKeyConstraint(
            ["original_sha"], ["original.sha256"], name=op.f("fk_print_original_sha_original")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print")),
        sa.UniqueConstraint("original_sha", "kind", name=op.f("uq_print_original_sha")),
    )
    op.create_table(
        "print_key",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("print_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["print_id"],
            ["print.id"],
            name=op.f("fk_print_key_print_id_print"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", "print_id", name=op.f("pk_print_key")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("print_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_print_key_print_id"), ["print_id"], unique=False)
    op.create_table(
        "near",
        sa.Column("original_a", sa.String(length=64), nullable=False),
        sa.Column("original_b", sa.String(length=64), nullable=False),
        sa.Column(
            "share",
            sa.Float(),
            nullable=False,
            comment="of what they have in common, above 0 to 1",
        ),
        sa.Column(
            "by", sa.String(length=8), nullable=False, comment="the kind of print that says so"
        ),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "dismissed_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="a person said: not the same",
        ),
        sa.Column(
            "dismissed_by_id",
            sa.Integer(),
            nullable=True,
            comment="empty: the installation's operator, or nobody yet",
        ),
        sa.CheckConstraint("original_a < original_b", name=op.f("ck_near_once")),
        sa.CheckConstraint("share > 0 AND share <= 1", name=op.f("ck_near_share")),
        sa.CheckConstraint(f"by IN {KINDS}", name=op.f("ck_near_by")),
        sa.ForeignKeyConstraint(
            ["dismissed_by_id"], ["person.id"], name=op.f("fk_near_dismissed_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["original_a"], ["original.sha256"], name=op.f("fk_near_original_a_original")
        ),
        sa.ForeignKeyConstraint(
            ["original_b"], ["original.sha256"], name=op.f("fk_near_original_b_original")
        ),
        sa.PrimaryKeyConstraint("original_a", "original_b", name=op.f("pk_near")),
    )
    with op.batch_alter_table("near", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_near_original_b"), ["original_b"], unique=False)


def downgrade() -> None:
    op.drop_table("near")
    op.drop_table("print_key")
    op.drop_table("print")
