"""Which step made a rendition, so that it alone can make it again; speeds of steps found quickly

Revision: 0009
Follows: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("rendition", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "step",
                sa.String(length=40),
                nullable=False,
                server_default="",
                comment="of the recipe, that made it; empty where that is not known",
            )
        )
    with op.batch_alter_table("job_step", schema=None) as batch_op:
        batch_op.create_index("ix_job_step_finished", ["name", "finished"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("job_step", schema=None) as batch_op:
        batch_op.drop_index("ix_job_step_finished")
    with op.batch_alter_table("rendition", schema=None) as batch_op:
        batch_op.drop_column("step")
