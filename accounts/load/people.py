"""Taking a school's file in: all of it, or nothing when anything in it is wrong."""

from collections.abc import Collection
from typing import Any

from sqlalchemy.orm import Session

from accounts.load.file import read_plan
from accounts.load.report import LoadReport
from accounts.load.write import write_plan
from core.clock import Clock


def load_people(
    session: Session,
    data: dict[str, Any],
    *,
    dry_run: bool = False,
    clock: Clock,
    known_subjects: Collection[str],
) -> LoadReport:
    """Load the school in ``data``, of the demo file's shape; commits unless ``dry_run``.

    ``known_subjects`` are the codes of the grid. A second load of the same file changes
    nothing, a changed one updates; people whom it no longer names are told in the report
    and stay. Timetable and calendar are checked, not stored. With problems in the report
    nothing was written. The session must hold no changes of its own.
    Raises Invalid when the file has not the form of a school.
    """
    report = LoadReport(dry_run=dry_run)
    plan = read_plan(data, known_subjects, report)
    if plan is None:
        return report
    report.school = plan.school.public_id
    try:
        write_plan(session, plan, report, clock)
        if dry_run:
            session.rollback()
        else:
            session.commit()
    except BaseException:
        session.rollback()
        raise
    return report
