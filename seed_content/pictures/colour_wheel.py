"""The colour wheel of twelve parts with the three main and three mixed paints inside."""

import math

from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas

_INK = "#2B2B33"
_CX, _CY = 860.0, 490.0
# clockwise from the top
_WHEEL = (
    ("жёлтый", "#FBE122"),
    ("жёлто-оранжевый", "#FDBA12"),
    ("оранжевый", "#F58A1F"),
    ("красно-оранжевый", "#EC5A24"),
    ("красный", "#DE2426"),
    ("красно-фиолетовый", "#B01E6B"),
    ("фиолетовый", "#6E2C8E"),
    ("сине-фиолетовый", "#43379A"),
    ("синий", "#1F55B0"),
    ("сине-зелёный", "#0F8F9A"),
    ("зелёный", "#189A4A"),
    ("жёлто-зелёный", "#93C83D"),
)


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1480 × 960."""
    c.text(740, 54, "Цветовой круг", 50, _INK, bold=True)
    for i, (name, colour) in enumerate(_WHEEL):
        c.polygon(_part(i * 30, 230, 340), colour)
        _name(c, i * 30, name)
    for i in (0, 4, 8):
        c.polygon(
            [_at(0, 0), _at(i * 30 - 60, 200), _at(i * 30, 200), _at(i * 30 + 60, 200)], "#FFFFFF"
        )
    for i in (2, 6, 10):
        c.polygon([_at(i * 30, 208), _at(i * 30 - 60, 208), _at(i * 30 + 60, 208)], _WHEEL[i][1])
    for i in (0, 4, 8):
        c.polygon(
            [_at(0, 0), _at(i * 30 - 60, 104), _at(i * 30, 208), _at(i * 30 + 60, 104)],
            _WHEEL[i][1],
        )
    for i in (0, 4, 8):
        c.line([_at(0, 0), _at(i * 30 + 60, 104)], "#FFFFFF", 5)
    for i, word in ((0, "основной"), (4, "основной"), (8, "основной")):
        x, y = _at(i * 30, 80 if i == 0 else 96)
        c.text(x, y, word, 26, _INK if i == 0 else "#FFFFFF", bold=True)
    _halves(c)
    c.text(
        740, 930, "Цвета друг против друга — контрастные: рядом они усиливают друг друга", 27, _INK
    )


def _at(bearing: float, r: float) -> Point:
    a = math.radians(bearing)
    return _CX + r * math.sin(a), _CY - r * math.cos(a)


def _part(bearing: float, inner: float, outer: float) -> list[Point]:
    turns = [bearing - 14.4 + 28.8 * k / 16 for k in range(17)]
    return [*(_at(t, outer) for t in turns), *(_at(t, inner) for t in reversed(turns))]


def _name(c: Canvas, bearing: float, name: str) -> None:
    x, y = _at(bearing, 360)
    anchor = "mm"
    if bearing not in (0, 180):
        anchor = "lm" if bearing < 180 else "rm"
    else:
        y += -6 if bearing == 0 else 8
    main = bearing in (0, 120, 240)
    c.text(x, y, name, 30 if main else 27, _INK, bold=main, anchor=anchor)


def _halves(c: Canvas) -> None:
    c.text(1440, 140, "тёплые цвета", 34, "#D2501E", bold=True, anchor="rm")
    c.text(320, 140, "холодные цвета", 34, "#1F6FA8", bold=True, anchor="lm")
    c.text(40, 636, "Смешаем краски:", 28, _INK, bold=True, anchor="lm")
    rows = (
        ("жёлтый + красный =", "оранжевый"),
        ("красный + синий =", "фиолетовый"),
        ("синий + жёлтый =", "зелёный"),
    )
    for i, (mix, result) in enumerate(rows):
        y = 690 + i * 52
        c.text(40, y, mix, 27, _INK, anchor="lm")
        c.text(284, y, result, 27, dict(_WHEEL)[result], bold=True, anchor="lm")
