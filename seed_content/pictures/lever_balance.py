"""A lever in balance: 6 N at two divisions against 3 N at four."""

from seed_content.pictures.canvas import Canvas
from seed_content.pictures.formula import vector

_INK = "#21304A"
_RED, _BLUE = "#C8472F", "#2768B3"
_CX, _Y, _UNIT = 640.0, 300.0, 96.0


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1280 × 800."""
    c.text(640, 52, "Рычаг в равновесии", 48, _INK, bold=True)
    _arms(c)
    c.polygon([(_CX, _Y + 12), (_CX - 66, _Y + 150), (_CX + 66, _Y + 150)], "#8C99AB")
    c.rect(_CX - 100, _Y + 150, 200, 14, "#6B778A", radius=6)
    c.rect(_CX - 5 * _UNIT, _Y - 13, 10 * _UNIT, 26, "#D9B27A", line="#9A7440", width=3, radius=8)
    for k in range(-4, 5):
        c.oval(_CX + k * _UNIT, _Y, 5, 5, "#7A5A2C")
    c.oval(_CX, _Y, 13, 13, "#FFFFFF", line=_INK, width=4)
    _load(c, _CX - 2 * _UNIT, 128, _RED, "6 Н", "F_{1}")
    _load(c, _CX + 4 * _UNIT, 92, _BLUE, "3 Н", "F_{2}")
    c.text(_CX, _Y + 196, "точка опоры O", 27, _INK)
    c.rect(200, 640, 880, 128, "#FFFFFF", line="#D6DEE9", width=3, radius=22)
    c.text(640, 678, "F₁ · l₁ = F₂ · l₂", 42, _INK, bold=True)
    c.text(640, 732, "6 Н · 0,2 м = 3 Н · 0,4 м = 1,2 Н·м", 34, _INK)


def _arms(c: Canvas) -> None:
    """Both arms measured over the bar: from the support to the line of the force."""
    y = _Y - 72
    for end, colour, words in ((-2, _RED, "l₁ = 0,2 м"), (4, _BLUE, "l₂ = 0,4 м")):
        x = _CX + end * _UNIT
        middle = (x + _CX) / 2
        c.arrow((middle, y), (x, y), colour, 3.5)
        c.arrow((middle, y), (_CX, y), colour, 3.5)
        c.dashes((x, y - 16), (x, _Y - 14), "#8C99AB", 2, 7)
        c.text(middle, y - 30, words, 32, colour, bold=True)
    c.dashes((_CX, y - 16), (_CX, _Y - 14), "#8C99AB", 2, 7)


def _load(c: Canvas, x: float, side: float, colour: str, weight: str, name: str) -> None:
    """A weight on a thread and the force that it puts on the bar."""
    top = _Y + 150
    c.line([(x, _Y), (x, top)], _INK, 3)
    c.rect(x - side / 2, top, side, side, "#C9D2DE", line="#7B8798", width=3, radius=10)
    c.text(x, top + side / 2, weight, 34, _INK, bold=True)
    long = 120 if name == "F_{1}" else 60
    c.arrow((x, _Y), (x, _Y + long), colour, 8)
    vector(c, x + 38, _Y + long - 18, name, 36, colour)
