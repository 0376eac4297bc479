"""A straight road of 25 metres with a car on it, seen from the side."""

import math
from collections.abc import Sequence

from seed_content.films.captions import NIGHT, SOFT
from seed_content.films.graph import Graph
from seed_content.pictures.canvas import Canvas

ROAD = Graph(44, 92, 22, 1)  # metres along the road; its surface lies at y = 92
_WHEEL = 5.5  # pixels
_GOLD = "#F2C14E"


def lay_road(c: Canvas) -> None:
    """The road with a mark at each metre and its number at each fifth."""
    c.rect(20, 92, 600, 12, "#35465A")
    for metre in range(26):
        x = ROAD.at(metre, 0)[0]
        c.line([(x, 104), (x, 109 if metre % 5 else 113)], SOFT, 1.5)
        if metre % 5 == 0:
            c.text(x, 122, f"{metre} м" if metre else "0", 14, SOFT)


def car(c: Canvas, metres: float, colour: str, y: float = 92) -> None:
    """A car whose front bumper is at ``metres``; its wheels roll on ``y``."""
    x = ROAD.at(metres, 0)[0]
    c.polygon([(x - 36, y - 15), (x - 29, y - 26), (x - 15, y - 26), (x - 7, y - 15)], colour)
    c.polygon([(x - 31, y - 16), (x - 27, y - 23), (x - 22, y - 23), (x - 22, y - 16)], NIGHT)
    c.polygon([(x - 20, y - 16), (x - 20, y - 23), (x - 16, y - 23), (x - 11, y - 16)], NIGHT)
    c.rect(x - 42, y - 17, 42, 11, colour, radius=4)
    turn = metres * ROAD.unit_x / _WHEEL  # radians: the way rolled over the wheel's radius
    dx, dy = 4 * math.cos(turn), 4 * math.sin(turn)
    for wheel in (x - 33, x - 10):
        c.oval(wheel, y - _WHEEL, _WHEEL, _WHEEL, "#0E1620", line=SOFT, width=1)
        c.line([(wheel - dx, y - 5.5 - dy), (wheel + dx, y - 5.5 + dy)], SOFT, 1.5)


def flags(c: Canvas, places: Sequence[float]) -> None:
    """Flags with the second's number where the car was after 1, 2, 3… seconds, metres."""
    for second, metres in enumerate(places, 1):
        x = ROAD.at(metres, 0)[0]
        c.line([(x, 104), (x, 52)], _GOLD, 1.5)
        c.rect(x, 50, 24, 15, _GOLD, radius=2)
        c.text(x + 12, 57.5, f"{second} с", 13, NIGHT, bold=True)
