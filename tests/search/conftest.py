from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from core.database import SessionFactory
from jobs.outbox import drain_once
from search.engines import open_engine
from search.feed import CONSUMER, apply
from search.lexicon import commit
from search.port import Engine
from search.rebuild import rebuild
from tests.search.library import Library


@pytest.fixture
def index(home: Path) -> Engine:
    """The engine of ``home``; it has no index yet."""
    return open_engine("", home)


@pytest.fixture
def library(session: Session, sessions: SessionFactory, index: Engine) -> Library:
    """A library without items, and an index that knows it."""
    library = Library(session, index)
    library.furnish()
    rebuild(sessions, index)
    return library


@pytest.fixture
def feed(sessions: SessionFactory, index: Engine) -> Callable[[], int]:
    """Take in what waits in the outbox; returns how many rows there were."""
    return lambda: drain_once(
        sessions, CONSUMER, lambda session, items: apply(session, index, items)
    )


@pytest.fixture
def editor(library: Library) -> Iterator[Viewer]:
    """A methodologist; the lexicon that this process keeps is forgotten afterwards."""
    yield library.methodologist()
    commit(library.session)
