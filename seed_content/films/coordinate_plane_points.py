"""Points of the coordinate plane: first along the abscissa, then up or down by the ordinate."""

from collections.abc import Iterator

from PIL import Image

from seed_content.films.captions import CREAM, NIGHT, SOFT, Caption, moments, write_caption
from seed_content.films.encode import SIZE
from seed_content.films.plane import BLUE, GOLD, PALE, RED
from seed_content.films.timing import part, soft
from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas

_O, _UNIT = (214.0, 178.0), 29.0
_POINTS = (("A", 4, 3), ("B", -5, 2), ("C", 3, -3), ("D", 0, -2))


def frames(captions: tuple[Caption, ...]) -> Iterator[Image.Image]:
    """The film's pictures one after another."""
    net = _net()
    board = net.copy()
    _axes(board, 1, 1)
    _numbers(board)
    s = [one.start for one in captions]
    for t in moments(captions):
        c = (board if t > 4 else net).copy()
        if t <= 4:
            _axes(c, soft(part(t, 0.5, 2)), soft(part(t, 2.2, 3.7)))
        begins = (s[1], s[3], s[4], s[5])
        for i, (name, x, y) in enumerate(_POINTS):
            along = soft(part(t, begins[i] + 0.4, begins[i] + 2))
            up_begin = s[2] if i == 0 else begins[i] + (2.2 if x else 0)
            up = soft(part(t, up_begin + 0.3, up_begin + 1.8))
            now = t >= begins[i] and (i == 3 or t < begins[i + 1])
            if now:
                _way(c, x, y, along, up)
            if up == 1:
                _point(c, name, x, y)
                c.text(522, 142 + 38 * i, f"{name}({_sign(x)}; {_sign(y)})", 24, CREAM, bold=True)
        write_caption(c, captions, t)
        yield c.finished()


def _at(x: float, y: float) -> Point:
    return _O[0] + x * _UNIT, _O[1] - y * _UNIT


def _sign(value: int) -> str:
    return str(value).replace("-", "−")


def _net() -> Canvas:
    """The net and the panel at the right."""
    c = Canvas(*SIZE, NIGHT)
    c.text(28, 30, "Координатная плоскость", 22, CREAM, bold=True, anchor="lm")
    for k in range(-6, 7):
        c.line([_at(k, -4), _at(k, 4)], "#2C3A4C", 1, round_ends=False)
        if abs(k) <= 4:
            c.line([_at(-6, k), _at(6, k)], "#2C3A4C", 1, round_ends=False)
    c.rect(424, 56, 196, 242, PALE, radius=12)
    c.text(522, 80, "(x; y)", 24, GOLD, bold=True)
    c.text(522, 104, "абсцисса x, ордината y", 16, SOFT)
    return c


def _axes(c: Canvas, x: float, y: float) -> None:
    """Both axes, grown as far as the parts ``x`` and ``y`` tell."""
    if x > 0.1:
        c.arrow(_at(-6.3, 0), _at(-6.3 + 13 * x, 0), BLUE, 2.5)
    if y > 0.1:
        c.arrow(_at(0, -4.4), _at(0, -4.4 + 9.1 * y), RED, 2.5)
    if x == 1:
        c.text(*_at(6.5, -0.6), "x", 20, BLUE, bold=True)
    if y == 1:
        c.text(*_at(0.55, 4.4), "y", 20, RED, bold=True)


def _numbers(c: Canvas) -> None:
    """The unit segments of both axes and the letter of the origin."""
    c.text(*_at(-0.4, -0.5), "O", 16, SOFT, bold=True)
    for k in (-5, -4, -3, -2, -1, 1, 2, 3, 4, 5):
        c.line([_at(k, -0.12), _at(k, 0.12)], BLUE, 2)
        c.text(*_at(k - (0.12 if k < 0 else 0), -0.48), _sign(k), 14, BLUE)
        if abs(k) < 4:
            c.line([_at(-0.12, k), _at(0.12, k)], RED, 2)
            c.text(*_at(-0.42, k), _sign(k), 14, RED)


def _way(c: Canvas, x: int, y: int, along: float, up: float) -> None:
    """The steps from O: along the axis of x, then parallel to the axis of y."""
    if x and along > 0:
        c.line([_at(0, 0), _at(x * along, 0)], BLUE, 5)
    foot = _at(x * along, 0)
    if up > 0:
        c.line([_at(x, 0), _at(x, y * up)], RED, 5)
        foot = _at(x, y * up)
    if up < 1:
        c.oval(*foot, 7, 7, GOLD)


def _point(c: Canvas, name: str, x: int, y: int) -> None:
    c.oval(*_at(x, y), 6, 6, GOLD)
    c.text(*_at(x + (0.55 if x >= 0 else -0.55), y + 0.45), name, 20, CREAM, bold=True)
