"""The Sun and its eight planets in order; neither sizes nor distances are to scale.

Distances from the Sun in astronomical units and diameters in kilometres, rounded.
"""

import math

from seed_content.pictures.canvas import Canvas
from seed_content.pictures.curves import stroke, turned_oval

_PALE = "#E8EEFA"
_SOFT = "#A9B7D6"
_Y = 330.0

# name, x, radius on the picture, colour, distance in a.u., diameter in km
_PLANETS = (
    ("Меркурий", 250, 15, "#B9A18B", "0,4", "4900"),
    ("Венера", 360, 25, "#E6C07B", "0,7", "12 100"),
    ("Земля", 482, 27, "#4C96D7", "1", "12 700"),
    ("Марс", 598, 19, "#D06A43", "1,5", "6800"),
    ("Юпитер", 800, 82, "#D9AE82", "5,2", "140 000"),
    ("Сатурн", 1012, 62, "#E3C98F", "9,5", "116 000"),
    ("Уран", 1208, 42, "#8FD3DB", "19", "51 000"),
    ("Нептун", 1336, 41, "#4668C8", "30", "49 000"),
)


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1440 × 810."""
    _stars(c)
    c.text(720, 54, "Солнечная система", 50, "#FFFFFF", bold=True)
    c.oval(-230, _Y, 358, 358, "#F7A823")
    c.oval(-230, _Y, 345, 345, "#FFC93C")
    c.text(58, _Y, "Солнце", 30, "#5A3A00", bold=True)
    for _, x, *_rest in _PLANETS:
        _orbit(c, x)
    _belt(c)
    for name, x, r, colour, *_ in _PLANETS:
        _planet(c, name, x, r, colour)
    _rows(c)
    c.text(
        720,
        776,
        "Рисунок не в масштабе. 1 а. е. — расстояние от Земли до Солнца, около 150 млн км",
        25,
        _SOFT,
    )


def _stars(c: Canvas) -> None:
    for i in range(150):
        x, y = (i * 397.3) % 1440, (i * i * 61.7) % 810
        c.oval(x, y, 0.8 + i % 3 * 0.5, 0.8 + i % 3 * 0.5, "#6F7FA8")


def _orbit(c: Canvas, x: float) -> None:
    """A part of the orbit: an arc about the Sun, which lies far to the left."""
    r = x + 250
    reach = math.degrees(math.asin(min(1.0, 176 / r)))
    c.arc(-250, _Y, r, -reach, reach, "#3C4C78", 2)


def _belt(c: Canvas) -> None:
    for i in range(90):
        a = math.radians(-16 + 32 * ((i * 37) % 90) / 90)
        r = 928 + (i * 29) % 34
        if abs(r * math.sin(a)) < 176:
            c.oval(-250 + r * math.cos(a), _Y + r * math.sin(a), 2.2, 2.2, "#9A8F80")


def _planet(c: Canvas, name: str, x: float, r: float, colour: str) -> None:
    if name == "Сатурн":
        c.polygon(turned_oval(x, _Y, r * 1.62, r * 0.42, -16), "#B79A67")
        c.polygon(turned_oval(x, _Y, r * 1.28, r * 0.28, -16), "#0E1A38")
    c.oval(x, _Y, r, r, colour)
    if name == "Юпитер":
        for dy, wide, band in (
            (-44, 12, "#B98558"),
            (-14, 14, "#C4946A"),
            (20, 16, "#B98558"),
            (50, 10, "#C4946A"),
        ):
            half = math.sqrt(r * r - (abs(dy) + wide / 2) ** 2)
            c.rect(x - half, _Y + dy - wide / 2, 2 * half, wide, band, radius=wide / 2)
        c.oval(x + 30, _Y + 26, 17, 11, "#A8502F")
    if name == "Сатурн":
        front = turned_oval(x, _Y, r * 1.45, r * 0.35, -16)
        stroke(c, front[1:36], "#CDB27C", 13)
    if name == "Земля":
        c.polygon(turned_oval(x - 7, _Y - 6, 10, 13, 20), "#79B96A")
        c.polygon(turned_oval(x + 11, _Y + 8, 7, 9, -20), "#79B96A")


def _rows(c: Canvas) -> None:
    for i, (name, x, _r, _colour, far, wide) in enumerate(_PLANETS):
        size = 25 if i < 4 else 30
        c.text(x, 572, name, size, "#FFFFFF", bold=True)
        c.text(x, 636, far, 27, _PALE)
        c.text(x, 700, wide, 25, _PALE)
    for y, words in ((636, "до Солнца,\nа. е."), (700, "диаметр,\nкм")):
        c.text(24, y, words, 24, "#FFC93C", anchor="lm")
        c.line([(24, y - 33), (1416, y - 33)], "#2E3D66", 1.5)
    c.text(424, 122, "планеты земной группы", 27, _SOFT)
    c.text(1060, 122, "планеты-гиганты", 27, _SOFT)
    c.text(706, 526, "пояс астероидов", 24, _SOFT)
