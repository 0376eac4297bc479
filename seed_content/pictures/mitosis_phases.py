"""The phases of mitosis in an animal cell with four chromosomes (2n = 4)."""

import math
from collections.abc import Callable

from seed_content.pictures.canvas import Canvas
from seed_content.pictures.curves import smooth, stroke, turned

_INK = "#2D2350"
_ONE, _TWO = "#D1495B", "#2F6FB3"
_MEMBRANE = "#8A73C9"
_BODY = "#FFFFFF"


def draw(c: Canvas) -> None:
    """Paint the picture on a sheet of 1400 × 940."""
    c.text(700, 52, "Фазы митоза", 48, _INK, bold=True)
    c.text(700, 102, "На схеме клетка с набором хромосом 2n = 4", 27, "#5E5482")
    cells: tuple[tuple[str, str, Callable[[Canvas, float, float], None]], ...] = (
        ("Интерфаза", "до деления: ДНК удваивается", _interphase),
        ("Профаза", "хромосомы спирализуются,\nядерная оболочка распадается", _prophase),
        ("Метафаза", "хромосомы выстроились\nпо экватору клетки", _metaphase),
        ("Анафаза", "сестринские хроматиды\nрасходятся к полюсам", _anaphase),
        ("Телофаза", "образуются два ядра,\nделится цитоплазма", _telophase),
        ("Итог", "две клетки с тем же набором:\n2n = 4", _daughters),
    )
    for i, (name, words, paint) in enumerate(cells):
        x, y = 30 + (i % 3) * 450, 136 + (i // 3) * 396
        c.rect(x, y, 440, 384, "#EFEAFB", radius=26)
        title = name if i in (0, 5) else f"{i}. {name}"
        c.text(x + 220, y + 32, title, 32, _INK, bold=True)
        paint(c, x + 220, y + 182)
        c.text(x + 220, y + 342, words, 25, _INK)


def _cell(c: Canvas, cx: float, cy: float, rx: float = 152, ry: float = 116) -> None:
    c.oval(cx, cy, rx, ry, _BODY, line=_MEMBRANE, width=5)


def _double(c: Canvas, x: float, y: float, long: float, turn: float, colour: str) -> None:
    """A chromosome of two chromatids joined at the centromere."""
    for side in (-1, 1):
        arm = smooth([(side * 11, -long), (side * 3, 0), (side * 11, long)])
        stroke(c, turned(arm, x, y, turn), colour, 9)
    c.oval(x, y, 7, 7, _INK)


def _single(c: Canvas, x: float, y: float, long: float, pole: int, colour: str) -> None:
    """A chromatid pulled to the left (-1) or the right (1) pole: its arms lag behind."""
    stroke(c, smooth([(x - pole * 24, y - long), (x, y), (x - pole * 24, y + long)]), colour, 9)
    c.oval(x, y, 6, 6, _INK)


def _poles(c: Canvas, cx: float, cy: float, out: float) -> None:
    for side in (-1, 1):
        for k in (-5, 5):
            c.line([(cx + side * out - 7, cy + k), (cx + side * out + 7, cy + k)], "#7A4E2D", 6)


def _threads(c: Canvas, cx: float, cy: float, ys: tuple[float, ...], inner: float = 0) -> None:
    """The spindle from both poles to the chromosomes at ``ys``."""
    for side in (-1, 1):
        for y in ys:
            c.line([(cx + side * 132, cy), (cx + side * inner, cy + y)], "#B9B1A0", 2)


def _interphase(c: Canvas, cx: float, cy: float) -> None:
    _cell(c, cx, cy)
    c.oval(cx, cy, 72, 66, "#E4DBF7", line=_MEMBRANE, width=4)
    for k in range(7):
        a = k * 0.9
        x, y = cx + 38 * math.cos(a), cy + 34 * math.sin(a)
        coil = [(x - 22, y + 6), (x - 8, y - 9), (x + 6, y + 8), (x + 20, y - 6)]
        stroke(c, smooth(coil), (_ONE, _TWO)[k % 2], 3.5)
    c.oval(cx + 12, cy - 6, 14, 14, "#5B4796")


def _prophase(c: Canvas, cx: float, cy: float) -> None:
    _cell(c, cx, cy)
    for i in range(0, 360, 24):
        points = [
            (cx + 84 * math.cos(math.radians(i + k)), cy + 78 * math.sin(math.radians(i + k)))
            for k in (0, 6, 12)
        ]
        stroke(c, points, _MEMBRANE, 4)
    _poles(c, cx, cy, 122)
    _double(c, cx - 38, cy - 26, 32, 24, _ONE)
    _double(c, cx + 34, cy + 22, 32, -30, _TWO)
    _double(c, cx + 36, cy - 40, 18, 60, _ONE)
    _double(c, cx - 30, cy + 42, 18, -64, _TWO)


_ROWS = ((-78, 24, _ONE), (-28, 16, _TWO), (22, 24, _TWO), (72, 16, _ONE))


def _metaphase(c: Canvas, cx: float, cy: float) -> None:
    _cell(c, cx, cy)
    _threads(c, cx, cy, tuple(row[0] for row in _ROWS))
    _poles(c, cx, cy, 132)
    for y, long, colour in _ROWS:
        _double(c, cx, cy + y, long * 0.86, 0, colour)


def _anaphase(c: Canvas, cx: float, cy: float) -> None:
    _cell(c, cx, cy, 172, 112)
    for side in (-1, 1):
        for y, long, colour in _ROWS:
            x, v = cx + side * 78, cy + y * 0.86
            c.line([(cx + side * 146, cy), (x, v)], "#B9B1A0", 2)
            _single(c, x, v, long * 0.8, side, colour)
    _poles(c, cx, cy, 148)


def _nuclei(c: Canvas, cx: float, cy: float, apart: float) -> None:
    for side in (-1, 1):
        x = cx + side * apart
        c.oval(x, cy, 50, 60, "#E4DBF7", line=_MEMBRANE, width=4)
        for dx, dy, long, colour in (
            (-20, -14, 22, _ONE),
            (18, 12, 22, _TWO),
            (16, -30, 12, _ONE),
            (-16, 30, 12, _TWO),
        ):
            wave = [
                (dx - 5, dy - long),
                (dx + 5, dy - long / 3),
                (dx - 5, dy + long / 3),
                (dx + 5, dy + long),
            ]
            stroke(c, smooth([(x + u, cy + v) for u, v in wave]), colour, 7)


def _telophase(c: Canvas, cx: float, cy: float) -> None:
    half = [
        (0, -58),
        (40, -84),
        (100, -98),
        (164, -62),
        (184, 0),
        (164, 62),
        (100, 98),
        (40, 84),
        (0, 58),
    ]
    outline = smooth(half + [(-x, y) for x, y in reversed(half[1:-1])], closed=True)
    body = [(cx + x, cy + y) for x, y in outline]
    c.polygon(body, _BODY)
    stroke(c, body, _MEMBRANE, 5, closed=True)
    _nuclei(c, cx, cy, 104)


def _daughters(c: Canvas, cx: float, cy: float) -> None:
    for side in (-1, 1):
        _cell(c, cx + side * 104, cy, 98, 104)
    _nuclei(c, cx, cy, 104)
