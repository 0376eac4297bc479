"""Asking for renditions to be made again: those that were lost, those of an older recipe."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from catalog.models import Item, Version
from core.clock import Clock
from ingest.processors import PROCESSORS
from ingest.queued import MEND, PROCESS, REMAKE, RENEW
from jobs import queue
from jobs.models import Job
from media.models import Damage, Rendition
from media.renditions import storage_name

AFTER_FAILED, AFTER_DONE = timedelta(days=1), timedelta(hours=1)
"""So long a re-making that has ended is not asked for again: not by every look at a page."""

PORTION = 300
"""Originals asked for in one transaction: an update asks for all there are, and nobody else writes
while it holds."""


def ask_for(session: Session, row: Rendition, clock: Clock) -> bool:
    """Ask that the step which made this rendition is run again; flushes.

    False where that was asked for already, or failed within a day.
    """
    said = {"steps": [row.step] if row.step else []}
    return bool(_ask(session, {row.original_sha: said}, MEND, clock))


def mend(session: Session, clock: Clock) -> int:
    """Ask for every rendition that is known to be damaged and can be made; how many jobs.

    Commits in portions. Where the original is damaged too there is nothing to make them from.
    """
    spoilt = select(Damage.original_sha).where(Damage.what == "original")
    known = select(Damage.original_sha).where(Damage.original_sha.not_in(spoilt)).distinct()
    asked = 0
    for originals in _portions(session.scalars(known).all()):
        asked += _ask(session, _steps_of_damaged(session, originals), MEND, clock)
        session.commit()
    return asked


def _steps_of_damaged(session: Session, originals: Collection[str]) -> dict[str, dict[str, Any]]:
    """For each of the originals what a job is to be told: the steps that made what is damaged."""
    names = set(session.scalars(select(Damage.name).where(Damage.original_sha.in_(originals))))
    steps: dict[str, set[str]] = {sha256: set() for sha256 in originals}
    for row in session.scalars(select(Rendition).where(Rendition.original_sha.in_(originals))):
        if storage_name(row) in names:
            steps[row.original_sha].add(row.step)
    return {
        sha256: {"steps": [] if "" in made_by else sorted(made_by)}
        for sha256, made_by in steps.items()
    }


def renew(session: Session, clock: Clock) -> int:
    """Ask that what older recipes have made is made by the newest; how many jobs.

    Commits in portions, so that others may write in between. The old renditions serve until then.
    """
    older = [
        and_(Rendition.recipe == one.recipe, Rendition.recipe_version < one.recipe_version)
        for one in PROCESSORS
    ]
    asked = 0
    for originals in _portions(session.scalars(_made_by(or_(*older))).all()):
        said = {sha256: {"renew": True} for sha256 in originals}
        asked += _ask(session, said, RENEW, clock)
        session.commit()
    return asked


def _portions(originals: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(originals), PORTION):
        yield originals[at : at + PORTION]


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


def _ask(session: Session, said: Mapping[str, dict[str, Any]], priority: int, clock: Clock) -> int:
    """Ask that these originals, by hash, are worked on with what is said of each; flushes.

    How many of them had not been asked for lately: for these there is a job now. One query.
    """
    asked = 0
    for row in session.execute(_not_asked(said, clock)):
        queue.enqueue(
            session,
            REMAKE,
            payload=said[row.original_sha],
            version_id=row.id,
            school_id=row.home_school_id,
            priority=priority,
            clock=clock,
        )
        asked += 1
    session.flush()
    return asked


def _not_asked(originals: Collection[str], clock: Clock) -> Select[int, str, int | None]:
    """The newest version of each of the originals that no job makes again, or did lately."""
    # Told of a job that is at hand. As «or» it would be an index to go by, through all that wait.
    lately = case(
        (Job.state == "failed", Job.finished_at > clock() - AFTER_FAILED),
        (Job.state == "done", Job.finished_at > clock() - AFTER_DONE),
        else_=true(),
    )
    any_of_it, newest = aliased(Version), aliased(Version)
    asked = (
        select(Job.id)
        .join(any_of_it, any_of_it.id == Job.version_id)
        .where(any_of_it.original_sha == Version.original_sha, Job.kind == REMAKE, lately)
        .exists()
    )
    last = select(func.max(newest.id)).where(newest.original_sha == Version.original_sha)
    return (
        select(Version.id, Version.original_sha, Item.home_school_id)
        .join(Item, Item.id == Version.item_id)
        .where(Version.original_sha.in_(originals), Version.id == last.scalar_subquery(), ~asked)
    )


def steps_asked(payload: Mapping[str, Any], all_steps: Collection[str]) -> list[str]:
    """The names of the steps that a job is to run, in the processor's order.

    All of them where it was not known, or is not known any more, which one is missing.
    """
    asked = set(payload.get("steps", ()))
    return [one for one in all_steps if one in asked] or list(all_steps)
