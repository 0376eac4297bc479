"""Units of area from a square millimetre to a square kilometre, each a hundred of the last."""

from seed_content.pictures.canvas import Canvas
from seed_content.pictures.card import BLUE, GREEN, INK, RED, SOFT, VIOLET, card, heading

# name, side of the square, an example, colour, left edge and top of its card
_UNITS = (
    ("1 мм²", "1 мм", "след острого\nкарандаша", VIOLET, 40, 110),
    ("1 см²", "1 см", "ноготь мизинца", VIOLET, 386, 110),
    ("1 дм²", "1 дм", "примерно ладонь", BLUE, 732, 110),
    ("1 м²", "1 м", "квадратный\nобеденный стол", BLUE, 1078, 110),
    ("1 а", "10 м", "ар, или сотка:\nнебольшой огород", GREEN, 1078, 516),
    ("1 га", "100 м", "гектар: больше\nфутбольного поля", GREEN, 732, 516),
    ("1 км²", "1 км", "небольшой\nпосёлок", RED, 386, 516),
)
_WIDE, _HIGH = 282, 344


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1400 × 900."""
    heading(c, "Единицы площади")
    for i, (name, side, example, colour, x, y) in enumerate(_UNITS):
        _unit(c, x, y, name, side, example, colour, first=i == 0)
    for x in (322, 668, 1014):
        _step(c, (x + 6, 216), (x + 58, 216), (x + 32, 184))
    _step(c, (1219, 458), (1219, 512), (1266, 484))
    for x in (1078, 732):
        _step(c, (x - 6, 622), (x - 58, 622), (x - 32, 590))
    c.text(40, 552, "Почему ×100", 32, RED, bold=True, anchor="lm")
    c.text(
        40,
        696,
        "Сторона каждого\nследующего квадрата\nв 10 раз больше,\n"
        "и в нём помещается\n10 · 10 = 100\nпрежних квадратов.",
        28,
        INK,
        anchor="lm",
    )


def _unit(
    c: Canvas, x: float, y: float, name: str, side: str, example: str, colour: str, *, first: bool
) -> None:
    """The square of the unit cut into a hundred, one of the hundred painted: the unit before it."""
    card(c, x, y, _WIDE, _HIGH)
    c.text(x + _WIDE / 2, y + 40, name, 40, colour, bold=True)
    left, top, size = x + 71, y + 74, 140
    c.rect(left, top, size, size, "#FFFFFF")
    if first:
        c.rect(left, top, size, size, "#EDE7F8")
    else:
        c.rect(left, top + size - 14, 14, 14, colour)
        for k in range(1, 10):
            c.line([(left + 14 * k, top), (left + 14 * k, top + size)], "#D3DAE6", 1.5)
            c.line([(left, top + 14 * k), (left + size, top + 14 * k)], "#D3DAE6", 1.5)
    c.rect(left, top, size, size, None, line=colour, width=4)
    c.text(x + _WIDE / 2, y + 240, f"сторона {side}", 26, INK, bold=True)
    c.text(x + _WIDE / 2, y + 300, example, 26, SOFT)


def _step(
    c: Canvas, a: tuple[float, float], b: tuple[float, float], label: tuple[float, float]
) -> None:
    """An arrow to the next unit with the factor beside it."""
    c.arrow(a, b, RED, 4)
    c.text(*label, "×100", 25, RED, bold=True)
