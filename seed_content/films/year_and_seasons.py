"""The seasons: the Earth goes round the Sun, its tilted axis always points the same way."""

from collections.abc import Iterator

from PIL import Image

from seed_content.films.captions import CREAM, NIGHT, SOFT, Caption, moments, write_caption
from seed_content.films.encode import SIZE
from seed_content.films.globe import View, declination, globe, parallel, place
from seed_content.films.noon_in_moscow import panel
from seed_content.films.summer_and_winter import globes_board, two_globes
from seed_content.films.timing import between, part, soft
from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas

_VIEW = View(24)
_WIDE: tuple[Point, float, float] = ((320, 170), 200, 25)  # the Sun, the orbit and the Earth
_NARROW: tuple[Point, float, float] = ((200, 172), 150, 24)
_JUNE = 180.0  # degrees of the orbit
_YEAR = 12.0  # seconds of the film for the first revolution
_STATIONS = (
    ("21–22 июня", "летнее солнцестояние"),
    ("22–23 сентября", "осеннее равноденствие"),
    ("21–22 декабря", "зимнее солнцестояние"),
    ("20–21 марта", "весеннее равноденствие"),
)
_MONTHS = ((180, "июнь"), (270, "сентябрь"), (0, "декабрь"), (90, "март"))


def frames(captions: tuple[Caption, ...]) -> Iterator[Image.Image]:
    """The film's pictures one after another."""
    wide, narrow = _board(_WIDE), _board(_NARROW)
    pair = [globes_board(_titled(), shown) for shown in (1, 2)]
    s = [one.start for one in captions]
    for t in moments(captions):
        if t < s[3]:
            c = wide.copy()
            _first_year(c, t, s)
        elif t < s[6] or t >= s[10]:
            c = pair[t >= s[4]].copy()
            two_globes(c, t, s)
        else:
            c = narrow.copy()
            _tour(c, t, s)
        write_caption(c, captions, t)
        yield c.finished()


def _titled() -> Canvas:
    c = Canvas(*SIZE, NIGHT)
    c.text(28, 30, "Почему сменяются времена года", 22, CREAM, bold=True, anchor="lm")
    c.text(616, 30, "размеры и расстояния — не в масштабе", 14, SOFT, anchor="rm")
    return c


def _board(layout: tuple[Point, float, float]) -> Canvas:
    """The orbit seen aslant, the Sun in its middle."""
    c = _titled()
    sun, r, _ = layout
    ring = [_VIEW.on(sun, r, place(a)) for a in range(0, 363, 3)]
    c.line(ring, "#46586D", 1.5)
    for size, colour in ((0.17, "#3A3524"), (0.14, "#8A6A24"), (0.115, "#FFD45C")):
        c.oval(*sun, size * r, size * r, colour)
    return c


def _earth(c: Canvas, layout: tuple[Point, float, float], degrees: float) -> Point:
    """The Earth at its place of the orbit, lit by the Sun; returns the place in the frame."""
    sun, r, size = layout
    at = _VIEW.on(sun, r, place(degrees))
    sun_side = place(degrees + 180)
    globe(c, _VIEW, at, size, sun_side)
    parallel(c, _VIEW, at, size, sun_side, 0, ("#A9D2F2", "#46607E"), 1.5)
    return at


def _first_year(c: Canvas, t: float, s: list[float]) -> None:
    """A year from June to June; then the four places at once, with their months."""
    gone = 360 * min(t, _YEAR) / _YEAR
    if t < s[2]:
        degrees = [_JUNE + gone]
        if t >= s[1]:
            degrees = [_JUNE + k for k in range(0, 360, 90) if k <= gone] + degrees
    else:
        degrees = [_JUNE + k for k in range(0, 360, 90)]
    # What is farther from the viewer, higher in the frame, is drawn first.
    for one in sorted(degrees, key=lambda a: -place(a)[1]):
        _earth(c, _WIDE, one)
    if t >= s[2]:
        for a, name in _MONTHS:
            x, y = _VIEW.on(_WIDE[0], _WIDE[1], place(a))
            aside = {180: (-66, 0), 0: (74, 0), 90: (66, -4), 270: (80, 12)}[a]
            c.text(x + aside[0], y + aside[1], name, 18, SOFT, bold=True)


def _tour(c: Canvas, t: float, s: list[float]) -> None:
    """From June through September and December to March, with Moscow's noon beside it."""
    station = next(k for k in (3, 2, 1, 0) if t >= s[6 + k])
    way = soft(part(t, s[6 + station], s[6 + station] + 1.6)) if station else 1.0
    degrees = between(_JUNE + 90 * (station - 1), _JUNE + 90 * station, way)
    _earth(c, _NARROW, degrees)
    panel(c, declination(degrees), _STATIONS[station], station)
