"""A subject's title as a list has room for it."""

import re

BY_GRADE = re.compile(r"(?P<usual>.+) \((?P<first>\d+)[–—-](?P<last>\d+) — (?P<there>[^()]+)\)")
"""The grid's way to give a subject another title in some grades."""


def subject_title(title: str, grade: int | None = None) -> str:
    """The title without its note on grades; where ``grade`` is told, the title of that grade.

    «Алгебра (10–11 — алгебра и начала математического анализа)» is «Алгебра», in grade 10
    «Алгебра и начала математического анализа». A title of another shape stays as it is.
    """
    found = BY_GRADE.fullmatch(title)
    if found is None:
        return title
    if grade is not None and int(found["first"]) <= grade <= int(found["last"]):
        there = found["there"]
        return there[0].upper() + there[1:]
    return found["usual"]
