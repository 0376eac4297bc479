"""The parts of a circle that the fifth grade names: a line on the left, a disk on the right."""

from seed_content.pictures.canvas import Canvas
from seed_content.pictures.card import AMBER, BLUE, GREEN, INK, RED, SOFT, VIOLET, card, heading
from seed_content.pictures.curves import ring, stroke
from seed_content.pictures.geometry_marks import point, polar

_CENTRE = (352.0, 374.0)
_R = 240.0


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1280 × 720."""
    heading(c, "Окружность и круг")
    c.oval(*_CENTRE, _R, _R, "#EAF3FC")
    stroke(c, ring(*_CENTRE, _R, 0, 360), INK, 6, closed=True)
    stroke(c, ring(*_CENTRE, _R, 196, 262), AMBER, 12)
    _segments(c)
    _words(c)


def _segments(c: Canvas) -> None:
    """A diameter, a radius and a chord with their ends."""
    a, b = polar(_CENTRE, _R, 155), polar(_CENTRE, _R, -25)
    k = polar(_CENTRE, _R, 52)
    e, f = polar(_CENTRE, _R, 196), polar(_CENTRE, _R, 262)
    c.line([a, b], GREEN, 6)
    c.line([_CENTRE, k], RED, 6)
    c.line([e, f], BLUE, 6)
    point(c, _CENTRE, "O", shift=(-6, 34))
    for at, name, shift in (
        (a, "A", (-28, -12)),
        (b, "B", (28, 12)),
        (k, "K", (20, -26)),
        (e, "M", (-30, 10)),
        (f, "N", (-4, 34)),
    ):
        point(c, at, name, shift=shift)
    c.text(*polar((_CENTRE[0] - 32, _CENTRE[1] - 8), _R * 0.56, 56), "r", 34, RED, bold=True)
    c.text(_CENTRE[0] + 108, _CENTRE[1] + 26, "d", 34, GREEN, bold=True)


def _words(c: Canvas) -> None:
    """What each coloured part is called, and how the diameter goes with the radius."""
    rows = (
        (INK, "Центр", "точка O, равноудалённая\nот всех точек окружности"),
        (RED, "Радиус", "отрезок OK: от центра\nдо окружности"),
        (BLUE, "Хорда", "отрезок MN: соединяет\nдве точки окружности"),
        (GREEN, "Диаметр", "хорда AB, которая проходит\nчерез центр"),
        (AMBER, "Дуга", "часть окружности\nмежду точками M и N"),
        (VIOLET, "Круг", "окружность вместе с частью\nплоскости внутри неё"),
    )
    card(c, 666, 98, 574, 546)
    y = 102.0
    for colour, name, meaning in rows:
        middle = y + 45
        c.oval(700, middle, 11, 11, "#EAF3FC" if name == "Круг" else colour, line=colour, width=3)
        c.text(726, middle, name, 30, colour, bold=True, anchor="lm")
        c.text(880, middle, meaning, 26, INK, anchor="lm")
        y += 90
    c.text(_CENTRE[0], 678, "окружность — линия, круг — часть плоскости", 26, SOFT)
    c.text(953, 678, "диаметр вдвое длиннее радиуса: d = 2r", 30, GREEN, bold=True)
