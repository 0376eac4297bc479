"""What came in bulk without a lesson, and files that are not as they were stored

Revision: 0005
Follows: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unsorted",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False, comment="names of folders, « / » between"),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["item.id"],
            name=op.f("fk_unsorted_item_id_item"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_unsorted")),
    )
    op.create_table(
        "damage",
        sa.Column("name", sa.String(length=300), nullable=False, comment="within the storage"),
        sa.Column("original_sha", sa.String(length=64), nullable=False),
        sa.Column("what", sa.String(length=9), nullable=False),
        sa.Column("reason", sa.String(length=10), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("what IN ('original', 'rendition')", name=op.f("ck_damage_what")),
        sa.CheckConstraint(
            "reason IN ('missing', 'changed', 'unreadable')", name=op.f("ck_damage_reason")
        ),
        sa.ForeignKeyConstraint(
            ["original_sha"],
            ["original.sha256"],
            name=op.f("fk_damage_original_sha_original"),
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_damage")),
    )
    with op.batch_alter_table("damage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_damage_original_sha"), ["original_sha"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("damage", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_damage_original_sha"))

    op.drop_table("damage")
    op.drop_table("unsorted")
