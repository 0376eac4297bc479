"""A line, a ray and a segment: how each looks, is named, and whether it has ends and a length."""

from seed_content.pictures.canvas import Canvas
from seed_content.pictures.card import BLUE, GREEN, INK, RED, SOFT, card, heading
from seed_content.pictures.geometry_marks import point

_A, _B = (480.0, 30.0), (760.0, -30.0)  # two points on each, from the middle of its row


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1280 × 720."""
    heading(c, "Прямая, луч, отрезок")
    rows = (
        ("Прямая", "прямая AB\nили прямая a", "концов нет", "измерить нельзя", BLUE),
        (
            "Луч",
            "луч AB: первой\nпишут точку начала",
            "начало — A, конца нет",
            "измерить нельзя",
            GREEN,
        ),
        ("Отрезок", "отрезок AB", "два конца: A и B", "длину можно измерить", RED),
    )
    for i, (name, named, ends, length, colour) in enumerate(rows):
        y = 104 + i * 202
        card(c, 40, y, 1200, 186)
        c.text(72, y + 58, name, 40, colour, bold=True, anchor="lm")
        c.text(72, y + 122, named, 26, INK, anchor="lm")
        _line(c, y + 93, name, colour)
        c.text(900, y + 66, ends, 30, INK, bold=True, anchor="lm")
        c.text(900, y + 120, length, 28, SOFT, anchor="lm")


def _line(c: Canvas, middle: float, name: str, colour: str) -> None:
    """The figure through A and B: it fades away where it has no end."""
    (x1, dy1), (x2, dy2) = _A, _B
    slope = (dy2 - dy1) / (x2 - x1)
    left = x1 if name != "Прямая" else x1 - 70
    right = x2 if name == "Отрезок" else x2 + 70
    c.line(
        [(left, middle + dy1 + (left - x1) * slope), (right, middle + dy1 + (right - x1) * slope)],
        colour,
        6,
    )
    for x, step in ((left, -1), (right, 1)):
        if x in (x1, x2):
            continue
        for k in range(3):
            near, far = x + step * (14 + k * 18), x + step * (22 + k * 18)
            c.line([(u, middle + dy1 + (u - x1) * slope) for u in (near, far)], colour, 6 - k)
    point(c, (x1, middle + dy1), "A", shift=(4, -34), size=32, radius=8)
    point(c, (x2, middle + dy2), "B", shift=(-4, 36), size=32, radius=8)
    if name == "Прямая":
        c.text(x2 + 72, middle + dy2 + 20, "a", 32, colour, bold=True)
