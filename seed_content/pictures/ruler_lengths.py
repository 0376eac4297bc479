"""A ruler of ten centimetres with two segments to measure; written too small on purpose.

The demo shows it as given back to its author, with the methodologist's word about the letters.
"""

from seed_content.pictures.canvas import Canvas

_INK = "#333333"
_LEFT, _CM, _Y = 60.0, 84.0, 300.0


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 960 × 440."""
    c.text(480, 40, "Измеряем отрезки", 24, _INK, bold=True)
    for i, (start, end, name) in enumerate(((0.0, 4.0, "AB"), (2.0, 8.5, "CD"))):
        y = 130.0 + i * 80
        a, b = _LEFT + start * _CM, _LEFT + end * _CM
        c.line([(a, y), (b, y)], "#2768B3", 4)
        for x, letter in ((a, name[0]), (b, name[1])):
            c.oval(x, y, 5, 5, "#2768B3")
            c.text(x, y - 20, letter, 15, _INK)
    c.rect(_LEFT - 20, _Y, 10 * _CM + 40, 90, "#F6E7B8", line="#B79B4B", width=2, radius=6)
    for k in range(101):
        x = _LEFT + k * _CM / 10
        tall = 26 if k % 10 == 0 else 19 if k % 5 == 0 else 12
        c.line([(x, _Y), (x, _Y + tall)], _INK, 1.5, round_ends=False)
        if k % 10 == 0:
            c.text(x, _Y + 40, str(k // 10), 14, _INK)
