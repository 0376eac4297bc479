"""Signs of circuit parts and a circuit made of them: a lamp with an ammeter and a voltmeter."""

from seed_content.pictures import electric_signs as sign
from seed_content.pictures.canvas import Canvas

_INK = sign.INK
_TABLE: tuple[tuple[str, sign.Sign], ...] = (
    ("гальванический\nэлемент", sign.cell),
    ("батарея\nэлементов", sign.battery),
    ("ключ", sign.key),
    ("лампа", sign.lamp),
    ("резистор", sign.resistor),
    ("реостат", sign.rheostat),
    ("амперметр", sign.ammeter),
    ("вольтметр", sign.voltmeter),
)


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1400 × 820."""
    c.text(700, 50, "Электрическая цепь и её обозначения", 46, _INK, bold=True)
    c.rect(30, 100, 660, 690, "#FFFFFF", line="#D6DEE9", width=3, radius=24)
    for i, (name, paint) in enumerate(_TABLE):
        x, y = 122 + (i % 2) * 348, 190 + (i // 2) * 166
        paint(c, x, y)
        c.text(x + 76, y, name, 26, _INK, anchor="lm")
    _circuit(c, 770, 200, 570, 330)
    c.text(1055, 640, "Амперметр включают последовательно,", 27, _INK)
    c.text(1055, 678, "вольтметр — параллельно лампе.", 27, _INK)
    c.text(1055, 732, "Ток идёт от «+» источника к «−»,", 27, "#B0402C", bold=True)
    c.text(1055, 770, "когда ключ замкнут.", 27, "#B0402C", bold=True)


def _circuit(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    """One loop: source and key above, ammeter and lamp below, the voltmeter across the lamp."""
    bottom = y + h
    c.line([(x, y), (x, bottom)], _INK, sign.WIDE)
    c.line([(x + w, y), (x + w, bottom)], _INK, sign.WIDE)
    source, key = x + 160, x + 410
    for a, b in ((x, source - 60), (source + 60, key - 60), (key + 60, x + w)):
        c.line([(a, y), (b, y)], _INK, sign.WIDE)
    ammeter, lamp = x + 140, x + 400
    for a, b in ((x, ammeter - 60), (ammeter + 60, lamp - 60), (lamp + 60, x + w)):
        c.line([(a, bottom), (b, bottom)], _INK, sign.WIDE)
    sign.cell(c, source, y)
    sign.key(c, key, y)
    sign.ammeter(c, ammeter, bottom)
    sign.lamp(c, lamp, bottom)
    up = bottom - 120
    c.line([(lamp - 96, bottom), (lamp - 96, up), (lamp - 60, up)], _INK, sign.WIDE)
    c.line([(lamp + 96, bottom), (lamp + 96, up), (lamp + 60, up)], _INK, sign.WIDE)
    sign.voltmeter(c, lamp, up)
    for side in (-1, 1):
        c.oval(lamp + side * 96, bottom, 8, 8, _INK)
    c.text(source - 34, y - 44, "+", 34, "#B0402C", bold=True)
    c.text(source + 34, y - 44, "−", 34, "#2768B3", bold=True)
    c.arrow((x - 26, y + 90), (x - 26, y + 210), "#B0402C", 5)
    c.text(x - 44, y + 150, "I", 34, "#B0402C", bold=True)
