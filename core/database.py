"""The database: engine, session factory and the base class of all tables."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, TypeVar, cast
from weakref import WeakKeyDictionary

from sqlalchemy import DateTime, Engine, MetaData, Table, create_engine, event
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.types import TypeDecorator

SessionFactory = sessionmaker[Session]

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

BUSY_SECONDS = 30
"""How long SQLite waits for another writer before it gives up."""

OVERFLOW = 10
"""Connections beyond the five that a pool keeps, SQLAlchemy's own number."""


class Instant(TypeDecorator[datetime]):
    """An instant in UTC; stored naive on SQLite, with zone on PostgreSQL, aware in Python."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """The base of all tables; constraint names follow one convention on every database."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Instant}


Row = TypeVar("Row", bound=Base)


def table_of(model: type[Base]) -> Table:
    """The model's table, for statements that go past the session's objects.

    A statement over the table costs a third of one over the model, and the session neither flushes
    before it nor learns of what it wrote.
    """
    return cast(Table, model.__table__)


def add_or_find(session: Session, row: Row, find: Callable[[], Row | None]) -> Row:
    """Insert ``row``; where it stands already, the one that ``find`` gives, for another came first.

    The rest of the transaction stays. Raises IntegrityError where it is refused and none is found.
    """
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        found = find()
        if found is None:
            raise
        return found
    return row


def make_engine(url: str, threads: int = 1) -> Engine:
    """An engine for ``url``; SQLite gets WAL, full synchronisation, foreign keys and patience.

    ``threads``: that each may hold a connection at a time, besides the library's usual number.
    """
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, max_overflow=OVERFLOW + threads)
    # The driver begins a transaction only at the first change, and takes the writer's lock at once:
    # a transaction that reads and then writes waits for its turn and never fails half-way.
    engine = create_engine(
        url,
        max_overflow=OVERFLOW + threads,
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": "IMMEDIATE"},
    )
    if engine.url.database:
        Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "reset", _sync_again)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "cache_size=-32768",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@contextmanager
def writing(sessions: SessionFactory) -> Iterator[Session]:
    """A session of a thread that writes often, beside others of this process that do so too.

    SQLite lets one write at a time, and who has to wait looks again only after up to 0.1 s. Here
    the next goes on as soon as the one before has ended. A server's transactions run side by side.
    """
    engine: Engine = sessions.kw["bind"]
    with _turn(engine) if engine.dialect.name == "sqlite" else nullcontext(), sessions() as session:
        yield session


_turns: WeakKeyDictionary[Engine, threading.RLock] = WeakKeyDictionary()
_making = threading.Lock()


def _turn(engine: Engine) -> threading.RLock:
    with _making:
        return _turns.setdefault(engine, threading.RLock())


_UNSYNCED = "unsynced"


def unsynced(session: Session) -> None:
    """Let this transaction commit without waiting for the disk, if it has not yet written anything.

    For what a power cut may take back because nobody was told of it: that a job is held, that a
    step has begun. A kill takes nothing back, and the next transaction that is synced takes this
    one to the disk with it. On a server it changes nothing: its clients may outlive its power.
    """
    connection = session.connection()
    driven: Any = connection.connection.dbapi_connection
    if connection.dialect.name == "sqlite" and not driven.in_transaction:
        driven.execute("PRAGMA synchronous=NORMAL").close()
        connection.info[_UNSYNCED] = True


def _sync_again(connection: Any, record: Any, _state: Any) -> None:
    """What comes back to the pool syncs again, however its transaction ended."""
    if record.info.pop(_UNSYNCED, False):
        connection.execute("PRAGMA synchronous=FULL").close()


def make_sessions(engine: Engine) -> SessionFactory:
    """Sessions whose objects stay readable after commit."""
    return sessionmaker(engine, expire_on_commit=False)
