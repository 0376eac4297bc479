"""A fraction as it is written in school: the numerator over the denominator."""

from seed_content.measure import text_width
from seed_content.pictures.canvas import Canvas, Colour


def fraction(
    c: Canvas, x: float, y: float, over: str, under: str, size: float, ink: Colour
) -> None:
    """Write ``over``/``under`` with its bar's middle at ``x``, ``y``; ``size`` of the digits."""
    half = fraction_width(over, under, size) / 2
    c.line([(x - half, y), (x + half, y)], ink, max(1.5, size / 12), round_ends=False)
    c.text(x, y - size * 0.56, over, size, ink, bold=True)
    c.text(x, y + size * 0.64, under, size, ink, bold=True)


def fraction_width(over: str, under: str, size: float) -> float:
    """How wide a fraction is drawn, pixels: the longer of its numbers and a little more."""
    longer = max(text_width(over, size, bold=True), text_width(under, size, bold=True))
    return longer + size * 0.3


def equation(c: Canvas, x: float, y: float, parts: list[str], size: float, ink: Colour) -> float:
    """Write fractions ("1/2") and signs in a row that begins at ``x``; returns where it ends."""
    for part in parts:
        over, bar, under = part.partition("/")
        wide = fraction_width(over, under, size) if bar else text_width(part, size, bold=True)
        if bar:
            fraction(c, x + wide / 2, y, over, under, size, ink)
        else:
            c.text(x + wide / 2, y, part, size, ink, bold=True)
        x += wide + size * 0.35
    return x
