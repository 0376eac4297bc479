"""Triangles by angles and by sides at once: a table of three by three, two of its cells empty."""

from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas
from seed_content.pictures.card import AMBER, BLUE, GREEN, INK, RED, SOFT, VIOLET, card, heading
from seed_content.pictures.geometry_marks import right_angle, ticks, wedge

_COLUMNS = (
    ("Остроугольный", "все углы острые", BLUE, "#DCE9F8"),
    ("Прямоугольный", "есть прямой угол", GREEN, "#D9F0E2"),
    ("Тупоугольный", "есть тупой угол", RED, "#FBE0DC"),
)
_ROWS = (
    ("Разносторонний", "все стороны\nразной длины", INK),
    ("Равнобедренный", "две стороны\nравны", VIOLET),
    ("Равносторонний", "все три стороны\nравны", AMBER),
)

# (row, column) → corners about the middle of the cell, the vertex whose angle is shown first
_SHAPES: dict[tuple[int, int], list[Point]] = {
    (0, 0): [(-38, -62), (-102, 62), (92, 62)],
    (0, 1): [(-100, 62), (-100, -62), (100, 62)],
    (0, 2): [(-52, 56), (-124, -56), (124, 56)],
    (1, 0): [(0, -66), (-62, 66), (62, 66)],
    (1, 1): [(0, -50), (-106, 56), (106, 56)],
    (1, 2): [(0, -32), (-132, 42), (132, 42)],
    (2, 0): [(0, -66), (-77, 67), (77, 67)],
}


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1360 × 840."""
    heading(c, "Виды треугольников")
    for j, (name, meaning, colour, _) in enumerate(_COLUMNS):
        x = 477 + j * 344
        c.text(x, 122, name, 34, colour, bold=True)
        c.text(x, 162, meaning, 26, SOFT)
    for i, (name, meaning, colour) in enumerate(_ROWS):
        y = 288 + i * 208
        c.text(40, y - 48, name, 30, colour, bold=True, anchor="lm")
        c.text(40, y + 18, meaning, 26, SOFT, anchor="lm")
        for j, (_, _, line, tint) in enumerate(_COLUMNS):
            x = 477 + j * 344
            if (i, j) in _SHAPES:
                card(c, x - 165, y - 96, 330, 192)
                _triangle(c, [(x + dx, y + dy) for dx, dy in _SHAPES[i, j]], i, j, line, tint)
            else:
                card(c, x - 165, y - 96, 330, 192, fill="#EEF0F4", line="#DDE1E9")
                c.text(x, y, "не бывает", 30, SOFT)


def _triangle(c: Canvas, p: list[Point], row: int, column: int, line: str, tint: str) -> None:
    """The triangle with its telling angle at ``p[0]`` and its equal sides marked."""
    c.polygon(p, tint)
    if column == 1:
        right_angle(c, p[0], p[1], p[2], line, side=24)
    if column == 2:
        start, end = (0, 122.7) if row == 0 else (-29.3, -150.7)
        wedge(c, p[0], 30, start, end, "#F2A9A0", line)
    c.line([*p, p[0]], line, 5)
    if row:
        sides = [(p[0], p[1]), (p[0], p[2]), (p[1], p[2])]
        for a, b in sides[: 2 if row == 1 else 3]:
            ticks(c, a, b, 1, INK)
