"""How many bytes a step made

Revision: 0006
Follows: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("job_step", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "bytes",
                sa.BigInteger(),
                nullable=False,
                server_default="0",
                comment="of what the step made and kept",
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("job_step", schema=None) as batch_op:
        batch_op.drop_column("bytes")
