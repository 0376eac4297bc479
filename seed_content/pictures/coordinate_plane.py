"""The coordinate plane of the sixth grade: quarters, axes and how a point's address is read."""

from seed_content.pictures.axes import Plane
from seed_content.pictures.canvas import Canvas
from seed_content.pictures.card import AMBER, BLUE, GREEN, INK, RED, SOFT, VIOLET, card, heading
from seed_content.pictures.geometry_marks import point

_PLANE = Plane((400, 450), 52, -6, 6, -6, 6)


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1320 × 840."""
    heading(c, "Координатная плоскость")
    _quarters(c)
    _PLANE.paint(c, size=24)
    _points(c)
    _legend(c)


def _quarters(c: Canvas) -> None:
    """Each quarter in its own tint, with its Roman number."""
    for name, x, y, tint, colour in (
        ("I", 0, 6, "#E3F3E9", GREEN),
        ("II", -6, 6, "#E4EEFA", BLUE),
        ("III", -6, 0, "#EDE7F8", VIOLET),
        ("IV", 0, 0, "#FBF0DC", AMBER),
    ):
        left, top = _PLANE.at(x, y)
        c.rect(left, top, 6 * _PLANE.unit, 6 * _PLANE.unit, tint)
        c.text(
            *_PLANE.at(x + (5.5 if x == 0 else 0.5), y - (0.5 if y == 6 else 5.5)),
            name,
            38,
            colour,
            bold=True,
        )


def _points(c: Canvas) -> None:
    """A point with the way to it, and three more in the other quarters."""
    x, y = _PLANE.at(4, 3)
    c.dashes(_PLANE.at(4, 0), (x, y), RED, 3.5, 8)
    c.dashes(_PLANE.at(0, 3), (x, y), RED, 3.5, 8)
    for px, py, name, shift in (
        (4, 3, "A (4; 3)", (10, -28)),
        (-3, 2, "B (−3; 2)", (-4, -28)),
        (-4, -3, "C (−4; −3)", (14, 32)),
        (2, -4, "D (2; −4)", (24, 32)),
    ):
        point(c, _PLANE.at(px, py), name, shift=shift, colour=RED if px == 4 else INK, size=28)


def _legend(c: Canvas) -> None:
    """The names of the axes, the order of the coordinates and the signs by quarters."""
    card(c, 790, 108, 490, 236)
    c.text(818, 144, "Адрес точки A (4; 3)", 32, RED, bold=True, anchor="lm")
    c.text(818, 222, "4 — абсцисса: сколько пройти\nвдоль оси x", 28, INK, anchor="lm")
    c.text(818, 300, "3 — ордината: вдоль оси y", 28, INK, anchor="lm")
    card(c, 790, 362, 490, 268)
    c.text(818, 398, "Знаки координат", 32, INK, bold=True, anchor="lm")
    for i, (quarter, signs, colour) in enumerate(
        (
            ("I четверть", "(+; +)", GREEN),
            ("II четверть", "(−; +)", BLUE),
            ("III четверть", "(−; −)", VIOLET),
            ("IV четверть", "(+; −)", AMBER),
        )
    ):
        y = 448 + i * 48
        c.text(818, y, quarter, 28, colour, bold=True, anchor="lm")
        c.text(1100, y, signs, 32, INK, bold=True)
    card(c, 790, 648, 490, 134)
    c.text(818, 688, "ось x — ось абсцисс", 28, INK, anchor="lm")
    c.text(818, 738, "ось y — ось ординат", 28, INK, anchor="lm")
    c.text(_PLANE.origin[0], 806, "Первой пишут абсциссу, второй — ординату", 26, SOFT)
