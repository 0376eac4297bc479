"""The heart of four chambers and the two circles of blood.

Seen as a person facing us: the right half of the heart is on the left of the picture.
"""

import math

from seed_content.measure import Point, arrow_head
from seed_content.pictures.callout import callout
from seed_content.pictures.canvas import Canvas
from seed_content.pictures.curves import smooth, stroke

_INK = "#2B2440"
_RED, _BLUE = "#D2403F", "#3A6DB5"
_MUSCLE = "#C98484"


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1100 × 1300."""
    c.text(550, 54, "Сердце и два круга кровообращения", 44, _INK, bold=True)
    _organs(c)
    _vessels(c)
    _heart(c)
    _arteries(c)
    _words(c)


def _organs(c: Canvas) -> None:
    """Where the capillaries are: blood changes its colour across each."""
    for x, y, w, h in ((390, 110, 320, 174), (390, 1076, 320, 158)):
        c.rect(x, y, w, h, "#F6E9EC", line="#D9B9C2", width=3, radius=46)
        for part in (0.14, 0.29, 0.71, 0.86):
            v = y + h * part
            half = x + w / 2
            c.line([(x + 14, v), (half, v)], _BLUE, 5)
            c.line([(half, v), (x + w - 14, v)], _RED, 5)
    for y, words in ((197, "капилляры\nлёгких"), (1155, "капилляры\nорганов тела")):
        c.text(550, y, words, 27, _INK, bold=True)


def _vessel(c: Canvas, points: list[Point], colour: str, marks: tuple[float, ...]) -> None:
    """A vessel with arrow heads at the parts ``marks`` of its length.

    Its light rim begins a little way on, clear of what it comes out of.
    """
    path = smooth(points)
    stroke(c, path[16:], "#FFFBFB", 40)
    stroke(c, path, colour, 30)
    for mark in marks:
        k = int(mark * (len(path) - 4))
        a, b = path[k], path[k + 3]
        c.polygon(arrow_head(b, math.atan2(b[1] - a[1], b[0] - a[0]), 30, 14), "#FFFFFF")


def _vessels(c: Canvas) -> None:
    """Into the atria behind the heart; out of the ventricles over it."""
    veins: list[Point] = [(704, 197), (800, 206), (850, 300), (836, 430), (790, 520), (700, 566)]
    _vessel(c, veins, _RED, (0.3, 0.55))
    hollow: list[Point] = [(396, 1155), (240, 1090), (190, 900), (196, 720), (260, 600), (400, 566)]
    _vessel(c, hollow, _BLUE, (0.15, 0.45, 0.72))


def _arteries(c: Canvas) -> None:
    trunk: list[Point] = [
        (508, 730),
        (524, 640),
        (524, 500),
        (480, 410),
        (370, 350),
        (312, 270),
        (330, 206),
        (396, 197),
    ]
    aorta: list[Point] = [
        (592, 730),
        (577, 640),
        (577, 470),
        (620, 384),
        (730, 370),
        (840, 440),
        (892, 600),
    ]
    aorta += [(896, 900), (850, 1090), (704, 1155)]
    _vessel(c, trunk[2:], _BLUE, (0.25, 0.6))
    _vessel(c, aorta[2:], _RED, (0.2, 0.5, 0.75))
    for points, colour in ((trunk, _BLUE), (aorta, _RED)):
        stroke(c, smooth(points[:3]), colour, 30)
    for x in (520, 580):
        for k in (-1, 1):
            c.line([(x + k * 15, 664), (x + k * 2, 648)], "#FFF4E0", 6)


def _heart(c: Canvas) -> None:
    body = [
        (550, 486), (660, 460), (766, 500), (790, 600), (756, 740), (680, 870), (590, 960),
        (510, 920), (396, 830), (326, 720), (308, 590), (336, 500), (440, 460),
    ]  # fmt: skip
    c.polygon(smooth(body, closed=True), _MUSCLE)
    right_atrium = [
        (440, 492),
        (488, 520),
        (492, 600),
        (466, 632),
        (380, 632),
        (340, 590),
        (362, 514),
    ]
    left_atrium = [
        (660, 492),
        (732, 516),
        (752, 580),
        (720, 632),
        (634, 632),
        (608, 600),
        (612, 520),
    ]
    right_ventricle = [
        (352, 680),
        (420, 662),
        (500, 690),
        (524, 760),
        (522, 850),
        (490, 858),
        (410, 790),
    ]
    left_ventricle = [
        (600, 690),
        (680, 662),
        (716, 690),
        (700, 760),
        (636, 858),
        (600, 880),
        (584, 770),
    ]
    for shape, colour in (
        (right_atrium, _BLUE),
        (right_ventricle, _BLUE),
        (left_atrium, _RED),
        (left_ventricle, _RED),
    ):
        c.polygon(smooth(shape, closed=True), colour)
    for x, colour in ((418, _BLUE), (676, _RED)):
        c.polygon([(x - 30, 616), (x + 30, 616), (x + 30, 690), (x - 30, 690)], colour)
        c.line([(x - 31, 632), (x - 8, 668)], "#FFF4E0", 8)
        c.line([(x + 31, 632), (x + 8, 668)], "#FFF4E0", 8)
    for x, y, words in ((418, 560, "ПП"), (680, 560, "ЛП"), (444, 750, "ПЖ"), (650, 750, "ЛЖ")):
        c.text(x, y, words, 38, "#FFFFFF", bold=True)


def _words(c: Canvas) -> None:
    c.text(36, 122, "Малый круг", 34, _INK, bold=True, anchor="lm")
    c.text(36, 152, "ПЖ → лёгочный\nствол → лёгкие →\nлёгочные вены → ЛП", 26, _INK, anchor="lt")
    c.text(760, 1196, "Большой круг", 34, _INK, bold=True, anchor="lm")
    c.text(760, 1222, "ЛЖ → аорта → органы →\nполые вены → ПП", 26, _INK, anchor="lt")
    c.text(550, 1026, "ПП и ЛП — предсердия,\nПЖ и ЛЖ — желудочки", 27, _INK)
    callout(c, "лёгочный\nствол", (196, 400), (352, 336), colour=_INK)
    callout(c, "лёгочные\nвены", (940, 250), (846, 280), colour=_INK)
    callout(c, "аорта", (970, 640), (895, 680), colour=_INK)
    callout(c, "верхняя и нижняя\nполые вены", (270, 940), (196, 900), colour=_INK)
    callout(c, "створчатый\nклапан", (160, 690), (404, 652), colour=_INK)
    callout(c, "полулунный\nклапан", (926, 800), (583, 652), colour=_INK)
