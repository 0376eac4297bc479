"""Parts and days in the words of the pages: «слайды 4–9», «1:20–2:05», «к завтрашнему дню»."""

from datetime import date

from babel.dates import format_date
from flask_babel import gettext as _
from flask_babel import ngettext

from catalog.turned_words import TurnedWords, turned_words
from core.moments import clock
from diary.fragment import Part, ranges_text

LOCALE = "ru"
NBSP = "\u00a0"


def part_words(part: Part, turned: TurnedWords | None = None) -> str:
    """«слайды 4–9», «страница 7», «1:20–2:05», «часть картинки»; empty for the whole.

    ``turned`` are the words of the material that the part is of; a deck's without it.
    """
    turned = turned or turned_words("presentation", "")
    if part.slides:
        shown = ranges_text(part.slides, dash="–").replace(",", ", ")
        return turned.picked(shown, len(part.slides))
    if part.from_ms is not None and part.to_ms is not None:
        return f"{clock(part.from_ms)}–{clock(part.to_ms)}"
    if part.region is not None and part.region_slide:
        return turned.bit(part.region_slide)
    return str(_("часть картинки")) if part.region is not None else ""


def to_pupils(n: int) -> str:
    """To how many, as it follows a verb: «двум ученикам», «21 ученику»."""
    spelled = {
        1: _("одному ученику"),
        2: _("двум ученикам"),
        3: _("трём ученикам"),
        4: _("четырём ученикам"),
    }
    return spelled.get(n) or str(ngettext("%(n)d ученику", "%(n)d ученикам", n, n=n))


def set_to_pupils(most: int) -> list[str]:
    """«Задать одному ученику», «Задать двум ученикам» and so on up to ``most``."""
    return [str(_("Задать %(whom)s", whom=to_pupils(n))) for n in range(1, most + 1)]


def day_words(day: date) -> str:
    """«25 ноября, среда»."""
    return f"{short_day(day)}, {format_date(day, 'EEEE', locale=LOCALE)}"


def short_day(day: date) -> str:
    """«25 ноября»."""
    return format_date(day, "d MMMM", locale=LOCALE).replace(" ", NBSP)


def due_words(day: date, today: date) -> str:
    """«на сегодня», «на завтра», «к среде, 25 ноября»."""
    ahead = (day - today).days
    if ahead == 0:
        return str(_("на сегодня"))
    if ahead == 1:
        return str(_("на завтра"))
    weekday = [
        _("к понедельнику"),
        _("ко вторнику"),
        _("к среде"),
        _("к четвергу"),
        _("к пятнице"),
        _("к субботе"),
        _("к воскресенью"),
    ][day.weekday()]
    return f"{weekday}, {short_day(day)}"
