"""A week in words: «23–27 ноября», «30 ноября – 4 декабря», «5–9 января 2027»."""

from datetime import date

from babel.dates import format_date

from catalog.subject_title import subject_title
from diary.words import LOCALE, NBSP, short_day

BRIEF = {
    "russian": "Русский",
    "literary_reading": "Чтение",
    "english": "Английский",
    "probability": "Вероятность",
    "world_around": "Окружающий мир",
    "orkse": "ОРКСЭ",
    "odnknr": "ОДНКНР",
    "art": "ИЗО",
    "technology": "Труд",
    "pe": "Физкультура",
    "obzr": "ОБЗР",
    "project": "Проект",
}
"""What a timetable writes for a subject of the grid whose title is too long for a column."""

EN_DASH = "\u2013"


def brief_subject(code: str, title: str) -> str:
    """A subject as a column of the week has room for it; its usual title where that is short."""
    return BRIEF.get(code) or subject_title(title)


def span_words(first: date, last: date, today: date) -> str:
    """Two days and all between them; with the year when it is not the present one."""
    year = "" if last.year == today.year else f"{NBSP}{last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{EN_DASH}{short_day(last)}{year}"
    return f"{short_day(first)} {EN_DASH} {short_day(last)}{year}"


def weekday_words(day: date) -> str:
    """«Понедельник»."""
    return format_date(day, "EEEE", locale=LOCALE).capitalize()


def month_words(day: date) -> str:
    """«ноября», as it stands after a figure."""
    return format_date(day, "d MMMM", locale=LOCALE).split(" ", 1)[1]
