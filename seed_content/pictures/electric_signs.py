"""Signs of the parts of an electric circuit, each centred on a horizontal wire of 120 pixels."""

from collections.abc import Callable

from seed_content.pictures.canvas import Canvas

INK = "#1E2B45"
WIDE = 5.0

Sign = Callable[[Canvas, float, float], None]


def _wires(c: Canvas, x: float, y: float, gap: float) -> None:
    for side in (-1, 1):
        c.line([(x + side * 60, y), (x + side * gap, y)], INK, WIDE)


def cell(c: Canvas, x: float, y: float) -> None:
    """A galvanic cell: the long stroke is its plus, on the left."""
    _wires(c, x, y, 8)
    c.line([(x - 8, y - 32), (x - 8, y + 32)], INK, WIDE)
    c.line([(x + 8, y - 16), (x + 8, y + 16)], INK, 8, round_ends=False)


def battery(c: Canvas, x: float, y: float) -> None:
    """Two cells one after the other."""
    _wires(c, x, y, 30)
    for dx in (-30, 14):
        c.line([(x + dx, y - 32), (x + dx, y + 32)], INK, WIDE)
        c.line([(x + dx + 16, y - 16), (x + dx + 16, y + 16)], INK, 8, round_ends=False)
    c.line([(x - 14, y), (x + 14, y)], INK, WIDE)


def key(c: Canvas, x: float, y: float) -> None:
    """An open key."""
    _wires(c, x, y, 30)
    c.line([(x - 30, y), (x + 26, y - 34)], INK, WIDE)
    for side in (-1, 1):
        c.oval(x + side * 30, y, 7, 7, "#FFFFFF", line=INK, width=4)


def lamp(c: Canvas, x: float, y: float) -> None:
    """An incandescent lamp."""
    _wires(c, x, y, 28)
    c.oval(x, y, 30, 30, "#FFF3C4", line=INK, width=WIDE)
    for side in (-1, 1):
        c.line([(x - 19, y - side * 19), (x + 19, y + side * 19)], INK, WIDE)


def resistor(c: Canvas, x: float, y: float) -> None:
    """A resistor."""
    _wires(c, x, y, 40)
    c.rect(x - 40, y - 16, 80, 32, "#FFFFFF", line=INK, width=WIDE)


def rheostat(c: Canvas, x: float, y: float) -> None:
    """A rheostat: a resistor with a sliding contact."""
    resistor(c, x, y)
    c.line([(x + 60, y), (x + 60, y - 48), (x + 8, y - 48)], INK, WIDE)
    c.arrow((x + 8, y - 48), (x + 8, y - 17), INK, 4)


def _meter(c: Canvas, x: float, y: float, letter: str, colour: str) -> None:
    _wires(c, x, y, 30)
    c.oval(x, y, 32, 32, colour, line=INK, width=WIDE)
    c.text(x, y, letter, 38, INK, bold=True)


def ammeter(c: Canvas, x: float, y: float) -> None:
    """An ammeter."""
    _meter(c, x, y, "A", "#DCEBFA")


def voltmeter(c: Canvas, x: float, y: float) -> None:
    """A voltmeter."""
    _meter(c, x, y, "V", "#E3F2DC")
