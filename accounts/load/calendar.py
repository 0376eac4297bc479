"""Reading the school's calendar: quarters, holidays, days off, teaching weeks."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from accounts.load.fields import Record, records, section
from accounts.load.report import Problem


@dataclass(frozen=True)
class OffPlan:
    """Days without lessons, first and last; ``grades`` are those that have them, None all."""

    begins: date
    ends: date
    name: str
    grades: tuple[int, ...] | None = None


@dataclass
class CalendarPlan:
    """What the file's calendar says; lists are empty where it says nothing."""

    quarters: dict[int, tuple[date, date]] = field(default_factory=dict)
    """Number from 1 → first and last day."""
    days_off: list[OffPlan] = field(default_factory=list)
    """Holidays and single days off."""
    weeks: dict[int, date] = field(default_factory=dict)
    """Number of the teaching week → its Monday."""
    weeks_grade1: dict[int, date] = field(default_factory=dict)
    """The same of the first grade, where it has weeks of its own."""


def first_day(data: dict[str, Any], year: str) -> date:
    """When the school year begins: the first quarter's day, else 1 September of ``year``."""
    problems: list[Problem] = []
    begins = [begin for begin, _, _ in _spans(_calendar(data), "quarters", problems)]
    return min(begins, default=date(int(year[:4]), 9, 1))


def read_calendar(data: dict[str, Any], year: str, problems: list[Problem]) -> CalendarPlan:
    """The calendar; notes what is wrong: dates, order, Mondays, days outside of the year.

    ``year`` is «2026/2027». Raises Invalid when a section has the wrong form.
    """
    calendar, found = _calendar(data), CalendarPlan()
    earliest, latest = date(int(year[:4]), 8, 1), date(int(year[5:]), 8, 31)
    for key in ("quarters", "holidays"):
        spans = _spans(calendar, key, problems)
        for begin, end, record in spans:
            if begin < earliest or end > latest:
                problems.append(Problem(f"calendar.{key}", f"{begin} — вне учебного года {year}"))
            if key == "holidays":
                name = record.text("name", 200, required=False)
                found.days_off.append(OffPlan(begin, end, name, _grades(record)))
        if key == "quarters":
            found.quarters = {no: span[:2] for no, span in enumerate(spans, start=1)}
            for (_, end, _), (begin, _, _) in pairwise(spans):
                if begin <= end:
                    problems.append(
                        Problem("calendar.quarters", f"четверть с {begin} начинается до {end}")
                    )
    for record in _records(calendar, "days_off", problems):
        day, name = record.day("date"), record.text("name", 200, required=False)
        if day is not None and not earliest <= day <= latest:
            record.problem(f"{day} — вне учебного года {year}")
        elif day is not None:
            found.days_off.append(OffPlan(day, day, name, _grades(record)))
    found.weeks = _weeks(_records(calendar, "weeks", problems))
    found.weeks_grade1 = _weeks(_records(calendar, "weeks_grade1", problems))
    return found


def _calendar(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = section(data, "calendar", dict, required=False)
    return found


def _records(calendar: dict[str, Any], key: str, problems: list[Problem]) -> Iterable[Record]:
    for record in records(calendar, key, problems, required=False):
        record.where = f"calendar.{record.where}"
        yield record


def _spans(
    calendar: dict[str, Any], key: str, problems: list[Problem]
) -> list[tuple[date, date, Record]]:
    found = []
    for record in _records(calendar, key, problems):
        begin, end = record.day("begin"), record.day("end")
        if begin is None or end is None:
            continue
        if end < begin:
            record.problem(f"конец {end} раньше начала {begin}")
            continue
        found.append((begin, end, record))
    return found


def _grades(record: Record) -> tuple[int, ...] | None:
    """The grades that a record is for; None where it names none: all of them."""
    value = record.values.get("grades")
    if value is None:
        return None
    if not isinstance(value, list) or not all(
        isinstance(one, int) and not isinstance(one, bool) and 1 <= one <= 11 for one in value
    ):
        record.problem("поле «grades» должно быть списком классов от 1 до 11")
        return None
    return tuple(sorted(set(value))) or None


def _weeks(found: Iterable[Record]) -> dict[int, date]:
    weeks: dict[int, date] = {}
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
        weeks[number] = monday
    return weeks
