"""Rows for a table by the driver itself: what a mapper does for each row costs half of the time."""

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Table, func, insert, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from core.database import Base


def table_of(model: type[Base]) -> Table:
    """The table of a model."""
    table = model.__table__
    assert isinstance(table, Table)
    return table


def insert_rows(
    session: Session,
    table: Table,
    names: Sequence[str],
    rows: Iterable[tuple[Any, ...]],
    same: Mapping[str, Any],
) -> None:
    """Insert ``rows``, tuples of the columns ``names``, each with what is the ``same`` in all.

    Columns that neither names take their default, a plain one. The values of ``names`` must be
    such as the driver takes; those of ``same`` go through their column's type.
    """
    dialect = session.get_bind().dialect
    constant = _defaults(table, {*names, *same}) | {
        name: _as_driver_takes(table, name, value, dialect) for name, value in same.items()
    }
    keys = [*names, *constant]
    statement = insert(table).compile(dialect=dialect, column_keys=keys)
    tail = tuple(constant.values())
    whole = (row + tail for row in rows)
    parameters: Any
    if statement.positiontup is None:  # a driver that names its parameters
        parameters = [dict(zip(keys, row, strict=True)) for row in whole]
    else:
        in_order = [keys.index(name) for name in statement.positiontup]
        ordered = in_order == list(range(len(keys)))
        parameters = list(whole if ordered else map(itemgetter(*in_order), whole))
    session.connection().exec_driver_sql(statement.string, parameters)


def last_id(session: Session, table: Table) -> int:
    """The newest row's id; 0 where there is none."""
    return session.scalar(select(func.max(table.c.id))) or 0


def ids_after(session: Session, table: Table, before: int, names: Sequence[str]) -> list[int]:
    """The row ids of these public ids, in their order, all of them inserted since ``before``."""
    found = session.execute(select(table.c.public_id, table.c.id).where(table.c.id > before))
    ids = dict(map(tuple, found.all()))
    return [ids[name] for name in names]


def _defaults(table: Table, named: set[str]) -> dict[str, Any]:
    return {
        column.name: column.default.arg
        for column in table.columns
        if column.name not in named and isinstance(column.default, ScalarElementColumnDefault)
    }


def _as_driver_takes(table: Table, name: str, value: Any, dialect: Any) -> Any:
    processor = table.c[name].type.dialect_impl(dialect).bind_processor(dialect)
    return value if processor is None else processor(value)
