"""A right triangle by itself, and the squares that grow on its three sides."""

import math

from seed_content.films.captions import CREAM
from seed_content.films.plane import BLUE, DEEP, GOLD, PALE, RED, outline, ray, right_angle, toward
from seed_content.films.timing import between, part, soft
from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas


def tile(c: Canvas, points: list[Point]) -> None:
    """One of the four triangles of the proof."""
    c.polygon(points, DEEP)
    outline(c, points, CREAM, 1.5)


def theorem(c: Canvas, a: float, b: float, shrunk: float, grown: float, named: int) -> None:
    """The triangle with the legs ``a`` and ``b``, pixels, half as large again or three quarters.

    ``shrunk`` is the part of the way to the smaller size, ``grown`` the part of all the growing;
    ``named`` sides have their letters.
    """
    k = between(1.5, 0.75, shrunk)
    a, b = a * k, b * k
    corner = (between(230, 276, shrunk), between(236, 182, shrunk))
    top, end = (corner[0], corner[1] - a), (corner[0] + b, corner[1])
    sides = ((top, corner, RED, "a²"), (corner, end, BLUE, "b²"), (end, top, GOLD, "c²"))
    for i, (p, q, colour, name) in enumerate(sides):
        g = soft(part(grown, i / 3, (i + 1) / 3))
        if g > 0:
            out = ((p[1] - q[1]) * g, (q[0] - p[0]) * g)
            square = [p, q, (q[0] + out[0], q[1] + out[1]), (p[0] + out[0], p[1] + out[1])]
            c.polygon(square, PALE)
            outline(c, square, colour)
            if g == 1:
                c.text(*toward(square[0], square[2], 0.5), name, 24, colour, bold=True)
    c.polygon([corner, top, end], DEEP)
    outline(c, [corner, top, end], CREAM, 2.5)
    right_angle(c, corner, 0, CREAM, 12)
    if grown == 0:
        for p, q, colour, name in sides[:named]:
            away = ray(toward(p, q, 0.5), 18, math.degrees(math.atan2(p[0] - q[0], p[1] - q[1])))
            c.text(*away, name[0], 24, colour, bold=True)
