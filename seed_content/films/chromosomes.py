"""A chromosome of one or two chromatids: a fine thread, a thick rod, or bent on its way."""

import math

from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas, Colour

_STEPS = 14


def chromatid(
    c: Canvas,
    centre: Point,
    length: float,
    colour: Colour,
    *,
    turn: float = 0.0,
    aside: float = 0.0,
    bend: float = 0.0,
    loose: float = 0.0,
    seed: float = 0.0,
) -> None:
    """One chromatid about its centromere at ``centre``; all lengths are pixels.

    ``turn``: radians from the vertical. ``aside``: how far it stands from its twin, more at the
    ends. ``bend``: how far the arms lag behind the centromere, to the right. ``loose``: 0 for a
    condensed rod, 1 for a thread wound through the nucleus, its way chosen by ``seed``.
    """
    points = []
    for i in range(_STEPS + 1):
        s = 2 * i / _STEPS - 1
        along = s * length / 2 * (1 + 0.15 * loose)
        out = aside * (0.55 + 0.9 * abs(s)) + bend * abs(s) ** 1.4
        out += loose * (11 * math.sin(5.2 * s + seed) + 6 * math.sin(9.7 * s + 2.3 * seed))
        along -= abs(bend) * 0.45 * s
        points.append(
            (
                centre[0] + out * math.cos(turn) - along * math.sin(turn),
                centre[1] + out * math.sin(turn) + along * math.cos(turn),
            )
        )
    c.line(points, colour, 7.5 - 5.5 * loose)


def centromere(c: Canvas, centre: Point, loose: float) -> None:
    """The place where two chromatids hold together; a thread is too fine to show it."""
    if loose < 0.5:
        c.oval(*centre, 3, 3, "#F6EBCB")
