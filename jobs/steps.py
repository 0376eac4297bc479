"""A job's steps as rows, written by statements that are built once: no object stands between.

Nothing here asks whether the job is still held: the caller's transaction does, by ``queue.guard``
or by what ends the job. Nothing commits.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import BindParameter, Insert, Select, Update, bindparam, insert, select, update
from sqlalchemy.orm import Session

from core.database import table_of
from jobs.models import JobStep

STEP = table_of(JobStep)


def states(session: Session, job_id: int) -> dict[str, str]:
    """The states of the steps that the job has, by name, in their order; one query."""
    rows = session.execute(_looking(), {"of_job": job_id})
    return {row.name: row.state for row in rows}


def plan(
    session: Session,
    job_id: int,
    steps: Sequence[tuple[str, str]],
    have: dict[str, str],
    *,
    begins: str | None = None,
    done: bool = False,
    now: datetime,
) -> None:
    """Make rows of the steps (name, title) that are not among ``have``, found before.

    ``begins`` is the step that runs from ``now`` on; ``done``: all of them are already done.
    """
    fresh = [(at, name, title) for at, (name, title) in enumerate(steps) if name not in have]
    if fresh:
        state = "done" if done else "waiting"
        session.execute(
            _adding(),
            [
                {
                    "job_id": job_id,
                    "position": position,
                    "name": name,
                    "title": title,
                    "state": "running" if name == begins else state,
                    "percent": 100 if done else 0,
                    "attempt": int(name == begins),
                    "started": now if name == begins else None,
                    "finished": now if done else None,
                }
                for position, name, title in fresh
            ],
        )
    if begins in have:
        begin(session, job_id, begins, now)
    for name in have if done else ():
        close(session, job_id, name, now)


def begin(session: Session, job_id: int, name: str, now: datetime) -> None:
    """The step is running."""
    session.execute(_beginning(), _which(job_id, name) | {"at": now})


def report(session: Session, job_id: int, name: str, percent: int) -> None:
    """The step has come so far, 0 to 99; it never goes back."""
    far = max(0, min(99, percent))
    session.execute(_reporting(), _which(job_id, name) | {"far": far})


def close(
    session: Session,
    job_id: int,
    name: str,
    now: datetime,
    *,
    warnings: str = "",
    tool: str = "",
    made: int = 0,
) -> None:
    """The step is done, with these warnings (a line each), by this tool; ``made`` in bytes."""
    said = {"at": now, "why": warnings, "tool": tool, "made": made}
    session.execute(_closing(), _which(job_id, name) | said)


def fail(session: Session, job_id: int, name: str, why: str, now: datetime) -> None:
    """The step failed for a reason that a person reads."""
    session.execute(_failing(), _which(job_id, name) | {"at": now, "why": why})


def fail_running(session: Session, job_id: int, why: str, now: datetime) -> None:
    """What still runs of a job that has failed runs no more: its worker is gone."""
    session.execute(_breaking_off(), {"of_job": job_id, "at": now, "why": why})


def _which(job_id: int, name: str) -> dict[str, object]:
    return {"of_job": job_id, "called": name}


@cache
def _looking() -> Select[tuple[str, str]]:
    query = select(STEP.c.name, STEP.c.state).where(STEP.c.job_id == bindparam("of_job"))
    return query.order_by(STEP.c.position)


@cache
def _adding() -> Insert:
    return insert(STEP)


@cache
def _beginning() -> Update:
    return _of_one().values(
        state="running",
        percent=0,
        reason="",
        attempt=STEP.c.attempt + 1,
        started=bindparam("at"),
        finished=None,
    )


@cache
def _reporting() -> Update:
    far: BindParameter[int] = bindparam("far", type_=STEP.c.percent.type)
    return _of_one().where(STEP.c.percent < far).values(percent=far)


@cache
def _closing() -> Update:
    return _of_one().values(
        state="done",
        percent=100,
        finished=bindparam("at"),
        reason=bindparam("why"),
        tool_version=bindparam("tool"),
        bytes=bindparam("made"),
    )


@cache
def _failing() -> Update:
    return _of_one().values(state="failed", finished=bindparam("at"), reason=bindparam("why"))


@cache
def _breaking_off() -> Update:
    runs = update(STEP).where(STEP.c.job_id == bindparam("of_job"), STEP.c.state == "running")
    return runs.values(state="failed", finished=bindparam("at"), reason=bindparam("why"))


def _of_one() -> Update:
    return update(STEP).where(
        STEP.c.job_id == bindparam("of_job"), STEP.c.name == bindparam("called")
    )
