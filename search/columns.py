"""Which values an item has under each filter: the one place, for every engine."""

from typing import Any

from search.port import FACETS, Document, Filters

COLUMNS = ("audience", *FACETS)
"""What items are found by beside their words."""


def columns_of(document: Document) -> dict[str, list[Any]]:
    """Column → the document's values, each once; a filter passes whoever has a chosen one.

    Values of ``grade`` and ``year`` are whole numbers, all others texts, none of them empty.
    """
    author = " ".join(document.author.split())
    return {
        "audience": sorted(document.audience),
        "subject": sorted(document.subjects),
        "grade": sorted(document.grades),
        "kind": [document.kind],
        "licence": _if_any(document.licence),
        "lesson": sorted({place.key for place in document.lessons}),
        "section": sorted({place.section_key for place in document.lessons} - {""}),
        "author": _if_any(author),
        "length": _if_any(document.length),
        "language": _if_any(document.language),
        "year": _if_any(document.year),
    }


def section_cell(section: str) -> tuple[str, int]:
    """The subject and the grade of a ``LessonPlace.section_key``; no grade is 0."""
    subject, _, rest = section.partition("/")
    grade = rest.partition("/")[0]
    return subject, int(grade) if grade.isdecimal() else 0


def is_within(cell: tuple[str, int], filters: Filters) -> bool:
    """Whether a lesson or a section of this subject and grade is counted under these filters."""
    subject, grade = cell
    return subject in filters.subject and grade in filters.grade


def _if_any(value: str | int) -> list[str | int]:
    return [value] if value else []
