"""Time comes in by argument, so that a verb can be run at any instant."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Returns the present instant, aware, in UTC."""


def written(at: datetime, timespec: str = "auto") -> str:
    """An instant as the outside gets it: ISO 8601 in UTC with Z; ``timespec`` as ``isoformat``."""
    return at.astimezone(UTC).isoformat(timespec=timespec).replace("+00:00", "Z")


def utc_now() -> datetime:
    """The present instant in UTC, to the microsecond."""
    return datetime.now(UTC)
