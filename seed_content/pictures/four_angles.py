"""Four kinds of angles with a degree measure each, on one sheet."""

import math

from seed_content.pictures.canvas import Canvas

_INK = "#20345A"
_ANGLES = (
    (40, "острый", "#2F8A4E"),
    (90, "прямой", "#2768B3"),
    (130, "тупой", "#C8472F"),
    (180, "развёрнутый", "#7A4FA3"),
)


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1120 × 420."""
    c.text(560, 46, "Виды углов", 42, _INK, bold=True)
    for i, (degrees, name, colour) in enumerate(_ANGLES):
        x, y = 90 + i * 262 + (60 if degrees > 90 else 0), 280.0
        long = 104 if degrees > 90 else 140
        a = math.radians(degrees)
        if degrees == 90:
            c.line([(x, y - 36), (x + 36, y - 36), (x + 36, y)], colour, 4)
        else:
            c.arc(x, y, 44, 0, degrees, colour, 4)
        c.line([(x, y), (x + long, y)], _INK, 5)
        c.line([(x, y), (x + long * math.cos(a), y - long * math.sin(a))], _INK, 5)
        c.oval(x, y, 7, 7, _INK)
        c.text(132 + i * 262 + (20 if degrees > 90 else 0), 340, name, 32, colour, bold=True)
        c.text(132 + i * 262 + (20 if degrees > 90 else 0), 382, f"{degrees}°", 32, _INK, bold=True)
