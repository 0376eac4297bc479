"""The unit circle with its main angles, the values of the first quarter and the signs."""

from seed_content.pictures.canvas import Canvas
from seed_content.pictures.card import BLUE, GREEN, INK, RED, SOFT, card, heading
from seed_content.pictures.curves import ring, stroke
from seed_content.pictures.fraction import fraction
from seed_content.pictures.geometry_marks import point, polar

_O = (456.0, 546.0)
_R = 320.0

_ANGLES = (
    (0, "0"),
    (30, "π/6"),
    (45, "π/4"),
    (60, "π/3"),
    (90, "π/2"),
    (120, "2π/3"),
    (135, "3π/4"),
    (150, "5π/6"),
    (180, "π"),
    (210, "7π/6"),
    (225, "5π/4"),
    (240, "4π/3"),
    (270, "3π/2"),
    (300, "5π/3"),
    (315, "7π/4"),
    (330, "11π/6"),
)
_VALUES = (
    ("0°", "1", "0"),
    ("30°", "√3/2", "1/2"),
    ("45°", "√2/2", "√2/2"),
    ("60°", "1/2", "√3/2"),
    ("90°", "0", "1"),
)


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1480 × 1000."""
    heading(c, "Единичная окружность")
    c.oval(*_O, _R, _R, "#FFFFFF")
    _projections(c)
    c.arrow((_O[0] - _R - 96, _O[1]), (_O[0] + _R + 116, _O[1]), INK, 3)
    c.arrow((_O[0], _O[1] + _R + 96), (_O[0], _O[1] - _R - 108), INK, 3)
    c.text(_O[0] + _R + 104, _O[1] + 28, "x", 28, INK, bold=True)
    c.text(_O[0] - 24, _O[1] - _R - 98, "y", 28, INK, bold=True)
    stroke(c, ring(*_O, _R, 0, 360), INK, 5, closed=True)
    for degrees, radians in _ANGLES:
        _mark(c, degrees, radians)
    _reading(c)
    _table(c)
    _signs(c)


def _projections(c: Canvas) -> None:
    """From three points of the first quarter to the axes of cosines and of sines."""
    for degrees, cosine, sine in ((30, "√3/2", "1/2"), (45, "√2/2", "√2/2"), (60, "1/2", "√3/2")):
        x, y = polar(_O, _R, degrees)
        c.dashes((x, y), (x, _O[1]), BLUE, 2.5, 7)
        c.dashes((x, y), (_O[0] - (48 if degrees == 45 else 0), y), RED, 2.5, 7)
        fraction(c, x, _O[1] + 40, cosine, 26, BLUE, bold=True)
        fraction(c, _O[0] - (76 if degrees == 45 else 30), y, sine, 26, RED, bold=True)


def _mark(c: Canvas, degrees: int, radians: str) -> None:
    """The point of an angle with its radians beside it and its degrees further out."""
    first = 0 <= degrees <= 90
    point(c, polar(_O, _R, degrees), colour=GREEN if first else INK, radius=8)
    x, y = polar(_O, _R + 46, degrees)
    u, v = polar(_O, _R + (46 if degrees % 90 == 0 else 112), degrees)
    if degrees in (90, 270):
        x, u = x + 34, u - 40
    if degrees in (0, 180):
        y, v = y - 28, v + 28
    fraction(c, x, y, radians, 26, INK, bold=True)
    c.text(u, v, f"{degrees}°", 26, SOFT)


def _reading(c: Canvas) -> None:
    """What the two coordinates of a point are."""
    card(c, 950, 104, 490, 178)
    c.text(978, 146, "Точка угла α: (cos α; sin α)", 32, GREEN, bold=True, anchor="lm")
    c.text(978, 196, "cos α — абсцисса, по оси x", 28, BLUE, anchor="lm")
    c.text(978, 242, "sin α — ордината, по оси y", 28, RED, anchor="lm")


def _table(c: Canvas) -> None:
    """Cosine and sine of the main angles of the first quarter."""
    card(c, 950, 300, 490, 420)
    for x, words, colour in ((1020, "α", INK), (1190, "cos α", BLUE), (1350, "sin α", RED)):
        c.text(x, 336, words, 32, colour, bold=True)
    c.line([(974, 366), (1416, 366)], "#D5DCE8", 2.5)
    for i, (angle, cosine, sine) in enumerate(_VALUES):
        y = 404 + i * 68
        c.text(1020, y, angle, 30, INK)
        fraction(c, 1190, y, cosine, 26, BLUE, bold=True)
        fraction(c, 1350, y, sine, 26, RED, bold=True)


def _signs(c: Canvas) -> None:
    """The signs of both functions by quarters."""
    card(c, 950, 738, 490, 222)
    for x, name, signs, colour in (
        (1072, "знаки cos", "+−−+", BLUE),
        (1316, "знаки sin", "++−−", RED),
    ):
        c.text(x, 768, name, 26, INK, bold=True)
        c.oval(x, 870, 74, 74, "#F4F7FB", line=colour, width=3)
        c.line([(x - 74, 870), (x + 74, 870)], colour, 2.5)
        c.line([(x, 796), (x, 944)], colour, 2.5)
        for k, sign in enumerate(signs):
            c.text(*polar((x, 870), 44, 45 + 90 * k), sign, 36, colour, bold=True)
