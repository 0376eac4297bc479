"""The Earth as a lit globe: its tilted axis, the night side, parallels with their day and night."""

import math
from dataclasses import dataclass

from seed_content.films.captions import CREAM
from seed_content.films.plane import RED
from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas, Colour

Vector = tuple[float, float, float]

TILT = 23.44  # degrees between the Earth's axis and the upright to its orbit (IAU 2006: 23.4393°)
DAY, DARK, RIM = "#4C9BDC", "#0C1728", "#5B7086"
# The axis leans to the right of the picture: x to the right, y away from the viewer, z up.
AXIS: Vector = (math.sin(math.radians(TILT)), 0.0, math.cos(math.radians(TILT)))


def place(orbit_degrees: float) -> Vector:
    """Where the Earth is on a circle of radius 1; at 180°, in June, it is at the left."""
    a = math.radians(orbit_degrees)
    return math.cos(a), math.sin(a), 0.0


def declination(orbit_degrees: float) -> float:
    """The Sun's height over the plane of the equator, degrees: sin δ = axis · direction to it."""
    sun = place(orbit_degrees + 180)
    return math.degrees(math.asin(_dot(AXIS, sun)))


def _dot(a: Vector, b: Vector) -> float:
    return sum(u * v for u, v in zip(a, b, strict=True))


def _cross(a: Vector, b: Vector) -> Vector:
    return (
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )


def _unit(a: Vector) -> Vector:
    long = math.sqrt(_dot(a, a))
    return a[0] / long, a[1] / long, a[2] / long


@dataclass(frozen=True)
class View:
    """Looking at the plane of the orbit from the north, ``elevation`` degrees above it."""

    elevation: float

    def seen(self, v: Vector) -> Vector:
        """The vector as the viewer has it: to the right, up, towards the viewer."""
        cos, sin = math.cos(math.radians(self.elevation)), math.sin(math.radians(self.elevation))
        return v[0], v[2] * cos + v[1] * sin, v[2] * sin - v[1] * cos

    def on(self, at: Point, r: float, v: Vector) -> Point:
        """The point of the frame for the end of ``v``, drawn ``r`` pixels long from ``at``."""
        x, y, _ = self.seen(v)
        return at[0] + r * x, at[1] - r * y


def globe(c: Canvas, view: View, at: Point, r: float, sun: Vector) -> None:
    """The Earth with its centre at ``at``; ``sun`` is the direction from it to the Sun."""
    south = (-AXIS[0], -AXIS[1], -AXIS[2])
    c.line([view.on(at, r * 1.36, AXIS), view.on(at, r * 1.36, south)], CREAM, max(2, r / 26))
    c.oval(*at, r, r, DAY)
    c.polygon(_night(view, at, r, sun), DARK)
    c.oval(*at, r, r, None, line=RIM, width=1.5)
    if view.seen(AXIS)[2] > 0.01:
        c.line([view.on(at, r, AXIS), view.on(at, r * 1.36, AXIS)], CREAM, max(2, r / 26))
    c.oval(*view.on(at, r * 1.36, AXIS), max(3, r / 18), max(3, r / 18), RED)


def _night(view: View, at: Point, r: float, sun: Vector) -> list[Point]:
    """The dark part of the disc: along the border of light, then back along the rim."""
    sx, sy, sz = view.seen(sun)
    flat = math.hypot(sx, sy)
    if flat < 1e-6:
        return [] if sz > 0 else [at, at]
    lit = math.atan2(sy, sx)  # where on the rim it is noon
    points: list[Point] = []
    for k in range(37):  # the visible half of the border of light: an ellipse's half
        a = math.pi * k / 36
        along, across = math.cos(a), -math.sin(a) * sz
        x = -math.sin(lit) * along + math.cos(lit) * across
        y = math.cos(lit) * along + math.sin(lit) * across
        points.append((at[0] + r * x, at[1] - r * y))
    for k in range(37):  # the rim from one end of the border to the other, through midnight
        a = lit + math.pi * (1.5 - k / 36)
        points.append((at[0] + r * math.cos(a), at[1] - r * math.sin(a)))
    return points


def on_parallel(latitude: float, hour_angle: float, sun: Vector) -> Vector:
    """A point of a parallel; ``hour_angle`` in degrees after its noon, eastwards positive."""
    north = _dot(AXIS, sun)
    noon = _unit((sun[0] - AXIS[0] * north, sun[1] - AXIS[1] * north, sun[2] - AXIS[2] * north))
    east = _cross(AXIS, noon)
    up, out = math.sin(math.radians(latitude)), math.cos(math.radians(latitude))
    cos, sin = math.cos(math.radians(hour_angle)), math.sin(math.radians(hour_angle))
    x, y, z = (a * up + out * (n * cos + e * sin) for a, n, e in zip(AXIS, noon, east, strict=True))
    return x, y, z


def parallel(
    c: Canvas,
    view: View,
    at: Point,
    r: float,
    sun: Vector,
    latitude: float,
    colours: tuple[Colour, Colour],
    width: float,
) -> None:
    """The visible part of a parallel, by day in the first colour and by night in the second."""
    step = 3
    for hour in range(0, 360, step):
        a, b = (on_parallel(latitude, h, sun) for h in (hour, hour + step))
        if view.seen(a)[2] > -0.02 and view.seen(b)[2] > -0.02:
            colour = colours[0] if _dot(a, sun) + _dot(b, sun) > 0 else colours[1]
            c.line([view.on(at, r, a), view.on(at, r, b)], colour, width, round_ends=False)
