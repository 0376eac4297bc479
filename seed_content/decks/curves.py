"""Curves of coordinate planes by their type: a function, and the runs of it inside the plane."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from seed_content.decks.board import Area
from seed_content.measure import Point

_STEPS = 200  # of a curve over the whole width

Curve = Callable[[float], float]


def _poly(data: dict[str, Any]) -> Curve:
    return lambda x: sum(float(c) * x**power for power, c in enumerate(data["c"]))


def _wave(of: Curve) -> Callable[[dict[str, Any]], Curve]:
    return lambda data: (
        lambda x: (
            float(data.get("a", 1)) * of(float(data.get("w", 1)) * x + float(data.get("phase", 0)))
        )
    )


_CURVES: dict[str, Callable[[dict[str, Any]], Curve]] = {
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
class Plane:
    """Where a coordinate lies on the slide."""

    a: Area
    x: tuple[float, float]
    y: tuple[float, float]

    def at(self, x: float, y: float) -> Point:
        """The place of a coordinate, in inches; raises ``ValueError`` for one outside."""
        spare = 1e-6 * (self.x[1] - self.x[0] + self.y[1] - self.y[0])
        for value, (least, greatest) in ((x, self.x), (y, self.y)):
            if not least - spare <= value <= greatest + spare:
                raise ValueError(f"axes: ({x:g}, {y:g}) is outside the plane")
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        up = (y - self.y[0]) / (self.y[1] - self.y[0])
        return self.a.x + across * self.a.w, self.a.y + self.a.h - up * self.a.h


def curve_runs(plane: Plane, curve: dict[str, Any]) -> Iterator[list[Point]]:
    """The curve as unbroken runs of places inside the plane, each cut at the plane's edge.

    Raises ``ValueError`` for a type that there is not.
    """
    if curve["type"] not in _CURVES:
        raise ValueError(f"axes: no curve of type {curve['type']!r}")
    value = _CURVES[curve["type"]](curve)
    start = max(float(curve.get("from", plane.x[0])), plane.x[0])
    end = min(float(curve.get("to", plane.x[1])), plane.x[1])
    high = plane.y[1] - plane.y[0]
    run: list[Point] = []
    before: tuple[float, float] | None = None
    for i in range(_STEPS + 1):
        x = start + (end - start) * i / _STEPS
        try:
            y = value(x)
        except (ValueError, ZeroDivisionError, OverflowError):
            y = math.inf  # no value here: a logarithm of less than zero
        if isinstance(y, complex):
            y = math.inf  # a root of less than zero
        inside = plane.y[0] <= y <= plane.y[1]
        # A curve that leaves steeply is drawn to the edge; one that jumps over the plane is not.
        near = before is not None and math.isfinite(y) and abs(y - before[1]) < high * 0.75
        if before and near and inside != bool(run):
            run.append(plane.at(*_crossing(plane, before, (x, y))))
        if inside:
            run.append(plane.at(x, y))
        elif run:
            if len(run) > 1:
                yield run
            run = []
        before = (x, y) if math.isfinite(y) else None
    if len(run) > 1:
        yield run


def _crossing(plane: Plane, one: Point, other: Point) -> Point:
    """Where a stretch of which one end is inside goes through the upper or the lower edge."""
    edge = plane.y[1] if max(one[1], other[1]) > plane.y[1] else plane.y[0]
    share = (edge - one[1]) / (other[1] - one[1])
    return one[0] + (other[0] - one[0]) * share, edge
