"""The database: engine, session factory and the base class of all tables."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from sqlalchemy import DateTime, Engine, MetaData, create_engine, event
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


def make_engine(url: str) -> Engine:
    """An engine for ``url``; SQLite gets WAL, full synchronisation, foreign keys and patience."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    # The driver begins a transaction only at the first change, and takes the writer's lock at once:
    # a transaction that reads and then writes waits for its turn and never fails half-way.
    engine = create_engine(
        url, connect_args={"timeout": BUSY_SECONDS, "isolation_level": "IMMEDIATE"}
    )
    if engine.url.database:
        Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
    event.listen(engine, "connect", _prepare_sqlite)
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


def make_sessions(engine: Engine) -> SessionFactory:
    """Sessions whose objects stay readable after commit."""
    return sessionmaker(engine, expire_on_commit=False)
