"""Bytes that stand in an item already: filed once more, tried again or published, never doubled."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.grid import Lesson
from catalog.items import newest
from catalog.models import Item
from catalog.place import place
from catalog.withdraw import withdrawn
from core.errors import PartaError
from ingest.details import Checked
from ingest.entering import Means
from ingest.publishing import PublishWish, wish_payload
from ingest.status import newest_job
from ingest.taken import Taken
from ingest.unused import unused
from jobs import queue


def again(
    session: Session,
    means: Means,
    viewer: Viewer,
    item: Item,
    checked: Checked,
    wish: PublishWish | None,
) -> Taken:
    """What becomes of a file whose bytes stand in ``item``; flushes only.

    A new lesson adds a placement, and the reason says so. A processing that failed runs again. A
    wish to publish is granted as far as this person may. A withdrawn item stays as it is.
    """
    if item.withdrawn_at is not None:
        return Taken("duplicate", item, [], f"Этот файл уже был. {withdrawn(item)}")
    warnings = unused(item, checked)
    new = [
        lesson
        for lesson in checked.lessons
        if place(session, item, lesson, by_id=viewer.person_id, clock=means.clock)
    ]
    job = newest_job(session, item)
    if job is not None and job.state == "failed":
        job.payload = job.payload | wish_payload(wish)
        queue.retry(session, job, means.clock)
        return Taken("accepted", item, warnings, under_way=True)
    under_way = job is not None and job.state in ("waiting", "running")
    reason = f"Этот файл уже есть: «{newest(item).title}».{_where(checked.lessons, new)}"
    if wish is not None and newest(item).status != "published":
        if job is not None and under_way:
            job.payload = job.payload | wish_payload(wish)
        else:
            try:
                wish.grant(session, item, means.clock)
            except PartaError as error:
                warnings.append(error.message)
    session.flush()
    return Taken("duplicate", item, warnings, reason, under_way)


def _where(asked: Sequence[Lesson], new: Sequence[Lesson]) -> str:
    """What became of the lessons that the file was sent for."""
    if not asked:
        return ""
    if not new:
        return " В этом уроке он уже стоит." if len(asked) == 1 else " В этих уроках он уже стоит."
    titles = ", ".join(f"«{lesson.title}»" for lesson in new)
    return (
        f" Теперь он и в уроке {titles}." if len(new) == 1 else f" Теперь он и в уроках {titles}."
    )
