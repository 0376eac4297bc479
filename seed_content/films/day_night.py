"""Day and night: the Earth seen from above the North Pole, turning against the clock's hands."""

import math
from collections.abc import Iterator

from PIL import Image, ImageDraw

from seed_content.films.captions import CREAM, NIGHT, SOFT, Caption, moments, write_caption
from seed_content.films.encode import SIZE
from seed_content.pictures.canvas import Canvas

_EARTH = (330.0, 168.0)
_R = 92.0
_START, _TURN = 4.0, 8.0  # the Earth begins to turn at 4 s; a day lasts 8 s of the film
_LAND = "#6FAE63"

# Coast of an invented land about the pole: degrees and part of the radius.
_COASTS = (
    ((-20, 0.45), (5, 0.4), (30, 0.5), (55, 0.45), (62, 0.72), (40, 0.86), (12, 0.9), (-16, 0.76)),
    ((110, 0.5), (140, 0.42), (165, 0.55), (170, 0.8), (140, 0.92), (114, 0.78)),
    ((215, 0.55), (245, 0.48), (275, 0.58), (285, 0.82), (250, 0.9), (220, 0.82)),
)


def frames(captions: tuple[Caption, ...]) -> Iterator[Image.Image]:
    """The film's pictures one after another."""
    sky = Canvas(*SIZE, NIGHT)
    _sunlight(sky)
    shade = Image.new("L", sky.image.size, 0)
    half = [
        (_EARTH[0] + _R * math.sin(math.radians(a)), _EARTH[1] - _R * math.cos(math.radians(a)))
        for a in range(0, 181, 3)
    ]
    ImageDraw.Draw(shade).polygon([(x * 2, y * 2) for x, y in half], 150)
    night = Image.new("RGB", sky.image.size, "#0B1220")
    for t in moments(captions):
        turned = max(0.0, t - _START) / _TURN  # turns since midnight
        c = sky.copy()
        _earth(c, turned)
        c.image.paste(night, (0, 0), shade)
        _house(c, turned)
        _hour(c, turned)
        write_caption(c, captions, t)
        yield c.finished()


def _sunlight(c: Canvas) -> None:
    c.text(28, 30, "Смена дня и ночи", 22, CREAM, bold=True, anchor="lm")
    c.text(_EARTH[0], 298, "вид со стороны Северного полюса", 14, SOFT)
    c.oval(-30, _EARTH[1], 104, 104, "#F5B323")
    c.oval(-30, _EARTH[1], 90, 90, "#FFD45C")
    for dy in (-66, -22, 22, 66):
        c.arrow((104, _EARTH[1] + dy), (196, _EARTH[1] + dy), "#C9993A", 2.5)


def _at(degrees: float, r: float) -> tuple[float, float]:
    a = math.radians(degrees)
    return _EARTH[0] + r * math.cos(a), _EARTH[1] - r * math.sin(a)


def _earth(c: Canvas, turned: float) -> None:
    c.oval(*_EARTH, _R, _R, "#3E8FD0")
    for coast in _COASTS:
        c.polygon([_at(a + 360 * turned, _R * r) for a, r in coast], _LAND)
    c.oval(*_EARTH, 13, 13, "#F2F6FA")
    c.oval(*_EARTH, 3.5, 3.5, "#C93A2E")
    c.arc(*_EARTH, _R + 34, 62, 118, SOFT, 2.5)
    tip, before = _at(120, _R + 34), _at(112, _R + 34)
    c.arrow(before, tip, SOFT, 2.5)


def _house(c: Canvas, turned: float) -> None:
    """The house stands on the rim; at midnight it is at the right, away from the Sun."""
    a = 360 * turned
    foot, wall, roof = _R - 1, _R + 13, _R + 24
    c.polygon([_at(a - 6, foot), _at(a + 6, foot), _at(a + 5.2, wall), _at(a - 5.2, wall)], CREAM)
    c.polygon([_at(a - 7.5, wall), _at(a + 7.5, wall), _at(a, roof)], "#E4572E")


def _hour(c: Canvas, turned: float) -> None:
    hour = turned * 24 % 24
    name, colour = next(
        (name, colour)
        for until, name, colour in (
            (4, "Ночь", "#8FA7D9"),
            (10, "Утро", "#F3B48B"),
            (16, "День", "#FFD45C"),
            (22, "Вечер", "#E98A6A"),
            (24.1, "Ночь", "#8FA7D9"),
        )
        if hour < until
    )
    c.rect(492, 84, 122, 184, "#2A394B", radius=14)
    c.text(553, 118, name, 25, colour, bold=True)
    c.oval(553, 186, 42, 42, "#1E2A38", line=SOFT, width=2)
    for mark in range(0, 24, 6):
        a = math.radians(mark * 15)
        c.line(
            [
                (553 + 35 * math.sin(a), 186 - 35 * math.cos(a)),
                (553 + 40 * math.sin(a), 186 - 40 * math.cos(a)),
            ],
            SOFT,
            2,
        )
    a = math.radians(hour * 15)
    c.line([(553, 186), (553 + 30 * math.sin(a), 186 - 30 * math.cos(a))], CREAM, 3.5)
    c.text(553, 248, f"{int(hour)} ч", 16, SOFT)
