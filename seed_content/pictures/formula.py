"""A line of a formula with lowered indices, and a vector's name with its arrow."""

import re

from seed_content.measure import text_width
from seed_content.pictures.canvas import Canvas, Colour

_INDEX = re.compile(r"_\{([^}]*)\}")


def formula(
    c: Canvas, x: float, y: float, words: str, size: float, colour: Colour, *, bold: bool = False
) -> float:
    """Write ``words`` from ``x`` on, ``_{…}`` as lowered indices; returns where the line ends."""
    for i, piece in enumerate(_INDEX.split(words)):
        if not piece:
            continue
        high = size * 0.64 if i % 2 else size
        c.text(x, y + (size * 0.24 if i % 2 else 0), piece, high, colour, bold=bold, anchor="lm")
        x += text_width(piece, high, bold=bold)
    return x


def vector(c: Canvas, x: float, y: float, words: str, size: float, colour: Colour) -> None:
    """The name of a vector centred at (x, y); an arrow over its last letter."""
    name = _INDEX.sub("", words)
    left = x - text_width(name, size, bold=True) / 2
    formula(c, left, y, words, size, colour, bold=True)
    start = left + text_width(name[:-1], size, bold=True)
    end = left + text_width(name, size, bold=True) + 2
    over = y - size * (0.4 if name[-1].islower() else 0.6)
    c.line([(start, over), (end - 4, over)], colour, 2.5)
    c.polygon([(end + 4, over), (end - 7, over - 6), (end - 7, over + 6)], colour)
