"""Reading the bells: when each lesson of a day begins and ends."""

import re
from datetime import time
from itertools import pairwise
from typing import Any

from accounts.load.fields import Record, records
from accounts.load.report import Problem

MOST_LESSONS = 14
"""Lessons a day in two shifts; SanPiN 1.2.3685-21 allows 7 in one."""

Bells = dict[int, tuple[time, time]]
"""Number of the lesson → when it begins and ends, local time."""


def read_bells(data: dict[str, Any], problems: list[Problem]) -> Bells:
    """The lessons that the bells ring for, in order; notes wrong times and doubles."""
    found: Bells = {}
    for record in records(data, "bell_schedule", problems, required=False):
        number = record.number("lesson", 0, MOST_LESSONS)
        begin, end = _clock_time(record, "begin"), _clock_time(record, "end")
        if number is None:
            continue
        if number in found:
            record.problem(f"урок {number} уже есть в расписании звонков")
        elif begin is not None and end is not None and end <= begin:
            record.problem(f"урок {number} кончается раньше, чем начинается")
        found[number] = (begin or time.min, end or time.min)
    ordered = dict(sorted(found.items()))
    for before, after in pairwise(ordered):
        if ordered[after][0] < ordered[before][1]:
            problems.append(
                Problem("bell_schedule", f"урок {after} начинается до конца урока {before}")
            )
    return ordered


def _clock_time(record: Record, key: str) -> time | None:
    text = record.text(key, 20)
    if not text:
        return None
    if not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", text):
        record.problem(f"поле «{key}» — не время вида 08:30: «{text}»")
        return None
    hours, minutes = text.split(":")
    return time(int(hours), int(minutes))
