"""The part of a material as a page's fields say it: slides from–to, or minutes and seconds."""

import re
from collections.abc import Mapping
from typing import Any

from catalog.models import Version
from diary.errors import WrongFragment
from diary.fragment import Part, read_part

CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,4}):(\d{1,2})|(\d{1,6})")


def read_part_form(sent: Mapping[str, str], version: Version) -> Part:
    """The part that the fields name; the whole where they are empty. Raises WrongFragment.

    ``slides`` is «4-9,12», or ``first`` and ``last`` are numbers; ``from`` and ``to`` are «1:20» or
    seconds.
    """
    return read_part(
        _named(sent),
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
        raise WrongFragment(f"«{text[:20]}» — не время. Напишите минуты и секунды так: 1:20.")
    hours, minutes, seconds, plain = found.groups()
    if plain is not None:
        return int(plain)
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)


def _named(sent: Mapping[str, str]) -> dict[str, Any] | None:
    given = part_query(sent)
    if "slides" in given:
        return {"slides": given["slides"]}
    if "first" in given or "last" in given:
        first = given.get("first") or given["last"]
        return {"slides": f"{first}-{given.get('last') or first}"}
    if "from" in given or "to" in given:
        if "to" not in given:
            raise WrongFragment("Укажите, где отрывок кончается.")
        return {"from": parse_clock(given.get("from", "0")), "to": parse_clock(given["to"])}
    return None
