"""How an angle is measured with a protractor: an angle of 50° on the scale that begins at it."""

from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas
from seed_content.pictures.card import BLUE, INK, RED, SOFT, card, heading
from seed_content.pictures.curves import ring, stroke
from seed_content.pictures.geometry_marks import point, polar

_O: Point = (430.0, 560.0)
_R = 360.0
_ANGLE = 50


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1400 × 800."""
    heading(c, "Как измерить угол транспортиром")
    _body(c)
    _scales(c)
    _angle(c)
    _steps(c)


def _body(c: Canvas) -> None:
    """The transparent half disk with its cut and its base."""
    rim = ring(*_O, _R, 0, 180)
    base = [(_O[0] - _R, _O[1] + 34), (_O[0] + _R, _O[1] + 34)]
    c.polygon([*rim, *base], "#FFF3D1")
    c.polygon(ring(*_O, 150, 0, 180), "#FBFAF5")
    stroke(c, ring(*_O, 150, 0, 180), "#C79A3A", 3)
    stroke(c, rim, "#C79A3A", 4)
    c.line([rim[-1], *base, rim[0]], "#C79A3A", 4)
    c.line([(_O[0] - _R, _O[1]), (_O[0] + _R, _O[1])], "#C79A3A", 2.5)


def _scales(c: Canvas) -> None:
    """Strokes at every degree; the inner numbers begin on the right, the outer on the left."""
    for degrees in range(181):
        long = 26 if degrees % 10 == 0 else 19 if degrees % 5 == 0 else 11
        c.line([polar(_O, _R - 2, degrees), polar(_O, _R - long, degrees)], "#6E5517", 1.5)
        if degrees % 10 == 0:
            lift = 18 if degrees in (0, 180) else 0
            x, y = polar(_O, _R - 46, degrees)
            c.text(x, y - lift, f"{180 - degrees}", 24, "#7A6A42")
            read = degrees in (0, _ANGLE)
            x, y = polar(_O, _R - 88, degrees)
            c.text(
                x,
                y - lift,
                f"{degrees}",
                30 if read else 24,
                RED if read else BLUE,
                bold=True,
            )


def _angle(c: Canvas) -> None:
    """The angle AOB that is measured: B on the zero, A past the number 50."""
    stroke(c, ring(*_O, 84, 0, _ANGLE), RED, 5)
    far = polar(_O, 450, _ANGLE)
    c.line([(_O[0] + 440, _O[1]), _O], RED, 4)
    c.line([_O, polar(_O, 250, _ANGLE)], RED, 4)
    c.line([polar(_O, 336, _ANGLE), far], RED, 4)
    point(c, _O, "O", shift=(0, 56), colour=RED)
    point(c, (_O[0] + 410, _O[1]), "B", shift=(4, 34), colour=RED)
    point(c, polar(_O, 420, _ANGLE), "A", shift=(-32, -6), colour=RED)
    c.text(*polar(_O, 116, _ANGLE / 2), "?", 34, RED, bold=True)


def _steps(c: Canvas) -> None:
    """Three steps and the answer."""
    steps = (
        "Центр транспортира\nсовместите с вершиной O",
        "Сторону OB направьте\nчерез деление 0°",
        "По той же шкале найдите\nделение на стороне OA",
    )
    for i, words in enumerate(steps):
        y = 112 + i * 136
        card(c, 928, y, 432, 120)
        c.oval(974, y + 60, 27, 27, BLUE)
        c.text(974, y + 60, str(i + 1), 32, "#FFFFFF", bold=True)
        c.text(1018, y + 60, words, 28, INK, anchor="lm")
    card(c, 928, 520, 432, 96, fill="#FDEEEC", line="#EFC4BF")
    c.text(1144, 568, "угол AOB равен 50°", 36, RED, bold=True)
    c.text(
        700,
        708,
        "Отсчёт идёт от 0° на стороне OB, поэтому читаем внутреннюю шкалу: 50°, а не 130°.\n"
        "Проверка: угол острый, значит, ответ меньше 90°.",
        28,
        SOFT,
    )
