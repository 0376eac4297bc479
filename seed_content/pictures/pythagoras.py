"""The theorem of Pythagoras by moving four equal triangles inside a square of side a + b."""

from seed_content.pictures.canvas import Canvas

_INK = "#2A2250"
_TRIANGLE = "#B9AEE3"
_EDGE = "#5B49A6"
_C = "#F4B860"
_A = "#7CC4B8"
_B = "#F09A86"

_LONG, _SHORT = 240.0, 160.0  # b and a in pixels


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1280 × 720."""
    c.text(640, 66, "Теорема Пифагора", 44, _INK, bold=True)
    _around(c, 150, 140)
    _apart(c, 730, 140)
    c.text(640, 350, "=", 80, _INK, bold=True)
    c.text(640, 650, "c² = a² + b²", 64, _INK, bold=True)


def _triangle(c: Canvas, points: list[tuple[float, float]]) -> None:
    c.polygon(points, _TRIANGLE)
    c.line([*points, points[0]], _EDGE, 3)


def _around(c: Canvas, x: float, y: float) -> None:
    """Four triangles at the corners leave the square on the hypotenuse."""
    a, b = _SHORT, _LONG
    s = a + b
    c.polygon([(x + a, y), (x + s, y + a), (x + b, y + s), (x, y + b)], _C)
    _triangle(c, [(x, y), (x + a, y), (x, y + b)])
    _triangle(c, [(x + s, y), (x + s, y + a), (x + a, y)])
    _triangle(c, [(x + s, y + s), (x + b, y + s), (x + s, y + a)])
    _triangle(c, [(x, y + s), (x, y + b), (x + b, y + s)])
    c.text(x + s / 2, y + s / 2, "c²", 64, _INK, bold=True)
    c.text(x + a / 2, y - 20, "a", 34, _INK, bold=True)
    c.text(x + a + b / 2, y - 20, "b", 34, _INK, bold=True)
    c.text(x - 22, y + b / 2, "b", 34, _INK, bold=True)
    c.text(x - 22, y + b + a / 2, "a", 34, _INK, bold=True)
    c.text(x + a / 2 + 22, y + b / 2 + 12, "c", 34, _INK, bold=True)


def _apart(c: Canvas, x: float, y: float) -> None:
    """The same four triangles in two rectangles leave the squares on the legs."""
    a, b = _SHORT, _LONG
    s = a + b
    c.rect(x, y, a, a, _A)
    c.rect(x + a, y + a, b, b, _B)
    _triangle(c, [(x + a, y), (x + s, y), (x + s, y + a)])
    _triangle(c, [(x + a, y), (x + s, y + a), (x + a, y + a)])
    _triangle(c, [(x, y + a), (x + a, y + a), (x + a, y + s)])
    _triangle(c, [(x, y + a), (x + a, y + s), (x, y + s)])
    c.line([(x, y), (x + s, y), (x + s, y + s), (x, y + s), (x, y)], _EDGE, 3)
    c.text(x + a / 2, y + a / 2, "a²", 56, _INK, bold=True)
    c.text(x + a + b / 2, y + a + b / 2, "b²", 64, _INK, bold=True)
    c.text(x + a / 2, y - 20, "a", 34, _INK, bold=True)
    c.text(x + a + b / 2, y - 20, "b", 34, _INK, bold=True)
    c.text(x + s + 22, y + a / 2, "a", 34, _INK, bold=True)
    c.text(x + s + 22, y + a + b / 2, "b", 34, _INK, bold=True)
