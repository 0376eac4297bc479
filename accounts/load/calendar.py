"""Checking the school's calendar and bells. They are stored by the room that uses them."""

import re
from collections.abc import Iterable
from datetime import date, time
from itertools import pairwise
from typing import Any

from accounts.load.fields import Record, records, section
from accounts.load.report import Problem

MOST_LESSONS = 14
"""Lessons a day in two shifts; SanPiN 1.2.3685-21 allows 7 in one."""


def first_day(data: dict[str, Any], year: str) -> date:
    """When the school year begins: the first quarter's day, else 1 September of ``year``."""
    problems: list[Problem] = []
    begins = [begin for begin, _ in _spans(_calendar(data), "quarters", problems)]
    return min(begins, default=date(int(year[:4]), 9, 1))


def check_calendar(data: dict[str, Any], year: str, problems: list[Problem]) -> None:
    """Note what is wrong in ``calendar``: dates, order, Mondays, days outside of the year.

    ``year`` is «2026/2027». Raises Invalid when a section has the wrong form.
    """
    calendar = _calendar(data)
    earliest, latest = date(int(year[:4]), 8, 1), date(int(year[5:]), 8, 31)
    for key in ("quarters", "holidays"):
        spans = _spans(calendar, key, problems)
        for begin, end in spans:
            if begin < earliest or end > latest:
                problems.append(Problem(f"calendar.{key}", f"{begin} — вне учебного года {year}"))
        if key == "quarters":
            for (_, end), (begin, _) in pairwise(spans):
                if begin <= end:
                    problems.append(
                        Problem("calendar.quarters", f"четверть с {begin} начинается до {end}")
                    )
    for record in _records(calendar, "days_off", problems):
        day = record.day("date")
        if day is not None and not earliest <= day <= latest:
            record.problem(f"{day} — вне учебного года {year}")
    for key in ("weeks", "weeks_grade1"):
        _check_weeks(_records(calendar, key, problems))


def _calendar(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = section(data, "calendar", dict, required=False)
    return found


def _records(calendar: dict[str, Any], key: str, problems: list[Problem]) -> Iterable[Record]:
    for record in records(calendar, key, problems, required=False):
        record.where = f"calendar.{record.where}"
        yield record


def _spans(calendar: dict[str, Any], key: str, problems: list[Problem]) -> list[tuple[date, date]]:
    found = []
    for record in _records(calendar, key, problems):
        begin, end = record.day("begin"), record.day("end")
        if begin is None or end is None:
            continue
        if end < begin:
            record.problem(f"конец {end} раньше начала {begin}")
            continue
        found.append((begin, end))
    return found


def _check_weeks(found: Iterable[Record]) -> None:
    before: tuple[int, date] | None = None
    for record in found:
        number, monday = record.number("week", 1, 53), record.day("monday")
        if number is None or monday is None:
            continue
        if monday.weekday() != 0:
            record.problem(f"{monday} — не понедельник")
        if before is not None and (number != before[0] + 1 or monday <= before[1]):
            record.problem(f"неделя {number} ({monday}) идёт не по порядку")
        before = (number, monday)


def check_bells(data: dict[str, Any], problems: list[Problem]) -> set[int]:
    """The numbers of the lessons that the bells ring for; notes wrong times and doubles."""
    found: dict[int, tuple[time, time]] = {}
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
    for before, after in pairwise(sorted(found)):
        if found[after][0] < found[before][1]:
            problems.append(
                Problem("bell_schedule", f"урок {after} начинается до конца урока {before}")
            )
    return set(found)


def _clock_time(record: Record, key: str) -> time | None:
    text = record.text(key, 20)
    if not text:
        return None
    if not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", text):
        record.problem(f"поле «{key}» — не время вида 08:30: «{text}»")
        return None
    hours, minutes = text.split(":")
    return time(int(hours), int(minutes))
