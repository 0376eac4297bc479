"""An understood part of a query."""

from dataclasses import dataclass

LESSON_NO = "lesson_no"
"""The facet of a chip with a lesson's number; where the grid has that lesson it becomes one of
``lesson``."""

NOT_KIND, NOT_GRADE, NOT_SUBJECT = "-kind", "-grade", "-subject"
"""The facets of chips that tell which values of a facet no hit may have."""

LEFT_OUT = frozenset({NOT_KIND, NOT_GRADE, NOT_SUBJECT})


@dataclass(frozen=True)
class Chip:
    """An understood part: the filter it means, and its place in the query.

    ``also``: values that pass beside it, algebra where «математика» is said.
    """

    facet: str
    value: str | int
    start: int
    end: int
    also: tuple[str | int, ...] = ()
