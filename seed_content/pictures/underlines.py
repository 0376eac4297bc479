"""The lines under the parts of a sentence: as the school marks them, each part with its own."""

import math

from seed_content.pictures.canvas import Canvas, Colour
from seed_content.pictures.curves import stroke

SUBJECT, PREDICATE, ATTRIBUTE, OBJECT, ADVERBIAL = range(5)


def underline(
    c: Canvas, left: float, right: float, y: float, part: int, colour: Colour, width: float = 4
) -> None:
    """Mark the words between ``left`` and ``right`` as a ``part``, one of the constants above."""
    if part == SUBJECT:
        c.line([(left, y), (right, y)], colour, width)
    elif part == PREDICATE:
        for dy in (0, width * 2.2):
            c.line([(left, y + dy), (right, y + dy)], colour, width)
    elif part == ATTRIBUTE:
        wave = [
            (left + k, y + 2 + 5 * math.sin(k * math.tau / 22))
            for k in range(int(right - left) + 1)
        ]
        stroke(c, wave[::2], colour, width)
    elif part == OBJECT:
        count = max(2, round((right - left + 12) / 36))
        step = (right - left + 12) / count
        for k in range(count):
            c.line([(left + k * step, y), (left + (k + 1) * step - 12, y)], colour, width)
    else:
        _dash_and_dot(c, left, right, y, colour, width)


def _dash_and_dot(
    c: Canvas, left: float, right: float, y: float, colour: Colour, width: float
) -> None:
    """Dash, dot, dash, … so that the row both begins and ends with a dash."""
    count = max(2, round((right - left + 24) / 54))
    step = (right - left + 24) / count
    for k in range(count):
        end = left + (k + 1) * step - 24
        c.line([(left + k * step, y), (end, y)], colour, width)
        if k + 1 < count:
            c.oval(end + 12, y, width * 0.75, width * 0.75, colour)
