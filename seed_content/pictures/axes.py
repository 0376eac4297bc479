"""A coordinate plane: squared paper, the axes with numbers, and curves in its own units."""

from collections.abc import Callable
from dataclasses import dataclass

from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas, Colour
from seed_content.pictures.curves import stroke

_INK = "#1F2A44"
_GRID = "#D9E1EC"


@dataclass(frozen=True)
class Plane:
    """A plane whose origin stands at ``origin`` and whose unit is ``unit`` pixels.

    ``left``, ``right``, ``down``, ``up`` are the bounds in units: left and down are not positive.
    """

    origin: Point
    unit: float
    left: int
    right: int
    down: int
    up: int

    def at(self, x: float, y: float) -> Point:
        """Where the point (x; y) stands on the sheet."""
        return self.origin[0] + x * self.unit, self.origin[1] - y * self.unit

    def paint(self, c: Canvas, *, size: float = 22, crossed: bool = False) -> None:
        """The squares, both axes with arrows and names, and a number at each unit.

        ``crossed``: negative numbers stand on the other side of their axis, out of the way of a
        curve of the third quarter.
        """
        for n in range(self.left, self.right + 1):
            c.line([self.at(n, self.down), self.at(n, self.up)], _GRID, 1.5)
        for n in range(self.down, self.up + 1):
            c.line([self.at(self.left, n), self.at(self.right, n)], _GRID, 1.5)
        reach = 22 / self.unit
        c.arrow(self.at(self.left, 0), self.at(self.right + reach, 0), _INK, 3)
        c.arrow(self.at(0, self.down), self.at(0, self.up + reach), _INK, 3)
        x, y = self.at(self.right, 0)
        c.text(x + 28, y + 24, "x", size + 6, _INK, bold=True)
        x, y = self.at(0, self.up)
        c.text(x - 24, y - 28, "y", size + 6, _INK, bold=True)
        for n in range(self.left, self.right + 1):
            if n:
                x, y = self.at(n, 0)
                c.line([(x, y - 5), (x, y + 5)], _INK, 2.5)
                up = crossed and n < 0
                c.text(x - (4 if n < 0 else 0), y + (-22 if up else 22), _number(n), size, _INK)
        for n in range(self.down, self.up + 1):
            if n:
                x, y = self.at(0, n)
                c.line([(x - 5, y), (x + 5, y)], _INK, 2.5)
                side = 12 if crossed and n < 0 else -12
                c.text(x + side, y, _number(n), size, _INK, anchor="lm" if side > 0 else "rm")
        x, y = self.origin
        c.text(x - 14, y + 22, "0", size, _INK)

    def curve(
        self,
        c: Canvas,
        f: Callable[[float], float],
        start: float,
        end: float,
        colour: Colour,
        width: float = 5,
    ) -> None:
        """The graph of ``f`` between ``start`` and ``end``."""
        steps = max(24, int((end - start) * 24))
        xs = [start + (end - start) * i / steps for i in range(steps + 1)]
        stroke(c, [self.at(x, f(x)) for x in xs], colour, width)


def _number(n: int) -> str:
    """The number with a true minus."""
    return str(n).replace("-", "−")
