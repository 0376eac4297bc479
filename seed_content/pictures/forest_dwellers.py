"""Plants, animals and decomposers of a forest, each within a circle of about 50 pixels."""

import math

from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas
from seed_content.pictures.curves import smooth, stroke, turned_oval


def _shape(c: Canvas, x: float, y: float, points: list[Point], fill: str) -> None:
    c.polygon(smooth([(x + dx, y + dy) for dx, dy in points], closed=True), fill)


def oak_leaf(c: Canvas, x: float, y: float) -> None:
    """A lobed leaf with a midrib."""
    half = [
        (0, -50),
        (14, -44),
        (18, -32),
        (12, -26),
        (26, -20),
        (30, -8),
        (18, -2),
        (30, 6),
        (28, 20),
        (14, 24),
        (6, 34),
    ]
    outline = half + [(-dx, dy) for dx, dy in reversed(half[1:])]
    c.polygon(smooth([(x + dx, y + dy - 2) for dx, dy in outline], closed=True, steps=6), "#5FA84F")
    c.line([(x, y - 40), (x, y + 46)], "#2F6E2E", 4)
    for dy in (-16, 10):
        for side in (-1, 1):
            c.line([(x, y + dy + 8), (x + side * 18, y + dy - 4)], "#2F6E2E", 3)


def acorn(c: Canvas, x: float, y: float) -> None:
    """Two acorns in their cups."""
    for dx, dy in ((-20, -4), (20, 6)):
        c.oval(x + dx, y + dy + 8, 17, 27, "#C98F3A")
        c.polygon(turned_oval(x + dx, y + dy - 12, 21, 13, 0), "#7A5B2E")
        c.line([(x + dx, y + dy - 22), (x + dx, y + dy - 34)], "#7A5B2E", 4)


def grass(c: Canvas, x: float, y: float) -> None:
    """Blades from one root."""
    for lean, high, colour in (
        (-38, 60, "#6DB654"),
        (-20, 82, "#4E9A4A"),
        (2, 90, "#6DB654"),
        (22, 78, "#4E9A4A"),
        (40, 56, "#6DB654"),
    ):
        top = (x + lean, y + 46 - high)
        foot = x + lean * 0.25
        bend = (x + lean * 0.45, y + 46 - high * 0.55)
        c.polygon(
            [
                *smooth([(foot - 6, y + 46), bend, top]),
                *smooth([top, (bend[0] + 8, bend[1]), (foot + 6, y + 46)]),
            ],
            colour,
        )


def caterpillar(c: Canvas, x: float, y: float) -> None:
    """A row of segments."""
    for i in range(6):
        dy = 10 - 12 * math.sin(i * math.pi / 2.4)
        c.oval(
            x - 40 + i * 15,
            y + dy,
            13,
            14,
            "#8DBF3F" if i % 2 else "#A7D257",
            line="#5E8A22",
            width=2,
        )
        c.line([(x - 40 + i * 15, y + dy + 14), (x - 40 + i * 15, y + dy + 20)], "#5E8A22", 3)
    c.oval(x + 42, y - 4, 14, 14, "#D9622B")
    c.oval(x + 46, y - 7, 3, 3, "#222222")
    for dx in (38, 48):
        c.line([(x + dx, y - 16), (x + dx + 3, y - 28)], "#5E8A22", 2.5)


def mouse(c: Canvas, x: float, y: float) -> None:
    """A mouse that looks to the right."""
    stroke(
        c,
        smooth([(x - 34, y + 20), (x - 48, y + 6), (x - 40, y - 14), (x - 48, y - 26)]),
        "#C98A8A",
        4,
    )
    c.oval(x - 6, y + 8, 34, 24, "#8E8E99")
    _shape(c, x, y, [(10, -14), (30, -12), (50, 14), (34, 26), (12, 28)], "#8E8E99")
    c.oval(x + 12, y - 16, 14, 15, "#8E8E99", line="#6E6E79", width=2)
    c.oval(x + 12, y - 15, 8, 9, "#E3B5B5")
    c.oval(x + 30, y + 4, 3.5, 3.5, "#1E1E24")
    c.oval(x + 50, y + 14, 4, 4, "#C96A6A")
    for dx in (-18, 16):
        c.oval(x + dx, y + 32, 9, 4, "#C98A8A")


def hare(c: Canvas, x: float, y: float) -> None:
    """The head of a hare with long ears."""
    for side in (-1, 1):
        c.polygon(turned_oval(x + side * 15, y - 28, 10, 30, side * 10), "#B89B78")
        c.polygon(turned_oval(x + side * 15, y - 26, 5, 22, side * 10), "#E9C7BC")
    c.oval(x, y + 16, 31, 29, "#B89B78")
    c.oval(x, y + 28, 17, 14, "#EFE4D6")
    for side in (-1, 1):
        c.oval(x + side * 15, y + 8, 4.5, 5.5, "#2A2018")
    c.polygon([(x - 6, y + 21), (x + 6, y + 21), (x, y + 28)], "#8A4B46")
    for side in (-1, 1):
        for dy in (0, 6):
            c.line([(x + side * 8, y + 28), (x + side * 34, y + 24 + dy * 2)], "#7B654B", 1.5)


