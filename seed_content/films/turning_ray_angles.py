"""Kinds of angles: a ray turns from 0° to 180°, and the angle's name changes with it."""

from collections.abc import Iterator

from PIL import Image

from seed_content.films.captions import CREAM, NIGHT, SOFT, Caption, moments, write_caption
from seed_content.films.encode import SIZE
from seed_content.films.plane import BLUE, GOLD, GREEN, PALE, RED, ray, right_angle, sector
from seed_content.films.timing import blend, part, soft
from seed_content.pictures.canvas import Canvas

_O = (224.0, 262.0)
_R = 172.0
# Its name, its colour, where its small picture stops, where its panel lies.
_KINDS = (
    ("острый", GREEN, 50.0, "меньше 90°"),
    ("прямой", GOLD, 90.0, "90°"),
    ("тупой", RED, 130.0, "между 90° и 180°"),
    ("развёрнутый", BLUE, 180.0, "180°"),
)


def frames(captions: tuple[Caption, ...]) -> Iterator[Image.Image]:
    """The film's pictures one after another."""
    board = Canvas(*SIZE, NIGHT)
    board.text(28, 30, "Виды углов", 22, CREAM, bold=True, anchor="lm")
    s = [one.start for one in captions]
    for t in moments(captions):
        c = board.copy()
        degrees = _turn(t, s)
        kind = _kind(degrees)
        _angle(c, degrees, _KINDS[kind][1] if degrees > 0 else SOFT)
        for i in range(4):
            if t >= s[i + 1] + 0.5:
                _small(c, i, lit=i == kind)
        write_caption(c, captions, t)
        yield c.finished()


def _turn(t: float, s: list[float]) -> float:
    """The angle at the moment ``t``: it opens, waits, goes on to 90° and to 180°."""
    if t < s[1]:
        return 30 * soft(part(t, 0.5, 2.5))
    if t < s[2]:
        return 30 + 48 * soft(part(t, s[1], s[2] - 0.5)) + 12 * soft(part(t, s[2] - 0.5, s[2]))
    if t < s[4]:
        return 90 + 84 * soft(part(t, s[3], s[4] - 0.5)) + 6 * soft(part(t, s[4] - 0.5, s[4]))
    return 180.0


def _kind(degrees: float) -> int:
    if degrees < 90:
        return 0
    return 1 if degrees == 90 else 2 if degrees < 180 else 3


def _angle(c: Canvas, degrees: float, colour: str) -> None:
    if degrees > 1:
        c.polygon(sector(_O, 66, 0, degrees), blend("#1E2A38", colour, 0.35))
    if degrees == 90:
        right_angle(c, _O, 0, colour, 24, 3)
    elif degrees > 2:
        c.line(sector(_O, 66, 0, degrees)[1:], colour, 3)
    end = ray(_O, _R, degrees)
    c.line([_O, ray(_O, _R, 0)], CREAM, 4)
    c.line([_O, end], CREAM, 4)
    c.oval(*_O, 5, 5, CREAM)
    c.text(_O[0], _O[1] + 19, "O", 19, SOFT, bold=True)
    for name, at in (
        ("A", ray(ray(_O, _R - 26, 0), 17, -90)),
        ("B", ray(ray(_O, _R - 26, degrees), 17, degrees + 90)),
    ):
        c.text(*at, name, 19, SOFT, bold=True)
    if degrees > 0:
        c.text(_O[0], 60, f"{int(degrees)}°", 30, colour, bold=True)


def _small(c: Canvas, i: int, *, lit: bool) -> None:
    """A kind's panel at the right: a little angle, its name and its measure."""
    name, colour, degrees, measure = _KINDS[i]
    y = 52 + 62 * i
    c.rect(426, y, 196, 54, PALE, line=colour if lit else None, width=2, radius=8)
    at = (446.0 if degrees < 100 else 464.0, y + 40.0)
    c.polygon(sector(at, 15, 0, degrees), blend(PALE, colour, 0.5))
    c.line([ray(at, 26, 0), at, ray(at, 26, degrees)], colour, 3)
    c.text(502, y + 18, name, 18, colour, bold=True, anchor="lm")
    c.text(502, y + 38, measure, 15, CREAM, anchor="lm")
