"""How far a material has been made ready, and what is shown otherwise than its author sees it."""

from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from catalog.models import Version
from jobs.models import Job, JobStep

WANTS_ANOTHER_FILE = "file_at_fault"
"""The code of ``ingest.processors.contract.FileAtFault``."""


@dataclass(frozen=True)
class Making:
    """``under_way``: work for this version waits or is being done.

    ``failure`` says why the last of it failed, empty where it did not, and ``retries`` whether it
    is worth trying again. ``remarks`` are Russian sentences that the steps left.
    """

    under_way: bool = False
    failure: str = ""
    retries: bool = False
    remarks: tuple[str, ...] = ()


def making_of(session: Session, version: Version) -> Making:
    """Of ``version``; one query.

    Its file may have come with another version before: what was told then holds for this one too.
    """
    done = and_(JobStep.job_id == Job.id, JobStep.state == "done")
    rows = session.execute(
        select(
            Job.version_id, Job.state, Job.error_code, Job.error_text, JobStep.name, JobStep.reason
        )
        .join(Version, Version.id == Job.version_id)
        .outerjoin(JobStep, done)
        .where(Version.original_sha == version.original_sha)
        .order_by(Job.id, JobStep.id)
    ).all()
    told: dict[str, str] = {}
    for row in rows:
        # A step that was spared, because its work was there already, has nothing to tell.
        if row.reason:
            told[row.name] = row.reason
    own = [row for row in rows if row.version_id == version.id]
    failed = bool(own) and own[-1].state == "failed"
    return Making(
        under_way=any(row.state in ("waiting", "running") for row in own),
        failure=own[-1].error_text or "" if failed else "",
        retries=failed and own[-1].error_code != WANTS_ANOTHER_FILE,
        remarks=tuple(line for reason in told.values() for line in reason.splitlines() if line),
    )
