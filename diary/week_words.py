"""A week in words: «23–27 ноября», «30 ноября – 4 декабря», «5–9 января 2027»."""

from datetime import date

from babel.dates import format_date

from diary.words import LOCALE, NBSP, short_day

EN_DASH = "\u2013"


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
