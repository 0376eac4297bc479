"""A draft may be for pupils who are to be chosen yet

Revision: 0004
Follows: 0003
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # With its check in one statement: SQLite would copy the whole table to add a check alone, and
    # dropping the old one takes all that hangs on homework with it.
    op.execute(
        "ALTER TABLE homework ADD COLUMN to_choose BOOLEAN DEFAULT FALSE NOT NULL "
        "CONSTRAINT ck_homework_to_choose CHECK (state = 'draft' OR NOT to_choose)"
    )


def downgrade() -> None:
    op.execute("ALTER TABLE homework DROP COLUMN to_choose")
