"""Figures and codes in words, for templates: «12 слайдов», «12,5 МБ», «1:24», «24 ноября»."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup, escape

from core import moments

LOCALE = "ru"
NBSP = "\u00a0"

COUNTS: dict[str, Callable[[int], str]] = {
    "slide": lambda n: ngettext("%(num)d слайд", "%(num)d слайдов", n),
    "page": lambda n: ngettext("%(num)d страница", "%(num)d страниц", n),
    "item": lambda n: ngettext("%(num)d материал", "%(num)d материалов", n),
    "lesson": lambda n: ngettext("%(num)d урок", "%(num)d уроков", n),
    "of_lessons": lambda n: ngettext("урока", "уроков", n),
    "more_lessons": lambda n: ngettext("и ещё %(num)d урок", "и ещё %(num)d уроков", n),
    "pupil": lambda n: ngettext("%(num)d ученик", "%(num)d учеников", n),
    "year": lambda n: ngettext("%(num)d год", "%(num)d лет", n),
    "minutes_left": lambda n: ngettext("ещё %(num)d минута", "ещё %(num)d минут", n),
    "screens": lambda n: ngettext("%(num)d экран", "%(num)d экранов", n),
    "hour": lambda n: ngettext("%(num)d час", "%(num)d часов", n),
    "items_wait": lambda n: ngettext("ждёт %(num)d материал", "ждут %(num)d материалов", n),
    "to_sort": lambda n: ngettext("%(num)d материал без урока", "%(num)d материалов без урока", n),
    "unfound": lambda n: ngettext(
        "искали %(num)d раз и не нашли", "искали %(num)d раз и не нашли", n
    ),
    "ask": lambda n: ngettext("просит %(num)d учитель", "просят %(num)d учителей", n),
    "requests": lambda n: ngettext("%(num)d просьба о материале", "%(num)d просьб о материалах", n),
    "answers": lambda n: ngettext("ответ на вашу просьбу", "ответов на ваши просьбы", n),
    "new_found": lambda n: ngettext(
        "новый материал по сохранённому поиску", "новых материалов по сохранённым поискам", n
    ),
    "lexicon_row": lambda n: ngettext("%(num)d строка", "%(num)d строк", n),
    "searched": lambda n: ngettext("искали %(num)d раз", "искали %(num)d раз", n),
    "rows_added": lambda n: ngettext("добавлена %(num)d строка", "добавлено %(num)d строк", n),
    "rows_known": lambda n: ngettext(
        "%(num)d строка уже была в словаре", "%(num)d строк уже было в словаре", n
    ),
    "rows_bad": lambda n: ngettext("не подошла %(num)d строка", "не подошло %(num)d строк", n),
    "minutes": lambda n: ngettext("%(num)d минуту", "%(num)d минут", n),
    "for_pupils": lambda n: ngettext("для %(num)d ученика", "для %(num)d учеников", n),
    "made": lambda n: ngettext("%(num)d сделано", "%(num)d сделано", n),
    "child": lambda n: ngettext("%(num)d ребёнок", "%(num)d детей", n),
    "day": lambda n: ngettext("%(num)d день", "%(num)d дней", n),
    "times": lambda n: ngettext("%(num)d раз", "%(num)d раз", n),
    "returned": lambda n: ngettext("материал вернули", "материалов вернули", n),
    "failed": lambda n: ngettext("файл не обработан", "файлов не обработано", n),
    "unfiled": lambda n: ngettext("файл без предмета и класса", "файлов без предмета и класса", n),
    "no_guardian": lambda n: ngettext(
        "у %(num)d ученика родители ещё не входят",
        "у %(num)d учеников родители ещё не входят",
        n,
    ),
    "no_own": lambda n: ngettext(
        "%(num)d ученик без своего входа", "%(num)d учеников без своего входа", n
    ),
    "staff": lambda n: ngettext("%(num)d сотрудник без входа", "%(num)d сотрудников без входа", n),
    "code": lambda n: ngettext("%(num)d код", "%(num)d кодов", n),
    "task": lambda n: ngettext("%(num)d задание", "%(num)d заданий", n),
    "file": lambda n: ngettext("%(num)d файл", "%(num)d файлов", n),
    "library_files_wait": lambda n: ngettext(
        "%(num)d файл общей библиотеки ждёт", "%(num)d файлов общей библиотеки ждут", n
    ),
}
"""Every plural of the pages, by the thing that is counted."""


def count(n: int, thing: str) -> str:
    """«10 010 слайдов»: ``n`` of a ``thing`` of COUNTS, with a no-break space after the figure."""
    return str(COUNTS[thing](n)).replace(f"{n} ", f"{number(n)}{NBSP}", 1)


def number(n: int) -> str:
    """«10 010»: thousands set apart by a no-break space."""
    return format_decimal(n, locale=LOCALE)


def clock(milliseconds: int) -> str:
    """How long something is, to the nearest second: «1:24», «1:02:09»."""
    return moments.clock(round(milliseconds, -3))


def day(at: datetime, zone: tzinfo = UTC, today: datetime | None = None) -> str:
    """«24 ноября», with the year when it is not the present one; in the given time zone."""
    local = at.astimezone(zone)
    now = (today or datetime.now(UTC)).astimezone(zone)
    pattern = "d MMMM" if local.year == now.year else "d MMMM y"
    return format_date(local.date(), pattern, locale=LOCALE).replace(" ", NBSP)


def age(lasts: timedelta) -> str:
    """How long something lasts, in at most two parts: «20 с», «3 мин», «2 ч 10 мин», «5 дней»."""
    seconds = int(lasts.total_seconds())
    minutes, hours = seconds // 60, seconds // 3600
    if hours >= 48:
        return count(hours // 24, "day")
    if hours:
        return str(_("%(h)d ч %(m)d мин", h=hours, m=minutes % 60)).replace(" ", NBSP)
    said = _("%(n)d мин", n=minutes) if minutes else _("%(n)d с", n=seconds)
    return str(said).replace(" ", NBSP)


def moment(at: datetime, zone: tzinfo = UTC) -> str:
    """«24 ноября, 17:05» in the given time zone."""
    return f"{day(at, zone)}, {format_datetime(at.astimezone(zone), 'HH:mm', locale=LOCALE)}"


def hour(at: datetime, zone: tzinfo = UTC) -> str:
    """«9:22» in the given time zone."""
    return format_datetime(at.astimezone(zone), "H:mm", locale=LOCALE)


def breakable(name: str) -> Markup:
    """A file's name that may go on in the next line behind «_», «-» and «.»."""
    return Markup(re.sub("([-_.]+)", r"\1<wbr>", str(escape(name))))
