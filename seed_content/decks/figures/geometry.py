"""A drawing of plane geometry from points: segments, polygons, circles, angles and their marks."""

import math
from typing import Any

from seed_content.decks.angle_marks import angle_arc, equal_ticks, right_angle
from seed_content.decks.board import Area, Board
from seed_content.decks.colours import colour
from seed_content.decks.extent import box_of, write_at
from seed_content.decks.plane import (
    Plan,
    Stroke,
    edge_of,
    free_direction,
    laid_out,
    letters,
    towards,
)
from seed_content.measure import Point

_LINE = 3.0  # points


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """Everything is scaled together to fill the area, y upwards.

    ``points`` name → [x, y]; ``segments``, ``dashed``, ``rays``, ``lines`` are pairs of points;
    ``polygons`` have ``p`` and ``fill``; ``circles`` have ``c`` and ``r`` or ``through``; ``right``
    and ``angles`` (``p``, ``text``) are three points with the vertex in the middle; ``ticks`` are
    [segment, how many]; ``labels`` have ``on`` (a segment) and ``text``; ``names`` (true) writes
    the letters, or lists those that are written. Raises ``KeyError`` for a point not given,
    ``ValueError`` for a text that does not fit.
    """
    size = float(data.get("size", 24))
    plan = laid_out(a, data, _beside(data, size))
    _fills(b, plan, data)
    for one, other in _solid(a, plan, data):
        b.line(*one, *other, b.c.first, _LINE)
    dashed = [_pair(plan, names, "dashed") for names in data.get("dashed", ())]
    for one, other in dashed:
        b.line(*one, *other, b.c.second, _LINE - 1, dash=True)
    for names in data.get("right", ()):
        right_angle(b, *_three(plan, names, "right"))
    for angle in data.get("angles", ()):
        angle_arc(b, a, _three(plan, angle["p"], "angles"), angle.get("text", ""), size)
    for names, count in data.get("ticks", ()):
        equal_ticks(b, *_pair(plan, names, "ticks"), count)
    for label in data.get("labels", ()):
        _label(b, a, plan, _pair(plan, label["on"], "labels"), label["text"], size)
    strokes = [*_solid(a, plan, data), *dashed, *_sides(plan, data)]
    wanted = data.get("names", True)
    for name, point in plan.points.items():
        if wanted is True or (wanted and name in wanted):
            circles, arms = _about(plan, data, name), _arms(plan, data, name)
            b.oval(*point, 0.07, 0.07, b.c.ink)
            _name(b, a, point, name, size, free_direction(point, strokes, circles, arms))


def _pair(plan: Plan, names: str, field: str) -> Stroke:
    points = plan.of(names)
    if len(points) != 2:
        raise ValueError(f"geometry: {field}: {names!r} is not two points")
    return points[0], points[1]


def _three(plan: Plan, names: str, field: str) -> list[Point]:
    points = plan.of(names)
    if len(points) != 3:
        raise ValueError(f"geometry: {field}: {names!r} is not three points")
    return points


def _fills(b: Board, plan: Plan, data: dict[str, Any]) -> None:
    """Polygons and circles, under all lines."""
    for polygon in data.get("polygons", ()):
        fill = colour(b.c, polygon.get("fill", "first_soft"))
        b.polygon(plan.of(polygon["p"]), fill, line=b.c.first, width=_LINE)
    for circle in data.get("circles", ()):
        (cx, cy), r, name = plan.points[circle["c"]], plan.radius(circle), circle.get("fill")
        b.oval(cx, cy, r, r, colour(b.c, name) if name else None, line=b.c.first, width=_LINE)


def _solid(a: Area, plan: Plan, data: dict[str, Any]) -> list[Stroke]:
    """Segments as they are, rays and lines as far as the area goes."""
    found = [_pair(plan, names, "segments") for names in data.get("segments", ())]
    for names in data.get("rays", ()):
        one, other = _pair(plan, names, "rays")
        found.append((one, edge_of(a, one, other)))
    for names in data.get("lines", ()):
        one, other = _pair(plan, names, "lines")
        found.append((edge_of(a, other, one), edge_of(a, one, other)))
    return found


def _sides(plan: Plan, data: dict[str, Any]) -> list[Stroke]:
    sides: list[Stroke] = []
    for polygon in data.get("polygons", ()):
        corners = plan.of(polygon["p"])
        sides += zip(corners, [*corners[1:], corners[0]], strict=True)
    return sides


def _about(plan: Plan, data: dict[str, Any], name: str) -> list[Point]:
    """The centres of the circles on which the point lies."""
    return [
        plan.points[circle["c"]]
        for circle in data.get("circles", ())
        if abs(math.dist(plan.points[circle["c"]], plan.points[name]) - plan.radius(circle)) < 0.02
    ]


def _arms(plan: Plan, data: dict[str, Any], name: str) -> list[Stroke]:
    """The arms' ends of the angles marked about the point."""
    angles = [letters(angle["p"]) for angle in data.get("angles", ())]
    return [
        (plan.points[one], plan.points[other]) for one, vertex, other in angles if vertex == name
    ]


def _beside(data: dict[str, Any], size: float) -> list[tuple[float, float]]:
    """Where the labels of rising segments stand, in units, and how wide they are, in inches."""
    return [
        ((x1 + x2) / 2, box_of(label["text"], size, bold=True)[0] + 0.2)
        for label in data.get("labels", ())
        for (x1, y1), (x2, y2) in [[data["points"][name] for name in letters(label["on"])]]
        if abs(y2 - y1) > 0.5 * abs(x2 - x1)
    ]


def _label(b: Board, a: Area, plan: Plan, ends: Stroke, text: str, size: float) -> None:
    """Beside the middle of the segment, on the side away from the drawing's middle."""
    one, other = ends
    mx, my = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
    ux, uy = towards(one, other)
    aside = (plan.middle[0] - mx) * -uy + (plan.middle[1] - my) * ux
    side = 1 if aside < 0 else -1
    if abs(aside) < 0.05:
        side = -1 if ux > 0 else 1  # above a segment through the middle
    w, h = box_of(text, size, bold=True)
    away = 0.1 + abs(uy) * w / 2 + abs(ux) * h / 2
    write_at(b, a, mx - uy * side * away, my + ux * side * away, text, size, bold=True)


def _name(b: Board, a: Area, point: Point, name: str, size: float, free: Point) -> None:
    w, h = box_of(name, size, bold=True)
    away = 0.06 + abs(free[0]) * w / 2 + abs(free[1]) * h / 2
    x, y = point[0] + free[0] * away, point[1] + free[1] * away
    write_at(b, a, x, y, name, size, bold=True, color=b.c.ink)
