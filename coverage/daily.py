"""A row a day, cell and place, written once a day, so that trends can be drawn later."""

from datetime import UTC

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from core.clock import Clock
from coverage.matrix import matrix
from coverage.models import CoverageDay
from coverage.places import places


def write_day(session: Session, clock: Clock) -> int:
    """Write today's rows; commits. Returns how many; a query a place, and two changes.

    The day is UTC's: one for the whole installation, whose schools may stand in eleven time
    zones. Rows that the day has already are replaced, in one transaction: whoever is killed in
    it leaves the day as it was. All is read before the first change, so that other writers wait
    for the writing alone.
    """
    today = clock().astimezone(UTC).date()
    rows = [
        {
            "day": today,
            "shelf": word,
            "edition_code": cell.edition,
            "subject_code": cell.subject,
            "programme": cell.programme,
            "grade": cell.grade,
            "lessons": cell.lessons,
            "covered": cell.covered,
            "by_kind": cell.by_kind,
        }
        for word, reach in list(places(session))
        for cell in matrix(session, reach)
    ]
    session.execute(delete(CoverageDay).where(CoverageDay.day == today))
    if rows:
        session.execute(insert(CoverageDay), rows)
    session.commit()
    return len(rows)
