"""Indexes: a version's jobs by kind and state, ended jobs by when, what a person has sent

Revision: 0013
Follows: 0012
"""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_job_version", "job", ["version_id", "state", "kind"])
    op.create_index("ix_job_ended", "job", ["state", "finished_at"])
    op.drop_index("ix_job_version_id", table_name="job")
    op.create_index("ix_version_created_by_id", "version", ["created_by_id"])


def downgrade() -> None:
    op.drop_index("ix_version_created_by_id", table_name="version")
    op.drop_index("ix_job_ended", table_name="job")
    op.create_index("ix_job_version_id", "job", ["version_id"])
    op.drop_index("ix_job_version", table_name="job")
