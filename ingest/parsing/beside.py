"""A second thread for what needs no Python: Pillow encodes and scales while pdfium draws on."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from types import TracebackType

WAITING = 2
"""Pieces of work that may wait: each holds a picture."""


class Beside:
    """Does pieces of work one after another in a thread beside; leaving waits for all of them."""

    def __init__(self) -> None:
        self._todo: deque[Callable[[], object] | None] = deque()
        self._come, self._room = threading.Semaphore(0), threading.Semaphore(WAITING)
        self._failed: BaseException | None = None
        self._thread = threading.Thread(target=self._work)

    def __enter__(self) -> Beside:
        self._thread.start()
        return self

    def do(self, work: Callable[[], object]) -> None:
        """Have it done, once there is room for it. Raises what an earlier piece has raised."""
        self._room.acquire()
        self._raise()
        self._hand_over(work)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        raised: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._hand_over(None)
        self._thread.join()
        if raised is None:
            self._raise()

    def _hand_over(self, work: Callable[[], object] | None) -> None:
        self._todo.append(work)
        self._come.release()

    def _raise(self) -> None:
        if self._failed is not None:
            raise self._failed

    def _work(self) -> None:
        while True:
            self._come.acquire()
            work = self._todo.popleft()
            if work is None:
                return
            try:
                if self._failed is None:
                    work()
            except BaseException as problem:  # raised again in the thread that asked
                self._failed = problem
            del work  # and its picture
            self._room.release()
