"""The names by which a deck's source asks for a colour."""

import dataclasses
import re

from seed_content.decks.palette import Palette

_DIGITS = re.compile(r"[0-9A-Fa-f]{6}")


def colour(palette: Palette, name: str) -> str:
    """Six hexadecimal digits for a name of the palette, ``white``, or such digits themselves.

    Raises ``ValueError`` for a name that is none of them.
    """
    if name == "white":
        return "FFFFFF"
    if name in {field.name for field in dataclasses.fields(palette)}:
        return str(getattr(palette, name))
    if _DIGITS.fullmatch(name):
        return name.upper()
    raise ValueError(f"color: no colour {name!r}")


def readable(palette: Palette, digits: str) -> str:
    """The colour for letters on the sheet: the third voice is too pale for them, ink stands in."""
    return palette.ink if digits == palette.third else digits
