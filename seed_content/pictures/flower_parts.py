"""A flower cut lengthwise: the perianth, stamens and the pistil with its parts."""

from seed_content.pictures.callout import callout
from seed_content.pictures.canvas import Canvas
from seed_content.pictures.curves import smooth, stroke, turned_oval

_INK = "#3A2444"
_CX = 640.0


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1280 × 800."""
    c.text(640, 54, "Строение цветка", 46, _INK, bold=True)
    _stalk(c)
    for side in (-1, 1):
        _petals(c, side)
    for side in (-1, 1):
        _sepal(c, side)
    _receptacle(c)
    for side in (-1, 1):
        _stamen(c, side, 92, 300)
        _stamen(c, side, 168, 348)
    _pistil(c)
    _labels(c)


def _stalk(c: Canvas) -> None:
    stroke(c, smooth([(_CX, 636), (_CX - 4, 700), (_CX - 18, 770)]), "#6BA04A", 24)


def _receptacle(c: Canvas) -> None:
    c.polygon(
        smooth(
            [
                (_CX - 92, 586),
                (_CX, 574),
                (_CX + 92, 586),
                (_CX + 44, 632),
                (_CX, 650),
                (_CX - 44, 632),
            ],
            closed=True,
        ),
        "#83B85C",
    )


def _petals(c: Canvas, side: int) -> None:
    far = [
        (20, 590),
        (170, 520),
        (330, 400),
        (420, 250),
        (352, 178),
        (250, 250),
        (160, 400),
        (70, 520),
    ]
    near = [
        (10, 592),
        (110, 500),
        (214, 370),
        (250, 220),
        (190, 140),
        (110, 220),
        (70, 380),
        (30, 500),
    ]
    for shape, fill, vein in ((near, "#F3B7D3", "#E18CB6"), (far, "#F9CFE2", "#E9A5C7")):
        c.polygon(smooth([(_CX + side * x, y) for x, y in shape], closed=True), fill)
        tip, mid = shape[4], ((shape[2][0] + shape[6][0]) / 2, (shape[2][1] + shape[6][1]) / 2)
        along = ((40, 570), mid, (tip[0] - 10, tip[1] + 50))
        stroke(c, smooth([(_CX + side * x, y) for x, y in along]), vein, 3)


def _sepal(c: Canvas, side: int) -> None:
    shape = [(40, 606), (130, 590), (220, 560), (276, 590), (210, 630), (110, 640)]
    c.polygon(smooth([(_CX + side * x, y) for x, y in shape], closed=True), "#6BA04A")
    vein = ((60, 614), (160, 606), (250, 592))
    stroke(c, smooth([(_CX + side * x, y) for x, y in vein]), "#4E8436", 3)


def _stamen(c: Canvas, side: int, out: float, top: float) -> None:
    x = _CX + side * out
    foot, middle = (_CX + side * (40 + out * 0.2), 580), (x - side * 18, (top + 600) / 2)
    for width, colour in ((12, "#D9BE73"), (8, "#F7EFD2")):
        stroke(c, smooth([foot, middle, (x, top)]), colour, width)
    for dx in (-10, 10):
        c.polygon(turned_oval(x + dx, top - 16, 13, 29, side * 14), "#F0B429")
    c.line([(x - side * 7, top + 8), (x + side * 5, top - 38)], "#C98A0E", 3)


def _pistil(c: Canvas) -> None:
    outline = smooth(
        [
            (_CX, 592),
            (_CX - 54, 560),
            (_CX - 58, 500),
            (_CX - 20, 440),
            (_CX - 11, 380),
            (_CX - 11, 300),
            (_CX + 11, 300),
            (_CX + 11, 380),
            (_CX + 20, 440),
            (_CX + 58, 500),
            (_CX + 54, 560),
        ],
        closed=True,
    )
    c.polygon(outline, "#A9D07F")
    stroke(c, outline, "#5E8F3C", 3.5, closed=True)
    c.polygon(
        smooth(
            [
                (_CX - 38, 296),
                (_CX - 30, 270),
                (_CX, 280),
                (_CX + 30, 270),
                (_CX + 38, 296),
                (_CX, 312),
            ],
            closed=True,
        ),
        "#7FAE52",
    )
    c.oval(_CX, 520, 36, 50, "#EAF5DB", line="#5E8F3C", width=3)
    c.oval(_CX, 524, 19, 28, "#FFFFFF", line="#8A6BB0", width=4)
    c.oval(_CX, 536, 6, 6, "#8A6BB0")
    c.line([(_CX, 552), (_CX, 569)], "#8A6BB0", 4)


def _labels(c: Canvas) -> None:
    callout(c, "лепесток", (228, 176), (330, 262), colour=_INK)
    callout(c, "пыльник", (228, 300), (476, 326), colour=_INK)
    callout(c, "тычиночная\nнить", (228, 410), (475, 410), colour=_INK)
    c.text(46, 250, "Тычинка", 30, "#8A5A00", bold=True, anchor="lm")
    c.line([(62, 282), (48, 282), (48, 440), (62, 440)], "#C98A0E", 3)
    callout(c, "чашелистик", (228, 560), (404, 592), colour=_INK)
    callout(c, "цветоложе", (228, 668), (604, 612), colour=_INK)
    callout(c, "рыльце", (1030, 270), (664, 290), colour=_INK)
    callout(c, "столбик", (1030, 350), (648, 372), colour=_INK)
    callout(c, "завязь", (1030, 440), (684, 506), colour=_INK)
    callout(c, "семязачаток", (1030, 520), (640, 520), colour=_INK)
    c.text(1226, 226, "Пестик", 30, "#4E7F2E", bold=True, anchor="rm")
    c.line([(1218, 252), (1232, 252), (1232, 540), (1218, 540)], "#6BA04A", 3)
    callout(c, "цветоножка", (1030, 720), (638, 706), colour=_INK)
