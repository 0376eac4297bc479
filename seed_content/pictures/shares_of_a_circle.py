"""Shares of one circle: a half, a third, a quarter and a sixth, each with its name."""

import math

from seed_content.pictures.canvas import Canvas

_INK = "#2B2A45"
_SHARES = (
    (2, "половина", "#F2B84B"),
    (3, "треть", "#7CC4B8"),
    (4, "четверть", "#F09A86"),
    (6, "шестая доля", "#B9AEE3"),
)


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1000 × 420."""
    c.text(500, 50, "Доли круга", 42, _INK, bold=True)
    for i, (parts, name, colour) in enumerate(_SHARES):
        x, y, r = 130.0 + i * 246, 210.0, 96.0
        c.oval(x, y, r, r, "#FFFFFF")
        wedge = [(x, y)]
        for k in range(41):
            a = math.tau * k / 40 / parts - math.pi / 2
            wedge.append((x + r * math.cos(a), y + r * math.sin(a)))
        c.polygon(wedge, colour)
        for k in range(parts):
            a = math.tau * k / parts - math.pi / 2
            c.line([(x, y), (x + r * math.cos(a), y + r * math.sin(a))], _INK, 2.5)
        c.oval(x, y, r, r, None, line=_INK, width=3)
        c.text(x, 340, f"1/{parts}", 36, _INK, bold=True)
        c.text(x, 382, name, 27, _INK)
