"""Whether making a version viewable went well: its own job says it."""

from sqlalchemy import Exists, select

from catalog.models import Version
from jobs.models import Job

PROCESS = "process"
"""The kind of the job that makes a version viewable and searchable."""


def has_failed() -> Exists:
    """That the job of the version in the query did not go well.

    A later one, to make a lost or an outdated rendition again, may fail and takes nothing away.
    """
    return (
        select(Job.id)
        .where(Job.version_id == Version.id, Job.kind == PROCESS, Job.state == "failed")
        .exists()
    )
