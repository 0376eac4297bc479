"""The sides of the horizon: a rose of eight and a reminder for one who faces north."""

import math

from seed_content.pictures.canvas import Canvas

_INK = "#1D2F4D"
_RED = "#CF3B2E"
_BLUE = "#2768B3"

# name, letters, bearing in degrees clockwise from north
_MAIN = (("север", "С", 0), ("восток", "В", 90), ("юг", "Ю", 180), ("запад", "З", 270))
_BETWEEN = (("СВ", 45), ("ЮВ", 135), ("ЮЗ", 225), ("СЗ", 315))


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1280 × 720."""
    cx, cy = 400.0, 368.0
    c.oval(cx, cy, 236, 236, "#FFFFFF", line="#B9D3E6", width=4)
    c.oval(cx, cy, 214, 214, None, line="#DCE9F2", width=2)
    for degrees in range(0, 360, 15):
        r = 222 if degrees % 45 else 214
        c.line([_at(cx, cy, r, degrees), _at(cx, cy, 234, degrees)], "#8FB0C9", 2.5)
    for letters, bearing in _BETWEEN:
        _ray(c, cx, cy, 128, bearing, "#9DBFDC", "#C8DDED")
        c.text(*_at(cx, cy, 172, bearing), letters, 34, "#3F6D93", bold=True)
    for name, letter, bearing in _MAIN:
        north = bearing == 0
        _ray(
            c,
            cx,
            cy,
            178,
            bearing,
            _RED if north else _BLUE,
            "#E98379" if north else "#7BA6D6",
        )
        x, y = _at(cx, cy, 278, bearing)
        colour = _RED if north else _BLUE
        if bearing in (90, 270):
            side = 1 if bearing == 90 else -1
            c.text(x + side * 4, y - 16, letter, 52, colour, bold=True)
            c.text(x + side * 22, y + 26, name, 28, _INK)
        else:
            c.text(x - 14, y, letter, 52, colour, bold=True, anchor="rm")
            c.text(x + 2, y + 4, name, 28, _INK, anchor="lm")
    c.oval(cx, cy, 14, 14, "#FFFFFF", line=_INK, width=4)
    _reminder(c)


def _at(cx: float, cy: float, r: float, bearing: float) -> tuple[float, float]:
    a = math.radians(bearing)
    return cx + r * math.sin(a), cy - r * math.cos(a)


def _ray(c: Canvas, cx: float, cy: float, r: float, bearing: float, dark: str, light: str) -> None:
    """A pointed ray in two tones, as on old maps."""
    tip = _at(cx, cy, r, bearing)
    for side, colour in ((-45, light), (45, dark)):
        c.polygon([(cx, cy), _at(cx, cy, r * 0.24, bearing + side), tip], colour)


def _reminder(c: Canvas) -> None:
    x = 782.0
    c.rect(x, 150, 448, 430, "#FFFFFF", radius=28)
    c.text(x + 36, 202, "Встань лицом к северу", 34, _INK, bold=True, anchor="lm")
    rows = (
        ("впереди", "север", _RED),
        ("позади", "юг", _BLUE),
        ("справа", "восток", _BLUE),
        ("слева", "запад", _BLUE),
    )
    for i, (where, side, colour) in enumerate(rows):
        y = 284 + i * 74
        c.text(x + 36, y, where, 34, "#5A6B82", anchor="lm")
        c.line([(x + 190, y), (x + 236, y)], "#B9C8D8", 3)
        c.text(x + 262, y, side, 38, colour, bold=True, anchor="lm")
