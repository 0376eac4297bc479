"""Whoever has begun a piece of work may end it while a tool is at it, also a silent one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Heed = Callable[[], None]
"""Returns at once while the work is to go on, and raises what ends it."""

# Of this thread's work, not of a tool's call: a step calls tools through many hands, and one that
# forgot to pass it on would hold up the stop.
_heeded: ContextVar[Heed | None] = ContextVar("heeded", default=None)


@contextmanager
def heeding(check: Heed) -> Iterator[None]:
    """Within, each tool that this thread runs is ended by what ``check`` raises, soon after.

    ``media.tools.run`` calls it every ``media.follow.LOOK_EVERY`` seconds.
    """
    token = _heeded.set(check)
    try:
        yield
    finally:
        _heeded.reset(token)


def heed() -> None:
    """Raise what ends the work of this thread, if anything does."""
    check = _heeded.get()
    if check is not None:
        check()
