"""Four kinds of angles of the school course, each with its bounds and an example around us."""

from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas
from seed_content.pictures.card import BLUE, GREEN, INK, RED, VIOLET, card, heading
from seed_content.pictures.fitted import fitted
from seed_content.pictures.geometry_marks import point, polar, right_angle, wedge

# name, degrees, bounds, colour, tint
_ANGLES = (
    ("Острый", 50, "меньше 90°", BLUE, "#D6E6F7"),
    ("Прямой", 90, "равен 90°", GREEN, "#D5EFDF"),
    ("Тупой", 130, "больше 90°, но меньше 180°", RED, "#FADCD8"),
    ("Развёрнутый", 180, "равен 180°", VIOLET, "#E5DDF5"),
)

# degrees → where the vertex stands in its card, and where the letter A stands from its point
_VERTEX = {50: 180, 90: 200, 130: 260, 180: 295}
_BESIDE_A: dict[int, Point] = {50: (-28, -8), 90: (-30, 0), 130: (-30, 6), 180: (0, 32)}


def draw(c: Canvas) -> None:
    """Paint the picture; it is laid out for a sheet of 1280 × 720."""
    fitted(c, 1280, 720, _paint)


def _paint(c: Canvas) -> None:
    heading(c, "Виды углов")
    for i, (name, degrees, bounds, colour, tint) in enumerate(_ANGLES):
        x, y = 40 + (i % 2) * 610, 104 + (i // 2) * 302
        card(c, x, y, 590, 284)
        c.text(x + 28, y + 38, name, 36, colour, bold=True, anchor="lm")
        c.text(x + 562, y + 40, bounds, 30, INK, anchor="rm")
        _angle(c, (x + _VERTEX[degrees], y + 226), degrees, colour, tint)


def _angle(c: Canvas, at: Point, degrees: int, colour: str, tint: str) -> None:
    """The angle with its vertex at ``at``: one side to the right, the other turned from it."""
    right = polar(at, 250, 0)
    end = polar(at, 250 if degrees == 180 else 170, degrees)
    if degrees == 90:
        c.rect(at[0], at[1] - 48, 48, 48, tint)
        right_angle(c, at, right, end, colour, side=48)
    else:
        wedge(c, at, 66, 0, degrees, tint, colour)
    c.line([right, at, end], INK, 5)
    point(c, at, "O", shift=(0, 32))
    point(c, polar(at, 215, 0), "B", shift=(0, 32))
    along = 215 if degrees == 180 else 136
    point(c, polar(at, along, degrees), "A", shift=_BESIDE_A[degrees])
    c.text(
        *polar(at, 92 if degrees == 180 else 106, degrees / 2), f"{degrees}°", 32, colour, bold=True
    )
