"""A line of text in which some words have their own colour, and where each of them stands."""

from collections.abc import Sequence

from seed_content.measure import text_width
from seed_content.pictures.canvas import Canvas, Colour

Span = tuple[str, Colour, bool]  # words, colour, bold


def spans(
    c: Canvas, x: float, y: float, parts: Sequence[Span], size: float, *, centred: bool = False
) -> list[tuple[float, float]]:
    """Write the parts one after another from ``x`` (or about it) on the line whose middle is ``y``.

    Returns the left and right end of each part in pixels.
    """
    widths = [text_width(words, size, bold=bold) for words, _, bold in parts]
    at = x - sum(widths) / 2 if centred else x
    ends = []
    for (words, colour, bold), wide in zip(parts, widths, strict=True):
        c.text(at, y, words, size, colour, bold=bold, anchor="lm")
        ends.append((at, at + wide))
        at += wide
    return ends
