"""Quarters on a number ray from 0 to 2: proper fractions, one, improper fractions."""

from seed_content.pictures.canvas import Canvas

_INK = "#20345A"
_RED, _GREEN = "#C8472F", "#2F8A4E"
_LEFT, _ONE, _Y = 80.0, 420.0, 180.0


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1040 × 360."""
    c.text(520, 46, "Дроби на координатном луче", 40, _INK, bold=True)
    c.line([(_LEFT, _Y), (_LEFT + _ONE, _Y)], _GREEN, 6, round_ends=False)
    c.arrow((_LEFT + _ONE, _Y), (1010, _Y), _RED, 6)
    for k in range(9):
        x = _LEFT + _ONE * k / 4
        whole = k % 4 == 0
        tall = 20 if whole else 12
        c.line([(x, _Y - tall), (x, _Y + tall)], _INK, 4, round_ends=False)
        if whole:
            c.text(x, _Y + 52, str(k // 4), 38, _INK, bold=True)
        else:
            _fraction(c, x, _Y + 58, k, 4, _GREEN if k < 4 else _RED)
    c.text(_LEFT + _ONE / 2, 124, "правильные: меньше 1", 28, _GREEN, bold=True)
    c.text(_LEFT + _ONE * 1.5, 124, "неправильные: не меньше 1", 28, _RED, bold=True)
    c.text(520, 320, "Единичный отрезок разделён на 4 равные части", 27, _INK)


def _fraction(c: Canvas, x: float, y: float, over: int, under: int, colour: str) -> None:
    c.text(x, y - 18, str(over), 32, colour, bold=True)
    c.line([(x - 16, y), (x + 16, y)], colour, 3)
    c.text(x, y + 20, str(under), 32, colour, bold=True)
