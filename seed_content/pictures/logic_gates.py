"""Three logic gates with their signs, truth tables and a plain rule for each."""

from seed_content.pictures.canvas import Canvas
from seed_content.pictures.card import BLUE, GREEN, INK, RED, SOFT, card, heading


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1400 × 860."""
    heading(c, "Логические элементы")
    both = ("00", "01", "10", "11")
    for x, name, nature, mark, rows, out, rule, colour in (
        (40, "И", "конъюнктор", "&", both, "0001", "1 только тогда,\nкогда на всех входах 1", BLUE),
        (486, "ИЛИ", "дизъюнктор", "1", both, "0111", "1, если хотя бы\nна одном входе 1", GREEN),
        (932, "НЕ", "инвертор", "", ("0", "1"), "10", "на выходе всегда\nобратное значение", RED),
    ):
        card(c, x, 104, 428, 716)
        c.text(x + 28, 150, name, 48, colour, bold=True, anchor="lm")
        c.text(x + 400, 152, nature, 30, SOFT, anchor="rm")
        _gate(c, x + 214, 276, mark, colour, len(rows[0]))
        _table(c, x + 64, 400, rows, out, colour)
        c.text(x + 214, 764, rule, 28, INK)


def _gate(c: Canvas, cx: float, cy: float, mark: str, colour: str, inputs: int) -> None:
    """A box with its mark, wires in and out; the inverter has a ring at its exit."""
    c.rect(cx - 55, cy - 80, 110, 160, "#F3F6FB", line=colour, width=5)
    c.text(cx, cy - 40, mark, 52, colour, bold=True)
    names = (("A", cy - 42), ("B", cy + 42)) if inputs == 2 else (("A", cy),)
    for name, y in names:
        c.line([(cx - 138, y), (cx - 58, y)], INK, 5)
        c.text(cx - 164, y, name, 36, INK, bold=True)
    c.line([(cx + 58, cy), (cx + 138, cy)], INK, 5)
    if not mark:
        c.oval(cx + 56, cy, 13, 13, "#FFFFFF", line=colour, width=5)
    c.text(cx + 164, cy, "F", 36, INK, bold=True)


def _table(c: Canvas, x: float, y: float, rows: tuple[str, ...], out: str, colour: str) -> None:
    """The truth table: a column for each input, the last for the output."""
    heads = ("A", "B", "F") if len(rows[0]) == 2 else ("A", "F")
    wide, high = 300 / len(heads), 60
    c.rect(x, y, 300, high, colour, radius=10)
    for k, head in enumerate(heads):
        c.text(x + wide * (k + 0.5), y + high / 2, head, 32, "#FFFFFF", bold=True)
    for i, (row, value) in enumerate(zip(rows, out, strict=True)):
        top = y + high * (i + 1)
        if value == "1":
            c.rect(x, top + 3, 300, high - 6, "#FFF0C9", radius=10)
        for k, digit in enumerate(row + value):
            last = k == len(row)
            c.text(
                x + wide * (k + 0.5), top + high / 2, digit, 32, colour if last else INK, bold=last
            )
        c.line([(x, top + high), (x + 300, top + high)], "#E0E6EF", 2)
