"""Adding fractions with unlike denominators: arrows on a number line cut into equal parts."""

from collections.abc import Iterator

from PIL import Image

from seed_content.films import unit_line as line
from seed_content.films.captions import CREAM, NIGHT, SOFT, Caption, moments, write_caption
from seed_content.films.encode import SIZE
from seed_content.films.fraction import equation
from seed_content.films.plane import BLUE, GOLD, GREEN, RED
from seed_content.films.timing import part
from seed_content.pictures.canvas import Canvas


def frames(captions: tuple[Caption, ...]) -> Iterator[Image.Image]:
    """The film's pictures one after another."""
    board = Canvas(*SIZE, NIGHT)
    board.text(28, 30, "Сложение дробей с разными знаменателями", 22, CREAM, bold=True, anchor="lm")
    board.arrow((line.X0 - 18, line.Y), (line.X0 + line.UNIT + 40, line.Y), SOFT, 2.5)
    for whole in (0, 1):
        x = line.X0 + line.UNIT * whole
        board.line([(x, line.Y - 9), (x, line.Y + 9)], CREAM, 3)
        board.text(x, line.Y + 24, str(whole), 22, CREAM, bold=True)
    s = [one.start for one in captions]
    for t in moments(captions):
        c = board.copy()
        if t < s[8]:
            _first(c, t, s)
        else:
            _second(c, t, s)
        write_caption(c, captions, t)
        yield c.finished()


def _first(c: Canvas, t: float, s: list[float]) -> None:
    """1/2 + 1/3 = 3/6 + 2/6 = 5/6."""
    if t < s[1]:
        line.shares(c, 124, 2, BLUE, part(t, 0.5, 1.5))
        line.shares(c, 162, 3, RED, part(t, 1.5, 2.5))
    if s[1] <= t < s[4]:
        line.cuts(c, 2, BLUE, part(t, s[1], s[1] + 1), name="1/2", at=1)
    if s[2] <= t < s[4]:
        line.cuts(c, 3, RED, part(t, s[2] + 2.5, s[2] + 3.5), name="", at=0)
    if t >= s[4]:
        line.cuts(c, 6, GOLD, part(t, s[4], s[4] + 2.5), name="", at=0)
    if t >= s[7]:
        line.point(c, 5, 6, GREEN)
    line.arrow(c, 0, 1 / 2, BLUE, part(t, s[1] + 1, s[1] + 2.5), "3/6" if t >= s[5] else "1/2")
    line.arrow(c, 1 / 2, 5 / 6, RED, part(t, s[2], s[2] + 1.5), "2/6" if t >= s[6] else "1/3")
    if s[3] <= t < s[7]:
        c.text(line.X0 + line.UNIT * 5 / 6, line.Y + 28, "?", 30, GREEN, bold=True)
    if t >= s[5]:
        line.steps(c, 0, 3, 6, BLUE, part(t, s[5] + 0.5, s[5] + 2.5))
    if t >= s[6]:
        line.steps(c, 3, 5, 6, RED, part(t, s[6] + 0.5, s[6] + 2))
    if t >= s[7]:
        line.whole_way(c, 5 / 6, part(t, s[7], s[7] + 1.5))
    row = ["1/2", "+", "1/3"]
    if t >= s[5]:
        row += ["=", "3/6", "+", "2/6" if t >= s[6] else "…"]
    equation(c, line.X0, 84, row + (["=", "5/6"] if t >= s[7] else []), 28, CREAM)


def _second(c: Canvas, t: float, s: list[float]) -> None:
    """3/4 + 1/6 = 9/12 + 2/12 = 11/12."""
    row = ["3/4", "+", "1/6"]
    if t >= s[9]:
        line.cuts(c, 12, GOLD, part(t, s[9], s[9] + 2), name="", at=0)
    line.arrow(c, 0, 3 / 4, BLUE, part(t, s[8], s[8] + 1.5), "9/12" if t >= s[10] else "3/4")
    line.arrow(
        c, 3 / 4, 11 / 12, RED, part(t, s[8] + 1.5, s[8] + 3), "2/12" if t >= s[10] else "1/6"
    )
    if s[8] + 3 <= t < s[11]:
        c.text(line.X0 + line.UNIT * 11 / 12, line.Y + 28, "?", 30, GREEN, bold=True)
    if t >= s[10]:
        line.steps(c, 0, 9, 12, BLUE, part(t, s[10], s[10] + 2.5))
        line.steps(c, 9, 11, 12, RED, part(t, s[10] + 2.5, s[10] + 4))
        row += ["=", "9/12", "+", "2/12"]
    if t >= s[11]:
        line.point(c, 11, 12, GREEN)
        line.whole_way(c, 11 / 12, part(t, s[11], s[11] + 1.5))
        row += ["=", "11/12"]
    equation(c, line.X0, 84, row, 28, CREAM)
