"""Forces on a body that rests on an inclined plane of 30°, lengths to one scale."""

import math

from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas
from seed_content.pictures.curves import turned
from seed_content.pictures.formula import formula, vector

_INK = "#232F48"
_GREEN, _RED, _BLUE = "#2F8A4E", "#C8472F", "#2768B3"
_ALPHA = math.radians(30)
_WEIGHT = 250.0  # pixels of mg
_FOOT: Point = (90.0, 690.0)
_LONG = 840.0


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1340 × 800."""
    c.text(670, 50, "Силы на наклонной плоскости", 46, _INK, bold=True)
    top = (_FOOT[0] + _LONG * math.cos(_ALPHA), _FOOT[1] - _LONG * math.sin(_ALPHA))
    c.polygon([_FOOT, top, (top[0], _FOOT[1])], "#E3D3B8")
    c.line([_FOOT, top, (top[0], _FOOT[1]), _FOOT], "#A58A5C", 4)
    c.arc(*_FOOT, 110, 0, 30, _INK, 4)
    c.text(_FOOT[0] + 142, _FOOT[1] - 36, "α", 40, _INK, bold=True)
    centre = _along(_FOOT, 500, 58)
    c.polygon(turned([(-84, -58), (84, -58), (84, 58), (-84, 58)], *centre, -30), "#C5D2E4")
    _axes(c, centre)
    _forces(c, centre)
    _words(c)


def _along(start: Point, x: float, y: float) -> Point:
    """``x`` pixels up the slope and ``y`` away from it."""
    cos, sin = math.cos(_ALPHA), math.sin(_ALPHA)
    return start[0] + x * cos - y * sin, start[1] - x * sin - y * cos


def _axes(c: Canvas, centre: Point) -> None:
    """The x axis down the slope, the y axis across it."""
    c.dashes(_along(centre, 250, 0), _along(centre, -330, 0), "#8492A8", 2, 9)
    c.dashes(_along(centre, 0, -250), _along(centre, 0, 300), "#8492A8", 2, 9)
    c.arrow(_along(centre, -330, 0), _along(centre, -356, 0), "#8492A8", 3)
    c.arrow(_along(centre, 0, 300), _along(centre, 0, 326), "#8492A8", 3)
    x, y = _along(centre, -366, 24)
    c.text(x, y, "x", 36, "#5B6A80", bold=True)
    x, y = _along(centre, 26, 322)
    c.text(x, y, "y", 36, "#5B6A80", bold=True)


def _forces(c: Canvas, centre: Point) -> None:
    across, down = _WEIGHT * math.cos(_ALPHA), _WEIGHT * math.sin(_ALPHA)
    end = (centre[0], centre[1] + _WEIGHT)
    part_x, part_y = _along(centre, -down, 0), _along(centre, 0, -across)
    for part in (part_x, part_y):
        c.dashes(part, end, _GREEN, 2, 8)
        c.arrow(centre, part, "#7DBB93", 5)
    c.arrow(centre, end, _GREEN, 8)
    c.arrow(centre, _along(centre, 0, across), _BLUE, 8)
    c.arrow(centre, _along(centre, down, 0), _RED, 8)
    c.oval(*centre, 8, 8, _INK)
    vector(c, end[0] - 56, end[1] - 4, "mg", 38, _GREEN)
    x, y = _along(centre, 34, across - 12)
    vector(c, x, y, "N", 40, _BLUE)
    x, y = _along(centre, down + 10, 32)
    vector(c, x - 18, y - 2, "F_{тр}", 40, _RED)
    x, y = _along(centre, -down - 6, 30)
    c.text(x, y, "mg sin α", 28, "#3C8A5A", bold=True, anchor="rm")
    x, y = part_y
    c.text(x + 18, y + 12, "mg cos α", 28, "#3C8A5A", bold=True, anchor="lm")
    c.text(centre[0] + 24, centre[1] + 104, "α", 28, _INK, bold=True)


def _words(c: Canvas) -> None:
    x = 874.0
    c.rect(x, 120, 436, 336, "#FFFFFF", line="#D6DEE9", width=3, radius=24)
    c.text(x + 28, 162, "Тело покоится:", 34, _INK, bold=True, anchor="lm")
    formula(c, x + 28, 226, "Oy:  N − mg cos α = 0", 31, _INK)
    c.text(x + 28, 272, "N = mg cos α", 34, _BLUE, bold=True, anchor="lm")
    formula(c, x + 28, 344, "Ox:  mg sin α − F_{тр} = 0", 31, _INK)
    formula(c, x + 28, 388, "F_{тр} = mg sin α", 34, _RED, bold=True)
    c.text(x + 28, 432, "сила трения покоя", 26, "#5B6A80", anchor="lm")
    c.text(x + 28, 520, "Если скользит вниз:", 30, _INK, bold=True, anchor="lm")
    formula(c, x + 28, 566, "F_{тр} = μN", 32, _RED, bold=True)
    c.text(x + 28, 614, "ma = mg sin α − μN", 32, _INK, bold=True, anchor="lm")
    c.text(670, 764, "На рисунке α = 30°, длины стрелок в одном масштабе", 25, "#5B6A80")
