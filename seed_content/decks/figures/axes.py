"""Coordinate axes with curves, broken lines and points of given coordinates."""

import itertools
import math
from collections.abc import Iterator
from typing import Any

from seed_content.decks.board import Area, Board
from seed_content.decks.clear_place import Drawn
from seed_content.decks.colours import colour, readable
from seed_content.decks.curves import Plane, curve_runs
from seed_content.decks.decimals import decimal
from seed_content.decks.extent import box_of, size_on_lines, write_at
from seed_content.measure import Point

_TONES = ("first", "second", "third", "ink")
_MOST = 60  # marks on an axis: more are a step that was forgotten


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """Axes over the area; what leaves it is cut; texts stand where they cover the least.

    ``x`` and ``y`` are [least, greatest]; ``xstep``, ``ystep`` part the marks (1); ``xname``,
    ``yname`` stand at the arrows; ``curves`` are of a ``type`` (poly with coefficients ``c`` from
    the constant on, power, sin, cos, tan, exp, log, hyperbola, abs, sqrt), with ``from``, ``to``,
    ``color``, ``text``, ``dash``; ``lines`` have ``points``; ``points`` have ``x``, ``y``,
    ``text``, ``color``; ``grid`` (true). Raises ``ValueError`` for a type that there is not,
    limits that are none or a step too small.
    """
    size = float(data.get("size", 18))
    plane = _plane(a, data, size)
    drawn = Drawn()
    if data.get("grid", True):
        _grid(b, plane, data)
    _axes(b, a, plane, drawn, data, size)
    texts: list[tuple[str, list[Point], str]] = []
    for i, said in enumerate([*data.get("curves", ()), *data.get("lines", ())]):
        tone = colour(b.c, said.get("color", _TONES[i % len(_TONES)]))
        if "points" in said:
            runs = [[plane.at(float(x), float(y)) for x, y in said["points"]]]
        else:
            runs = list(curve_runs(plane, said))
        for run in runs:
            drawn.add_line(run)
            _broken(b, run, tone, dash=said.get("dash", False))
        if runs and said.get("text"):
            # Along the run from its end back: where there is room, the end is the place.
            run = runs[-1]
            anchors = [run[round((len(run) - 1) * share / 10)] for share in range(10, 1, -1)]
            texts.append((said["text"], anchors, tone))
    for point in data.get("points", ()):
        place, tone = plane.at(point["x"], point["y"]), colour(b.c, point.get("color", "second"))
        b.oval(*place, 0.08, 0.08, tone, line=b.c.sheet, width=1)
        drawn.places += [place] * 5
        if point.get("text"):
            texts.insert(0, (point["text"], [place], tone))
    for text, anchors, tone in texts:
        words = size_on_lines(text, a.w, a.h, size, bold=True)
        box = drawn.clear(a, anchors, *box_of(text, words, bold=True))
        tone = readable(b.c, tone)
        b.label(box.x, box.y, box.w, box.h, text, words, bold=True, color=tone)


def _plane(a: Area, data: dict[str, Any], size: float) -> Plane:
    """The plane with room at its left for the numbers of an upright axis that stands there."""
    x, y = _limits(data, "x"), _limits(data, "y")
    numbers = _marks(y, data.get("ystep", 1))
    wide = max((box_of(decimal(n), _small(size))[0] for n in numbers), default=0.0) + 0.12
    before = min(max(-x[0] / (x[1] - x[0]), 0.0), 1.0) * (a.w - 0.75)
    left = max(0.35, wide - before)
    return Plane(Area(a.x + left, a.y + 0.3, a.w - left - 0.4, a.h - 0.6), x, y)


def _small(size: float) -> float:
    return max(14.0, size - 4)


def _limits(data: dict[str, Any], name: str) -> tuple[float, float]:
    least, greatest = (float(value) for value in data[name])
    step = float(data.get(f"{name}step", 1))
    if least >= greatest:
        raise ValueError(f"axes: {name} from {least:g} to {greatest:g} is nothing")
    if step <= 0 or (greatest - least) / step > _MOST:
        raise ValueError(f"axes: {name}step {step:g} from {least:g} to {greatest:g}")
    return least, greatest


def _marks(limits: tuple[float, float], step: float) -> Iterator[float]:
    first = math.ceil(limits[0] / step - 1e-9)
    last = math.floor(limits[1] / step + 1e-9)
    return (number * step for number in range(first, last + 1))


def _grid(b: Board, plane: Plane, data: dict[str, Any]) -> None:
    for x in _marks(plane.x, data.get("xstep", 1)):
        b.line(*plane.at(x, plane.y[0]), *plane.at(x, plane.y[1]), b.c.first_soft, 1)
    for y in _marks(plane.y, data.get("ystep", 1)):
        b.line(*plane.at(plane.x[0], y), *plane.at(plane.x[1], y), b.c.first_soft, 1)


def _axes(b: Board, a: Area, plane: Plane, drawn: Drawn, data: dict[str, Any], size: float) -> None:
    """The two axes, their marks and numbers, their names."""
    zero_x = min(max(0.0, plane.x[0]), plane.x[1])
    zero_y = min(max(0.0, plane.y[0]), plane.y[1])
    left, across = plane.at(plane.x[0], zero_y)
    upright, down = plane.at(zero_x, plane.y[0])
    right, top = plane.a.x + plane.a.w + 0.2, plane.a.y - 0.15
    b.line(left, across, right, across, b.c.ink, 2.5, arrow=True)
    b.line(upright, down, upright, top, b.c.ink, 2.5, arrow=True)
    drawn.add_line([(left, across), (right, across)])
    drawn.add_line([(upright, down), (upright, top)])
    small = _small(size)
    for x in _marks(plane.x, data.get("xstep", 1)):
        at = plane.at(x, zero_y)[0]
        b.line(at, across - 0.05, at, across + 0.05, b.c.ink, 2)
        if abs(x - zero_x) > 1e-9 or zero_x != 0:
            drawn.texts.append(write_at(b, a, at, across + 0.2, decimal(x), small))
    for y in _marks(plane.y, data.get("ystep", 1)):
        at = plane.at(zero_x, y)[1]
        b.line(upright - 0.05, at, upright + 0.05, at, b.c.ink, 2)
        if abs(y - zero_y) > 1e-9:
            number = write_at(b, a, upright - 0.1, at, decimal(y), small, align="right")
            drawn.texts.append(number)
    if zero_x == 0 and zero_y == 0:
        write_at(b, a, upright - 0.08, across + 0.2, "0", small, align="right")
    names = (
        (right + 0.1, across - 0.24, data.get("xname", "x"), "right"),
        (upright + 0.15, top + 0.05, data.get("yname", "y"), "left"),
    )
    for x, y, name, align in names:
        drawn.texts.append(write_at(b, a, x, y, name, size, bold=True, align=align))


def _broken(b: Board, run: list[Point], tone: str, *, dash: bool) -> None:
    if not dash:
        b.polygon(run, None, line=tone, width=3, close=False)
        return
    curve = len(run) > 20  # some of its short stretches are the dashes
    for i, (one, other) in enumerate(itertools.pairwise(run)):
        if not curve or i // 3 % 2 == 0:
            b.line(*one, *other, tone, 3, dash=not curve)
