"""A graph in a frame: its axes with marks, and curves drawn as far as they have grown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from seed_content.films.captions import SOFT
from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas, Colour

FAINT = "#3A4A5E"


@dataclass(frozen=True)
class Graph:
    """Where the origin lies, pixels of the frame, and how many pixels one unit of an axis takes."""

    x: float
    y: float
    unit_x: float
    unit_y: float

    def at(self, u: float, v: float) -> Point:
        """The point of the frame with the coordinates ``u`` and ``v``."""
        return self.x + u * self.unit_x, self.y - v * self.unit_y

    def axes(self, c: Canvas, right: float, top: float, names: tuple[str, str]) -> None:
        """Both axes from the origin, as long as ``right`` and ``top``, with arrows and names."""
        end, up = (self.at(right, 0)[0] + 16, self.y), (self.x, self.at(0, top)[1] - 14)
        c.arrow((self.x, self.y), end, SOFT, 1.5)
        c.arrow((self.x, self.y), up, SOFT, 1.5)
        c.text(end[0] + 5, self.y, names[0], 15, SOFT, anchor="lm")
        c.text(self.x + 9, up[1] + 4, names[1], 15, SOFT, anchor="lm")

    def marks(
        self, c: Canvas, along: Sequence[float], up: Sequence[float], right: float, top: float
    ) -> None:
        """A thin net with numbers beside it: ``along`` the one axis and ``up`` the other."""
        for u in along:
            c.line([self.at(u, 0), self.at(u, top)], FAINT, 1, round_ends=False)
            c.text(self.at(u, 0)[0], self.y + 11, f"{u:g}".replace(".", ","), 13, SOFT)
        for v in up:
            c.line([self.at(0, v), self.at(right, v)], FAINT, 1, round_ends=False)
            c.text(self.x - 7, self.at(0, v)[1], f"{v:g}".replace(".", ","), 13, SOFT, anchor="rm")

    def curve(
        self,
        c: Canvas,
        function: Callable[[float], float],
        until: float,
        colour: Colour,
        width: float = 3,
        *,
        steps: int = 80,
    ) -> None:
        """The graph of ``function`` from the origin's side up to ``until``, a dot at its end."""
        points = [self.at(until * i / steps, function(until * i / steps)) for i in range(steps + 1)]
        c.line(points, colour, width)
        c.oval(*points[-1], width + 1.5, width + 1.5, colour)
