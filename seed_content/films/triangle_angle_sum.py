"""The angles of a triangle: two of them turn about the middles of sides and make a straight one."""

from collections.abc import Iterator

from PIL import Image

from seed_content.films.captions import CREAM, NIGHT, SOFT, Caption, moments, write_caption
from seed_content.films.encode import SIZE
from seed_content.films.plane import (
    BLUE,
    DEEP,
    GOLD,
    RED,
    direction,
    outline,
    ray,
    sector,
    toward,
    turned,
)
from seed_content.films.timing import blend, part, soft
from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas

_A, _B, _C = (96.0, 274.0), (206.0, 112.0), (402.0, 274.0)
_R = 46.0


def frames(captions: tuple[Caption, ...]) -> Iterator[Image.Image]:
    """The film's pictures one after another."""
    board = Canvas(*SIZE, NIGHT)
    board.text(28, 30, "Сумма углов треугольника", 22, CREAM, bold=True, anchor="lm")
    board.polygon([_A, _B, _C], DEEP)
    s = [one.start for one in captions]
    for t in moments(captions):
        c = board.copy()
        _corners(c, min(3, int(t / 1.2)))
        _parallel(c, part(t, s[1], s[1] + 1.5))
        _turning(c, _A, _C, RED, "α", toward(_A, _B, 0.5), part(t, s[2], s[2] + 3.5))
        _turning(c, _C, _B, GOLD, "γ", toward(_B, _C, 0.5), part(t, s[3], s[3] + 3.5))
        outline(c, [_A, _B, _C], CREAM, 3)
        _letters(c)
        _words(c, t, s)
        write_caption(c, captions, t)
        yield c.finished()


def _corners(c: Canvas, shown: int) -> None:
    """The first angles of the three in their places."""
    three = ((_A, _C, "α", RED), (_B, _A, "β", BLUE), (_C, _B, "γ", GOLD))
    for at, first, name, colour in three[:shown]:
        _wedge(c, at, direction(at, first), _size(at), name, colour)


def _size(at: Point) -> float:
    """The angle of the triangle at its vertex ``at``, degrees."""
    others = [p for p in (_A, _B, _C) if p != at]
    apart = abs(direction(at, others[0]) - direction(at, others[1]))
    return min(apart, 360 - apart)


def _wedge(c: Canvas, at: Point, start: float, size: float, name: str, colour: str) -> None:
    shape = sector(at, _R, start, start + size)
    c.polygon(shape, blend("#1E2A38", colour, 0.55))
    outline(c, shape, colour, 2)
    c.text(*ray(at, _R * 0.66, start + size / 2), name, 19, CREAM, bold=True)


def _turning(
    c: Canvas, at: Point, first: Point, colour: str, name: str, middle: Point, p: float
) -> None:
    """A copy of the angle at ``at``, turned by 180° about the middle of a side."""
    if p == 0:
        return
    degrees = 180 * soft(p)
    moved = turned([at], middle, degrees)[0]
    if p < 1:
        c.oval(*middle, 4, 4, CREAM)
        c.dashes(middle, moved, SOFT, 1.5, 4)
    _wedge(c, moved, direction(at, first) + degrees, _size(at), name, colour)


def _parallel(c: Canvas, grown: float) -> None:
    """A line through B parallel to AC."""
    if grown > 0:
        c.line([_B, (_B[0] - 160 * soft(grown), _B[1])], SOFT, 3)
        c.line([_B, (_B[0] + 210 * soft(grown), _B[1])], SOFT, 3)
    if grown == 1:
        c.text(_B[0] - 150, _B[1] - 16, "M", 19, SOFT, bold=True)
        c.text(_B[0] + 200, _B[1] - 16, "N", 19, SOFT, bold=True)


def _letters(c: Canvas) -> None:
    for at, name, dx, dy in ((_A, "A", -17, 8), (_B, "B", 0, -19), (_C, "C", 17, 8)):
        c.text(at[0] + dx, at[1] + dy, name, 21, CREAM, bold=True)


def _words(c: Canvas, t: float, s: list[float]) -> None:
    """What is known by now, at the right."""
    for begin, y, words, size, colour in (
        (s[1] + 1.5, 116, "MN параллельна AC", 18, SOFT),
        (s[2] + 3.5, 158, "угол MBA = α", 20, RED),
        (s[3] + 3.5, 190, "угол NBC = γ", 20, GOLD),
        (s[4] + 0.5, 240, "α + β + γ = 180°", 25, CREAM),
    ):
        if t >= begin:
            c.text(526, y, words, size, colour, bold=True)
