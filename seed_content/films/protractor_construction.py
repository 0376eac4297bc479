"""Building an angle of 70°: a ray, the protractor laid on it, a mark, the second ray."""

from collections.abc import Iterator

from PIL import Image

from seed_content.films.captions import CREAM, NIGHT, SOFT, Caption, moments, write_caption
from seed_content.films.encode import SIZE
from seed_content.films.plane import BLUE, GOLD, RED, ray, sector, toward
from seed_content.films.timing import blend, part, soft
from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas

_O = (300.0, 268.0)
_AWAY = (300.0, -30.0)  # where the protractor's centre waits, above the frame
_R = 178.0
_ANGLE = 70.0
_LONG = 236.0


def frames(captions: tuple[Caption, ...]) -> Iterator[Image.Image]:
    """The film's pictures one after another."""
    board = Canvas(*SIZE, NIGHT)
    board.text(28, 30, "Построение угла", 22, CREAM, bold=True, anchor="lm")
    board.text(612, 30, "70°", 30, GOLD, bold=True, anchor="rm")
    s = [one.start for one in captions]
    for t in moments(captions):
        c = board.copy()
        came = soft(part(t, s[1], s[1] + 2)) - soft(part(t, s[4], s[4] + 1.5))
        if came > 0:
            _protractor(c, toward((_AWAY[0], _AWAY[1] - 30), _O, came))
        if s[2] <= t < s[4]:
            _reading(c, _ANGLE * soft(part(t, s[2] + 0.5, s[3] - 0.8)), t >= s[3])
        _drawn(c, t, s)
        write_caption(c, captions, t)
        yield c.finished()


def _protractor(c: Canvas, at: Point) -> None:
    """A half of a circle with marks at each 5° and, on two scales, numbers at each 10°."""
    c.polygon(sector(at, _R, 0, 180)[1:], "#24506B")
    c.line([*sector(at, _R, 0, 180)[1:], ray(at, _R, 0)], BLUE, 2)
    for degrees in range(0, 181, 5):
        long = 13 if degrees % 10 == 0 else 7
        c.line([ray(at, _R - long, degrees), ray(at, _R, degrees)], CREAM, 1.5)
    for degrees in range(0, 181, 10):
        # The numbers of 0° and 180° stand a little above the straight edge.
        lifted = min(max(degrees, 2.5), 177.5)
        c.text(*ray(at, _R - 24, lifted), str(degrees), 13, GOLD, bold=True)
        if degrees % 30 == 0:
            c.text(*ray(at, _R - 46, min(max(degrees, 3.5), 176.5)), str(180 - degrees), 12, SOFT)
    c.line([(at[0] - 9, at[1]), (at[0] + 9, at[1])], CREAM, 2)
    c.line([(at[0], at[1] - 9), (at[0], at[1])], CREAM, 2)


def _reading(c: Canvas, degrees: float, marked: bool) -> None:
    """Where the counting along the scale has come: from 0° on the ray up to 70°."""
    if degrees > 1 and not marked:
        c.line(sector(_O, _R + 9, 0, degrees)[1:], GOLD, 4)
    c.oval(*ray(_O, _R + 9, degrees), 5, 5, GOLD)
    if not marked:
        c.text(*ray(_O, _R + 36, degrees), f"{int(degrees + 1e-6)}°", 21, GOLD, bold=True)


def _drawn(c: Canvas, t: float, s: list[float]) -> None:
    """What the pencil has drawn: the ray OA, the mark, the ray OB, the arc of the angle."""
    first = soft(part(t, 1, 2.5))
    if first > 0:
        c.line([_O, ray(_O, _LONG * first, 0)], CREAM, 4)
    c.oval(*_O, 5, 5, CREAM)
    c.text(_O[0], _O[1] + 20, "O", 20, CREAM, bold=True)
    if first == 1:
        c.text(_O[0] + _LONG - 12, _O[1] + 20, "A", 20, CREAM, bold=True)
    mark = ray(_O, _R + 9, _ANGLE)
    second = soft(part(t, s[4] + 1.5, s[4] + 3.5))
    if second > 0:
        end = ray(_O, _LONG * second, _ANGLE)
        c.line([_O, end], CREAM, 4)
        if second < 1:
            _pencil(c, end)
    if t >= s[3] + 0.5:
        c.oval(*mark, 5, 5, RED)
        c.text(mark[0] - 17, mark[1] - 8, "B", 20, CREAM, bold=True)
    if s[3] <= t < s[4]:
        down = soft(part(t, s[3], s[3] + 0.5)) - soft(part(t, s[4] - 1, s[4]))
        _pencil(c, toward((mark[0] + 150, mark[1] - 60), mark, down))
    elif 1 <= t < 2.7:
        _pencil(c, ray(_O, _LONG * first, 0))
    if t >= s[5]:
        shape = sector(_O, 58, 0, _ANGLE)
        c.polygon(shape, blend(NIGHT, GOLD, 0.4))
        c.line(shape[1:], GOLD, 3)
        c.line([ray(_O, _LONG, 0), _O, ray(_O, _LONG, _ANGLE)], CREAM, 4)
        c.text(*ray(_O, 82, _ANGLE / 2), "70°", 24, GOLD, bold=True)
        c.text(166, 170, "угол AOB = 70°", 24, CREAM, bold=True)


def _pencil(c: Canvas, tip: Point) -> None:
    """A pencil whose point is at ``tip``."""
    back, wide = ray(tip, 62, 40), 5.5
    wood = ray(tip, 14, 40)
    sides = [ray(p, wide, 40 + turn) for p, turn in ((wood, 90), (wood, -90), (back, -90))]
    c.polygon([*sides, ray(back, wide, 130)], "#E08A3C")
    c.polygon([tip, sides[0], sides[1]], "#EBD3A8")
    c.polygon([tip, toward(tip, sides[0], 0.35), toward(tip, sides[1], 0.35)], "#0E1620")
