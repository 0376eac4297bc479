"""A food web of a broad-leaved forest in four levels; an arrow goes from the food to the eater."""

import math
from collections.abc import Callable

from seed_content.pictures import forest_dwellers as dwell
from seed_content.pictures.canvas import Canvas

_INK = "#24382A"

_Painter = Callable[[Canvas, float, float], None]
_R = 62.0

# name, x, y, colour of the ring, painter
_BEINGS: dict[str, tuple[float, float, str, _Painter]] = {
    "сова": (590, 190, "#B5533C", dwell.owl),
    "лисица": (980, 190, "#B5533C", dwell.fox),
    "синица": (440, 400, "#D98A2B", dwell.tit),
    "гусеница": (340, 610, "#C9B23A", dwell.caterpillar),
    "мышь": (740, 610, "#C9B23A", dwell.mouse),
    "заяц": (1080, 610, "#C9B23A", dwell.hare),
    "листья дуба": (340, 820, "#4E9A4A", dwell.oak_leaf),
    "жёлуди": (740, 820, "#4E9A4A", dwell.acorn),
    "травы": (1080, 820, "#4E9A4A", dwell.grass),
}
_LINKS = (
    ("листья дуба", "гусеница"),
    ("жёлуди", "мышь"),
    ("травы", "мышь"),
    ("травы", "заяц"),
    ("гусеница", "синица"),
    ("синица", "сова"),
    ("мышь", "сова"),
    ("мышь", "лисица"),
    ("заяц", "лисица"),
)
_LEVELS = (
    (190, "хищники", "консументы\nII и III порядка", "#B5533C"),
    (400, "насекомоядные", "консументы\nII порядка", "#B5711A"),
    (610, "растительноядные", "консументы\nI порядка", "#8C7913"),
    (820, "растения", "продуценты", "#3B7F38"),
)


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1500 × 980."""
    c.text(750, 50, "Пищевая сеть лиственного леса", 46, _INK, bold=True)
    for food, eater in _LINKS:
        _link(c, food, eater)
    for name, (x, y, colour, paint) in _BEINGS.items():
        c.oval(x, y, _R, _R, "#FFFFFF")
        paint(c, x, y)
        c.oval(x, y, _R, _R, None, line=colour, width=6)
        side = -1 if name == "мышь" else 1
        c.text(
            x + side * (_R + 12),
            y + 34,
            name,
            28,
            _INK,
            bold=True,
            anchor="rm" if side < 0 else "lm",
        )
    for y, name, rank, colour in _LEVELS:
        c.text(30, y - 34, name, 27, colour, bold=True, anchor="lm")
        c.text(30, y + 20, rank, 25, _INK, anchor="lm")
    _decomposers(c)
    c.text(680, 944, "Стрелка ведёт от пищи к тому, кто ею питается", 27, "#4D6152")


def _link(c: Canvas, food: str, eater: str) -> None:
    (x1, y1), (x2, y2) = _BEINGS[food][:2], _BEINGS[eater][:2]
    a = math.atan2(y2 - y1, x2 - x1)
    gap = _R + 10
    c.arrow(
        (x1 + gap * math.cos(a), y1 + gap * math.sin(a)),
        (x2 - gap * math.cos(a), y2 - gap * math.sin(a)),
        "#6A7F70",
        6,
    )


def _decomposers(c: Canvas) -> None:
    """Bacteria and fungi live on the remains of all the others."""
    c.rect(1262, 128, 212, 756, "#EFE6DA", radius=28)
    c.text(1368, 196, "редуценты", 28, "#7A4E2D", bold=True)
    dwell.mushroom(c, 1368, 320)
    c.text(1368, 420, "грибы", 28, _INK, bold=True)
    dwell.bacteria(c, 1368, 520)
    c.text(1368, 600, "бактерии", 28, _INK, bold=True)
    c.text(1368, 736, "разлагают\nостатки\nвсех организмов\nдо минеральных\nвеществ", 26, _INK)
