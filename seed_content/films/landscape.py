"""A cut through a shore: sea at the left, plain, mountains with snow, water under the ground."""

import itertools
import math

from seed_content.films.captions import NIGHT
from seed_content.films.encode import SIZE
from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas, Colour

# From the mountains to the sea: the river on the ground, and the water that went into it.
RIVER: tuple[Point, ...] = ((520, 178), (486, 202), (440, 220), (380, 230), (310, 237), (256, 243))
UNDERGROUND: tuple[Point, ...] = ((540, 232), (480, 258), (400, 274), (320, 280), (236, 276))


def landscape() -> Canvas:
    """The picture on which the water moves; the caption's strip is at its foot."""
    c = Canvas(*SIZE, "#A9D5EE")
    c.rect(0, 308, SIZE[0], 52, NIGHT)
    c.oval(58, 60, 34, 34, "#FFE08A")
    c.oval(58, 60, 27, 27, "#FFC83D")
    c.polygon([(380, 246), (520, 120), (560, 150), (610, 96), (640, 120), (640, 310)], "#7C8C84")
    c.polygon([(492, 145), (520, 120), (545, 139), (528, 150), (512, 140)], "#F7FBFF")
    c.polygon([(574, 135), (610, 96), (640, 120), (640, 138), (616, 124), (598, 140)], "#F7FBFF")
    hills = [(250, 308), (262, 244), (330, 234), (420, 224), (500, 190), (560, 176), (640, 168)]
    c.polygon([*hills, (640, 308)], "#86B36B")
    c.polygon([(236, 308), (262, 250), (420, 236), (640, 200), (640, 308)], "#B08D62")
    c.polygon([(220, 308), (236, 268), (420, 262), (560, 224), (640, 214), (640, 308)], "#8F7350")
    c.line(list(UNDERGROUND), "#6E8FA8", 9)
    c.polygon([(0, 308), (0, 238), (266, 238), (250, 272), (222, 308)], "#3F8CC4")
    for i in range(6):
        x = 18 + i * 40
        c.line([(x, 246 + i % 2 * 8), (x + 18, 246 + i % 2 * 8)], "#7DB8E0", 2)
    c.line(list(RIVER), "#4E9AD2", 8)
    c.text(66, 284, "океан", 16, "#DDF0FC")
    c.text(420, 294, "подземные воды", 14, "#F6EBCB")
    c.text(612, 30, "Круговорот воды", 22, "#173A52", bold=True, anchor="rm")
    for x, y in ((346, 228), (368, 224), (470, 198), (400, 222)):
        c.rect(x - 2, y - 8, 4, 10, "#6B4E35")
        c.polygon([(x - 10, y - 6), (x + 10, y - 6), (x, y - 30)], "#3F7F4C")
    return c


def along(way: tuple[Point, ...], p: float) -> Point:
    """The point of a broken line the part ``p`` of its length from its beginning."""
    left = p * sum(math.dist(a, b) for a, b in itertools.pairwise(way))
    for a, b in itertools.pairwise(way):
        long = math.dist(a, b)
        if left <= long:
            return a[0] + (b[0] - a[0]) * left / long, a[1] + (b[1] - a[1]) * left / long
        left -= long
    return way[-1]


def cloud(c: Canvas, x: float, y: float, size: float, colour: Colour) -> None:
    """A cloud about (x, y), 150 pixels wide when ``size`` is 1."""
    if size <= 0.02:
        return
    for dx, dy, r in ((-50, 6, 22), (-20, -8, 30), (18, -4, 28), (50, 8, 20)):
        c.oval(x + dx * size, y + dy * size, r * size, r * size, colour)
    c.rect(x - 66 * size, y + 6 * size, 132 * size, 22 * size, colour, radius=11 * size)
