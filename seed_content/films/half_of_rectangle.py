"""The area of a triangle: two pieces of a rectangle turn and cover the triangle exactly."""

from collections.abc import Iterator

from PIL import Image

from seed_content.films.captions import CREAM, NIGHT, SOFT, Caption, moments, write_caption
from seed_content.films.encode import SIZE
from seed_content.films.plane import (
    BLUE,
    DEEP,
    GOLD,
    GREEN,
    PALE,
    RED,
    outline,
    right_angle,
    toward,
    turned,
)
from seed_content.films.timing import part, soft
from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas

_LEFT, _RIGHT, _TOP, _BOTTOM = 70.0, 370.0, 84.0, 272.0
_A, _C, _B = (_LEFT, _BOTTOM), (_RIGHT, _BOTTOM), (166.0, _TOP)
_FOOT = (_B[0], _BOTTOM)
# What the triangle leaves of the rectangle at the left and at the right, and where each one turns.
_PIECES: tuple[tuple[list[Point], Point, str], ...] = (
    ([(_LEFT, _TOP), _B, _A], toward(_A, _B, 0.5), RED),
    ([(_RIGHT, _TOP), _C, _B], toward(_B, _C, 0.5), GREEN),
)
_FILL = {RED: "#6E4440", GREEN: "#3C6247"}


def frames(captions: tuple[Caption, ...]) -> Iterator[Image.Image]:
    """The film's pictures one after another."""
    board = Canvas(*SIZE, NIGHT)
    board.text(28, 30, "Площадь треугольника", 22, CREAM, bold=True, anchor="lm")
    s = [one.start for one in captions]
    for t in moments(captions):
        c = board.copy()
        _triangle(c, t, s)
        if t >= s[2]:
            _pieces(c, t, s)
        outline(c, [_A, _B, _C], CREAM, 3)
        c.line([_A, _C], BLUE, 4)
        _height(c, part(t, 1.5, 3))
        _words(c, t, s)
        write_caption(c, captions, t)
        yield c.finished()


def _triangle(c: Canvas, t: float, s: list[float]) -> None:
    """The triangle, and the rectangle with the same base and height drawn about it."""
    if t >= s[1]:
        p = soft(part(t, s[1], s[1] + 1.5))
        up = _BOTTOM - (_BOTTOM - _TOP) * p
        c.rect(_LEFT, up, _RIGHT - _LEFT, _BOTTOM - up, PALE)
        outline(c, [(_LEFT, up), (_RIGHT, up), _C, _A], SOFT, 2)
    c.polygon([_A, _B, _C], DEEP)
    c.text((_LEFT + _RIGHT) / 2, _BOTTOM + 20, "a", 24, BLUE, bold=True)


def _pieces(c: Canvas, t: float, s: list[float]) -> None:
    """Two pieces outside the triangle: coloured, then turned one after another into it."""
    for i, (corners, about, colour) in enumerate(_PIECES):
        c.polygon(corners, PALE)
        begin = s[3] + 0.4 + 2.4 * i
        degrees = 180 * soft(part(t, begin, begin + 2.2)) * (-1 if i else 1)
        moved = turned(corners, about, degrees)
        if t >= s[2] + 0.8 * i:
            c.polygon(moved, _FILL[colour])
            outline(c, moved, colour, 2)
            if 0 < abs(degrees) < 180:
                c.oval(*about, 5, 5, CREAM)


def _height(c: Canvas, grown: float) -> None:
    if grown > 0:
        c.dashes(_B, toward(_B, _FOOT, soft(grown)), GOLD, 3, 7)
    if grown == 1:
        right_angle(c, _FOOT, 0, GOLD, 13)
        c.text(_B[0] + 14, 196, "h", 24, GOLD, bold=True)


def _words(c: Canvas, t: float, s: list[float]) -> None:
    """The conclusions at the right, in the order in which they become clear."""
    for begin, y, words, size, colour in (
        (s[1] + 1.5, 112, "прямоугольник: a · h", 21, SOFT),
        (s[3] + 5.2, 152, "два куска = треугольник", 19, CREAM),
        (s[4], 206, "S = a · h : 2", 34, GOLD),
        (s[4] + 2, 252, "S = ½ a h", 34, GOLD),
    ):
        if t >= begin:
            c.text(506, y, words, size, colour, bold=True)
