"""Adding fractions with unlike denominators: arrows on a number line cut into equal parts."""

from collections.abc import Iterator

from PIL import Image

from seed_content.films.captions import CREAM, NIGHT, SOFT, Caption, moments, write_caption
from seed_content.films.encode import SIZE
from seed_content.films.fraction import equation, fraction
from seed_content.films.plane import BLUE, GOLD, GREEN, RED
from seed_content.films.timing import part, soft
from seed_content.pictures.canvas import Canvas, Colour

_X0, _UNIT, _Y = 56.0, 528.0, 214.0  # where 0 lies, the length of 1, the height of the line


def frames(captions: tuple[Caption, ...]) -> Iterator[Image.Image]:
    """The film's pictures one after another."""
    board = Canvas(*SIZE, NIGHT)
    board.text(28, 30, "Сложение дробей с разными знаменателями", 22, CREAM, bold=True, anchor="lm")
    board.arrow((_X0 - 18, _Y), (_X0 + _UNIT + 40, _Y), SOFT, 2.5)
    for whole in (0, 1):
        x = _X0 + _UNIT * whole
        board.line([(x, _Y - 9), (x, _Y + 9)], CREAM, 3)
        board.text(x, _Y + 24, str(whole), 22, CREAM, bold=True)
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
        _shares(c, 116, 2, BLUE, part(t, 0.5, 1.5))
        _shares(c, 156, 3, RED, part(t, 1.5, 2.5))
    if s[1] <= t < s[4]:
        _cuts(c, 2, BLUE, part(t, s[1], s[1] + 1), name="1/2", at=1)
    if s[2] <= t < s[4]:
        _cuts(c, 3, RED, part(t, s[2] + 2.5, s[2] + 3.5), name="", at=0)
    if t >= s[4]:
        _cuts(c, 6, GOLD, part(t, s[4], s[4] + 2.5), name="", at=0)
    if t >= s[7]:
        _name(c, 5, 6, GREEN)
    _arrow(c, 0, 1 / 2, BLUE, part(t, s[1] + 1, s[1] + 2.5), "3/6" if t >= s[5] else "1/2")
    _arrow(c, 1 / 2, 5 / 6, RED, part(t, s[2], s[2] + 1.5), "2/6" if t >= s[6] else "1/3")
    if s[3] <= t < s[7]:
        c.text(_X0 + _UNIT * 5 / 6, _Y + 28, "?", 30, GREEN, bold=True)
    if t >= s[5]:
        _steps(c, 0, 3, 6, BLUE, part(t, s[5] + 0.5, s[5] + 2.5))
    if t >= s[6]:
        _steps(c, 3, 5, 6, RED, part(t, s[6] + 0.5, s[6] + 2))
    if t >= s[7]:
        _whole_way(c, 5 / 6, part(t, s[7], s[7] + 1.5))
    row = ["1/2", "+", "1/3"]
    if t >= s[5]:
        row += ["=", "3/6"] + (["+", "2/6"] if t >= s[6] else [])
    equation(c, _X0, 84, row + (["=", "5/6"] if t >= s[7] else []), 28, CREAM)


def _second(c: Canvas, t: float, s: list[float]) -> None:
    """3/4 + 1/6 = 9/12 + 2/12 = 11/12."""
    row = ["3/4", "+", "1/6"]
    if t >= s[9]:
        _cuts(c, 12, GOLD, part(t, s[9], s[9] + 2), name="", at=0)
    _arrow(c, 0, 3 / 4, BLUE, part(t, s[8], s[8] + 1.5), "9/12" if t >= s[10] else "3/4")
    _arrow(c, 3 / 4, 11 / 12, RED, part(t, s[8] + 1.5, s[8] + 3), "2/12" if t >= s[10] else "1/6")
    if s[8] + 3 <= t < s[11]:
        c.text(_X0 + _UNIT * 11 / 12, _Y + 28, "?", 30, GREEN, bold=True)
    if t >= s[10]:
        _steps(c, 0, 9, 12, BLUE, part(t, s[10], s[10] + 2.5))
        _steps(c, 9, 11, 12, RED, part(t, s[10] + 2.5, s[10] + 4))
        row += ["=", "9/12", "+", "2/12"]
    if t >= s[11]:
        _name(c, 11, 12, GREEN)
        _whole_way(c, 11 / 12, part(t, s[11], s[11] + 1.5))
        row += ["=", "11/12"]
    equation(c, _X0, 84, row, 28, CREAM)


def _shares(c: Canvas, y: float, parts: int, colour: Colour, grown: float) -> None:
    """A bar as long as the unit, cut into equal parts, the first of them coloured."""
    if grown <= 0:
        return
    one = _UNIT / parts
    c.rect(_X0, y, one * soft(grown), 30, colour)
    for k in range(parts):
        c.rect(_X0 + one * k, y, one, 30, None, line=SOFT, width=2)
    if grown == 1:
        fraction(c, _X0 + one / 2, y + 15, "1", str(parts), 14, NIGHT)


def _cuts(c: Canvas, parts: int, colour: Colour, grown: float, *, name: str, at: int) -> None:
    """Marks that cut the unit into equal ``parts``, appearing from the left."""
    for k in range(1, parts):
        if k / parts <= grown:
            x = _X0 + _UNIT * k / parts
            c.line([(x, _Y - 8), (x, _Y + 8)], colour, 3)
    if name and grown == 1:
        over, _, under = name.partition("/")
        fraction(c, _X0 + _UNIT * at / parts, _Y + 36, over, under, 19, colour)


def _name(c: Canvas, over: int, under: int, colour: Colour) -> None:
    """A point of the line and its fraction below."""
    x = _X0 + _UNIT * over / under
    c.oval(x, _Y, 7, 7, colour)
    fraction(c, x, _Y + 40, str(over), str(under), 23, colour)


def _arrow(c: Canvas, start: float, end: float, colour: Colour, grown: float, name: str) -> None:
    """An arrow above the line from one number to another, its length written over it."""
    if grown <= 0:
        return
    a, b = _X0 + _UNIT * start, _X0 + _UNIT * end
    tip = a + (b - a) * soft(grown)
    y = _Y - 38
    if tip - a > 18:
        c.arrow((a + 2, y), (tip, y), colour, 4)
    c.dashes((a, _Y - 2), (a, y), colour, 1.5, 4)
    if grown == 1:
        c.dashes((b, _Y - 2), (b, y), colour, 1.5, 4)
        over, _, under = name.partition("/")
        fraction(c, (a + b) / 2, y - 32, over, under, 21, colour)


def _steps(c: Canvas, first: int, last: int, parts: int, colour: Colour, grown: float) -> None:
    """Equal parts counted one by one: each is coloured on the line and gets its number."""
    for k in range(first, last):
        if (k - first) / (last - first) < grown:
            a, b = _X0 + _UNIT * k / parts, _X0 + _UNIT * (k + 1) / parts
            c.line([(a + 4, _Y), (b - 4, _Y)], colour, 6)
            c.text((a + b) / 2, _Y - 17, str(k - first + 1), 17, colour, bold=True)


def _whole_way(c: Canvas, end: float, grown: float) -> None:
    """The sum: a bar below the line from 0."""
    y, tip = _Y + 84, _X0 + _UNIT * end * soft(grown)
    if grown > 0.1:
        c.arrow((_X0, y), (tip, y), GREEN, 4)
