"""The Pythagorean theorem: four triangles lie in a square in two ways, what is left is equal."""

import math
from collections.abc import Iterator

from PIL import Image

from seed_content.films.captions import CREAM, NIGHT, SOFT, Caption, moments, write_caption
from seed_content.films.encode import SIZE
from seed_content.films.plane import (
    BLUE,
    GOLD,
    GREEN,
    PALE,
    RED,
    ray,
    sector,
    slid,
    toward,
    turned,
)
from seed_content.films.pythagoras_squares import theorem, tile
from seed_content.films.timing import part, soft
from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas, Colour

_A, _B = 78.0, 122.0  # the legs, pixels
_S = _A + _B
_LEFT, _RIGHT = (64.0, 82.0), (376.0, 82.0)  # corners of the square and of its copy
_FIRST: list[Point] = [(0, 0), (_A, 0), (0, _B)]  # the triangle in the upper left corner
_ALPHA = math.degrees(math.atan2(_A, _B))

# The four triangles: the first one turned about the middle of the square by 0°, 90°, 180°, 270°.
_FOUR = [turned(_FIRST, (_S / 2, _S / 2), -90 * k) for k in range(4)]
# Where each one slides, one after another: along the sides of the inner square, then straight.
_SLIDES: tuple[tuple[int, float, float], ...] = ((2, -_B, -_A), (3, _A, 0), (1, 0, _B))


def frames(captions: tuple[Caption, ...]) -> Iterator[Image.Image]:
    """The film's pictures one after another."""
    board = Canvas(*SIZE, NIGHT)
    board.text(28, 30, "Теорема Пифагора", 22, CREAM, bold=True, anchor="lm")
    s = [one.start for one in captions]
    for t in moments(captions):
        c = board.copy()
        if t < s[2]:
            theorem(
                c, _A, _B, soft(part(t, s[1], s[1] + 1.5)), part(t, s[1] + 1.5, s[2] - 1.5), int(t)
            )
        else:
            _first_way(c, t, s)
            if t >= s[7]:
                _second_way(c, t, s)
        write_caption(c, captions, t)
        yield c.finished()


def _frame(c: Canvas, at: Point, sides: int) -> None:
    """The square with the side a + b; its upper and left side named, or all four, or none."""
    x, y = at
    c.rect(x, y, _S, _S, PALE, line=SOFT, width=2)
    for aside, beyond in ((-13.0, False), (_S + 13, True))[: sides // 2]:
        for name, ink, u in (("a", RED, _A / 2), ("b", BLUE, _A + _B / 2)):
            along = _S - u if beyond else u
            c.text(x + along, y + aside, name, 20, ink, bold=True)
            c.text(x + aside, y + _S - along, name, 20, ink, bold=True)


def _first_way(c: Canvas, t: float, s: list[float]) -> None:
    """Four triangles come into the corners; the inner quadrilateral is shown to be a square."""
    _frame(c, _LEFT, 4)
    middle = (_LEFT[0] + _S / 2, _LEFT[1] + _S / 2)
    inner = slid([_FOUR[k][1] for k in range(4)], *_LEFT)
    if t >= s[6]:
        c.polygon(inner, "#5C5130")
        c.text(*middle, "c²", 34, GOLD, bold=True)
    came = 330 * (1 - soft(part(t, s[3], s[3] + 1.5)))
    for k in range(4):
        begin = s[3] + 1.5 * k
        if t < begin:
            continue
        first = slid(_FIRST, _LEFT[0] + (came if k == 0 else 0), _LEFT[1])
        tile(c, turned(first, middle, -90 * k * soft(part(t, begin, begin + 1.5))))
    if t >= s[4]:
        for k in range(4):
            grown = soft(part(t, s[4] + 0.8 * k, s[4] + 0.8 * (k + 1)))
            p, q = inner[k], inner[(k + 1) % 4]
            if grown > 0:
                c.line([p, toward(p, q, grown)], GOLD, 4)
            if grown == 1 and t < s[6] and (t < s[5] or k in (0, 3)):
                c.text(*toward(toward(p, q, 0.5), middle, 0.2), "c", 22, GOLD, bold=True)
    if s[5] <= t < s[7]:
        _angles(c, (_LEFT[0] + _B, _LEFT[1] + _S), t - s[5])


def _angles(c: Canvas, at: Point, t: float) -> None:
    """Two acute angles and the one between them make a straight angle."""
    marks: tuple[tuple[float, float, Colour, str], ...] = (
        (180 - _ALPHA, 180, RED, "α"),
        (0, 90 - _ALPHA, GREEN, "β"),
        (90 - _ALPHA, 180 - _ALPHA, GOLD, "90°"),
    )
    for i, (start, end, colour, name) in enumerate(marks):
        if t >= 1.2 * i:
            c.line(sector(at, 34, start, end)[1:], colour, 4)
            c.text(*ray(at, 50, (start + end) / 2), name, 19, colour, bold=True)
    for begin, y, words, size, ink in (
        (1.2, 150, "α + β = 90°", 28, CREAM),
        (1.2, 182, "острые углы треугольника", 17, SOFT),
        (3.0, 232, "180° − 90° = 90°", 28, CREAM),
    ):
        if t >= begin:
            c.text(466, y, words, size, ink, bold=ink == CREAM)


def _second_way(c: Canvas, t: float, s: list[float]) -> None:
    """A copy of the square, where the triangles slide into two rectangles."""
    went = soft(part(t, s[7], s[7] + 1.5))
    at = toward(_LEFT, _RIGHT, went)
    _frame(c, at, 2 if went == 1 else 0)
    if t >= s[9]:
        for x, y, side, fill, ink, name in (
            (0.0, _B, _A, "#5A3A38", RED, "a²"),
            (_A, 0.0, _B, "#2B4C66", BLUE, "b²"),
        ):
            c.rect(at[0] + x, at[1] + y, side, side, fill, line=ink, width=3)
            c.text(at[0] + x + side / 2, at[1] + y + side / 2, name, 32, ink, bold=True)
    moved = {k: (dx, dy) for k, dx, dy in _SLIDES}
    for k in range(4):
        dx, dy = moved.get(k, (0.0, 0.0))
        turn = next((i for i, slide in enumerate(_SLIDES) if slide[0] == k), 0)
        begin = s[8] + 0.3 + 2.2 * turn
        p = soft(part(t, begin, begin + 2))
        tile(c, slid(_FOUR[k], at[0] + dx * p, at[1] + dy * p))
    if t >= s[10]:
        c.text(320, _LEFT[1] + _S / 2, "=", 46, CREAM, bold=True)
        c.text(320, 44, "c² = a² + b²", 30, GOLD, bold=True)
