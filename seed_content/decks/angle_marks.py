"""The signs of a geometry drawing: right angles, arcs of angles, ticks of equal segments."""

import math

from seed_content.decks.board import Area, Board
from seed_content.decks.extent import box_of, write_at
from seed_content.decks.plane import towards
from seed_content.measure import Point

_SQUARE = 0.26  # inches: the side of a right angle's sign
_ARC = 0.5  # inches: the radius of an angle's arc


def right_angle(b: Board, one: Point, vertex: Point, other: Point) -> None:
    """A small square in the angle."""
    (ux, uy), (vx, vy) = towards(vertex, one), towards(vertex, other)
    x, y = vertex
    side = min(_SQUARE, 0.4 * min(math.dist(vertex, one), math.dist(vertex, other)))
    corner = [
        (x + ux * side, y + uy * side),
        (x + (ux + vx) * side, y + (uy + vy) * side),
        (x + vx * side, y + vy * side),
    ]
    b.polygon(corner, None, line=b.c.second, width=2, close=False)


def angle_arc(b: Board, a: Area, points: list[Point], text: str, size: float) -> None:
    """An arc about the middle point; the text stands on its bisector, free of both sides."""
    one, vertex, other = points
    start = math.atan2(one[1] - vertex[1], one[0] - vertex[0])
    turn = math.atan2(other[1] - vertex[1], other[0] - vertex[0]) - start
    turn = (turn + math.pi) % (2 * math.pi) - math.pi
    if abs(abs(turn) - math.pi) < 1e-6:
        turn = -math.pi if math.cos(start) < 0 else math.pi
        if math.sin(start + turn / 2) > 0:
            turn = -turn  # a straight angle's arc rises above its line
    short = min(math.dist(vertex, one), math.dist(vertex, other))
    r = min(_ARC, 0.45 * short)
    arc = [
        (
            vertex[0] + r * math.cos(start + turn * i / 20),
            vertex[1] + r * math.sin(start + turn * i / 20),
        )
        for i in range(21)
    ]
    b.polygon(arc, None, line=b.c.second, width=2.5, close=False)
    if not text:
        return
    w, h = box_of(text, size, bold=True)
    half = start + turn / 2
    along = abs(math.cos(half)) * w / 2 + abs(math.sin(half)) * h / 2
    across = abs(math.sin(half)) * w / 2 + abs(math.cos(half)) * h / 2
    free = across / max(math.sin(min(abs(turn), math.pi) / 2), 0.1)
    away = max(r + 0.02 + along, min(free, max(0.8 * short, r + along)))
    x, y = vertex[0] + away * math.cos(half), vertex[1] + away * math.sin(half)
    write_at(b, a, x, y, text, size, bold=True, color=b.c.second)


def equal_ticks(b: Board, one: Point, other: Point, count: int) -> None:
    """So many strokes across the middle of the segment."""
    ux, uy = towards(one, other)
    mx, my = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
    for i in range(count):
        along = (i - (count - 1) / 2) * 0.11
        x, y = mx + ux * along, my + uy * along
        b.line(x - uy * 0.14, y + ux * 0.14, x + uy * 0.14, y - ux * 0.14, b.c.ink, 2.5)
