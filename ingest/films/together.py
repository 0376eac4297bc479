"""Small looks at several files at once: each is mostly the start of a program."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

T = TypeVar("T")


def together(works: Sequence[Callable[[], T]]) -> list[T]:
    """What each gives, in their order, as many at once as there are processors.

    Ends when all have ended, and raises the first one's error. What ends the work (``media.heed``)
    reaches them too.
    """
    with ThreadPoolExecutor(min(len(works), os.cpu_count() or 1) or 1) as pool:
        begun = [pool.submit(copy_context().run, work) for work in works]
    return [one.result() for one in begun]
