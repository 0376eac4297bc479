"""The same original sent by another: what was made of it once serves again."""

from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from catalog.captions import has_sent
from catalog.models import Version
from core.database import table_of
from ingest.captions.transcript import rewrite_transcript
from ingest.learn import read_fragments, write_fragments
from ingest.plan import Plan
from ingest.queued import PROCESS
from jobs.models import Job
from media.renditions import made_of
from media.storage import Storage


def donor_of(session: Session, plan: Plan) -> int | None:
    """A processed version (row id) of the same original from which this one may take; one query."""
    row = session.execute(
        _looking(), {"of": plan.original_sha, "not_this": plan.version_id}
    ).first()
    return row.id if row is not None else None


@cache
def _looking() -> Select[tuple[int]]:
    version, job = table_of(Version), table_of(Job)
    # Not joined: without figures about the tables SQLite would begin with all jobs that are done.
    done = (
        select(job.c.id)
        .where(job.c.version_id == version.c.id, job.c.kind == PROCESS, job.c.state == "done")
        .exists()
    )
    return (
        select(version.c.id)
        .where(
            version.c.original_sha == bindparam("of"),
            version.c.id != bindparam("not_this"),
            version.c.processed_at.is_not(None),
            done,
        )
        .limit(1)
    )


def reuse(session: Session, storage: Storage, plan: Plan, donor_id: int) -> bool:
    """Copy the fragments of the donor; False if nothing was made by the recipe of today.

    Captions that a person sent are that person's: words of theirs do not pass to another's item.
    """
    if not made_of(session, plan.original_sha, plan.recipe):
        return False
    donor = session.get_one(Version, donor_id)
    version = session.get_one(Version, plan.version_id)
    write_fragments(session, version, read_fragments(session, donor_id))
    if has_sent(session, donor) or has_sent(session, version):
        rewrite_transcript(session, storage, version)
    return True
