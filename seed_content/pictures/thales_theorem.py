"""The theorem of Thales: parallels through equal parts of one side of an angle."""

from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas
from seed_content.pictures.card import BLUE, GREEN, INK, RED, SOFT, card, heading
from seed_content.pictures.geometry_marks import point, ticks

_O: Point = (110.0, 560.0)
_A: Point = (168.0, 0.0)  # the step along the lower side
_B: Point = (128.0, -112.0)  # the step along the upper side


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1280 × 720."""
    heading(c, "Теорема Фалеса")
    _angle(c)
    card(c, 800, 108, 440, 176)
    c.text(826, 146, "Дано", 28, SOFT, bold=True, anchor="lm")
    c.text(826, 192, "OA₁ = A₁A₂ = A₂A₃", 34, BLUE, bold=True, anchor="lm")
    c.text(826, 244, "A₁B₁ || A₂B₂ || A₃B₃", 34, GREEN, bold=True, anchor="lm")
    card(c, 800, 302, 440, 122, fill="#FDEEEC", line="#EFC4BF")
    c.text(826, 338, "Вывод", 28, SOFT, bold=True, anchor="lm")
    c.text(826, 386, "OB₁ = B₁B₂ = B₂B₃", 34, RED, bold=True, anchor="lm")
    card(c, 800, 442, 440, 238)
    c.text(
        826,
        561,
        "Если на одной стороне угла\nотложить равные отрезки\n"
        "и провести через их концы\nпараллельные прямые, то они\n"
        "отсекут равные отрезки\nи на другой стороне.",
        28,
        INK,
        anchor="lm",
    )


def _on(step: Point, k: float) -> Point:
    return _O[0] + step[0] * k, _O[1] + step[1] * k


def _angle(c: Canvas) -> None:
    """The angle, three parallel lines over both its sides, and the equal parts marked."""
    for k in (1, 2, 3):
        (ax, ay), (bx, by) = _on(_A, k), _on(_B, k)
        ux, uy = (ax - bx) / (3.2 * k), (ay - by) / (3.2 * k)
        c.line([(bx - ux, by - uy), (ax + ux, ay + uy)], GREEN, 4.5)
    c.line([_O, _on(_A, 3.7)], INK, 5)
    c.line([_O, _on(_B, 3.55)], INK, 5)
    for k in (0, 1, 2):
        ticks(c, _on(_A, k), _on(_A, k + 1), 1, BLUE, long=14)
        ticks(c, _on(_B, k), _on(_B, k + 1), 2, RED, long=14)
    point(c, _O, "O", shift=(-22, 26))
    for k, small in ((1, "₁"), (2, "₂"), (3, "₃")):
        point(c, _on(_A, k), f"A{small}", shift=(-24, 32), colour=BLUE)
        point(c, _on(_B, k), f"B{small}", shift=(-32, -22), colour=RED)
