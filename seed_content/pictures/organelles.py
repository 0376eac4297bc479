"""Parts that plant and animal cells share, each drawn the same in every picture."""

from seed_content.pictures.canvas import Canvas
from seed_content.pictures.curves import smooth, stroke, turned, turned_oval


def nucleus(c: Canvas, cx: float, cy: float, r: float) -> None:
    """The nucleus in its envelope with a nucleolus a little off the centre."""
    c.oval(cx, cy, r, r, "#B9A3DC", line="#7B5FB0", width=4)
    for dx, dy in ((-0.5, 0.3), (0.1, 0.6), (0.55, 0.25), (-0.35, -0.5), (-0.65, -0.1)):
        x, y = cx + dx * r, cy + dy * r
        thread = smooth([(x - 9, y + 3), (x - 2, y - 4), (x + 4, y + 3), (x + 10, y - 3)])
        stroke(c, thread, "#8E73C2", 3)
    c.oval(cx + r * 0.22, cy - r * 0.22, r * 0.27, r * 0.27, "#6A4BA3")


def mitochondrion(c: Canvas, cx: float, cy: float, degrees: float, rx: float = 44) -> None:
    """An oval with the folds of its inner membrane."""
    ry = rx * 0.46
    outline = turned_oval(cx, cy, rx, ry, degrees)
    c.polygon(outline, "#F3B27A")
    folds = [(-rx * 0.78 + i * rx * 0.26, (ry * 0.52 if i % 2 else -ry * 0.52)) for i in range(7)]
    stroke(c, turned(smooth(folds), cx, cy, degrees), "#C9702B", 3.5)
    stroke(c, outline, "#C9702B", 3.5, closed=True)
