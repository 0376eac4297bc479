"""The part of a material as a page's fields say it: slides from–to, or minutes and seconds."""

import math
import re
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from catalog.kinds import SHOWN
from catalog.models import Version
from core.moments import clock
from diary.errors import WrongFragment
from diary.fragment import Part, read_part

CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,4}):(\d{1,2})|(\d{1,6})")


def read_part_form(sent: Mapping[str, str], version: Version) -> Part:
    """The part that the fields name; the whole where they are empty. Raises WrongFragment.

    ``slides`` is «4-9,12», or ``first`` and ``last`` are numbers; ``from`` and ``to`` are «1:20» or
    seconds. Without ``to`` it goes on to the end; one past the end is a slip and is not cut short
    in silence, as a programme's call is.
    """
    return read_part(
        _named(sent, version),
        kind=version.item.kind,
        pages=version.original.pages,
        duration_ms=version.original.duration_ms,
    )


def part_query(sent: Mapping[str, str]) -> dict[str, str]:
    """The same fields, for the next page's address."""
    names = ("slides", "first", "last", "from", "to", "version")
    return {name: sent[name].strip() for name in names if sent.get(name, "").strip()}


def parse_clock(text: str) -> int:
    """«1:20», «1:02:09» or «80» as seconds. Raises WrongFragment."""
    found = CLOCK.fullmatch(text.strip())
    if found is None:
        raise WrongFragment(f"«{text[:20]}» — не время. Время пишут так: 0:05.")
    hours, minutes, seconds, plain = found.groups()
    if plain is not None:
        return int(plain)
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)


def _named(sent: Mapping[str, str], version: Version) -> dict[str, Any] | None:
    given = part_query(sent)
    if "slides" in given:
        return {"slides": given["slides"]}
    if "first" in given or "last" in given:
        first = given.get("first") or given["last"]
        return {"slides": f"{first}-{given.get('last') or first}"}
    if "from" in given or "to" in given:
        return _stretch(given.get("from", "0"), given.get("to", ""), version)
    return None


def _stretch(begin: str, end: str, version: Version) -> dict[str, Any]:
    length = version.original.duration_ms
    found: dict[str, Any] = {"from": parse_clock(begin)}
    if end:
        found["to"] = parse_clock(end)
    elif length is not None:
        found["to"] = length / 1000
    else:
        raise WrongFragment("Укажите, где отрывок кончается.")
    # A film of 19.6 seconds takes «0:20» for its end: nobody types parts of a second.
    last = found["to"] if end else found["from"]
    if length is not None and last > math.ceil(length / 1000) and (not end or found["from"] < last):
        played = SHOWN[version.item.kind].played
        assert played is not None
        raise WrongFragment(_(played.ends).replace("{b}", clock(length)))
    return found
