"""What both drawing boards, a slide's and a picture's, reckon in the same way."""

import math

from seed_content.tools import font

Point = tuple[float, float]

_MEASURED_AT = 200  # pixels: large enough that a letter's rounding to whole pixels is lost


def text_width(words: str, size: float, *, bold: bool = False) -> float:
    """How long a line of text is, in the unit of ``size``, by the font that draws pictures."""
    return font(_MEASURED_AT, bold).getlength(words) * size / _MEASURED_AT


def arrow_head(tip: Point, angle: float, long: float, side: float) -> list[Point]:
    """A triangle whose tip points along ``angle`` (radians, y grows downwards).

    ``long`` is its height, ``side`` half of its base.
    """
    x, y = tip[0] - math.cos(angle) * long, tip[1] - math.sin(angle) * long
    return [
        tip,
        (x - math.sin(angle) * side, y + math.cos(angle) * side),
        (x + math.sin(angle) * side, y - math.cos(angle) * side),
    ]
