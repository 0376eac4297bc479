"""Materials that are asked for, searches that are kept, what was published since a moment

Revision: 0010
Follows: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "parameters",
            sa.String(length=4000),
            nullable=False,
            comment="q=…&subject=…, as after the «?» of an address",
        ),
        sa.Column(
            "seen_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="what was published later is new",
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_saved_search_name")),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_saved_search_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
        sa.UniqueConstraint("person_id", "parameters", name=op.f("uq_saved_search_person_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_saved_search_public_id")),
    )
    op.create_table(
        "material_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column(
            "school_id", sa.Integer(), nullable=True, comment="empty: the operator alone is told"
        ),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "role", sa.String(length=16), nullable=False, comment="in which it was asked for"
        ),
        sa.Column("lesson_id", sa.Integer(), nullable=True),
        sa.Column(
            "text", sa.String(length=200), nullable=False, comment="what is wanted, as it was typed"
        ),
        sa.Column(
            "words",
            sa.String(length=400),
            nullable=False,
            comment="the same without case and signs: alike requests have the same",
        ),
        sa.Column("kind", sa.String(length=16), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "open_since",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="when it was asked for last: only what is published later answers by itself",
        ),
        sa.Column("item_id", sa.Integer(), nullable=True, comment="the material that answers"),
        sa.Column(
            "answered_by_id",
            sa.Integer(),
            nullable=True,
            comment="empty: the operator, or a material that came into the lesson",
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reply", sa.String(length=500), nullable=False, comment="to the one who asked"),
        sa.Column(
            "seen_at", sa.DateTime(timezone=True), nullable=True, comment="when the answer was read"
        ),
        sa.CheckConstraint(
            "(state = 'answered') = (item_id IS NOT NULL)",
            name=op.f("ck_material_request_answered_by_item"),
        ),
        sa.CheckConstraint(
            "(state = 'open') = (answered_at IS NULL)", name=op.f("ck_material_request_answered_at")
        ),
        sa.CheckConstraint(
            "kind IS NULL OR kind IN ('presentation', 'image', 'video', 'audio')",
            name=op.f("ck_material_request_kind"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'answered', 'declined')", name=op.f("ck_material_request_state")
        ),
        sa.CheckConstraint(
            "length(text) > 0 AND length(words) > 0", name=op.f("ck_material_request_text")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["person.id"],
            name=op.f("fk_material_request_answered_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["item.id"], name=op.f("fk_material_request_item_id_item")
        ),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["lesson.id"], name=op.f("fk_material_request_lesson_id_lesson")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_material_request_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_material_request_school_id_school")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_request")),
        sa.UniqueConstraint("public_id", name=op.f("uq_material_request_public_id")),
    )
    with op.batch_alter_table("material_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_material_request_item_id"), ["item_id"], unique=False)
        batch_op.create_index(
            "ix_material_request_lesson_state", ["lesson_id", "state"], unique=False
        )
        batch_op.create_index(
            "ix_material_request_school_state", ["school_id", "state"], unique=False
        )
        batch_op.create_index(
            "uq_material_request_open",
            ["person_id", "words"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    with op.batch_alter_table("item_event", schema=None) as batch_op:
        batch_op.create_index("ix_item_event_what_at", ["what", "at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("item_event", schema=None) as batch_op:
        batch_op.drop_index("ix_item_event_what_at")

    with op.batch_alter_table("material_request", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_material_request_open",
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )
        batch_op.drop_index("ix_material_request_school_state")
        batch_op.drop_index("ix_material_request_lesson_state")
        batch_op.drop_index(batch_op.f("ix_material_request_item_id"))

    op.drop_table("material_request")
    op.drop_table("saved_search")
