"""Ions of salt, their places in the crystal and in the water, the water that surrounds them."""

import math
from dataclasses import dataclass

from seed_content.films.captions import NIGHT
from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas

_RADII = {1: 9.0, -1: 16.0}  # Na⁺ 102 pm and Cl⁻ 181 pm, drawn to one scale
_COLOURS = {1: "#F27B63", -1: "#7CCB8B"}
_FLOOR = 284.0  # no molecule is drawn below the vessel's bottom
_ANGLE = math.radians(104.5) / 2  # half the angle between the bonds of a water molecule


@dataclass(frozen=True)
class Ion:
    """Its charge, its node in the crystal, its place in the water and when it leaves, seconds."""

    charge: int
    home: Point
    place: Point
    leaves: float
    phase: float
    stop: float  # x where it comes to rest at its electrode


def crystal(first: float, last: float) -> list[Ion]:
    """Twelve ions in turn by charge, three rows of four; they leave from ``first`` to ``last``.

    The upper rows leave first, from their edges: those ions have the fewest neighbours.
    """
    order = [(0, 0), (0, 3), (0, 1), (0, 2), (1, 0), (1, 3), (1, 1), (1, 2)]
    order += [(2, 0), (2, 3), (2, 1), (2, 2)]
    places = [(160, 146), (490, 122), (238, 122), (404, 148), (196, 178), (494, 204)]
    places += [(262, 204), (446, 178), (166, 258), (440, 238), (222, 240), (372, 258)]
    return [
        Ion(
            1 if (row + column) % 2 else -1,
            (320 + (column - 1.5) * 27, 218 + row * 27),
            places[i],
            first + (last - first) * i / (len(order) - 1),
            1.3 * i,
            _stop(places[i][0], (row + column) % 2 == 1),
        )
        for i, (row, column) in enumerate(order)
    ]


def _stop(x: float, positive: bool) -> float:
    """Two of a row come to each electrode: the nearer one stops close to it."""
    if positive:
        return 136.0 if x < 300 else 178.0
    return 504.0 if x > 300 else 456.0


def draw_ion(c: Canvas, x: float, y: float, charge: int, hydrated: float, turn: float) -> None:
    """An ion with its sign; ``hydrated`` of 1 puts four molecules of water close around it.

    Water turns its oxygen to a positive ion and its hydrogen to a negative one.
    """
    r = _RADII[charge]
    if hydrated > 0:
        far = r + 9 + 26 * (1 - hydrated)
        for k in range(4):
            a = turn + k * math.pi / 2
            at = (x + far * math.cos(a), y + far * math.sin(a))
            if at[1] > _FLOOR:
                continue
            draw_water(c, *at, a if charge > 0 else a + math.pi, faint=hydrated < 0.6)
    c.oval(x, y, r, r, _COLOURS[charge])
    c.text(x, y, "+" if charge > 0 else "−", 18, NIGHT, bold=True)


def draw_water(c: Canvas, x: float, y: float, towards: float, *, faint: bool = False) -> None:
    """A molecule of water about (x, y); its hydrogens look along ``towards``, radians."""
    oxygen, hydrogen = ("#4A7196", "#7F97AD") if faint else ("#63B7F2", "#F2F6FA")
    for side in (-_ANGLE, _ANGLE):
        a = towards + side
        c.oval(x + 6 * math.cos(a), y + 6 * math.sin(a), 2.8, 2.8, hydrogen)
    c.oval(x, y, 4.6, 4.6, oxygen)
