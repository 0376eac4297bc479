"""The signs of morphemes over and under a word, as the school draws them."""

from seed_content.pictures.canvas import Canvas, Colour
from seed_content.pictures.curves import smooth, stroke

PREFIX, ROOT, SUFFIX, ENDING, STEM = range(5)


def sign(
    c: Canvas,
    left: float,
    right: float,
    top: float,
    bottom: float,
    morpheme: int,
    colour: Colour,
    width: float = 5,
) -> None:
    """Mark the letters between ``left`` and ``right``, whose line is ``top`` … ``bottom``.

    ``morpheme`` is one of the constants above; the stem is marked under its letters, the ending
    is framed, the rest stand over them.
    """
    if morpheme == PREFIX:
        c.line([(left + 2, top), (right - 2, top), (right - 2, top + 16)], colour, width)
    elif morpheme == ROOT:
        middle, up = (left + right) / 2, min(30.0, (right - left) / 4)
        arc = [(left + 3, top + 8), (middle - (right - left) * 0.27, top + 8 - up * 0.75)]
        arc += [(middle, top + 8 - up), (middle + (right - left) * 0.27, top + 8 - up * 0.75)]
        stroke(c, smooth([*arc, (right - 3, top + 8)]), colour, width)
    elif morpheme == SUFFIX:
        c.line(
            [(left + 3, top + 12), ((left + right) / 2, top - 16), (right - 3, top + 12)],
            colour,
            width,
        )
    elif morpheme == ENDING:
        c.rect(left, top - 2, right - left, bottom - top + 8, None, line=colour, width=width)
    else:
        edge = bottom + 22
        c.line([(left, edge - 14), (left, edge), (right, edge), (right, edge - 14)], colour, width)
