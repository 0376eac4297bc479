"""Coordinate axes with curves, broken lines and points of given coordinates."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from seed_content.decks.board import Area, Board
from seed_content.decks.colours import colour
from seed_content.decks.extent import write_at
from seed_content.measure import Point

_TONES = ("first", "second", "third", "ink")
_STEPS = 160  # of a curve over the whole width


def _poly(data: dict[str, Any]) -> Callable[[float], float]:
    return lambda x: sum(float(c) * x**power for power, c in enumerate(data["c"]))


def _wave(of: Callable[[float], float]) -> Callable[[dict[str, Any]], Callable[[float], float]]:
    return lambda data: (
        lambda x: (
            float(data.get("a", 1)) * of(float(data.get("w", 1)) * x + float(data.get("phase", 0)))
        )
    )


_CURVES: dict[str, Callable[[dict[str, Any]], Callable[[float], float]]] = {
    "poly": _poly,
    "power": lambda data: lambda x: float(data.get("k", 1)) * x ** data["p"],
    "sin": _wave(math.sin),
    "cos": _wave(math.cos),
    "tan": _wave(math.tan),
    "exp": lambda data: lambda x: float(data["base"]) ** x,
    "log": lambda data: lambda x: math.log(x, data["base"]),
    "hyperbola": lambda data: lambda x: float(data["k"]) / x,
    "abs": lambda data: lambda x: float(data.get("k", 1)) * abs(x),
    "sqrt": lambda data: lambda x: float(data.get("k", 1)) * math.sqrt(x),
}


@dataclass(frozen=True)
class _Plane:
    """Where a coordinate lies on the slide."""

    a: Area
    x: tuple[float, float]
    y: tuple[float, float]

    def at(self, x: float, y: float) -> Point:
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        up = (y - self.y[0]) / (self.y[1] - self.y[0])
        return self.a.x + across * self.a.w, self.a.y + self.a.h - up * self.a.h


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """Axes over the area; what leaves it is cut.

    ``x`` and ``y`` are [least, greatest]; ``xstep``, ``ystep`` part the marks (1); ``xname``,
    ``yname`` stand at the arrows; ``curves`` are of a ``type`` (poly with coefficients ``c`` from
    the constant on, power, sin, cos, tan, exp, log, hyperbola, abs, sqrt), with ``from``, ``to``,
    ``color``, ``text``; ``lines`` have ``points``; ``points`` have ``x``, ``y``, ``text``;
    ``grid`` (true). Raises ``ValueError`` for a type that there is not.
    """
    inner = Area(a.x + 0.35, a.y + 0.3, a.w - 0.75, a.h - 0.6)
    plane = _Plane(inner, tuple(data["x"]), tuple(data["y"]))
    size = float(data.get("size", 18))
    _grid(b, plane, data)
    _arrows(b, a, plane, data, size)
    for i, curve in enumerate(data.get("curves", ())):
        tone = colour(b.c, curve.get("color", _TONES[i % len(_TONES)]))
        pieces = list(_pieces(plane, curve))
        _broken(b, a, pieces, tone, curve, size)
    for i, line in enumerate(data.get("lines", ())):
        tone = colour(b.c, line.get("color", _TONES[i % len(_TONES)]))
        _broken(b, a, [[plane.at(x, y) for x, y in line["points"]]], tone, line, size)
    for point in data.get("points", ()):
        x, y = plane.at(point["x"], point["y"])
        tone = colour(b.c, point.get("color", "second"))
        b.oval(x, y, 0.08, 0.08, tone, line=b.c.sheet, width=1)
        if point.get("text"):
            write_at(
                b, a, x + 0.14, y - 0.2, point["text"], size, bold=True, color=tone, align="left"
            )


def _marks(limits: tuple[float, float], step: float) -> Iterator[float]:
    first = math.ceil(limits[0] / step - 1e-9)
    last = math.floor(limits[1] / step + 1e-9)
    return (number * step for number in range(first, last + 1))


def _grid(b: Board, plane: _Plane, data: dict[str, Any]) -> None:
    if not data.get("grid", True):
        return
    for x in _marks(plane.x, data.get("xstep", 1)):
        b.line(*plane.at(x, plane.y[0]), *plane.at(x, plane.y[1]), b.c.first_soft, 1)
    for y in _marks(plane.y, data.get("ystep", 1)):
        b.line(*plane.at(plane.x[0], y), *plane.at(plane.x[1], y), b.c.first_soft, 1)


def _arrows(b: Board, a: Area, plane: _Plane, data: dict[str, Any], size: float) -> None:
    """The two axes, their marks and numbers, their names."""
    zero_x = min(max(0.0, plane.x[0]), plane.x[1])
    zero_y = min(max(0.0, plane.y[0]), plane.y[1])
    left, across = plane.at(plane.x[0], zero_y)
    right = plane.a.x + plane.a.w + 0.2
    down, top = plane.at(zero_x, plane.y[0])[1], plane.a.y - 0.15
    upright = plane.at(zero_x, 0)[0]
    b.line(left, across, right, across, b.c.ink, 2.5, arrow=True)
    b.line(upright, down, upright, top, b.c.ink, 2.5, arrow=True)
    small = max(14.0, size - 4)
    for x in _marks(plane.x, data.get("xstep", 1)):
        at = plane.at(x, zero_y)[0]
        b.line(at, across - 0.05, at, across + 0.05, b.c.ink, 2)
        if abs(x - zero_x) > 1e-9 or zero_x != 0:
            write_at(b, a, at, across + 0.2, _number(x), small)
    for y in _marks(plane.y, data.get("ystep", 1)):
        at = plane.at(zero_x, y)[1]
        b.line(upright - 0.05, at, upright + 0.05, at, b.c.ink, 2)
        if abs(y - zero_y) > 1e-9:
            write_at(b, a, upright - 0.1, at, _number(y), small, align="right")
    if zero_x == 0 and zero_y == 0:
        write_at(b, a, upright - 0.08, across + 0.2, "0", small, align="right")
    name_x, name_y = data.get("xname", "x"), data.get("yname", "y")
    write_at(b, a, right + 0.1, across - 0.24, name_x, size, bold=True, align="right")
    write_at(b, a, upright + 0.15, top + 0.05, name_y, size, bold=True, align="left")


def _number(value: float) -> str:
    return f"{value:g}".replace("-", "−").replace(".", ",")


def _pieces(plane: _Plane, curve: dict[str, Any]) -> Iterator[list[Point]]:
    """The curve as unbroken runs of points inside the plane."""
    if curve["type"] not in _CURVES:
        raise ValueError(f"axes: no curve of type {curve['type']!r}")
    value = _CURVES[curve["type"]](curve)
    start, end = curve.get("from", plane.x[0]), curve.get("to", plane.x[1])
    run: list[Point] = []
    for i in range(_STEPS + 1):
        x = start + (end - start) * i / _STEPS
        try:
            y: float | complex = value(x)
        except (ValueError, ZeroDivisionError, OverflowError):
            y = math.inf  # no value here: a root or a logarithm of less than zero
        if isinstance(y, complex) or not plane.y[0] <= y <= plane.y[1]:
            if len(run) > 1:
                yield run
            run = []
        else:
            run.append(plane.at(x, y))
    if len(run) > 1:
        yield run


def _broken(
    b: Board, a: Area, runs: list[list[Point]], tone: str, said: dict[str, Any], size: float
) -> None:
    for run in runs:
        if said.get("dash"):
            for (x1, y1), (x2, y2) in zip(run[::2], run[1::2], strict=False):
                b.line(x1, y1, x2, y2, tone, 3, dash=len(run) == 2)
        else:
            b.polygon(run, None, line=tone, width=3, close=False)
    if runs and said.get("text"):
        x, y = runs[-1][-1]
        inside = x > a.x + a.w * 0.75
        write_at(
            b,
            a,
            x - 0.1 if inside else x + 0.12,
            y - 0.24,
            said["text"],
            size,
            bold=True,
            color=tone,
            align="right" if inside else "left",
        )
