"""Where a geometry drawing's points and strokes lie on the slide: scaled together, y upwards."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from seed_content.decks.board import Area
from seed_content.measure import Point

Stroke = tuple[Point, Point]
_FLAT = 0.001  # units: of points in a row the other side is nothing
_ROOM = (1.3, 1.2)  # inches left free for the letters about the points


@dataclass(frozen=True)
class Plan:
    """Points in inches of the slide, how many inches one unit is, and the points' middle."""

    points: dict[str, Point]
    unit: float
    middle: Point

    def of(self, names: str) -> list[Point]:
        """The points of a name such as «ABC»; raises ``KeyError`` for one that is not given."""
        return [self.points[name] for name in letters(names)]

    def radius(self, circle: dict[str, Any]) -> float:
        """A circle's radius in inches, given in units or through a point."""
        if "through" in circle:
            return math.dist(self.points[circle["c"]], self.points[circle["through"]])
        return float(circle["r"]) * self.unit


def letters(names: str) -> list[str]:
    """The names of points in a row: a figure or a stroke belongs to its letter, «AB1C′»."""
    found: list[str] = []
    for sign in names:
        if (sign.isdigit() or sign in "₀₁₂₃₄₅₆₇₈₉'′") and found:
            found[-1] += sign
        else:
            found.append(sign)
    return found


def laid_out(a: Area, data: dict[str, Any], beside: Sequence[tuple[float, float]]) -> Plan:
    """All points, and the circles about them, as large as the area lets them be.

    ``beside`` are texts at the sides of rising segments: where across (units), how wide (inches).
    """
    raw: dict[str, Sequence[float]] = data["points"]
    xs = [float(x) for x, _ in raw.values()]
    ys = [float(y) for _, y in raw.values()]
    for circle in data.get("circles", ()):
        x, y = raw[circle["c"]]
        through = raw[circle["through"]] if "through" in circle else None
        r = math.dist((x, y), through) if through else float(circle["r"])
        xs += [x - r, x + r]
        ys += [y - r, y + r]
    wide, high = max(max(xs) - min(xs), _FLAT), max(max(ys) - min(ys), _FLAT)
    x0, y0 = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    left, right = _ROOM[0] / 2, _ROOM[0] / 2
    for x, w in beside:
        inside = (wide / 2 - abs(x - x0)) / wide * 0.5 * a.w  # what stands over the drawing itself
        if x < x0:
            left = max(left, min(w - inside, a.w * 0.4))
        elif x > x0:
            right = max(right, min(w - inside, a.w * 0.4))
    cx = a.x + left + (a.w - left - right) / 2
    unit = min((a.w - left - right) / wide, (a.h - _ROOM[1]) / high)
    points = {
        name: (cx + (float(x) - x0) * unit, a.cy - (float(y) - y0) * unit)
        for name, (x, y) in raw.items()
    }
    places = points.values()
    middle = (sum(x for x, _ in places) / len(points), sum(y for _, y in places) / len(points))
    return Plan(points, unit, middle)


def edge_of(a: Area, start: Point, through: Point) -> Point:
    """Where the ray from ``start`` through the other point leaves the area."""
    dx, dy = through[0] - start[0], through[1] - start[1]
    far = [math.inf]
    if dx:
        far.append(((a.x + a.w if dx > 0 else a.x) - start[0]) / dx)
    if dy:
        far.append(((a.y + a.h if dy > 0 else a.y) - start[1]) / dy)
    t = min(far)
    return start[0] + dx * t, start[1] + dy * t


def towards(start: Point, end: Point) -> Point:
    """The direction from one point to another, one inch long."""
    long = math.dist(start, end) or 1.0
    return (end[0] - start[0]) / long, (end[1] - start[1]) / long


def free_direction(
    point: Point, strokes: Sequence[Stroke], circles: Sequence[Point], arms: Sequence[Stroke]
) -> Point:
    """Where a letter stands free of what meets in its point: the middle of the widest gap.

    ``strokes`` are all straight ones of the drawing, ``circles`` the centres of those circles on
    which the point lies, ``arms`` the ends of the angles marked about it. Of equal gaps the upper
    is taken; a lying stroke's end has it above.
    """
    angles: list[float] = []
    for one, other in strokes:
        for end in (one, other):
            if math.dist(point, end) > 0.02 and _within(point, one, other):
                angles.append(math.atan2(end[1] - point[1], end[0] - point[0]))
    for centre in circles:
        radial = math.atan2(point[1] - centre[1], point[0] - centre[0])
        angles += [radial + math.pi / 2, radial + math.pi, radial - math.pi / 2]
    angles = sorted({round(angle % (2 * math.pi), 3) % (2 * math.pi) for angle in angles})
    if not angles or (len(angles) == 1 and abs(math.sin(angles[0])) < 0.2):
        return 0.0, -1.0
    following = [*angles[1:], angles[0] + 2 * math.pi]
    gaps = [(end - start, (start + end) / 2) for start, end in zip(angles, following, strict=True)]
    marked = [_between(point, *ends) for ends in arms]
    unmarked = [
        (gap, middle)
        for gap, middle in gaps
        if gap > 0.7
        and not any(
            math.cos(middle - at) > math.cos(half) and half < math.pi / 2 for at, half in marked
        )
    ]
    gaps = unmarked or gaps
    widest = max(gap for gap, _ in gaps)
    middles = [middle for gap, middle in gaps if gap > widest - 0.05]
    best = min(middles, key=lambda middle: (round(math.sin(middle), 2), -math.cos(middle)))
    return math.cos(best), math.sin(best)


def _between(vertex: Point, one: Point, other: Point) -> tuple[float, float]:
    """The direction of an angle's bisector and half of the angle, radians."""
    start = math.atan2(one[1] - vertex[1], one[0] - vertex[0])
    turn = math.atan2(other[1] - vertex[1], other[0] - vertex[0]) - start
    turn = (turn + math.pi) % (2 * math.pi) - math.pi
    return start + turn / 2, abs(turn) / 2


def _within(point: Point, one: Point, other: Point) -> bool:
    """Whether the point lies on the stroke, its ends too."""
    return math.dist(one, point) + math.dist(point, other) - math.dist(one, other) < 0.004
