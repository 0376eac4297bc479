"""Kepler's three laws, the motion found from Kepler's equation M = E − e·sin E."""

import math
from collections.abc import Iterator

from PIL import Image

from seed_content.films.captions import CREAM, NIGHT, SOFT, Caption, moments, write_caption
from seed_content.films.encode import SIZE
from seed_content.pictures.canvas import Canvas

_CENTRE = (320.0, 176.0)
_A, _E = 166.0, 0.6  # semi-major axis in pixels; eccentricity, larger than any planet's to be seen
_B = _A * math.sqrt(1 - _E * _E)
_SUN = (_CENTRE[0] - _A * _E, _CENTRE[1])
_PERIOD = 9.0  # seconds of the film for one revolution
_GOLD, _BLUE, _RED = "#FFD45C", "#63B7F2", "#F27B63"
_PARTS = 8  # equal intervals of time in one revolution


def eccentric_anomaly(mean: float, eccentricity: float) -> float:
    """Solve Kepler's equation by Newton's method; radians in, radians out."""
    e = mean if eccentricity < 0.8 else math.pi
    for _ in range(12):
        e -= (e - eccentricity * math.sin(e) - mean) / (1 - eccentricity * math.cos(e))
    return e


def frames(captions: tuple[Caption, ...]) -> Iterator[Image.Image]:
    """The film's pictures one after another."""
    first, second, third = captions
    ellipse, orbits = _ellipse_board(), _orbits_board()
    for t in moments(captions):
        if t < third.start:
            c = ellipse.copy()
            revolution = t / _PERIOD if t < first.until else (t - second.start) / _PERIOD
            if t < first.until:
                _foci(c)
            else:
                _sectors(c, revolution)
            _planet(c, revolution)
        else:
            c = orbits.copy()
            _third_law(c, t - third.start)
        write_caption(c, captions, t)
        yield c.finished()


def _at(eccentric: float) -> tuple[float, float]:
    """A point of the orbit; the planet starts at perihelion, at the left."""
    return _CENTRE[0] - _A * math.cos(eccentric), _CENTRE[1] + _B * math.sin(eccentric)


def _sun(c: Canvas, x: float, y: float, r: float) -> None:
    c.oval(x, y, r + 4, r + 4, "#8A6A24")
    c.oval(x, y, r, r, _GOLD)


def _ellipse_board() -> Canvas:
    c = Canvas(*SIZE, NIGHT)
    c.text(28, 30, "Законы Кеплера", 22, CREAM, bold=True, anchor="lm")
    c.oval(*_CENTRE, _A, _B, None, line=SOFT, width=1.5)
    return c


def _foci(c: Canvas) -> None:
    other = (2 * _CENTRE[0] - _SUN[0], _SUN[1])
    c.dashes((_CENTRE[0] - _A, _CENTRE[1]), (_CENTRE[0] + _A, _CENTRE[1]), "#46586D", 1.5, 5)
    c.oval(*other, 4, 4, SOFT)
    c.text(other[0], other[1] + 20, "второй фокус", 15, SOFT)
    c.text(_SUN[0] + 8, _SUN[1] + 30, "Солнце", 15, _GOLD)
    c.text(_CENTRE[0] - _A - 10, _CENTRE[1] - 8, "перигелий", 15, SOFT, anchor="rm")
    c.text(_CENTRE[0] + _A + 10, _CENTRE[1] - 8, "афелий", 15, SOFT, anchor="lm")


def _sectors(c: Canvas, revolution: float) -> None:
    """Areas swept in equal times, filled as the planet sweeps them."""
    now = min(revolution, 1.0) * _PARTS
    for k in range(math.ceil(now)):
        begin, end = k / _PARTS, min(k + 1, now) / _PARTS
        steps = 14
        rim = [
            _at(eccentric_anomaly(math.tau * (begin + (end - begin) * i / steps), _E))
            for i in range(steps + 1)
        ]
        c.polygon([_SUN, *rim], "#3D6E96" if k % 2 == 0 else "#2E4E6E")
    c.oval(*_CENTRE, _A, _B, None, line=SOFT, width=1.5)


def _planet(c: Canvas, revolution: float) -> None:
    x, y = _at(eccentric_anomaly(math.tau * (revolution % 1), _E))
    c.line([_SUN, (x, y)], CREAM, 1.5)
    _sun(c, *_SUN, 13)
    c.oval(x, y, 8, 8, _BLUE)


def _orbits_board() -> Canvas:
    c = Canvas(*SIZE, NIGHT)
    c.text(28, 30, "Законы Кеплера", 22, CREAM, bold=True, anchor="lm")
    for r in (_INNER, _OUTER):
        c.oval(210, 176, r, r, None, line=SOFT, width=1.5)
    return c


_INNER = 78.0
_OUTER = _INNER * 2 ** (2 / 3)  # twice the period: a is 4 ** (1/3) times larger
_YEAR = 4.0  # seconds of the film for one revolution of the inner planet


def _third_law(c: Canvas, t: float) -> None:
    for r, period, colour in ((_INNER, _YEAR, _BLUE), (_OUTER, 2 * _YEAR, _RED)):
        a = math.tau * t / period
        c.line([(210, 176), (210 + r * math.cos(a), 176 - r * math.sin(a))], "#46586D", 1.5)
        c.oval(210 + r * math.cos(a), 176 - r * math.sin(a), 8, 8, colour)
    _sun(c, 210, 176, 12)
    c.rect(390, 74, 226, 204, "#2A394B", radius=14)
    for x, up, down in ((428, "T₁²", "T₂²"), (520, "a₁³", "a₂³")):
        c.text(x + 16, 104, up, 26, CREAM, bold=True)
        c.line([(x - 10, 124), (x + 42, 124)], CREAM, 2)
        c.text(x + 16, 144, down, 26, CREAM, bold=True)
    c.text(490, 124, "=", 26, CREAM, bold=True)
    for y, colour, turns in ((198, _BLUE, t / _YEAR), (228, _RED, t / (2 * _YEAR))):
        c.oval(416, y, 7, 7, colour)
        c.text(434, y, f"оборотов: {turns:.1f}".replace(".", ","), 18, CREAM, anchor="lm")
    c.text(503, 258, "T₂ = 2T₁,  a₂ ≈ 1,59 a₁", 16, SOFT)
