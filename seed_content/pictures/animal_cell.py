"""An animal cell with the organelles that the school course names."""

import math

from seed_content.pictures.callout import callout
from seed_content.pictures.canvas import Canvas
from seed_content.pictures.curves import smooth, stroke, turned
from seed_content.pictures.organelles import mitochondrion, nucleus

_INK = "#43263A"


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1280 × 720."""
    c.text(640, 56, "Строение животной клетки", 44, _INK, bold=True)
    outline = smooth(
        [
            (470, 150),
            (640, 124),
            (800, 158),
            (914, 262),
            (922, 420),
            (868, 580),
            (720, 668),
            (560, 664),
            (410, 590),
            (352, 440),
            (372, 262),
        ],
        closed=True,
    )
    c.polygon(outline, "#FBE9E1")
    stroke(c, outline, "#D0667A", 9, closed=True)
    _reticulum(c)
    nucleus(c, 610, 380, 86)
    _golgi(c)
    _centre(c, 740, 262)
    for x, y, turn in ((414, 318, 98), (560, 596, 8), (864, 462, 98)):
        mitochondrion(c, x, y, turn, 52)
    for x, y in ((420, 474), (640, 206), (704, 616)):
        c.oval(x, y, 23, 23, "#F4D35E", line="#B98A12", width=3.5)
        c.oval(x - 6, y - 4, 4.5, 4.5, "#B98A12")
        c.oval(x + 7, y + 6, 4, 4, "#B98A12")
    for i in range(20):
        across, down = 500 + 15.3 * i + 8 * math.sin(i * 5), 184 + 20 * math.sin(i * 2.4)
        if not 600 < across < 680:
            c.oval(across, down, 4, 4, "#3B5BA5")
    _labels(c)


def _reticulum(c: Canvas) -> None:
    """Folded sheets about the nucleus, studded with ribosomes."""
    for k, r in enumerate((110, 132, 154)):
        points = []
        for degrees in range(110, 241, 5):
            a = math.radians(degrees + 4 * k)
            wave = 5 * math.sin(degrees / 7)
            points.append((610 + (r + wave) * math.cos(a), 380 + (r + wave) * math.sin(a) * 1.04))
        stroke(c, smooth(points, steps=4), "#7FA8D9", 8)
        for x, y in points[1::4]:
            c.oval(x, y - 6, 4, 4, "#3B5BA5")


def _golgi(c: Canvas) -> None:
    """A stack of flat sacs with vesicles at their ends."""
    for k in range(4):
        wide, y = 62 - 7 * k, 498 + 17 * k
        sac = [(-wide, y + 10), (-wide / 2, y), (wide / 2, y), (wide, y + 10)]
        stroke(c, smooth([(768 + x, v) for x, v in sac]), "#56A99B", 9)
    for x, y in ((690, 530), (846, 536), (836, 564), (704, 560), (768, 574)):
        c.oval(x, y, 8, 8, "#8FD0C4", line="#56A99B", width=3)


def _centre(c: Canvas, cx: float, cy: float) -> None:
    """Two centrioles at a right angle."""
    for dx, dy, degrees in ((-16, 0, 0), (30, 6, 90)):
        for k in (-9, 0, 9):
            c.line(turned([(-22, k), (22, k)], cx + dx, cy + dy, degrees), "#8A5A44", 6)


def _labels(c: Canvas) -> None:
    callout(c, "клеточная\nмембрана", (282, 168), (392, 218), colour=_INK)
    callout(c, "митохондрия", (282, 292), (414, 318), colour=_INK)
    callout(c, "эндоплазматическая\nсеть", (282, 388), (484, 400), colour=_INK)
    callout(c, "лизосома", (282, 486), (416, 476), colour=_INK)
    callout(c, "цитоплазма", (282, 588), (446, 560), colour=_INK)
    callout(c, "рибосомы", (990, 158), (764, 186), colour=_INK)
    callout(c, "клеточный центр", (990, 254), (772, 262), colour=_INK)
    callout(c, "ядро", (990, 340), (684, 362), colour=_INK)
    callout(c, "ядрышко", (990, 424), (634, 368), colour=_INK)
    callout(c, "комплекс\nГольджи", (990, 540), (812, 520), colour=_INK)
