"""The multiplication table as a square: equal products mirror each other over the diagonal."""

from seed_content.pictures.canvas import Canvas
from seed_content.pictures.card import INK, SOFT, heading

_CELL = 88.0
_LEFT, _TOP = 70.0, 112.0

# the tint of a row by its first factor
_TINTS = (
    "#FBE3E0",
    "#FCEBD9",
    "#FCF4D4",
    "#EAF5D8",
    "#DDF3E2",
    "#D8F1EF",
    "#DAEAF9",
    "#E1E2F8",
    "#EBDFF6",
    "#F7DFEE",
)


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1110 × 1240."""
    heading(c, "Таблица умножения")
    for row in range(11):
        for column in range(11):
            _cell(c, row, column)
    c.line([(_LEFT, _TOP + _CELL), (_LEFT + 11 * _CELL, _TOP + _CELL)], INK, 4)
    c.line([(_LEFT + _CELL, _TOP), (_LEFT + _CELL, _TOP + 11 * _CELL)], INK, 4)
    c.text(
        c.width / 2,
        1128,
        "Ответ стоит там, где встречаются строка и столбец: 7 · 8 = 56",
        30,
        INK,
        bold=True,
    )
    c.text(
        c.width / 2,
        1188,
        "В тёмных клетках число умножили само на себя.\n"
        "По обе стороны от них ответы повторяются: 7 · 8 = 8 · 7",
        26,
        SOFT,
    )


def _cell(c: Canvas, row: int, column: int) -> None:
    """A factor at the edge, a product inside; the diagonal is set off."""
    x, y = _LEFT + column * _CELL, _TOP + row * _CELL
    if row == 0 and column == 0:
        c.text(x + _CELL / 2, y + _CELL / 2, "×", 44, SOFT, bold=True)
        return
    inner = row > 0 and column > 0
    diagonal = inner and row == column
    tint = _TINTS[max(row, column) - 1] if inner else "#FFFFFF"
    c.rect(x + 3, y + 3, _CELL - 6, _CELL - 6, "#3F4E73" if diagonal else tint, radius=12)
    told = (row, column) in ((7, 8), (7, 0), (0, 8))
    if told:
        c.rect(x + 3, y + 3, _CELL - 6, _CELL - 6, None, line="#CC4237", width=5, radius=12)
    number = row * column if inner else row + column
    colour = "#FFFFFF" if diagonal else "#CC4237" if told else INK
    c.text(
        x + _CELL / 2,
        y + _CELL / 2,
        str(number),
        36 if inner else 42,
        colour,
        bold=not inner or diagonal or told,
    )
