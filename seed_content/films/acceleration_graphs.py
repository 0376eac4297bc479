"""A car gathers speed at 2 m/s² while the graphs of its speed and displacement grow."""

import math
from collections.abc import Iterator

from PIL import Image

from seed_content.films.captions import CREAM, NIGHT, SOFT, Caption, moments, write_caption
from seed_content.films.encode import SIZE
from seed_content.films.road import car, lay_road
from seed_content.films.speeding_up import (
    ACCELERATION,
    BLUE,
    END,
    GOLD,
    RED,
    S,
    V,
    moving,
    path,
    says,
    speed,
)
from seed_content.films.speeding_up_paths import area, odd, parabola, triangle
from seed_content.films.timing import comma, part
from seed_content.pictures.canvas import Canvas


def frames(captions: tuple[Caption, ...]) -> Iterator[Image.Image]:
    """The film's pictures one after another."""
    boards = _boards()
    for t in moments(captions):
        k = next(i for i, caption in enumerate(captions) if t < caption.until)
        c = boards[k].copy()
        # The car goes for the middle of each scene and then stands for the eye to follow.
        tau = END * part(t, captions[k].start + 0.8, captions[k].until - 2.2)
        (_start, _grow, _slope, area, triangle, parabola, odd, _compare)[k](c, tau)
        write_caption(c, captions, t)
        yield c.finished()


def _boards() -> list[Canvas]:
    """The unmoving part of each of the eight scenes."""
    road = Canvas(*SIZE, NIGHT)
    road.text(28, 26, "Равноускоренное движение", 22, CREAM, bold=True, anchor="lm")
    lay_road(road)
    left = road.copy()
    V.marks(left, range(6), range(2, 11, 2), END, 10)
    V.axes(left, END, 10, ("t, с", "v, м/с"))
    both = left.copy()
    S.marks(both, range(6), range(5, 26, 5), END, 25)
    S.axes(both, END, 25, ("t, с", "s, м"))
    lanes = left.copy()
    lanes.rect(20, 66, 600, 4, "#35465A")
    return [road, left, left, left, left, both, left, lanes]


def _start(c: Canvas, tau: float) -> None:
    moving(c, tau)
    shown = round(tau, 1)  # the numbers agree with one another as they are written
    for x, name, value in (
        (120, "время", f"{comma(shown)} с"),
        (320, "скорость", f"{comma(speed(shown))} м/с"),
        (520, "перемещение", f"{comma(path(shown))} м"),
    ):
        c.rect(x - 86, 160, 172, 92, "#2A394B", radius=12)
        c.text(x, 182, name, 17, SOFT)
        c.text(x, 218, value, 30, CREAM, bold=True)


def _grow(c: Canvas, tau: float) -> None:
    moving(c, tau)
    for second in range(1, math.floor(tau + 1e-9) + 1):  # a stair for each second
        before, now = speed(second - 1), speed(second)
        c.line([V.at(second - 1, before), V.at(second, before)], GOLD, 1.5)
        c.line([V.at(second, before), V.at(second, now)], GOLD, 2.5)
    V.curve(c, speed, tau, RED)
    says(
        c,
        (f"t = {comma(tau)} с", 24, CREAM),
        (f"v = {comma(speed(round(tau, 1)))} м/с", 28, RED),
        ("v = at", 22, SOFT),
    )


def _slope(c: Canvas, tau: float) -> None:
    """The triangle Δt, Δv slides along the line: the ratio stays the same."""
    car(c, path(tau), RED)
    V.curve(c, speed, END, RED)
    begin = min(tau, 3.0)
    first = round(speed(begin), 1)
    corner, top = V.at(begin + 2, speed(begin)), V.at(begin + 2, speed(begin + 2))
    c.polygon([V.at(begin, speed(begin)), corner, top], "#5B5335")
    c.line([V.at(begin, speed(begin)), corner], GOLD, 2.5)
    c.line([corner, top], GOLD, 2.5)
    c.text(corner[0] - 40, corner[1] + 12, "Δt = 2 с", 14, GOLD)
    c.text(corner[0] + 6, (corner[1] + top[1]) / 2, "Δv", 15, GOLD, anchor="lm")
    says(
        c,
        ("a = Δv / Δt", 28, CREAM),
        (f"Δv = {comma(first + 4)} − {comma(first)} = 4 м/с", 18, GOLD),
        ("a = 4 м/с : 2 с = 2 м/с²", 22, CREAM),
    )


def _compare(c: Canvas, tau: float) -> None:
    slow, shown = ACCELERATION / 2, round(tau, 1)
    car(c, path(tau, slow), BLUE, 66)
    car(c, path(tau), RED, 97)
    V.curve(c, speed, max(tau, 0.01), RED)
    V.curve(c, lambda t: speed(t, slow), max(tau, 0.01), BLUE)
    says(c)
    for y, colour, a in ((196, RED, ACCELERATION), (252, BLUE, slow)):
        c.text(474, y - 12, f"a = {a:g} м/с²", 22, colour, bold=True)
        words = f"v = {comma(speed(shown, a))} м/с,  s = {comma(path(shown, a))} м"
        c.text(474, y + 12, words, 17, CREAM)
