"""A drawing of plane geometry from points: segments, polygons, circles, angles and their marks."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from seed_content.decks.board import Area, Board
from seed_content.decks.colours import colour
from seed_content.decks.extent import box_of, write_at
from seed_content.measure import Point

_LINE = 3.0  # points
_MARK = 0.28  # inches: the square of a right angle
_ARC = 0.5  # inches: the radius of an angle's arc


@dataclass(frozen=True)
class _Plan:
    """Points in inches of the slide, and how many inches one unit is."""

    points: dict[str, Point]
    unit: float
    middle: Point

    def of(self, names: str) -> list[Point]:
        """The points of a name such as «ABC»; a figure after a letter belongs to it (A1)."""
        return [self.points[name] for name in _letters(names)]


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """Everything is scaled together to fill the area, y upwards.

    ``points`` name → [x, y]; ``segments``, ``dashed``, ``rays``, ``lines`` are pairs of points;
    ``polygons`` have ``p`` and ``fill``; ``circles`` have ``c`` and ``r`` or ``through``; ``right``
    and ``angles`` (``p``, ``text``) are three points with the vertex in the middle; ``ticks`` are
    [segment, how many]; ``labels`` have ``on`` (a segment) and ``text``; ``names`` (true) writes
    the letters, or lists those that are written. Raises ``KeyError`` for a point not given.
    """
    size = float(data.get("size", 24))
    plan = _plan(a, data)
    for polygon in data.get("polygons", ()):
        fill = colour(b.c, polygon.get("fill", "first_soft"))
        b.polygon(plan.of(polygon["p"]), fill, line=b.c.first, width=_LINE)
    for circle in data.get("circles", ()):
        (cx, cy), r = plan.points[circle["c"]], _radius(plan, circle)
        fill_name = circle.get("fill")
        b.oval(cx, cy, r, r, colour(b.c, fill_name) if fill_name else None, line=b.c.first, width=3)
    for names in data.get("segments", ()):
        _line(b, *plan.of(names))
    for names in data.get("dashed", ()):
        _line(b, *plan.of(names), dash=True)
    for names in data.get("rays", ()):
        one, other = plan.of(names)
        _line(b, one, _edge(a, one, other))
    for names in data.get("lines", ()):
        one, other = plan.of(names)
        _line(b, _edge(a, other, one), _edge(a, one, other))
    for names in data.get("right", ()):
        _right(b, *plan.of(names))
    for angle in data.get("angles", ()):
        _angle(b, a, plan.of(angle["p"]), angle.get("text", ""), size)
    for names, count in data.get("ticks", ()):
        one, other = plan.of(names)
        _ticks(b, one, other, count)
    for label in data.get("labels", ()):
        _label(b, a, plan, plan.of(label["on"]), label["text"], size)
    wanted = data.get("names", True)
    for name, point in plan.points.items():
        if wanted is True or (wanted and name in wanted):
            b.oval(*point, 0.07, 0.07, b.c.ink)
            _name(b, a, plan, point, name, size)


def _letters(names: str) -> list[str]:
    """«AB1C» is A, B1, C."""
    found: list[str] = []
    for sign in names:
        if (sign.isdigit() or sign in "₀₁₂₃₄₅₆₇₈₉'′") and found:
            found[-1] += sign
        else:
            found.append(sign)
    return found


def _radius(plan: _Plan, circle: dict[str, Any]) -> float:
    if "through" in circle:
        return math.dist(plan.points[circle["c"]], plan.points[circle["through"]])
    return float(circle["r"]) * plan.unit


def _plan(a: Area, data: dict[str, Any]) -> _Plan:
    raw: dict[str, Sequence[float]] = data["points"]
    xs = [float(x) for x, _ in raw.values()]
    ys = [float(y) for _, y in raw.values()]
    for circle in data.get("circles", ()):
        x, y = raw[circle["c"]]
        through = raw[circle["through"]] if "through" in circle else None
        r = math.dist((x, y), through) if through else float(circle["r"])
        xs += [x - r, x + r]
        ys += [y - r, y + r]
    wide, high = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 0.001
    room_w, room_h = a.w - 1.3, a.h - 1.2  # letters stand about the points
    unit = min(room_w / wide, room_h / high)
    left = a.cx - wide * unit / 2
    low = a.cy + (high if high > 0.001 else 0.0) * unit / 2
    points = {
        name: (left + (float(x) - min(xs)) * unit, low - (float(y) - min(ys)) * unit)
        for name, (x, y) in raw.items()
    }
    middle = (
        sum(x for x, _ in points.values()) / len(points),
        sum(y for _, y in points.values()) / len(points),
    )
    return _Plan(points, unit, middle)


def _line(b: Board, one: Point, other: Point, *, dash: bool = False) -> None:
    b.line(*one, *other, b.c.second if dash else b.c.first, _LINE - dash, dash=dash)


def _edge(a: Area, start: Point, through: Point) -> Point:
    """Where the ray from ``start`` through the other point leaves the area."""
    dx, dy = through[0] - start[0], through[1] - start[1]
    far = [math.inf]
    if dx:
        far.append(((a.x + a.w if dx > 0 else a.x) - start[0]) / dx)
    if dy:
        far.append(((a.y + a.h if dy > 0 else a.y) - start[1]) / dy)
    t = min(far)
    return start[0] + dx * t, start[1] + dy * t


def _unit(start: Point, end: Point) -> Point:
    long = math.dist(start, end) or 1.0
    return (end[0] - start[0]) / long, (end[1] - start[1]) / long


def _right(b: Board, one: Point, vertex: Point, other: Point) -> None:
    (ux, uy), (vx, vy) = _unit(vertex, one), _unit(vertex, other)
    x, y = vertex
    corner = [
        (x + ux * _MARK, y + uy * _MARK),
        (x + (ux + vx) * _MARK, y + (uy + vy) * _MARK),
        (x + vx * _MARK, y + vy * _MARK),
    ]
    b.polygon(corner, None, line=b.c.second, width=2, close=False)


def _angle(b: Board, a: Area, points: list[Point], text: str, size: float) -> None:
    one, vertex, other = points
    start = math.atan2(one[1] - vertex[1], one[0] - vertex[0])
    turn = math.atan2(other[1] - vertex[1], other[0] - vertex[0]) - start
    turn = (turn + math.pi) % (2 * math.pi) - math.pi or math.pi
    r = min(_ARC, 0.45 * min(math.dist(vertex, one), math.dist(vertex, other)))
    arc = [
        (
            vertex[0] + r * math.cos(start + turn * i / 20),
            vertex[1] + r * math.sin(start + turn * i / 20),
        )
        for i in range(21)
    ]
    b.polygon(arc, None, line=b.c.second, width=2.5, close=False)
    if text:
        w, h = box_of(text, size, bold=True)
        away = r + 0.1 + max(w, h) / 2 + (0.25 if abs(turn) < 0.6 else 0.0)
        half = start + turn / 2
        x, y = vertex[0] + away * math.cos(half), vertex[1] + away * math.sin(half)
        write_at(b, a, x, y, text, size, bold=True, color=b.c.second)


def _ticks(b: Board, one: Point, other: Point, count: int) -> None:
    (ux, uy) = _unit(one, other)
    mx, my = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
    for i in range(count):
        along = (i - (count - 1) / 2) * 0.11
        x, y = mx + ux * along, my + uy * along
        b.line(x - uy * 0.14, y + ux * 0.14, x + uy * 0.14, y - ux * 0.14, b.c.ink, 2.5)


def _label(b: Board, a: Area, plan: _Plan, ends: list[Point], text: str, size: float) -> None:
    """Beside the middle of the segment, on the side away from the drawing's middle."""
    one, other = ends
    mx, my = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
    ux, uy = _unit(one, other)
    side = 1 if (plan.middle[0] - mx) * -uy + (plan.middle[1] - my) * ux < 0 else -1
    if abs((plan.middle[0] - mx) * -uy + (plan.middle[1] - my) * ux) < 0.05:
        side = 1 if -ux * 1 > 0 else -1  # above a lying segment
    w, h = box_of(text, size, bold=True)
    away = 0.12 + abs(uy) * w / 2 + abs(ux) * h / 2
    write_at(b, a, mx - uy * side * away, my + ux * side * away, text, size, bold=True)


def _name(b: Board, a: Area, plan: _Plan, point: Point, name: str, size: float) -> None:
    """Away from the drawing's middle."""
    ux, uy = _unit(plan.middle, point)
    if math.dist(plan.middle, point) < 0.05 or abs(uy) < 0.2:
        ux, uy = ux * 0.4, -1.0  # of points in a row each has its letter above
    write_at(b, a, point[0] + ux * 0.32, point[1] + uy * 0.34, name, size, bold=True, color=b.c.ink)
