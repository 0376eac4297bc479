"""A plant cell as seen under a light microscope, with the parts named in the sixth grade."""

from seed_content.pictures.callout import callout
from seed_content.pictures.canvas import Canvas
from seed_content.pictures.curves import smooth, stroke, turned, turned_oval
from seed_content.pictures.organelles import mitochondrion, nucleus

_INK = "#1E3B2A"

# centre and turn of every chloroplast
_CHLOROPLASTS = (
    (470, 196, 8),
    (620, 190, -4),
    (770, 200, 6),
    (848, 330, 88),
    (846, 470, 94),
    (770, 606, -8),
    (628, 616, 4),
)


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1280 × 720."""
    c.text(640, 56, "Строение растительной клетки", 44, _INK, bold=True)
    c.rect(380, 120, 526, 566, "#7DB35B", line="#4E8436", width=4, radius=54)
    c.rect(402, 142, 482, 522, "#F3F7D2", line="#D08A3C", width=5, radius=40)
    _vacuole(c)
    for x, y, turn in _CHLOROPLASTS:
        _chloroplast(c, x, y, turn)
    nucleus(c, 484, 516, 66)
    mitochondrion(c, 448, 300, 82, 36)
    mitochondrion(c, 500, 624, 12, 36)
    _labels(c)


def _vacuole(c: Canvas) -> None:
    outline = smooth(
        [
            (520, 262),
            (650, 244),
            (770, 270),
            (806, 400),
            (780, 540),
            (660, 566),
            (578, 520),
            (566, 420),
            (504, 370),
        ],
        closed=True,
    )
    c.polygon(outline, "#BFE0F5")
    stroke(c, outline, "#5C9FCB", 4, closed=True)


def _chloroplast(c: Canvas, cx: float, cy: float, degrees: float) -> None:
    """A green lens with stacks of discs."""
    outline = turned_oval(cx, cy, 52, 27, degrees)
    c.polygon(outline, "#6DBB4A")
    for dx in (-30, -10, 10, 30):
        for dy in (-8, 0, 8):
            c.line(turned([(dx - 7, dy), (dx + 7, dy)], cx, cy, degrees), "#2F7D2B", 4)
    stroke(c, outline, "#2F7D2B", 3.5, closed=True)


def _labels(c: Canvas) -> None:
    callout(c, "клеточная стенка", (300, 156), (391, 196), colour=_INK)
    callout(c, "наружная\nклеточная мембрана", (300, 254), (402, 254), colour=_INK)
    callout(c, "митохондрия", (300, 346), (446, 310), colour=_INK)
    callout(c, "ядро", (300, 470), (446, 492), colour=_INK)
    callout(c, "ядрышко", (300, 548), (498, 502), colour=_INK)
    callout(c, "хлоропласты", (984, 220), (800, 206), colour=_INK)
    c.line([(984, 220), (856, 318)], "#FFFFFF", 5, round_ends=False)
    c.line([(984, 220), (856, 318)], "#5B6B80", 2.2)
    c.oval(856, 318, 6.5, 6.5, "#5B6B80", line="#FFFFFF", width=2)
    callout(c, "вакуоль\nс клеточным соком", (984, 400), (700, 400), colour=_INK)
    callout(c, "цитоплазма", (984, 556), (846, 556), colour=_INK)
