"""A common fraction in a line of text: its two parts and the bar between them."""

from seed_content.measure import text_width
from seed_content.pictures.canvas import Canvas, Colour


def fraction(
    c: Canvas,
    x: float,
    y: float,
    words: str,
    size: float,
    colour: Colour,
    *,
    bold: bool = False,
) -> None:
    """Write ``words`` about the point (x; y): «−√3/2» as a fraction, «1» as it is.

    One slash parts the numerator from the denominator; a leading minus stands before the bar.
    """
    if "/" not in words:
        c.text(x, y, words, size, colour, bold=bold)
        return
    minus = words.startswith("−")
    above, below = words.removeprefix("−").split("/")
    wide = max(text_width(part, size, bold=bold) for part in (above, below)) + size * 0.2
    if minus:
        c.text(x - wide / 2 - size * 0.06, y, "−", size, colour, bold=bold, anchor="rm")
    c.text(x, y - size * 0.58, above, size, colour, bold=bold)
    c.text(x, y + size * 0.6, below, size, colour, bold=bold)
    c.line([(x - wide / 2, y), (x + wide / 2, y)], colour, max(2, size / 13), round_ends=False)
