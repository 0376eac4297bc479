"""The atom of sodium in Bohr's model: a nucleus of +11 and electron layers of 2, 8 and 1."""

import math

from seed_content.pictures.callout import callout
from seed_content.pictures.canvas import Canvas
from seed_content.pictures.formula import formula

_INK = "#1F2E4D"
_CX, _CY = 430.0, 424.0
_ELECTRON = "#2F6FB3"
_LAYERS = ((128.0, 2, 0.0), (216.0, 8, 22.5), (304.0, 1, 142.0))  # radius, electrons, first angle


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1280 × 800."""
    c.text(640, 50, "Строение атома натрия", 46, _INK, bold=True)
    for i, (r, count, first) in enumerate(_LAYERS):
        c.oval(_CX, _CY, r, r, None, line="#A9BAD3", width=3)
        for k in range(count):
            a = math.radians(first + 360 * k / count)
            _electron(c, _CX + r * math.cos(a), _CY - r * math.sin(a))
        a = math.radians(-90)
        x, y = _CX + r * math.cos(a), _CY - r * math.sin(a)
        c.oval(x, y, 19, 19, "#FFFFFF", line="#A9BAD3", width=3)
        c.text(x, y, str(i + 1), 25, _INK, bold=True)
    c.oval(_CX, _CY, 64, 64, "#D5503F")
    c.text(_CX, _CY - 2, "+11", 48, "#FFFFFF", bold=True)
    _passport(c)


def _electron(c: Canvas, x: float, y: float) -> None:
    c.oval(x, y, 19, 19, _ELECTRON, line="#FFFFFF", width=3)
    c.rect(x - 8, y - 2, 16, 4, "#FFFFFF")


def _passport(c: Canvas) -> None:
    x = 820.0
    c.rect(x, 118, 424, 600, "#FFFFFF", line="#D5DFEC", width=3, radius=28)
    c.text(x + 36, 182, "Na", 84, "#D5503F", bold=True, anchor="lm")
    c.text(x + 168, 164, "натрий, № 11", 34, _INK, bold=True, anchor="lm")
    formula(c, x + 168, 206, "A_{r} = 23", 30, _INK)
    rows = (
        ("протонов", "11", "#D5503F"),
        ("нейтронов", "23 − 11 = 12", "#6F7C8F"),
        ("электронов", "11", _ELECTRON),
    )
    for i, (name, value, colour) in enumerate(rows):
        y = 282 + i * 56
        c.oval(x + 50, y, 13, 13, colour)
        c.text(x + 78, y, name, 30, _INK, anchor="lm")
        c.text(x + 252, y, value, 30, _INK, bold=True, anchor="lm")
    c.line([(x + 36, 442), (x + 388, 442)], "#D5DFEC", 3)
    c.text(x + 36, 482, "Электронные слои", 30, _INK, bold=True, anchor="lm")
    for i, count in enumerate((2, 8, 1)):
        cx = x + 88 + i * 124
        c.oval(cx, 552, 38, 38, "#E4EEF9", line=_ELECTRON, width=3)
        c.text(cx, 552, f"{count}e", 34, _INK, bold=True)
        c.text(cx, 610, f"{i + 1}-й слой", 25, "#55657D")
    c.text(x + 36, 674, "1 внешний электрон → IA-группа", 26, _INK, bold=True, anchor="lm")
    a = math.radians(142)
    outer = (_CX + 304 * math.cos(a) - 13, _CY - 304 * math.sin(a) - 13)
    callout(c, "внешний\nэлектрон", (150, 150), outer, colour=_INK)
    callout(c, "ядро", (96, 700), (_CX - 46, _CY + 44), colour=_INK)
