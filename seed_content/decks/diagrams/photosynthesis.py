"""Diagrams of «Фотосинтез»: a leaf in light, its section, a cell, the experiment with starch."""

import math

from seed_content.decks.board import Area, Board

_SUN = "F5B323"
_STEM = "4E8C3A"
_SOIL = "8B6B4A"


def _sun(b: Board, cx: float, cy: float, r: float) -> None:
    for i in range(12):
        angle = math.radians(i * 30)
        b.line(
            cx + math.cos(angle) * r * 1.25,
            cy + math.sin(angle) * r * 1.25,
            cx + math.cos(angle) * r * 1.65,
            cy + math.sin(angle) * r * 1.65,
            _SUN,
            4,
        )
    b.oval(cx, cy, r, r, _SUN)


def _leaf(b: Board, x: float, y: float, length: float, turn: float, fill: str) -> None:
    """A leaf from its stalk at (x, y); ``turn`` in degrees, 0 to the right, up is negative."""
    t = math.radians(turn)
    upper: list[tuple[float, float]] = []
    lower: list[tuple[float, float]] = []
    for i in range(25):
        u = i / 24
        half = 0.27 * length * math.sin(math.pi * u**0.8) * (1 - 0.25 * u)
        for side, points in ((-half, upper), (half, lower)):
            points.append(
                (
                    x + u * length * math.cos(t) - side * math.sin(t),
                    y + u * length * math.sin(t) + side * math.cos(t),
                )
            )
    b.polygon([*upper, *reversed(lower)], fill)
    tip = 0.93 * length
    b.line(x, y, x + tip * math.cos(t), y + tip * math.sin(t), "EAF5E2", max(1.5, length))
    for u in (0.25, 0.42, 0.58, 0.73):
        reach = 0.17 * length * (1.15 - u)
        for side in (-1, 1):
            angle = t + side * 0.85
            x1, y1 = x + u * length * math.cos(t), y + u * length * math.sin(t)
            b.line(
                x1,
                y1,
                x1 + reach * 1.35 * math.cos(angle),
                y1 + reach * 1.35 * math.sin(angle),
                "EAF5E2",
                max(1, length / 2.5),
            )


def cover(b: Board, a: Area) -> None:
    """A leaf under the sun."""
    _sun(b, a.x + a.w - 1.0, a.y + 0.9, 0.62)
    _leaf(b, a.x + 0.4, a.y + a.h - 0.4, 5.0, -42, b.c.first)


def plant(b: Board, a: Area) -> None:
    """A plant in soil with what it takes in."""
    cx, ground = a.cx - 0.3, a.y + 3.75
    _sun(b, a.x + 0.75, a.y + 0.75, 0.42)
    b.rect(a.x, ground, a.w, 1.3, _SOIL)
    b.line(cx, ground, cx, ground - 2.9, _STEM, 7)
    for dy, turn in ((0.8, -25), (0.9, 205), (1.7, -30), (1.8, 210), (2.8, -75)):
        _leaf(b, cx, ground - dy, 1.5, turn, b.c.first)
    for dx, dy in ((-0.9, 0.7), (0.0, 0.95), (0.9, 0.7)):
        b.line(cx, ground, cx + dx, ground + dy, "E8D8BF", 3.5)
    b.line(a.x + 1.15, a.y + 1.55, a.x + 1.4, a.y + 2.05, _SUN, 4, arrow=True)
    b.label(a.x + 1.45, a.y + 0.5, 0.9, 0.5, "свет", 22, bold=True)
    b.line(a.x + 5.2, a.y + 1.15, a.x + 4.5, a.y + 1.65, b.c.quiet, 4, arrow=True)
    b.label(a.x + 3.9, a.y + 0.1, 2.1, 0.9, "углекислый\nгаз", 22, bold=True)
    b.line(a.x + 5.0, ground + 0.8, cx + 0.35, ground + 0.3, "9FD2F2", 4, arrow=True)
    b.label(a.x + 4.95, ground + 0.5, 1.0, 0.5, "вода", 22, bold=True, color="FFFFFF")