def tit(c: Canvas, x: float, y: float) -> None:
    """A great tit: yellow breast with a black stripe, black cap, white cheek."""
    c.polygon([(x - 24, y + 10), (x - 54, y + 34), (x - 44, y + 40), (x - 14, y + 26)], "#4A6A86")
    c.polygon(turned_oval(x - 2, y + 10, 34, 25, 22), "#F2D24B")
    _shape(c, x, y, [(-30, -4), (-6, -8), (8, 14), (-16, 20), (-40, 24)], "#6E8F5A")
    c.oval(x + 22, y - 16, 20, 19, "#23262B")
    c.oval(x + 24, y - 10, 11, 8, "#FFFFFF")
    c.oval(x + 28, y - 20, 3, 3, "#FFFFFF")
    c.polygon([(x + 40, y - 19), (x + 53, y - 13), (x + 40, y - 10)], "#3A3A40")
    stroke(c, smooth([(x + 24, y + 4), (x + 18, y + 18), (x + 6, y + 32)]), "#23262B", 6)
    for dx in (-2, 10):
        c.line([(x + dx, y + 34), (x + dx, y + 46)], "#6A5442", 3)


def owl(c: Canvas, x: float, y: float) -> None:
    """An owl with round eyes."""
    c.oval(x, y + 8, 34, 42, "#9A7448")
    c.oval(x, y + 20, 22, 28, "#E2C79B")
    for row in range(3):
        for k in (-1, 0, 1):
            c.line(
                [(x + k * 11 - 3, y + 10 + row * 12), (x + k * 11 + 3, y + 14 + row * 12)],
                "#9A7448",
                3,
            )
    c.oval(x, y - 20, 34, 27, "#9A7448")
    for side in (-1, 1):
        c.polygon(
            [(x + side * 14, y - 38), (x + side * 32, y - 52), (x + side * 33, y - 26)], "#9A7448"
        )
        c.oval(x + side * 14, y - 18, 14, 14, "#F4E6C8")
        c.oval(x + side * 14, y - 18, 8, 8, "#F0A51E")
        c.oval(x + side * 14, y - 18, 4.5, 4.5, "#1E1A14")
    c.polygon([(x - 6, y - 12), (x + 6, y - 12), (x, y + 2)], "#4A3A24")


def fox(c: Canvas, x: float, y: float) -> None:
    """The head of a fox."""
    for side in (-1, 1):
        c.polygon(
            [(x + side * 10, y - 22), (x + side * 40, y - 48), (x + side * 42, y - 6)], "#D9702B"
        )
        c.polygon(
            [(x + side * 22, y - 24), (x + side * 36, y - 38), (x + side * 37, y - 16)], "#3A2A22"
        )
    c.polygon(
        [(x - 44, y - 4), (x - 24, y - 26), (x + 24, y - 26), (x + 44, y - 4), (x, y + 46)],
        "#D9702B",
    )
    for side in (-1, 1):
        c.polygon(
            [
                (x + side * 44, y - 4),
                (x + side * 12, y + 6),
                (x + side * 3, y + 40),
                (x + side * 6, y + 39),
            ],
            "#FBF3EA",
        )
        c.oval(x + side * 15, y - 4, 4.5, 5.5, "#241A14")
    c.oval(x, y + 42, 7, 6, "#241A14")


def mushroom(c: Canvas, x: float, y: float) -> None:
    """An edible boletus."""
    _shape(c, x, y, [(-16, 0), (16, 0), (22, 50), (0, 58), (-22, 50)], "#FCF6E8")
    c.polygon(
        [
            *(
                (x + 58 * math.cos(a), y + 6 - 56 * math.sin(a))
                for a in (math.pi * i / 24 for i in range(25))
            ),
            (x - 58, y + 12),
        ],
        "#8B5A32",
    )
    c.oval(x, y + 7, 58, 9, "#E0CDA4")


def bacteria(c: Canvas, x: float, y: float) -> None:
    """Rods and balls as under a microscope."""
    for dx, dy, turn in ((-44, -18, 20), (20, -28, -30), (-10, 18, 60), (50, 14, 10)):
        a = math.radians(turn)
        ends = [
            (x + dx - 16 * math.cos(a), y + dy - 16 * math.sin(a)),
            (x + dx + 16 * math.cos(a), y + dy + 16 * math.sin(a)),
        ]
        c.line(ends, "#7C6BB0", 17)
    for dx, dy in ((-50, 26), (-36, 34), (6, -2), (28, 38)):
        c.oval(x + dx, y + dy, 9, 9, "#5AA39A")
