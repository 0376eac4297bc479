"""Asking for renditions to be made again: those that were lost, those of an older recipe."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from catalog.models import Version
from core.clock import Clock
from ingest.processors import PROCESSORS
from ingest.queued import MEND, PROCESS, REMAKE, RENEW
from jobs import queue
from jobs.models import Job
from media.models import Damage, Rendition
from media.renditions import storage_name

AFTER_FAILED, AFTER_DONE = timedelta(days=1), timedelta(hours=1)
"""So long a re-making that has ended is not asked for again: not by every look at a page."""


def ask_for(session: Session, row: Rendition, clock: Clock) -> bool:
    """Ask that the step which made this rendition is run again; flushes.

    False where that was asked for already, or failed within a day.
    """
    return _ask(session, row.original_sha, {"steps": [row.step] if row.step else []}, MEND, clock)


def mend(session: Session, clock: Clock) -> int:
    """Ask for every rendition that is known to be damaged and can be made; how many jobs. Flushes.

    Where the original is damaged too there is nothing to make them from.
    """
    spoilt = set(session.scalars(select(Damage.original_sha).where(Damage.what == "original")))
    asked = 0
    for sha256 in set(session.scalars(select(Damage.original_sha))) - spoilt:
        names = set(session.scalars(select(Damage.name).where(Damage.original_sha == sha256)))
        rows = session.scalars(select(Rendition).where(Rendition.original_sha == sha256))
        steps = {row.step for row in rows if storage_name(row) in names}
        said = {"steps": [] if "" in steps else sorted(steps)}
        asked += _ask(session, sha256, said, MEND, clock)
    return asked


def renew(session: Session, clock: Clock) -> int:
    """Ask that what older recipes have made is made by the newest; how many jobs. Flushes.

    The old renditions serve until then.
    """
    older = [
        and_(Rendition.recipe == one.recipe, Rendition.recipe_version < one.recipe_version)
        for one in PROCESSORS
    ]
    return sum(
        _ask(session, sha256, {"renew": True}, RENEW, clock)
        for sha256 in session.scalars(_made_by(or_(*older))).all()
    )


def _made_by(which: ColumnElement[bool]) -> Select[str]:
    """Originals with such renditions whose own processing is over."""
    still = (
        select(Job.id)
        .join(Version, Version.id == Job.version_id)
        .where(
            Version.original_sha == Rendition.original_sha,
            Job.kind == PROCESS,
            Job.state.in_(("waiting", "running")),
        )
        .exists()
    )
    return (
        select(Rendition.original_sha)
        .where(which, ~still)
        .distinct()
        .order_by(Rendition.original_sha)
    )


def _ask(
    session: Session, original_sha: str, said: dict[str, Any], priority: int, clock: Clock
) -> bool:
    versions = select(Version.id).where(Version.original_sha == original_sha)
    lately = or_(
        Job.state.in_(("waiting", "running")),
        and_(Job.state == "failed", Job.finished_at > clock() - AFTER_FAILED),
        and_(Job.state == "done", Job.finished_at > clock() - AFTER_DONE),
    )
    asked = session.scalar(
        select(Job.id).where(Job.kind == REMAKE, Job.version_id.in_(versions), lately).limit(1)
    )
    newest = session.scalar(
        select(Version)
        .where(Version.original_sha == original_sha)
        .order_by(Version.id.desc())
        .limit(1)
    )
    if asked is not None or newest is None:
        return False
    queue.enqueue(
        session,
        REMAKE,
        payload=said,
        version_id=newest.id,
        school_id=newest.item.home_school_id,
        priority=priority,
        clock=clock,
    )
    session.flush()
    return True


def steps_asked(payload: Mapping[str, Any], all_steps: Collection[str]) -> list[str]:
    """The names of the steps that a job is to run, in the processor's order.

    All of them where it was not known, or is not known any more, which one is missing.
    """
    asked = set(payload.get("steps", ()))
    return [one for one in all_steps if one in asked] or list(all_steps)
