"""Figures of plane geometry in a film: points that slide and turn, angles and their marks."""

import math
from collections.abc import Sequence

from seed_content.films.timing import between
from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas, Colour

GOLD, BLUE, RED, GREEN = "#F2C14E", "#63B7F2", "#F27B63", "#7FC98A"
DEEP, PALE = "#2F5A80", "#2A394B"  # a figure's calm filling; a panel under words


def toward(a: Point, b: Point, p: float) -> Point:
    """The point the part ``p`` of the way from ``a`` to ``b``."""
    return between(a[0], b[0], p), between(a[1], b[1], p)


def slid(points: Sequence[Point], dx: float, dy: float) -> list[Point]:
    """The points moved by ``dx`` to the right and ``dy`` downwards, pixels."""
    return [(x + dx, y + dy) for x, y in points]


def turned(points: Sequence[Point], about: Point, degrees: float) -> list[Point]:
    """The points turned counter-clockwise about one point, as it is seen on the screen."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    cx, cy = about
    return [
        (cx + (x - cx) * cos + (y - cy) * sin, cy - (x - cx) * sin + (y - cy) * cos)
        for x, y in points
    ]


def ray(at: Point, long: float, degrees: float) -> Point:
    """The point ``long`` pixels from ``at``; degrees counter-clockwise from the right."""
    a = math.radians(degrees)
    return at[0] + long * math.cos(a), at[1] - long * math.sin(a)


def direction(a: Point, b: Point) -> float:
    """Where ``b`` lies from ``a``: degrees counter-clockwise from the right, 0 to 360."""
    return math.degrees(math.atan2(a[1] - b[1], b[0] - a[0])) % 360


def outline(c: Canvas, points: Sequence[Point], colour: Colour, width: float = 2) -> None:
    """The border of a polygon."""
    c.line([*points, points[0]], colour, width)


def sector(at: Point, r: float, start: float, end: float) -> list[Point]:
    """The corners of an angle's filled sector, degrees counter-clockwise; first its vertex."""
    steps = max(2, int(abs(end - start) / 3))
    return [at, *(ray(at, r, between(start, end, i / steps)) for i in range(steps + 1))]


def right_angle(
    c: Canvas, at: Point, start: float, colour: Colour, size: float = 14, width: float = 2
) -> None:
    """The small square of a right angle whose sides go along ``start`` and 90° further."""
    corner = ray(ray(at, size, start), size, start + 90)
    c.line([ray(at, size, start), corner, ray(at, size, start + 90)], colour, width)
