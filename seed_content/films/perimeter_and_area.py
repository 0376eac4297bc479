"""Perimeter and area of one rectangle: a walk along its border, then squares that fill it."""

from collections.abc import Iterator

from PIL import Image

from seed_content.films.captions import CREAM, NIGHT, SOFT, Caption, moments, write_caption
from seed_content.films.encode import SIZE
from seed_content.films.plane import DEEP, GOLD, GREEN, PALE, RED
from seed_content.films.timing import part
from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas

_CM = 50.0  # pixels for one centimetre of the drawing
_LONG, _WIDE = 6, 4  # centimetres
_X, _Y = 70.0, 84.0  # the upper left corner
_ROUND = 2 * (_LONG + _WIDE)


def frames(captions: tuple[Caption, ...]) -> Iterator[Image.Image]:
    """The film's pictures one after another."""
    board = Canvas(*SIZE, NIGHT)
    board.text(28, 30, "Периметр и площадь", 22, CREAM, bold=True, anchor="lm")
    board.rect(_X, _Y, _LONG * _CM, _WIDE * _CM, PALE)
    s = [one.start for one in captions]
    for t in moments(captions):
        c = board.copy()
        if t >= s[3]:
            _squares(c, t, s)
        c.rect(_X - 1, _Y - 1, _LONG * _CM + 2, _WIDE * _CM + 2, None, line=SOFT, width=2)
        if s[1] <= t < s[3]:
            _walk(c, _ROUND * part(t, s[1] + 0.5, s[2] - 1))
        _sizes(c)
        _sums(c, t, s)
        write_caption(c, captions, t)
        yield c.finished()


def _at(way: float) -> Point:
    """The point of the border ``way`` centimetres from the upper left corner, clockwise."""
    if way <= _LONG:
        x, y = way, 0.0
    elif way <= _LONG + _WIDE:
        x, y = float(_LONG), way - _LONG
    elif way <= 2 * _LONG + _WIDE:
        x, y = 2 * _LONG + _WIDE - way, float(_WIDE)
    else:
        x, y = 0.0, _ROUND - way
    return _X + x * _CM, _Y + y * _CM


def _walk(c: Canvas, way: float) -> None:
    """The border gone so far, a mark at each whole centimetre, and the walker."""
    corners = [k for k in (0, _LONG, _LONG + _WIDE, 2 * _LONG + _WIDE) if k < way]
    c.line([*map(_at, corners), _at(way)], GOLD, 5)
    for k in range(int(way) + 1):
        c.oval(*_at(k), 4, 4, CREAM)
    c.oval(*_at(way), 9, 9, RED)
    c.text(_X + _LONG * _CM / 2, _Y + _WIDE * _CM / 2, f"{int(way)} см", 34, GOLD, bold=True)


def _squares(c: Canvas, t: float, s: list[float]) -> None:
    """Square centimetres laid one by one in the first row, then row by row."""
    in_row = min(_LONG, int(max(0.0, t - s[3]) / 0.7))
    rows = 1 if t < s[4] else min(_WIDE, 1 + int((t - s[4]) / 1.2))
    for row in range(rows):
        for k in range(_LONG if row else in_row):
            x, y = _X + k * _CM, _Y + row * _CM
            c.rect(x + 2, y + 2, _CM - 4, _CM - 4, DEEP, line=GREEN, width=2, radius=3)
            c.text(x + _CM / 2, y + _CM / 2, str(row * _LONG + k + 1), 19, CREAM, bold=True)


def _sizes(c: Canvas) -> None:
    c.text(_X + _LONG * _CM / 2, _Y - 18, f"{_LONG} см", 19, CREAM, bold=True)
    c.text(_X - 34, _Y + _WIDE * _CM / 2, f"{_WIDE} см", 19, CREAM, bold=True)


def _sums(c: Canvas, t: float, s: list[float]) -> None:
    """The two reckonings at the right, each when it has been seen."""
    rows = (
        (s[1], 96, "Периметр", 20, GOLD),
        (s[2], 128, "6 + 4 + 6 + 4 = 20 (см)", 20, CREAM),
        (s[2] + 2.5, 158, "(6 + 4) · 2 = 20 (см)", 20, CREAM),
        (s[3], 206, "Площадь", 20, GREEN),
        (s[5], 238, "6 · 4 = 24 (см²)", 20, CREAM),
    )
    for begin, y, words, size, colour in rows:
        if t >= begin:
            c.text(412, y, words, size, colour, bold=True, anchor="lm")
