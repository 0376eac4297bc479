"""Captions that a person sent

Revision: 0007
Follows: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "caption",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column(
            "language", sa.String(length=3), nullable=False, comment="ISO 639, small letters"
        ),
        sa.Column("text", sa.Text(), nullable=False, comment="WebVTT as it is handed out"),
        sa.Column(
            "sha256",
            sa.String(length=64),
            nullable=False,
            comment="of the text: its strong ETag",
        ),
        sa.Column(
            "created_by_id",
            sa.Integer(),
            nullable=True,
            comment="empty: the installation's operator",
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(text) > 0", name=op.f("ck_caption_text")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_caption_sha256")),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["version.id"],
            name=op.f("fk_caption_version_id_version"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["person.id"], name=op.f("fk_caption_created_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_caption")),
        sa.UniqueConstraint("version_id", "language", name=op.f("uq_caption_version_id")),
    )


def downgrade() -> None:
    op.drop_table("caption")
