"""Perimeter and area of a rectangle and of a square, worked out on squared paper."""

from seed_content.pictures.canvas import Canvas
from seed_content.pictures.card import BLUE, INK, SOFT, VIOLET, card, heading

_CELL = 52.0  # a centimetre


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1280 × 760."""
    heading(c, "Периметр и площадь")
    _figure(c, 40, "Прямоугольник", (6, 4), ("a", "b"), BLUE, "#DCE9F8")
    _figure(c, 650, "Квадрат", (4, 4), ("a", "a"), VIOLET, "#E6DEF6")
    c.text(335, 706, "Периметр — длина границы, меряем в см", 28, INK)
    c.text(945, 706, "Площадь — сколько см² внутри", 28, INK)
    _reckoning(
        c,
        40,
        ("P = 2 · (a + b)", "P = 2 · (6 + 4) = 20 см"),
        ("S = a · b", "S = 6 · 4 = 24 см²"),
        BLUE,
    )
    _reckoning(
        c, 650, ("P = 4 · a", "P = 4 · 4 = 16 см"), ("S = a · a = a²", "S = 4 · 4 = 16 см²"), VIOLET
    )


def _figure(
    c: Canvas,
    x: float,
    name: str,
    size: tuple[int, int],
    letters: tuple[str, str],
    colour: str,
    tint: str,
) -> None:
    """The figure cut into square centimetres, its sides named and measured."""
    card(c, x, 104, 590, 356)
    c.text(x + 28, 142, name, 34, colour, bold=True, anchor="lm")
    wide, high = size
    left, top = x + 305 - wide * _CELL / 2, 178.0
    c.rect(left, top, wide * _CELL, high * _CELL, tint)
    for i in range(1, wide):
        c.line([(left + i * _CELL, top), (left + i * _CELL, top + high * _CELL)], "#FFFFFF", 2.5)
    for i in range(1, high):
        c.line([(left, top + i * _CELL), (left + wide * _CELL, top + i * _CELL)], "#FFFFFF", 2.5)
    right, bottom = left + wide * _CELL, top + high * _CELL
    c.rect(right - _CELL, top, _CELL, _CELL, colour)
    c.text(right + 18, top + _CELL / 2, "1 см²", 28, colour, bold=True, anchor="lm")
    c.line([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], colour, 6)
    c.text((left + right) / 2, bottom + 38, f"{letters[0]} = {wide} см", 30, INK, bold=True)
    c.text(
        left - 18, (top + bottom) / 2, f"{letters[1]} = {high} см", 30, INK, bold=True, anchor="rm"
    )


def _reckoning(
    c: Canvas, x: float, perimeter: tuple[str, str], area: tuple[str, str], colour: str
) -> None:
    """The two formulas, each with its example."""
    for dx, word, (formula, example) in ((0, "Периметр", perimeter), (298, "Площадь", area)):
        card(c, x + dx, 476, 292, 180)
        c.text(x + dx + 146, 508, word, 26, SOFT)
        c.text(x + dx + 146, 558, formula, 36, colour, bold=True)
        c.text(x + dx + 146, 616, example, 26, INK)
