"""A circle whose chord is called a diameter: a teacher's slip, so the demo shows it withdrawn."""

from seed_content.pictures.canvas import Canvas

_INK = "#2B3A55"


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 800 × 560."""
    c.text(400, 48, "Окружность", 42, _INK, bold=True)
    cx, cy, r = 400.0, 310.0, 200.0
    c.oval(cx, cy, r, r, "#FFFFFF", line=_INK, width=5)
    c.line([(cx - 160, cy + 120), (cx + 192, cy + 56)], "#C8472F", 5)
    c.line([(cx, cy), (cx - 120, cy - 160)], "#2768B3", 5)
    for x, y in ((cx - 160, cy + 120), (cx + 192, cy + 56), (cx - 120, cy - 160), (cx, cy)):
        c.oval(x, y, 7, 7, _INK)
    c.text(cx + 22, cy - 16, "O", 32, _INK, bold=True)
    c.text(cx - 22, cy - 92, "радиус", 32, "#2768B3", bold=True, anchor="lm")
    c.text(cx + 12, cy + 132, "диаметр", 32, "#C8472F", bold=True)
