"""Signs of fire safety by groups: red of equipment, round of bans, yellow of danger, green of exit.

Colours and shapes follow the Russian standard of signal colours and safety signs; the symbols
are drawn anew in a simple way.
"""

from collections.abc import Callable

from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas
from seed_content.pictures.curves import ring, smooth, stroke

_INK = "#22262E"
_RED, _GREEN, _YELLOW = "#C8202B", "#0F7F4A", "#FFC60A"
_WHITE = "#FFFFFF"


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1500 × 920."""
    c.text(750, 50, "Знаки пожарной безопасности", 48, _INK, bold=True)
    signs: tuple[tuple[str, Callable[[Canvas, float, float], None]], ...] = (
        ("огнетушитель", _extinguisher),
        ("пожарный кран", _hydrant),
        ("кнопка пожарной\nсигнализации", _button),
        ("звуковой\nоповещатель", _bell),
        ("запрещается пользоваться\nоткрытым огнём и курить", _no_fire),
        ("запрещается\nтушить водой", _no_water),
        ("пожароопасно", _danger),
        ("выход здесь", _exit),
    )
    for i, (name, paint) in enumerate(signs):
        x, y = 190 + (i % 4) * 374, 226 + (i // 4) * 420
        c.rect(x - 172, y - 136, 344, 400, _WHITE, line="#DFE3EA", width=3, radius=24)
        paint(c, x, y)
        c.text(x, y + 190, name, 27, _INK, bold=True)


def _square(c: Canvas, x: float, y: float, colour: str) -> None:
    c.rect(x - 112, y - 112, 224, 224, colour, radius=12)
    c.rect(x - 102, y - 102, 204, 204, None, line=_WHITE, width=3, radius=8)


def _flame(c: Canvas, x: float, y: float, k: float, colour: str, inner: str) -> None:
    """A flame ``120·k`` pixels high standing on ``y``."""
    outer: list[Point] = [
        (0, 0),
        (-36, -12),
        (-46, -46),
        (-26, -72),
        (-18, -46),
        (-6, -86),
        (8, -120),
        (16, -84),
        (26, -62),
        (34, -74),
        (46, -40),
        (36, -12),
    ]
    c.polygon(smooth([(x + u * k, y + v * k) for u, v in outer], closed=True), colour)
    core: list[Point] = [(0, -4), (-16, -14), (-14, -34), (2, -58), (14, -36), (18, -16)]
    c.polygon(smooth([(x + u * k, y + v * k) for u, v in core], closed=True), inner)


def _extinguisher(c: Canvas, x: float, y: float) -> None:
    _square(c, x, y, _RED)
    c.rect(x - 40, y - 32, 56, 118, _WHITE, radius=18)
    c.rect(x - 22, y - 56, 20, 28, _WHITE)
    c.line([(x - 44, y - 64), (x + 14, y - 64)], _WHITE, 10)
    stroke(
        c,
        smooth([(x + 4, y - 62), (x + 40, y - 52), (x + 44, y - 10), (x + 40, y + 30)]),
        _WHITE,
        10,
    )
    c.polygon([(x + 32, y + 28), (x + 48, y + 28), (x + 56, y + 62), (x + 24, y + 62)], _WHITE)


def _hydrant(c: Canvas, x: float, y: float) -> None:
    """A hose in a reel with its nozzle."""
    _square(c, x, y, _RED)
    for r in (62, 42, 22):
        stroke(c, ring(x - 16, y - 8, r, 0, 360), _WHITE, 9, closed=True)
    stroke(c, smooth([(x + 46, y - 8), (x + 48, y + 30), (x + 50, y + 56)]), _WHITE, 9)
    c.polygon([(x + 42, y + 52), (x + 58, y + 52), (x + 64, y + 86), (x + 36, y + 86)], _WHITE)


def _button(c: Canvas, x: float, y: float) -> None:
    """A finger that presses a button, a flame beside."""
    _square(c, x, y, _RED)
    c.oval(x - 46, y - 4, 30, 30, None, line=_WHITE, width=8)
    c.oval(x - 46, y - 4, 13, 13, _WHITE)
    hand: list[Point] = [
        (-26, -10),
        (20, -22),
        (44, -22),
        (84, -6),
        (88, 44),
        (50, 62),
        (18, 52),
        (14, 16),
        (-26, 6),
    ]
    c.polygon(smooth([(x + u, y + v) for u, v in hand], closed=True, steps=6), _WHITE)
    for k in range(3):
        c.line([(x + 16, y + 14 + k * 14), (x + 44, y + 14 + k * 14)], _RED, 3)
    _flame(c, x - 46, y - 46, 0.42, _WHITE, _RED)


def _bell(c: Canvas, x: float, y: float) -> None:
    _square(c, x, y, _RED)
    bell: list[Point] = [
        (0, -64),
        (-30, -48),
        (-38, -4),
        (-44, 28),
        (-58, 42),
        (58, 42),
        (44, 28),
        (38, -4),
        (30, -48),
    ]
    c.polygon(smooth([(x + u, y + v) for u, v in bell], closed=True, steps=8), _WHITE)
    c.oval(x, y + 58, 15, 13, _WHITE)
    for side in (-1, 1):
        for r in (76, 92):
            middle = 0 if side > 0 else 180
            stroke(c, ring(x, y - 14, r, middle - 26, middle + 26), _WHITE, 6)


def _ban(c: Canvas, x: float, y: float) -> None:
    """The red ring and the bar from the upper left to the lower right."""
    stroke(c, ring(x, y, 102, 0, 360), _RED, 20, closed=True)
    c.line([(x - 71, y - 71), (x + 71, y + 71)], _RED, 19, round_ends=False)


def _no_fire(c: Canvas, x: float, y: float) -> None:
    c.oval(x, y, 108, 108, _WHITE)
    c.line([(x - 10, y + 76), (x - 10, y - 4)], _INK, 12, round_ends=False)
    _flame(c, x - 10, y + 6, 0.72, _INK, _WHITE)
    c.rect(x + 14, y + 14, 52, 13, _INK)
    stroke(
        c, smooth([(x + 62, y + 6), (x + 56, y - 10), (x + 66, y - 26), (x + 60, y - 40)]), _INK, 4
    )
    _ban(c, x, y)


def _no_water(c: Canvas, x: float, y: float) -> None:
    c.oval(x, y, 108, 108, _WHITE)
    c.polygon([(x - 78, y - 20), (x - 30, y - 44), (x - 16, y - 4), (x - 58, y + 20)], _INK)
    for k in range(3):
        for j in range(3):
            u, v = x - 4 + j * 19, y - 34 + k * 20 + j * (10 + k * 4)
            c.line([(u, v), (u + 9, v + 5)], _INK, 5)
    _flame(c, x + 26, y + 82, 0.66, _INK, _WHITE)
    _ban(c, x, y)


def _danger(c: Canvas, x: float, y: float) -> None:
    corners = [(x, y - 108), (x + 122, y + 104), (x - 122, y + 104)]
    rim = []
    for cx, cy, start in ((x, y - 86, 150), (x + 104, y + 92, 30), (x - 104, y + 92, 270)):
        rim += ring(cx, cy, 22, start, start - 120)
    c.polygon(rim, _INK)
    small = [(x + (u - x) * 0.8, y + 33 + (v - y - 33) * 0.8) for u, v in corners]
    c.polygon(small, _YELLOW)
    _flame(c, x, y + 80, 0.98, _INK, _YELLOW)


def _exit(c: Canvas, x: float, y: float) -> None:
    """A running man before an open door."""
    _square(c, x, y, _GREEN)
    c.polygon([(x + 6, y - 84), (x + 86, y - 84), (x + 86, y + 86), (x + 6, y + 86)], _WHITE)
    c.oval(x - 26, y - 54, 15, 15, _WHITE)
    for limb in (
        [(-30, -30), (-42, 16)],
        [(-42, 16), (-14, 38), (-22, 78)],
        [(-42, 16), (-56, 48), (-86, 58)],
        [(-30, -28), (-62, -18), (-78, 8)],
        [(-30, -28), (-8, -4)],
    ):
        c.line([(x + u, y + v) for u, v in limb], _WHITE, 15)
    c.line([(x - 8, y - 4), (x + 16, y - 12)], _WHITE, 13)
    c.line([(x + 8, y - 9), (x + 18, y - 12)], _GREEN, 13)
