"""«Повторить»: a failed file runs again from its last good step."""

from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.audience import answers_for
from catalog.errors import NotYours
from catalog.models import Item
from core.clock import Clock
from ingest.errors import NothingToRetry
from ingest.status import newest_job
from jobs import queue


def retry(session: Session, viewer: Viewer, item: Item, *, clock: Clock) -> None:
    """Put the item's failed job back into the queue; commits. Raises NotYours, NothingToRetry."""
    if not answers_for(session, viewer, item):
        raise NotYours("Повторить обработку может автор материала или методист.")
    job = newest_job(session, item)
    if job is None or job.state != "failed":
        raise NothingToRetry
    queue.retry(session, job, clock)
    session.commit()
