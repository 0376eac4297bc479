"""A car at rest that begins to gain 2 m/s every second: its law, its graphs' axes, its card."""

import math

from seed_content.films.graph import Graph
from seed_content.films.road import car, flags
from seed_content.pictures.canvas import Canvas

ACCELERATION = 2.0  # m/s²
END = 5.0  # seconds that the car moves
V = Graph(52, 288, 42, 12.4)  # seconds and m/s
S = Graph(366, 288, 42, 4.96)  # seconds and metres
RED, BLUE, GOLD = "#F27B63", "#63B7F2", "#F2C14E"


def speed(t: float, a: float = ACCELERATION) -> float:
    """m/s after ``t`` seconds from rest: v = at."""
    return a * t


def path(t: float, a: float = ACCELERATION) -> float:
    """Metres covered in ``t`` seconds from rest: s = at²/2."""
    return a * t * t / 2


def moving(c: Canvas, tau: float) -> None:
    """The car ``tau`` seconds after the start and a flag for each second that has passed."""
    flags(c, [path(second) for second in range(1, math.floor(tau + 1e-9) + 1)])
    car(c, path(tau), RED)


def says(c: Canvas, *lines: tuple[str, int, str]) -> None:
    """A card to the right of the speed's graph: words, their size and colour."""
    c.rect(338, 146, 272, 150, "#2A394B", radius=14)
    for i, (words, size, colour) in enumerate(lines):
        c.text(474, 221 + (i - (len(lines) - 1) / 2) * 42, words, size, colour, bold=size > 20)
