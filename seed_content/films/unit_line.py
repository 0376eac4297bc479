"""A number line from 0 to 1: equal parts of the unit, arrows along it, parts that are counted."""

from seed_content.films.captions import NIGHT, SOFT
from seed_content.films.fraction import fraction
from seed_content.films.plane import GREEN
from seed_content.films.timing import soft
from seed_content.pictures.canvas import Canvas, Colour

X0, UNIT, Y = 56.0, 528.0, 214.0  # where 0 lies, the length of 1, the height of the line


def shares(c: Canvas, y: float, parts: int, colour: Colour, grown: float) -> None:
    """A bar as long as the unit, cut into equal parts, the first of them coloured."""
    if grown <= 0:
        return
    one = UNIT / parts
    c.rect(X0, y, one * soft(grown), 30, colour)
    for k in range(parts):
        c.rect(X0 + one * k, y, one, 30, None, line=SOFT, width=2)
    if grown == 1:
        fraction(c, X0 + one / 2, y + 15, "1", str(parts), 14, NIGHT)


def cuts(c: Canvas, parts: int, colour: Colour, grown: float, *, name: str, at: int) -> None:
    """Marks that cut the unit into equal ``parts``, appearing from the left."""
    for k in range(1, parts):
        if k / parts <= grown:
            x = X0 + UNIT * k / parts
            c.line([(x, Y - 8), (x, Y + 8)], colour, 3)
    if name and grown == 1:
        over, _, under = name.partition("/")
        fraction(c, X0 + UNIT * at / parts, Y + 36, over, under, 19, colour)


def point(c: Canvas, over: int, under: int, colour: Colour) -> None:
    """A point of the line and its fraction below."""
    x = X0 + UNIT * over / under
    c.oval(x, Y, 7, 7, colour)
    fraction(c, x, Y + 40, str(over), str(under), 23, colour)


def arrow(c: Canvas, start: float, end: float, colour: Colour, grown: float, name: str) -> None:
    """An arrow above the line from one number to another, its length written over it."""
    if grown <= 0:
        return
    a, b = X0 + UNIT * start, X0 + UNIT * end
    tip = a + (b - a) * soft(grown)
    y = Y - 38
    if tip - a > 18:
        c.arrow((a + 2, y), (tip, y), colour, 4)
    c.dashes((a, Y - 2), (a, y), colour, 1.5, 4)
    if grown == 1:
        c.dashes((b, Y - 2), (b, y), colour, 1.5, 4)
        over, _, under = name.partition("/")
        fraction(c, (a + b) / 2, y - 32, over, under, 21, colour)


def steps(c: Canvas, first: int, last: int, parts: int, colour: Colour, grown: float) -> None:
    """Equal parts counted one by one: each is coloured on the line and gets its number."""
    for k in range(first, last):
        if (k - first) / (last - first) < grown:
            a, b = X0 + UNIT * k / parts, X0 + UNIT * (k + 1) / parts
            c.line([(a + 4, Y), (b - 4, Y)], colour, 6)
            c.text((a + b) / 2, Y - 17, str(k - first + 1), 17, colour, bold=True)


def whole_way(c: Canvas, end: float, grown: float) -> None:
    """The sum: a bar below the line from 0."""
    y, tip = Y + 84, X0 + UNIT * end * soft(grown)
    if grown > 0.1:
        c.arrow((X0, y), (tip, y), GREEN, 4)
