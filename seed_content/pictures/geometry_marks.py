"""What a drawing in geometry is marked with: named points, equal sides, angles."""

import itertools
import math

from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas, Colour


def point(
    c: Canvas,
    at: Point,
    name: str = "",
    *,
    shift: Point = (0, -26),
    colour: Colour = "#1F2A44",
    size: float = 30,
    radius: float = 7,
) -> None:
    """A dot and its name, moved by ``shift`` from the dot."""
    c.oval(*at, radius, radius, colour)
    if name:
        c.text(at[0] + shift[0], at[1] + shift[1], name, size, colour, bold=True)


def polar(at: Point, r: float, degrees: float) -> Point:
    """The point at distance ``r`` from ``at``; degrees counter-clockwise from the right."""
    a = math.radians(degrees)
    return at[0] + r * math.cos(a), at[1] - r * math.sin(a)


def wedge(
    c: Canvas, at: Point, r: float, start: float, end: float, fill: Colour, line: Colour | None
) -> None:
    """A filled sector that shows an angle, with its arc."""
    steps = max(2, int(abs(end - start) / 2))
    rim = [polar(at, r, start + (end - start) * i / steps) for i in range(steps + 1)]
    c.polygon([at, *rim], fill)
    if line is not None:
        for a, b in itertools.pairwise(rim):
            c.line([a, b], line, 3, round_ends=True)


def right_angle(
    c: Canvas, at: Point, a: Point, b: Point, colour: Colour, *, side: float = 22
) -> None:
    """The small square of the right angle at ``at`` between the directions to ``a`` and ``b``."""
    u, v = _unit(at, a), _unit(at, b)
    p = (at[0] + u[0] * side, at[1] + u[1] * side)
    q = (at[0] + v[0] * side, at[1] + v[1] * side)
    c.line([p, (p[0] + v[0] * side, p[1] + v[1] * side), q], colour, 3)


def ticks(c: Canvas, a: Point, b: Point, count: int, colour: Colour, *, long: float = 11) -> None:
    """``count`` strokes across the middle of the segment: segments marked alike are equal."""
    u = _unit(a, b)
    for i in range(count):
        along = (i - (count - 1) / 2) * 9
        x, y = (a[0] + b[0]) / 2 + u[0] * along, (a[1] + b[1]) / 2 + u[1] * along
        c.line(
            [(x - u[1] * long, y + u[0] * long), (x + u[1] * long, y - u[0] * long)],
            colour,
            3.5,
        )


def _unit(a: Point, b: Point) -> Point:
    long = math.dist(a, b)
    return (b[0] - a[0]) / long, (b[1] - a[1]) / long
