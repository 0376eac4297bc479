"""Three graphs that the eighth grade draws from memory: a parabola, a root and a hyperbola."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from seed_content.measure import text_width
from seed_content.pictures.axes import Plane
from seed_content.pictures.canvas import Canvas
from seed_content.pictures.card import BLUE, GREEN, INK, RED, SOFT, card, heading
from seed_content.pictures.fraction import fraction
from seed_content.pictures.geometry_marks import point


@dataclass(frozen=True)
class _Graph:
    """A function, its plane, the stretches on which it is drawn, and what is told of it."""

    formula: str
    name: str
    colour: str
    f: Callable[[float], float]
    plane: Plane
    parts: tuple[tuple[float, float], ...]
    dots: tuple[float, ...]
    domain: str
    values: str


_GRAPHS = (
    _Graph(
        "y = x²",
        "парабола",
        BLUE,
        lambda x: x * x,
        Plane((266, 494), 42, -4, 4, -2, 6),
        ((-2.45, 2.45),),
        (-2, -1, 0, 1, 2),
        "x — любое число",
        "y ≥ 0",
    ),
    _Graph(
        "y = √x",
        "ветвь параболы",
        GREEN,
        math.sqrt,
        Plane((576, 494), 40, 0, 9, -2, 6),
        ((0, 0.05), (0.05, 9)),
        (0, 1, 4, 9),
        "x ≥ 0",
        "y ≥ 0",
    ),
    _Graph(
        "1/x",
        "гипербола",
        RED,
        lambda x: 1 / x,
        Plane((1226, 414), 42, -4, 4, -4, 4),
        ((-4, -0.25), (0.25, 4)),
        (-2, -1, -0.5, 0.5, 1, 2),
        "x ≠ 0",
        "y ≠ 0",
    ),
)


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1500 × 860."""
    heading(c, "Графики трёх функций")
    for i, graph in enumerate(_GRAPHS):
        _panel(c, 40 + i * 480, graph)


def _panel(c: Canvas, x: float, g: _Graph) -> None:
    """A card with the formula, the name of the curve, the graph and two facts below it."""
    card(c, x, 100, 460, 724)
    words = g.formula if "/" not in g.formula else "y ="
    c.text(x + 28, 148, words, 42, g.colour, bold=True, anchor="lm")
    wide = text_width(words, 42, bold=True)
    if words != g.formula:
        fraction(c, x + 28 + wide + 30, 150, g.formula, 34, g.colour, bold=True)
        wide += 46
    c.text(x + 28 + wide + 26, 152, g.name, 30, SOFT, anchor="lm")
    g.plane.paint(c, size=26, crossed=g.plane.down == -4)
    for start, end in g.parts:
        g.plane.curve(c, g.f, start, end, g.colour, 6)
    for at in g.dots:
        point(c, g.plane.at(at, g.f(at)), colour=g.colour, radius=8)
    for k, (what, value) in enumerate(
        (("Область определения", g.domain), ("Множество значений", g.values))
    ):
        y = 652 + k * 88
        c.text(x + 28, y, what, 26, SOFT, anchor="lm")
        c.text(x + 28, y + 38, value, 32, INK, bold=True, anchor="lm")
