"""A real image in a converging lens of an object that stands beyond the double focus.

F = 150 pixels, d = 375, so f = 250 by 1/d + 1/f = 1/F, and the image is 2/3 of the object.
"""

from seed_content.pictures.canvas import Canvas
from seed_content.pictures.curves import stroke, turned_oval

_INK = "#1F2C47"
_ONE, _TWO, _THREE = "#C8472F", "#2F8A4E", "#2768B3"
_X, _Y = 660.0, 350.0  # the optical centre
_F, _D, _IMAGE = 150.0, 375.0, 250.0
_HIGH = 150.0
_LOW = _HIGH * _IMAGE / _D


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1320 × 780."""
    c.text(660, 50, "Построение изображения в собирающей линзе", 44, _INK, bold=True)
    c.line([(60, _Y), (1260, _Y)], "#7A879B", 2.5)
    lens = turned_oval(_X, _Y, 26, 216, 0)
    c.polygon(lens, "#D3E8F7")
    stroke(c, lens, "#7FB2D9", 3, closed=True)
    c.line([(_X, _Y - 216), (_X, _Y + 216)], "#7FB2D9", 2)
    _points(c)
    top, bottom = (_X - _D, _Y - _HIGH), (_X + _IMAGE, _Y + _LOW)
    _ray(c, [top, (_X, _Y - _HIGH), bottom], _ONE, 1.36)
    _ray(c, [top, (_X, _Y), bottom], _TWO, 1.36)
    _ray(c, [top, (_X, _Y + _LOW), bottom], _THREE, 1.36)
    c.arrow((_X - _D, _Y), top, _INK, 9)
    c.arrow((_X + _IMAGE, _Y), bottom, _INK, 9)
    c.text(_X - _D - 24, _Y - _HIGH / 2, "предмет", 28, _INK, bold=True, anchor="rm")
    c.text(_X + _IMAGE + 22, _Y + 46, "изображение", 28, _INK, bold=True, anchor="lm")
    _legend(c)


def _points(c: Canvas) -> None:
    for k, name in ((-2, "2F"), (-1, "F"), (1, "F"), (2, "2F")):
        x = _X + k * _F
        c.oval(x, _Y, 6, 6, _INK)
        c.text(x, _Y + (34 if k < 0 else -32), name, 30, _INK, bold=True)
    c.oval(_X, _Y, 6, 6, _INK)
    c.text(_X + 22, _Y - 24, "O", 28, _INK, bold=True)


def _ray(c: Canvas, points: list[tuple[float, float]], colour: str, beyond: float) -> None:
    """A ray to the lens, and on through the image's tip; arrows show which way light goes."""
    start, bend, tip = points
    end = (bend[0] + (tip[0] - bend[0]) * beyond, bend[1] + (tip[1] - bend[1]) * beyond)
    c.line([start, bend, end], colour, 3.5)
    for a, b, u in ((start, bend, 0.46), (bend, end, 0.36)):
        v = u + 0.06
        c.arrow(
            (a[0] + (b[0] - a[0]) * u, a[1] + (b[1] - a[1]) * u),
            (a[0] + (b[0] - a[0]) * v, a[1] + (b[1] - a[1]) * v),
            colour,
            4,
        )


def _legend(c: Canvas) -> None:
    rows = (
        (_ONE, "параллельно оси — после линзы через фокус F"),
        (_TWO, "через оптический центр O — не преломляется"),
        (_THREE, "через фокус F — после линзы параллельно оси"),
    )
    for i, (colour, words) in enumerate(rows):
        y = 624 + i * 46
        c.line([(70, y), (130, y)], colour, 6)
        c.text(150, y, words, 28, _INK, anchor="lm")
    c.rect(850, 594, 420, 152, "#FFFFFF", line="#D6DEE9", width=3, radius=20)
    c.text(1060, 634, "Предмет дальше 2F:", 28, _INK, bold=True)
    c.text(1060, 692, "изображение действительное,\nперевёрнутое, уменьшенное", 28, _INK)
