"""Smooth outlines for living and other uneven things: lists of points, and a band along them."""

import itertools
import math
from collections.abc import Sequence

from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas, Colour


def smooth(points: Sequence[Point], *, closed: bool = False, steps: int = 14) -> list[Point]:
    """A Catmull–Rom curve through ``points``, ``steps`` short strokes between neighbours."""
    n = len(points)
    curve: list[Point] = []
    for i in range(n if closed else n - 1):
        if closed:
            p0, p1, p2, p3 = (points[(i + k) % n] for k in (-1, 0, 1, 2))
        else:
            p0, p1, p2, p3 = (points[min(max(i + k, 0), n - 1)] for k in (-1, 0, 1, 2))
        curve += [_between(p0, p1, p2, p3, k / steps) for k in range(steps)]
    curve.append(points[0] if closed else points[-1])
    return curve


def _between(p0: Point, p1: Point, p2: Point, p3: Point, t: float) -> Point:
    a, b, d = 2 * t * t - t * t * t - t, 2 - 5 * t * t + 3 * t * t * t, t + 4 * t * t - 3 * t**3
    e = t * t * t - t * t
    return (
        (a * p0[0] + b * p1[0] + d * p2[0] + e * p3[0]) / 2,
        (a * p0[1] + b * p1[1] + d * p2[1] + e * p3[1]) / 2,
    )


def turned_oval(cx: float, cy: float, rx: float, ry: float, degrees: float) -> list[Point]:
    """The outline of an ellipse turned clockwise about its centre."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    points = []
    for i in range(73):
        x, y = rx * math.cos(i * math.tau / 72), ry * math.sin(i * math.tau / 72)
        points.append((cx + x * cos - y * sin, cy + x * sin + y * cos))
    return points


def turned(points: Sequence[Point], cx: float, cy: float, degrees: float) -> list[Point]:
    """Points about the origin turned clockwise and moved so that the origin is (cx, cy)."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [(cx + x * cos - y * sin, cy + x * sin + y * cos) for x, y in points]


def stroke(
    c: Canvas, points: Sequence[Point], colour: Colour, width: float, *, closed: bool = False
) -> None:
    """Draw a curve of many short strokes as one band with smooth edges and round ends.

    ``closed`` is for a curve whose last point is its first.
    """
    line = [p for p, q in itertools.pairwise(points) if math.dist(p, q) > 0.01]
    line.append(points[-1])
    left: list[Point] = []
    right: list[Point] = []
    last = len(line) - 1
    for i, (x, y) in enumerate(line):
        before = line[i - 1] if i else (line[last - 1] if closed else line[0])
        after = line[i + 1] if i < last else (line[1] if closed else line[last])
        long = math.dist(before, after) or 1.0
        dx, dy = (after[0] - before[0]) / long, (after[1] - before[1]) / long
        left.append((x - dy * width / 2, y + dx * width / 2))
        right.append((x + dy * width / 2, y - dx * width / 2))
    for a, b, d, e in zip(left, left[1:], right[1:], right, strict=False):
        c.polygon([a, b, d, e], colour)
    if not closed:
        for x, y in (line[0], line[-1]):
            c.oval(x, y, width / 2 - 0.5, width / 2 - 0.5, colour)


def ring(cx: float, cy: float, r: float, start: float, end: float) -> list[Point]:
    """Points of an arc of a circle; degrees counter-clockwise from the right."""
    steps = max(2, int(abs(end - start) / 3))
    angles = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return [(cx + r * math.cos(a), cy - r * math.sin(a)) for a in angles]
