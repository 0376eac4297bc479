"""Belts of light on the Earth between the tropics and the polar circles.

The bounds lie 23,5° and 66,5° from the equator.
"""

import math

from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas

_INK = "#22324A"
_CX, _CY, _R = 760.0, 440.0, 300.0
_BELTS = (  # from and to latitude, colour
    (66.5, 90.0, "#BFD9F2"),
    (23.5, 66.5, "#BFE0A8"),
    (-23.5, 23.5, "#FBCB7A"),
    (-66.5, -23.5, "#BFE0A8"),
    (-90.0, -66.5, "#BFD9F2"),
)


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1360 × 820."""
    c.text(680, 50, "Пояса освещённости Земли", 46, _INK, bold=True)
    for low, high, colour in _BELTS:
        c.polygon(_slice(low, high), colour)
    for latitude, name, degrees, colour in (
        (66.5, "Северный полярный круг", "66,5° с. ш.", "#2F6FB3"),
        (23.5, "Северный тропик", "23,5° с. ш.", "#D2612B"),
        (0.0, "экватор", "0°", "#B3261E"),
        (-23.5, "Южный тропик", "23,5° ю. ш.", "#D2612B"),
        (-66.5, "Южный полярный круг", "66,5° ю. ш.", "#2F6FB3"),
    ):
        y, half = _level(latitude)
        c.line([(_CX - half, y), (_CX + half + 60, y)], colour, 4)
        c.text(_CX + half + 74, y - 15, name, 27, colour, bold=True, anchor="lm")
        c.text(_CX + half + 74, y + 15, degrees, 25, _INK, anchor="lm")
    c.oval(_CX, _CY, _R, _R, None, line=_INK, width=4)
    _names(c)
    for y, words in ((_CY - _R - 22, "Северный полюс"), (_CY + _R + 24, "Южный полюс")):
        c.text(_CX, y, words, 25, _INK)


def _level(latitude: float) -> Point:
    """The height of a parallel seen from the side and half of its length."""
    a = math.radians(latitude)
    return _CY - _R * math.sin(a), _R * math.cos(a)


def _slice(low: float, high: float) -> list[Point]:
    right = [low + (high - low) * i / 40 for i in range(41)]
    at = [_level(latitude) for latitude in right]
    return [*((_CX + half, y) for y, half in at), *((_CX - half, y) for y, half in reversed(at))]


def _names(c: Canvas) -> None:
    c.text(_CX, _level(45)[0], "северный\nумеренный", 32, _INK, bold=True)
    c.text(_CX, _level(9)[0], "тропический", 32, _INK, bold=True)
    c.text(_CX, _level(-45)[0], "южный\nумеренный", 32, _INK, bold=True)
    night = "бывают полярный день\nи полярная ночь"
    rows = (
        (142, 78, "Северный полярный пояс", night),
        (276, 45, "Северный умеренный пояс", "Солнце всходит каждый день,\nно не бывает в зените"),
        (440, -8, "Тропический пояс", "дважды в год Солнце в зените,\nна тропиках — один раз"),
        (604, -45, "Южный умеренный пояс", "когда на севере лето,\nздесь зима"),
        (738, -78, "Южный полярный пояс", night),
    )
    for at, latitude, name, words in rows:
        y, half = _level(latitude)
        c.line([(404, at), (_CX - half + 14, y)], "#8895A8", 2.5)
        c.oval(_CX - half + 14, y, 6, 6, "#5B6B80", line="#FFFFFF", width=2)
        c.text(396, at - 32, name, 27, _INK, bold=True, anchor="rm")
        c.text(396, at + 16, words, 25, "#3F4E66", anchor="rm")