def equation(b: Board, a: Area) -> None:
    """What goes into a chloroplast and what comes out."""
    y = a.y + 2.3
    boxes = (
        (a.x + 0.1, 2.45, "углекислый\nгаз", b.c.second_soft),
        (a.x + 3.15, 1.7, "вода", b.c.second_soft),
        (a.x + 7.45, 1.9, "сахар", b.c.first_soft),
        (a.x + 9.95, 1.85, "кислород", b.c.first_soft),
    )
    for x, w, text, fill in boxes:
        b.rect(x, y - 0.65, w, 1.3, fill, radius=0.15, text=text, size=25, bold=True)
    for x in (a.x + 2.85, a.x + 9.65):
        b.label(x - 0.25, y - 0.4, 0.5, 0.8, "+", 36, bold=True)
    b.line(a.x + 5.1, y, a.x + 7.1, y, b.c.first, 5, arrow=True)
    b.label(a.x + 5.0, y + 0.15, 2.2, 0.5, "хлоропласт", 22, bold=True, color=b.c.first)
    b.label(a.x + 5.0, y - 0.62, 2.2, 0.5, "свет", 22, bold=True)
    _sun(b, a.x + 6.1, y - 1.35, 0.38)


def leaf_section(b: Board, a: Area) -> None:
    """A leaf across: skin, palisade and spongy tissue, vein, stoma."""
    x, w, y = a.x, 3.9, a.y + 0.15
    for i in range(6):
        b.rect(x + i * w / 6, y, w / 6, 0.42, "F7FBF2", line=b.c.first)
    for i in range(9):
        left = x + i * w / 9
        b.rect(left, y + 0.47, w / 9, 1.55, b.c.first_soft, line=b.c.first, radius=0.12)
        for k in range(4):
            for dx in (0.12, 0.31):
                b.oval(left + dx, y + 0.72 + k * 0.34, 0.07, 0.1, b.c.first)
    for cx, cy in (
        (0.5, 2.5),
        (0.45, 3.25),
        (1.15, 2.95),
        (2.85, 2.45),
        (2.75, 3.3),
        (3.5, 2.7),
        (3.5, 3.4),
    ):
        b.oval(x + cx, y + cy, 0.34, 0.3, b.c.first_soft, line=b.c.first)
        for dx, dy in ((-0.14, -0.08), (0.13, 0.06), (-0.02, 0.14)):
            b.oval(x + cx + dx, y + cy + dy, 0.075, 0.075, b.c.first)
    b.oval(x + 1.98, y + 2.85, 0.5, 0.45, b.c.second_soft, line=b.c.second, width=2)
    for dx in (-0.2, 0.0, 0.2):
        b.oval(x + 1.98 + dx, y + 2.85, 0.09, 0.09, b.c.second)
    for i in (0, 1, 2, 4, 5):
        b.rect(x + i * w / 6, y + 3.85, w / 6, 0.42, "F7FBF2", line=b.c.first)
    for dx in (0.15, 0.5):
        b.oval(x + 3 * w / 6 + dx, y + 4.06, 0.14, 0.25, b.c.first)
    for target_x, target_y, text in (
        (3.8, 0.2, "кожица"),
        (3.7, 1.25, "столбчатая\nткань"),
        (2.45, 2.85, "жилка"),
        (3.75, 3.45, "губчатая\nткань"),
        (2.7, 4.15, "устьице"),
    ):
        b.line(x + target_x, y + target_y, x + 4.25, y + target_y, b.c.ink, 1.5)
        b.label(x + 4.3, y + target_y - 0.35, 1.75, 0.7, text, 19, bold=True, align="left")


def cell(b: Board, a: Area) -> None:
    """A cell of a leaf with its chloroplasts along the wall."""
    x, y, w, h = a.x + 0.1, a.y + 0.5, 4.0, 3.9
    b.rect(x, y, w, h, b.c.first_soft, line=b.c.first, width=6, radius=0.5)
    b.rect(x + 0.85, y + 0.85, w - 1.7, h - 1.7, b.c.second_soft, radius=0.5)
    spots = [(0.45, 0.9 + i * 0.72) for i in range(4)]
    spots += [(w - 0.45, 0.9 + i * 0.72) for i in range(3)]
    spots += [(1.2 + i * 0.8, 0.45) for i in range(3)] + [
        (1.2 + i * 0.8, h - 0.45) for i in range(2)
    ]
    for dx, dy in spots:
        b.oval(x + dx, y + dy, 0.25, 0.18, b.c.first)
    b.oval(x + w - 1.05, y + h - 0.75, 0.38, 0.36, b.c.third, line=b.c.sheet)
    for ty, tx, text in (
        (0.9, w - 0.25, "хлоропласт"),
        (2.05, 2.9, "вакуоль"),
        (3.15, w - 0.7, "ядро"),
    ):
        b.line(x + tx, y + ty, x + w + 0.3, y + ty, b.c.ink, 1.5)
        b.label(x + w + 0.32, y + ty - 0.3, 1.65, 0.6, text, 20, bold=True, align="left")


