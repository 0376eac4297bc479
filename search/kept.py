"""Something read out of a database and kept by each process while the database says the same."""

import threading
from collections.abc import Callable, Hashable
from time import monotonic
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine as Database
from sqlalchemy.orm import Session

FRESH_SECONDS = 5.0
"""For how long the database is not asked again whether it says the same."""

T = TypeVar("T")


class Kept(Generic[T]):
    """What ``read`` makes of a database, as it was a few seconds ago at most.

    ``stamp`` names a state of the database in one cheap query: only another one is read.
    """

    def __init__(self, stamp: Callable[[Session], Hashable], read: Callable[[Session], T]) -> None:
        self._stamp = stamp
        self._read = read
        self._reading = threading.Lock()
        self._known: WeakKeyDictionary[Database, tuple[float, Hashable, T]] = WeakKeyDictionary()

    def of(self, session: Session) -> T:
        """No query when it was looked at within 5 seconds, else the stamp's, or ``read``'s too."""
        database = session.get_bind().engine
        held = self._known.get(database)
        if held is not None and monotonic() < held[0]:
            return held[2]
        with self._reading:
            stamp = self._stamp(session)
            held = self._known.get(database)
            same = held is not None and held[1] == stamp
            value = held[2] if held is not None and same else self._read(session)
            self._known[database] = (monotonic() + FRESH_SECONDS, stamp, value)
            return value

    def forget(self, session: Session) -> None:
        """Ask the database again at the next look."""
        self._known.pop(session.get_bind().engine, None)
