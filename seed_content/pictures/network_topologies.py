"""Four ways to join computers into a local network, the strong and the weak side of each."""

import itertools
import math

from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas
from seed_content.pictures.card import AMBER, BLUE, GREEN, INK, RED, VIOLET, card, heading


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1360 × 940."""
    heading(c, "Топологии компьютерных сетей")
    for i, (name, paint, good, bad, colour) in enumerate(
        (
            ("Шина", _bus, "мало кабеля", "обрыв нарушает\nвсю сеть", BLUE),
            ("Кольцо", _ring, "все компьютеры\nравноправны", "обрыв нарушает\nвсю сеть", VIOLET),
            (
                "Звезда",
                _star,
                "обрыв отключает\nодин компьютер",
                "всё зависит\nот коммутатора",
                GREEN,
            ),
            ("Полносвязная", _mesh, "есть\nзапасные пути", "много кабеля", AMBER),
        )
    ):
        x, y = 40.0 + (i % 2) * 650, 104.0 + (i // 2) * 408
        card(c, x, y, 630, 390)
        c.text(x + 28, y + 42, name, 36, colour, bold=True, anchor="lm")
        paint(c, x + 186, y + 226, colour)
        for k, (sign, words, tint) in enumerate((("+", good, GREEN), ("−", bad, RED))):
            top = y + 150 + k * 124
            c.oval(x + 376, top, 21, 21, tint)
            c.text(x + 376, top - 2, sign, 34, "#FFFFFF", bold=True)
            c.text(x + 408, top, words, 26, INK, anchor="lm")


def _computer(c: Canvas, x: float, y: float) -> None:
    c.rect(x - 32, y - 26, 64, 44, "#2F3B52", radius=6)
    c.rect(x - 26, y - 20, 52, 32, "#BFE0F5")
    c.polygon([(x - 8, y + 18), (x + 8, y + 18), (x + 14, y + 30), (x - 14, y + 30)], "#2F3B52")


def _around(x: float, y: float, count: int, r: float) -> list[Point]:
    """Points on a circle, the first above."""
    angles = [math.tau * k / count - math.tau / 4 for k in range(count)]
    return [(x + r * 1.12 * math.cos(a), y + r * math.sin(a)) for a in angles]


def _bus(c: Canvas, x: float, y: float, colour: str) -> None:
    c.line([(x - 140, y), (x + 140, y)], colour, 7)
    for end in (-140, 140):
        c.rect(x + end - 7, y - 15, 14, 30, colour, radius=3)
    for k, dx in enumerate((-96, -32, 32, 96)):
        side = -1 if k % 2 else 1
        c.line([(x + dx, y), (x + dx, y + side * 66)], colour, 5)
        _computer(c, x + dx, y + side * 78)


def _ring(c: Canvas, x: float, y: float, colour: str) -> None:
    places = _around(x, y, 5, 104)
    c.line([*places, places[0]], colour, 5)
    for place in places:
        _computer(c, *place)


def _star(c: Canvas, x: float, y: float, colour: str) -> None:
    for place in _around(x, y, 5, 110):
        c.line([(x, y), place], colour, 5)
        _computer(c, *place)
    c.rect(x - 46, y - 18, 92, 36, colour, radius=8)
    for k in range(4):
        c.oval(x - 27 + k * 18, y, 5, 5, "#FFFFFF")


def _mesh(c: Canvas, x: float, y: float, colour: str) -> None:
    places = _around(x, y, 5, 108)
    for a, b in itertools.combinations(places, 2):
        c.line([a, b], colour, 4)
    for place in places:
        _computer(c, *place)
