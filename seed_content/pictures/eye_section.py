"""The human eye cut through the middle, light coming from the left."""

import math

from seed_content.pictures.callout import callout
from seed_content.pictures.canvas import Canvas
from seed_content.pictures.curves import ring, smooth, stroke, turned_oval

_INK = "#22324A"
_CX, _CY = 660.0, 400.0


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1280 × 760."""
    c.text(640, 52, "Строение глаза человека", 44, _INK, bold=True)
    _nerve(c, 82, "#D7DEE8", 260)
    _cornea(c)
    for r, colour in ((262, "#D7DEE8"), (240, "#B5484A"), (224, "#F3C04B"), (210, "#EAF6FB")):
        c.oval(_CX, _CY, r, r, colour)
    _nerve(c, 44, "#F3C04B", 214)
    _front(c)
    _spots(c)
    _labels(c)


def _nerve(c: Canvas, width: float, colour: str, begin: float) -> None:
    """The optic nerve leaves the eye below its axis, where its fibres come out of the retina."""
    cos, sin = math.cos(math.radians(26)), math.sin(math.radians(26))
    across = (-sin * width / 2, cos * width / 2)
    near, far = ((_CX + r * cos, _CY + r * sin) for r in (begin, 400))
    c.polygon(
        [
            (near[0] + across[0], near[1] + across[1]),
            (far[0] + across[0], far[1] + across[1]),
            (far[0] - across[0], far[1] - across[1]),
            (near[0] - across[0], near[1] - across[1]),
        ],
        colour,
    )


def _cornea(c: Canvas) -> None:
    c.oval(_CX - 166, _CY, 144, 144, "#A9D3EE")
    c.oval(_CX - 162, _CY, 128, 128, "#DFF1FB")


def _front(c: Canvas) -> None:
    """The window of the sclera, the iris, the lens and what holds it."""
    window = [
        (_CX - 262 + 42, _CY - 128),
        (_CX - 196, _CY - 116),
        (_CX - 196, _CY + 116),
        (_CX - 220, _CY + 128),
    ]
    bow = [
        (_CX - 162 + 128 * math.cos(a), _CY + 128 * math.sin(a))
        for a in (math.radians(d) for d in range(117, 244, 3))
    ]
    c.polygon([*window, *bow], "#DFF1FB")
    stroke(c, ring(_CX - 166, _CY, 136, 121, 239), "#A9D3EE", 16)
    for side in (-1, 1):
        c.polygon(
            smooth(
                [
                    (_CX - 222, _CY + side * 132),
                    (_CX - 176, _CY + side * 150),
                    (_CX - 148, _CY + side * 116),
                    (_CX - 172, _CY + side * 92),
                    (_CX - 204, _CY + side * 108),
                ],
                closed=True,
            ),
            "#8E3B3D",
        )
        c.line([(_CX - 200, _CY + side * 112), (_CX - 204, _CY + side * 44)], "#5E8C3A", 17)
        for k in (-10, 0, 10):
            c.line(
                [(_CX - 166 + k, _CY + side * 100), (_CX - 158 + k * 0.7, _CY + side * 72)],
                "#7B8794",
                2,
            )
    lens = turned_oval(_CX - 158, _CY, 36, 82, 0)
    c.polygon(lens, "#C7E4F7")
    stroke(c, lens, "#4B87B5", 4, closed=True)
    for dy in (-34, 0, 34):
        c.arrow((250, _CY + dy), (352, _CY + dy), "#E0A000", 4)
    c.text(240, _CY, "свет", 28, "#9A6E00", bold=True, anchor="rm")


def _spots(c: Canvas) -> None:
    c.oval(_CX + 216, _CY, 8, 24, "#D9861B")
    a = math.radians(26)
    x, y = _CX + 214 * math.cos(a), _CY + 214 * math.sin(a)
    c.polygon(turned_oval(x, y, 11, 22, 26), "#FFF3CF")


def _labels(c: Canvas) -> None:
    callout(c, "радужка", (300, 188), (_CX - 202, _CY - 82), colour=_INK)
    callout(c, "роговица", (300, 270), (_CX - 286, _CY - 76), colour=_INK)
    callout(c, "зрачок", (300, 540), (_CX - 205, _CY + 20), colour=_INK)
    callout(c, "хрусталик", (300, 618), (_CX - 152, _CY + 46), colour=_INK)
    callout(c, "ресничное тело", (300, 694), (_CX - 180, _CY + 128), colour=_INK)
    callout(c, "белочная оболочка\n(склера)", (990, 146), (_CX + 118, _CY - 222), colour=_INK)
    callout(c, "сосудистая оболочка", (990, 232), (_CX + 162, _CY - 167), colour=_INK)
    callout(c, "сетчатка", (990, 310), (_CX + 196, _CY - 92), colour=_INK)
    callout(c, "жёлтое пятно", (990, 386), (_CX + 216, _CY), colour=_INK)
    callout(c, "слепое пятно", (990, 464), (_CX + 194, _CY + 92), colour=_INK)
    callout(c, "зрительный\nнерв", (1066, 552), (_CX + 318, _CY + 155), colour=_INK)
    callout(c, "стекловидное тело", (990, 700), (_CX + 40, _CY + 120), colour=_INK)