def steps(b: Board, a: Area) -> None:
    """Four steps of the process."""
    texts = (
        ("Вода", "Корень всасывает воду, по сосудам она поднимается к листу."),
        ("Газ", "Через устьица в лист входит углекислый газ."),
        ("Свет", "Хлорофилл в хлоропластах улавливает энергию света."),
        ("Продукты", "Образуется сахар, кислород выходит через устьица."),
    )
    w, gap = 2.65, 0.36
    x0 = a.cx - (4 * w + 3 * gap) / 2
    tones = (
        (b.c.second, b.c.second_soft),
        (b.c.quiet, "DFE8D8"),
        (b.c.third, b.c.third_soft),
        (b.c.first, b.c.first_soft),
    )
    for i, (head, text) in enumerate(texts):
        x, y = x0 + i * (w + gap), a.y + 0.3
        full, soft = tones[i]
        b.rect(x, y, w, 4.2, soft, radius=0.18)
        b.oval(
            x + w / 2, y + 0.8, 0.5, 0.5, full, text=str(i + 1), size=30, bold=True, color="FFFFFF"
        )
        b.label(x + 0.1, y + 1.45, w - 0.2, 0.55, head, 24, bold=True)
        b.label(x + 0.15, y + 2.1, w - 0.3, 1.9, text, 21, anchor="top")
        if i < 3:
            b.line(x + w + 0.04, y + 2.1, x + w + gap - 0.14, y + 2.1, b.c.ink, 3, arrow=True)


def experiment(b: Board, a: Area) -> None:
    """Four stages of the experiment with a covered leaf."""
    texts = (
        "Растение два дня держим в темноте",
        "Часть листа закрываем бумагой, ставим на свет",
        "Лист обесцвечиваем в горячем спирте",
        "Капаем йодом: открытая часть синеет",
    )
    w = a.w / 4
    for i, text in enumerate(texts):
        x, y = a.x + i * w, a.y + 0.2
        b.rect(x + 0.1, y, w - 0.2, 2.75, "3B4A3E" if i == 0 else "FFFFFF", radius=0.15)
        fill = (b.c.first, b.c.first, "F3EFC9", "4B5FA8")[i]
        _leaf(b, x + 0.35, y + 1.4, 2.3, 0, fill)
        if i == 1:
            b.rect(x + 1.2, y + 0.55, 0.55, 1.7, "2B2B2B")
        if i == 3:
            b.polygon(
                [
                    (x + 1.2, y + 0.81),
                    (x + 1.75, y + 0.86),
                    (x + 1.75, y + 1.94),
                    (x + 1.2, y + 1.99),
                ],
                "F3E3A6",
            )
        b.oval(
            x + 0.45,
            y + 3.4,
            0.24,
            0.24,
            b.c.first,
            text=str(i + 1),
            size=18,
            bold=True,
            color="FFFFFF",
        )
        b.label(x + 0.78, y + 3.12, w - 0.9, 1.6, text, 21, align="left", anchor="top")


def light_curve(b: Board, a: Area) -> None:
    """The rate grows with light and levels off (a qualitative curve)."""
    x0, y0, w, h = a.x + 0.7, a.y + 4.3, 5.0, 3.7
    b.line(x0, y0, x0 + w, y0, b.c.ink, 2.5, arrow=True)
    b.line(x0, y0, x0, y0 - h, b.c.ink, 2.5, arrow=True)
    points = [(x0 + w * 0.92 * i / 40, y0 - h * 0.82 * (1 - math.exp(-i / 9))) for i in range(41)]
    b.polygon(points, None, line=b.c.first, width=5, close=False)
    b.label(x0 + 2.2, y0 + 0.1, 2.9, 0.5, "освещённость", 20, align="right")
    b.label(x0 + 0.15, y0 - h - 0.15, 3.5, 0.5, "скорость фотосинтеза", 20, align="left")


def summary(b: Board, a: Area) -> None:
    """Light, a leaf, sugar and oxygen."""
    y = a.cy
    _sun(b, a.x + 1.3, y, 0.6)
    b.line(a.x + 2.6, y, a.x + 3.9, y, b.c.third, 5, arrow=True)
    _leaf(b, a.x + 4.2, y, 3.3, 0, b.c.first)
    for dy, text, fill in ((-0.85, "сахар", b.c.third_soft), (0.85, "кислород", b.c.second_soft)):
        b.line(a.x + 7.8, y + dy * 0.3, a.x + 8.9, y + dy, b.c.first, 4, arrow=True)
        b.rect(a.x + 9.2, y + dy - 0.5, 2.3, 1.0, fill, radius=0.15, text=text, size=26, bold=True)
