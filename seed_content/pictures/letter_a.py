"""The letter А for the first grade: the letter, its sound and three words that begin with it."""

import math

from seed_content.measure import text_width
from seed_content.pictures.canvas import Canvas

_INK = "#22305A"
_RED = "#D63A2F"


def draw(c: Canvas) -> None:
    """Paint the poster on a sheet of 1280 × 720."""
    c.rect(48, 48, 520, 624, "#FFFFFF", line="#F0DDB8", width=3, radius=36)
    c.text(308, 290, "Аа", 300, _RED, bold=True)
    c.oval(120, 590, 30, 30, _RED)
    c.text(176, 570, "звук [а]", 40, _INK, bold=True, anchor="lm")
    c.text(176, 614, "гласный", 34, "#6B5A3A", anchor="lm")
    for i, (word, paint) in enumerate(
        (("арбуз", _watermelon), ("апельсин", _orange), ("автобус", _bus))
    ):
        y = 48 + i * 214
        c.rect(616, y, 616, 196, "#FFFFFF", line="#F0DDB8", width=3, radius=28)
        paint(c, 750, y + 98)
        _word(c, 890, y + 98, word)


def _word(c: Canvas, x: float, y: float, word: str) -> None:
    """The word with its first letter red."""
    first, rest = word[0], word[1:]
    c.text(x, y, first, 72, _RED, bold=True, anchor="lm")
    c.text(x + text_width(first, 72, bold=True), y, rest, 72, _INK, bold=True, anchor="lm")


def _watermelon(c: Canvas, cx: float, cy: float) -> None:
    c.oval(cx, cy, 86, 78, "#2F8F3F")
    for k in (-62, -31, 0, 31, 62):
        points = []
        for i in range(21):
            t = -1 + i / 10
            bend = math.sqrt(max(0.0, 1 - t * t))
            wave = 5 * math.sin(i * 2.1)
            points.append((cx + k * bend * 1.22 + wave * bend, cy + 76 * t))
        c.line(points, "#1C6430", 8)
    c.line([(cx, cy - 76), (cx + 6, cy - 90), (cx + 18, cy - 92)], "#6B7A2E", 5)


def _orange(c: Canvas, cx: float, cy: float) -> None:
    c.oval(cx - 26, cy, 74, 74, "#F28C1E")
    c.oval(cx - 52, cy - 30, 14, 10, "#F9B765")
    for dx, dy in ((-40, 20), (-10, 34), (-26, -4), (8, 4), (-62, 26), (-6, -30)):
        c.oval(cx - 26 + dx / 1.4, cy + dy, 2.5, 2.5, "#D97710")
    c.polygon(
        [(cx - 26, cy - 70), (cx + 6, cy - 92), (cx + 22, cy - 74), (cx - 6, cy - 62)], "#3F9B4A"
    )
    cx, cy = cx + 66, cy + 26
    c.oval(cx, cy, 48, 48, "#F28C1E")
    c.oval(cx, cy, 42, 42, "#FFF1D6")
    for i in range(8):
        a = math.radians(i * 45)
        b = math.radians(i * 45 + 37)
        c.polygon(
            [
                (cx + 5 * math.cos((a + b) / 2), cy + 5 * math.sin((a + b) / 2)),
                (cx + 36 * math.cos(a), cy + 36 * math.sin(a)),
                (cx + 39 * math.cos((a + b) / 2), cy + 39 * math.sin((a + b) / 2)),
                (cx + 36 * math.cos(b), cy + 36 * math.sin(b)),
            ],
            "#F7A53C",
        )


def _bus(c: Canvas, cx: float, cy: float) -> None:
    c.rect(cx - 104, cy - 58, 208, 104, "#2F7FC4", radius=20)
    c.rect(cx - 104, cy + 8, 208, 10, "#FFFFFF")
    for i in range(4):
        c.rect(cx - 90 + i * 47, cy - 42, 38, 36, "#D9EEFB", radius=7)
    c.oval(cx + 94, cy + 30, 7, 7, "#FFD85A")
    for dx in (-56, 56):
        c.oval(cx + dx, cy + 48, 24, 24, "#2B2F3A")
        c.oval(cx + dx, cy + 48, 10, 10, "#C9CFD8")
