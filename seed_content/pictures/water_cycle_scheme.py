"""The world cycle of water: the small one over the ocean and the large one over the land."""

import math

from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas
from seed_content.pictures.curves import smooth, stroke

_INK = "#173A57"
_ARROW = "#0F5E9C"


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1400 × 860."""
    _land(c)
    _sun(c, 128, 190)
    _cloud(c, 420, 236, 1.15, "#FFFFFF")
    _cloud(c, 1080, 212, 1.25, "#DCE5EC")
    _arrows(c)
    c.text(700, 54, "Круговорот воды в природе", 48, _INK, bold=True)
    _words(c)


def _ground(c: Canvas, top: list[Point], left: float, colour: str) -> None:
    """A layer from the line of its top down to the edge of the sheet."""
    c.polygon([*smooth(top), (1420, 880), (left, 880)], colour)


def _land(c: Canvas) -> None:
    slope: list[Point] = [(700, 640), (820, 600), (940, 540), (1040, 430), (1120, 344)]
    _ground(c, [*slope, (1190, 420), (1280, 470), (1420, 500)], 700, "#A9CF8C")
    c.polygon(
        [(1064, 404), (1120, 344), (1172, 398), (1150, 412), (1126, 392), (1098, 416)], "#FFFFFF"
    )
    sand: list[Point] = [(560, 700), (760, 682), (900, 690), (1060, 720), (1240, 716), (1420, 740)]
    _ground(c, sand, 500, "#CDB48B")
    clay: list[Point] = [(560, 780), (800, 770), (1000, 790), (1200, 784), (1420, 800)]
    _ground(c, clay, 500, "#9F8560")
    river = smooth(
        [(1098, 416), (1040, 500), (1070, 548), (980, 600), (900, 612), (840, 640), (720, 650)]
    )
    stroke(c, river, "#3C8FCC", 15)
    c.polygon(
        [
            *((x, 640 + 5 * math.sin(x / 28)) for x in range(0, 712, 6)),
            (722, 648),
            (690, 700),
            (630, 780),
            (560, 880),
            (0, 880),
        ],
        "#3C8FCC",
    )
    for x, y in ((1210, 520), (1262, 548), (1318, 540), (1370, 570), (1420, 560)):
        c.rect(x - 5, y, 10, 26, "#7A5B3A")
        for k in range(3):
            c.polygon(
                [
                    (x, y - 62 + k * 18),
                    (x - 22 - k * 4, y - 22 + k * 14),
                    (x + 22 + k * 4, y - 22 + k * 14),
                ],
                "#3F8A4E",
            )


def _sun(c: Canvas, cx: float, cy: float) -> None:
    for i in range(12):
        a = math.radians(i * 30)
        c.line(
            [
                (cx + 68 * math.cos(a), cy + 68 * math.sin(a)),
                (cx + 92 * math.cos(a), cy + 92 * math.sin(a)),
            ],
            "#F2B01E",
            8,
        )
    c.oval(cx, cy, 54, 54, "#FFC93C")


def _cloud(c: Canvas, cx: float, cy: float, k: float, colour: str) -> None:
    for dx, dy, r in ((-84, 10, 40), (-36, -22, 56), (28, -26, 60), (84, 8, 44)):
        c.oval(cx + dx * k, cy + dy * k, r * k, r * k, colour)
    c.rect(cx - 86 * k, cy + 2 * k, 172 * k, 50 * k, colour, radius=24 * k)


def _arrows(c: Canvas) -> None:
    for x in (150, 196, 242):
        wave = [(x + 9 * math.sin(y / 22), y) for y in range(600, 396, -4)]
        stroke(c, wave, _ARROW, 6)
        c.arrow((wave[-1][0], 404), (x, 356), _ARROW, 6)
    c.arrow((590, 206), (900, 206), _ARROW, 8)
    c.arrow((900, 520), (930, 340), "#5A9F4B", 6)
    for left, top, apart, high in ((360, 322, 36, 130), (986, 304, 58, 74)):
        for i in range(4):
            x = left + i * apart
            c.dashes((x, top), (x - 22, top + high), "#2F7FC0", 5, 11)
    c.arrow((1120, 752), (690, 752), _ARROW, 8)
    c.arrow((1180, 590), (1136, 742), "#2F7FC0", 6)


def _words(c: Canvas) -> None:
    c.text(128, 314, "энергия Солнца", 26, "#8A5A00", bold=True)
    c.text(268, 500, "испарение\nс океана", 28, _INK, bold=True, anchor="lm")
    c.text(420, 246, "конденсация", 27, _INK, bold=True)
    c.text(1080, 224, "облака над сушей", 27, _INK, bold=True)
    c.text(746, 172, "перенос пара ветром", 28, _INK, bold=True)
    c.text(500, 404, "осадки над\nокеаном", 28, _INK, bold=True, anchor="lm")
    c.text(1232, 330, "осадки\nнад сушей", 28, _INK, bold=True, anchor="lm")
    c.text(882, 440, "испарение\nс суши", 27, "#2D6A22", bold=True, anchor="rm")
    c.text(816, 566, "сток рек", 28, _INK, bold=True, anchor="rm")
    c.text(905, 724, "подземный сток", 28, _INK, bold=True)
    c.text(1210, 660, "просачивание", 28, _INK, bold=True, anchor="lm")
    c.text(270, 750, "Мировой океан", 38, "#FFFFFF", bold=True)
    c.text(1010, 832, "водоупорный слой", 26, "#FFFFFF", bold=True)
