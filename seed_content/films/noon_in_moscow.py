"""Noon in Moscow on a day of the year: the height of the Sun, the length of the day, a tree."""

import math

from seed_content.films.captions import CREAM, SOFT
from seed_content.films.plane import GOLD, PALE, ray
from seed_content.pictures.canvas import Canvas

LATITUDE = 55.75  # degrees north
# The Sun rises and sets when its centre is 50′ under the horizon: refraction and half of its disc.
_RISE = -0.833


def noon_height(declination: float) -> float:
    """The Sun's height at noon, degrees: h = 90° − φ + δ."""
    return 90 - LATITUDE + declination


def day_length(declination: float) -> float:
    """Hours from sunrise to sunset: cos H = (sin h₀ − sin φ sin δ) / (cos φ cos δ)."""
    phi, delta = math.radians(LATITUDE), math.radians(declination)
    cos = (math.sin(math.radians(_RISE)) - math.sin(phi) * math.sin(delta)) / (
        math.cos(phi) * math.cos(delta)
    )
    return 2 * math.degrees(math.acos(cos)) / 15


def half_hours(hours: float) -> str:
    """Hours rounded to a half, as they are said: «17,5 ч», «12 ч»."""
    return f"{round(hours * 2) / 2:g} ч".replace(".", ",")


def panel(c: Canvas, declination: float, title: tuple[str, str], season: int) -> None:
    """The panel at the right of the frame; ``season`` 0 to 3: summer, autumn, winter, spring."""
    height = noon_height(declination)
    c.rect(394, 52, 228, 250, PALE, radius=12)
    c.text(508, 74, title[0], 20, GOLD, bold=True)
    c.text(508, 97, title[1], 16, SOFT)
    eye = (462.0, 240.0)
    ground = ("#5E9A56", "#A38A4A", "#E8EEF4", "#8D8A6A")[season]
    c.rect(404, 240, 208, 12, ground, radius=3)
    _tree(c, season)
    sun = ray(eye, 138, height)
    c.line([sun, eye], GOLD, 2.5)
    c.oval(*sun, 13, 13, "#8A6A24")
    c.oval(*sun, 10, 10, "#FFD45C")
    c.arc(*eye, 42, 0, height, CREAM, 2)
    beside = height / 2 if height > 20 else height + 13  # a low Sun's angle is named above it
    c.text(*ray(eye, 66, beside), f"{height:.0f}°", 17, CREAM)
    hours = day_length(declination)
    left, wide = 406.0, 204.0
    night = (24 - hours) / 2 / 24 * wide
    c.rect(left, 262, wide, 11, "#13243A", radius=3)
    c.rect(left + night, 262, wide - 2 * night, 11, GOLD)
    c.text(508, 287, f"день около {half_hours(hours)}", 17, CREAM)


def _tree(c: Canvas, season: int) -> None:
    """A tree in leaf, in yellow leaf, under snow, in bud."""
    c.line([(432, 240), (432, 200)], "#7A5B3C", 5)
    for dx, dy in ((-14, -22), (14, -22), (-8, -34), (9, -36)):
        c.line([(432, 214), (432 + dx, 214 + dy)], "#7A5B3C", 2.5)
    if season < 2:
        leaf = ("#4F9A53", "#D98A2B")[season]
        for dx, dy, r in ((0, -40, 17), (-13, -27, 13), (13, -27, 13)):
            c.oval(432 + dx, 214 + dy, r, r, leaf)
    elif season == 2:
        for dx, dy in ((-14, -22), (14, -22), (-8, -34), (9, -36)):
            c.oval(432 + dx, 212 + dy, 6, 3.5, "#E8EEF4")
    else:
        for dx, dy in ((-14, -22), (14, -22), (-8, -34), (9, -36), (0, -18)):
            c.oval(432 + dx, 214 + dy, 3.5, 3.5, "#9CCB6B")
