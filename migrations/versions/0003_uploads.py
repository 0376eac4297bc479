"""Uploads that come in pieces and go on where they broke off

Revision: 0003
Follows: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False, comment="who sends, and alone sees"),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False, comment="what the sender said of the file"),
        sa.Column(
            "length",
            sa.BigInteger(),
            nullable=False,
            comment="bytes of the whole file, as promised",
        ),
        sa.Column(
            "received",
            sa.BigInteger(),
            nullable=False,
            comment="bytes that are on the disk for sure",
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "expires_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="moves on with every piece",
        ),
        sa.Column(
            "outcome", sa.String(length=9), nullable=True, comment="empty while it is on its way"
        ),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False, comment="Russian, for the sender"),
        sa.Column("warnings", sa.JSON(), nullable=False, comment="Russian"),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(item_id IS NOT NULL) = (outcome IS NOT NULL AND outcome <> 'refused')",
            name=op.f("ck_upload_taken_has_item"),
        ),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome <> 'refused' OR reason <> ''",
            name=op.f("ck_upload_says_why"),
        ),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome IN ('accepted', 'duplicate', 'refused')",
            name=op.f("ck_upload_outcome"),
        ),
        sa.CheckConstraint(
            "(outcome IS NULL) = (finished_at IS NULL)", name=op.f("ck_upload_finished_at")
        ),
        sa.CheckConstraint("length > 0", name=op.f("ck_upload_length")),
        sa.CheckConstraint(
            "outcome IS NULL OR received = length", name=op.f("ck_upload_ends_whole")
        ),
        sa.CheckConstraint("received BETWEEN 0 AND length", name=op.f("ck_upload_received")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_upload_item_id_item")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_upload_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
        sa.UniqueConstraint("public_id", name=op.f("uq_upload_public_id")),
    )
    with op.batch_alter_table("upload", schema=None) as batch_op:
        batch_op.create_index("ix_upload_expires", ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_upload_item_id"), ["item_id"], unique=False)
        batch_op.create_index("ix_upload_user", ["user_id", "created_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("upload", schema=None) as batch_op:
        batch_op.drop_index("ix_upload_user")
        batch_op.drop_index(batch_op.f("ix_upload_item_id"))
        batch_op.drop_index("ix_upload_expires")

    op.drop_table("upload")
