"""The scale of electromagnetic waves from radio to gamma rays, the visible part enlarged.

Bounds of the ranges are those of school textbooks and overlap in nature; the visible part is
380–760 nm. Frequencies follow from c = 3·10⁸ m/s.
"""

import itertools
import math

from seed_content.pictures.canvas import Canvas

_INK = "#1A2B4C"
_SOFT = "#56698A"
_LEFT, _RIGHT = 70.0, 1210.0
_FROM, _TO = 4.0, -13.0  # powers of ten of the wavelength in metres at the ends of the scale

# name, example, lg λ at the left end, at the right end, colour
_RANGES = (
    ("Радиоволны", "связь, радио,\nСВЧ-печь", 4.0, -3.0, "#CFE1F7"),
    ("Инфракрасное", "тепло", -3.0, -6.12, "#F6CFC4"),
    ("Ультра-\nфиолет", "загар", -6.42, -8.0, "#DCD4F5"),
    ("Рентген", "снимки", -8.0, -10.6, "#CDEBE7"),
    ("Гамма", "лучевая\nтерапия", -10.6, -13.0, "#FBE3C0"),
)

# wavelength in nm → colour, enough to fill between
_VISIBLE = (
    (760, (150, 20, 20)),
    (680, (215, 35, 30)),
    (610, (245, 130, 30)),
    (580, (250, 215, 50)),
    (530, (70, 180, 75)),
    (490, (45, 175, 200)),
    (450, (45, 85, 190)),
    (380, (95, 45, 140)),
)


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1280 × 720."""
    c.text(640, 58, "Шкала электромагнитных волн", 44, _INK, bold=True)
    _wave(c)
    top, high = 236.0, 120.0
    for name, example, start, end, colour in _RANGES:
        x1, x2 = _x(start), _x(end)
        c.rect(x1, top, x2 - x1, high, colour)
        c.text((x1 + x2) / 2, top + high / 2 - 22, name, 25, _INK, bold=True)
        c.text((x1 + x2) / 2, top + high / 2 + 28, example, 20, _INK)
    x1, x2 = _x(-6.12), _x(-6.42)
    for i in range(int(x2 - x1) + 1):
        c.rect(x1 + i, top, 1, high, _colour(760 - 380 * i / (x2 - x1)))
    _enlarged(c, x1, x2, top + high)
    _axes(c, top + high)


def _x(power: float) -> float:
    return _LEFT + (_FROM - power) / (_FROM - _TO) * (_RIGHT - _LEFT)


def _colour(nanometres: float) -> tuple[int, int, int]:
    for (w1, c1), (w2, c2) in itertools.pairwise(_VISIBLE):
        if w2 <= nanometres <= w1:
            u = (w1 - nanometres) / (w1 - w2)
            red, green, blue = (round(p + (q - p) * u) for p, q in zip(c1, c2, strict=True))
            return red, green, blue
    return _VISIBLE[-1][1]


def _wave(c: Canvas) -> None:
    """A wave that grows shorter to the right; its phase is the integral of the frequency."""
    points, phase = [], 0.0
    for i in range(int(_RIGHT - _LEFT) * 2 + 1):
        u = i / ((_RIGHT - _LEFT) * 2)
        phase += 0.018 * math.exp(u * 3.1)
        points.append((_LEFT + i / 2, 155 - 38 * math.sin(phase)))
    c.line(points, "#2A67B8", 2.5)


def _axes(c: Canvas, y: float) -> None:
    c.text(_LEFT, y + 24, "Длина волны λ", 20, _SOFT, anchor="lm")
    c.text(_LEFT, y + 92, "Частота ν", 20, _SOFT, anchor="lm")
    for power, length, frequency in (
        (3.0, "1 км", "300 кГц"),
        (0.0, "1 м", "300 МГц"),
        (-3.0, "1 мм", "300 ГГц"),
        (-6.0, "1 мкм", "3·10¹⁴ Гц"),
        (-9.0, "1 нм", "3·10¹⁷ Гц"),
        (-12.0, "1 пм", "3·10²⁰ Гц"),
    ):
        x = _x(power)
        c.line([(x, y), (x, y + 10)], _INK, 2.5, round_ends=False)
        c.text(x, y + 52, length, 24, _INK, bold=True)
        c.rect(x - 56, y + 102, 112, 30, "#FFFFFF")
        c.text(x, y + 118, frequency, 22, _INK)


def _enlarged(c: Canvas, x1: float, x2: float, y: float) -> None:
    left, right, top, high = 330.0, 1090.0, 560.0, 76.0
    for a, b in ((x1, left), (x2, right)):
        c.dashes((a, y + 2), (b, top), "#9AA8BF", 1.5, 7)
    for i in range(int(right - left)):
        c.rect(left + i, top, 1, high, _colour(760 - 380 * i / (right - left)))
    c.text(left - 28, top + high / 2, "Видимый\nсвет", 28, _INK, bold=True, anchor="rm")
    for nanometres in (760, 700, 600, 500, 400, 380):
        if nanometres in (700, 400):
            continue
        x = left + (760 - nanometres) / 380 * (right - left)
        c.line([(x, top + high), (x, top + high + 8)], _INK, 2, round_ends=False)
        c.text(x, top + high + 28, f"{nanometres} нм", 22, _INK)
