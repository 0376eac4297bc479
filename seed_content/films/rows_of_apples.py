"""Multiplication by rows: three rows of five apples; turned, they are five rows of three."""

from collections.abc import Iterator

from PIL import Image

from seed_content.films.captions import CREAM, NIGHT, SOFT, Caption, moments, write_caption
from seed_content.films.encode import SIZE
from seed_content.films.plane import BLUE, GOLD, GREEN, PALE, RED, toward, turned
from seed_content.films.timing import part, soft
from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas

_MIDDLE = (196.0, 178.0)
_STEP = 50.0  # pixels between apples
_IN_ROW, _ROWS = 5, 3
_PLACES = [
    [(_MIDDLE[0] + (k - 2) * _STEP, _MIDDLE[1] + (row - 1) * _STEP) for k in range(_IN_ROW)]
    for row in range(_ROWS)
]


def frames(captions: tuple[Caption, ...]) -> Iterator[Image.Image]:
    """The film's pictures one after another."""
    board = Canvas(*SIZE, NIGHT)
    board.text(28, 30, "Умножение рядами", 22, CREAM, bold=True, anchor="lm")
    s = [one.start for one in captions]
    for t in moments(captions):
        c = board.copy()
        turn = 90 * soft(part(t, s[4], s[4] + 2))
        _shelves(c, t, s, turn)
        for row in range(_ROWS):
            for k in range(_IN_ROW):
                begin = s[min(row, 1)] + 0.3 + 0.25 * k + (1.8 if row == 2 else 0)
                p = part(t, begin, begin + 0.6)
                if p > 0:
                    place = turned([_PLACES[row][k]], _MIDDLE, turn)[0]
                    _apple(c, toward((670, place[1]), place, soft(p)))
        _sums(c, t, s)
        write_caption(c, captions, t)
        yield c.finished()


def _shelves(c: Canvas, t: float, s: list[float], turn: float) -> None:
    """A strip under each full row: of five before the turn, of three after it, with a count."""
    if turn == 0:
        rows = [(at[0], at[-1]) for at in _PLACES]
        begins = [s[0] + 2, s[1] + 2, s[1] + 3.8]
    elif turn == 90:
        lying = [turned(column, _MIDDLE, 90) for column in zip(*_PLACES, strict=True)]
        rows = [(at[0], at[-1]) for at in reversed(lying)]
        begins = [s[4] + 2.2 + 0.5 * k for k in range(_IN_ROW)]
    else:
        return
    count, colour = (_IN_ROW, GOLD) if turn == 0 else (_ROWS, BLUE)
    for (first, last), begin in zip(rows, begins, strict=True):
        if t >= begin:
            c.rect(first[0] - 24, first[1] - 22, last[0] - first[0] + 48, 44, PALE, radius=12)
            c.text(last[0] + 44, last[1], str(count), 26, colour, bold=True)


def _apple(c: Canvas, at: Point) -> None:
    x, y = at
    c.line([(x, y - 11), (x + 3, y - 19)], "#8A6A45", 2.5)
    c.oval(x + 9, y - 16, 6, 3, GREEN)
    c.oval(x - 5, y, 11, 13, RED)
    c.oval(x + 5, y, 11, 13, RED)
    c.oval(x - 8, y - 5, 3, 4, "#F9B3A4")


def _sums(c: Canvas, t: float, s: list[float]) -> None:
    """The writing at the right: the sum, the product, the product of the turned rows."""
    for begin, y, words, size, colour in (
        (s[2], 94, "5 + 5 + 5 = 15", 27, GOLD),
        (s[3], 142, "5 · 3 = 15", 34, GOLD),
        (s[5], 200, "3 · 5 = 15", 34, BLUE),
        (s[6], 252, "5 · 3 = 3 · 5", 34, CREAM),
    ):
        if t >= begin:
            c.text(500, y, words, size, colour, bold=True)
    if s[3] <= t < s[5]:
        c.text(500, 182, "по 5 взять 3 раза", 19, SOFT)
