"""A material comes back from review, since a newer file of it was sent in."""

from sqlalchemy.orm import Session

from catalog.change import record
from catalog.models import Item, Version
from core.clock import Clock

WAITING = ("submitted", "in_review")
"""Statuses of a version that waits for a verdict."""


def recall(
    session: Session, item: Item, version: Version, *, who_id: int | None, clock: Clock
) -> None:
    """A version that waits for review waits no longer: nobody is to judge what is out of date.

    Its author reads that in the history, and sends the newer one when it is ready. Nothing where
    it does not wait.
    """
    if version.status in WAITING:
        version.status = "draft"
        record(session, item, "recalled", who_id=who_id, clock=clock, version=version)
