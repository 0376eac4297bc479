"""The bell of each lesson that a query finds."""

from typing import Any, TypeVar

from sqlalchemy import Select

from accounts.models import SchoolClass
from diary.models import Occurrence
from diary.school_time import Bell, SchoolYear

_Query = TypeVar("_Query", bound=Select[*tuple[Any, ...]])


def with_bells(query: _Query) -> _Query:
    """A query over lessons and their classes, joined to ``Bell``; its columns are empty for none.

    The bells are those of the class's school year.
    """
    return query.outerjoin(
        SchoolYear,
        (SchoolYear.school_id == Occurrence.school_id) & (SchoolYear.year == SchoolClass.year),
    ).outerjoin(Bell, (Bell.school_year_id == SchoolYear.id) & (Bell.period == Occurrence.period))
