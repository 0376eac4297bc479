"""Taking a school's file in: all of it, or nothing when anything in it is wrong."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy.orm import Session

from accounts.load.file import read_plan
from accounts.load.plan import Plan
from accounts.load.report import LoadReport
from accounts.load.write import write_plan
from accounts.models import Person, SchoolClass
from core.clock import Clock

Also = Callable[[Session, Plan, Mapping[str, Person], Mapping[str, SchoolClass], LoadReport], None]
"""An upper room's writer: it is handed the plan, its people by the file's id and its classes by
their key, all flushed, and counts in the report what it writes. It flushes only."""


def load_people(
    session: Session,
    data: dict[str, Any],
    *,
    dry_run: bool = False,
    clock: Clock,
    known_subjects: Collection[str],
    also: Also | None = None,
) -> LoadReport:
    """Load the school in ``data``, of the demo file's shape; commits unless ``dry_run``.

    ``known_subjects`` are the codes of the grid. A second load of the same file changes
    nothing, a changed one updates; people whom it no longer names are told in the report
    and stay. Timetable and calendar are checked here and stored by ``also``, in the same
    transaction. With problems in the report nothing was written. The session must hold no
    changes of its own.
    Raises Invalid when the file has not the form of a school.
    """
    report = LoadReport(dry_run=dry_run)
    plan = read_plan(data, known_subjects, report)
    if plan is None:
        return report
    report.school = plan.school.public_id
    try:
        people, classes = write_plan(session, plan, report, clock)
        if also is not None:
            also(session, plan, people, classes, report)
        if dry_run:
            session.rollback()
        else:
            session.commit()
    except BaseException:
        session.rollback()
        raise
    return report
