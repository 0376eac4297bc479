"""The water cycle: vapour rises, clouds sail to land, rain and rivers bring the water back."""

import math
from collections.abc import Iterator

from PIL import Image

from seed_content.films.captions import NIGHT, Caption, moments, write_caption
from seed_content.films.encode import SIZE
from seed_content.films.landscape import RIVER, UNDERGROUND, along, cloud, landscape
from seed_content.films.timing import blend, part, soft
from seed_content.pictures.canvas import Canvas

_INK, _VAPOUR, _DROP, _SNOW = "#173A52", "#E9F6FF", "#3C7FC0", "#FFFFFF"
_SEA_LEVEL = 238.0
_SNOW_LINE = 470.0  # to the right of it the cloud hangs over the mountains, where it snows


def frames(captions: tuple[Caption, ...]) -> Iterator[Image.Image]:
    """The film's pictures one after another."""
    rise, gather, sail, fall, back, _always = captions
    board = landscape()
    for t in moments(captions):
        c = board.copy()
        always = t >= back.until
        _vapour(c, t, soft(part(t, rise.start, rise.start + 1.5)))
        if t >= fall.start + 1:
            for way, size in ((RIVER, 3.2), (UNDERGROUND, 2.6)):
                _flow(c, way, t, size, part(t, fall.start + 1, back.start + 1.5))
        grown = soft(part(t, gather.start - 1, gather.until))
        x = 150 + 290 * soft(part(t, sail.start, sail.until))
        if t >= fall.start:
            _fall(c, x, t, part(t, fall.start, fall.start + 1))
            dark = part(t, fall.start - 1, fall.start + 1)
            cloud(c, x, 92, 1.0, blend("#FFFFFF", "#9FB2C4", dark))
        elif grown > 0:
            cloud(c, x, 92, grown, "#FFFFFF")
        if always:
            p = (t - back.until) % 5 / 5
            cloud(c, 130 + 180 * p, 84, 0.75 * soft(min(1.0, 4 * p, 4 * (1 - p))), "#FFFFFF")
        _name(c, t, captions)
        _foot(c)
        write_caption(c, captions, t)
        yield c.finished()


def _foot(c: Canvas) -> None:
    c.rect(0, 308, SIZE[0], 52, NIGHT)


def _name(c: Canvas, t: float, captions: tuple[Caption, ...]) -> None:
    """The name of each process at its place, once it has been told of."""
    places = (
        ("испарение", 62, 196),
        ("конденсация", 150, 128),
        ("перенос ветром", 310, 36),
        ("осадки", 330, 148),
        ("сток", 296, 220),
    )
    for caption, (name, x, y) in zip(captions, places, strict=False):
        last = t >= captions[-1].start
        if (caption.start + 0.5 <= t < caption.until) or last:
            c.text(x, y, name, 17, _INK, bold=True)


def _vapour(c: Canvas, t: float, strength: float) -> None:
    """Vapour as light dots that sway upwards; really it cannot be seen."""
    for i in range(round(26 * strength)):
        p = (t / 4.2 + i * 0.5698) % 1
        x = 40 + i * 0.7549 % 1 * 200 + 7 * math.sin(2 * t + i)
        y = _SEA_LEVEL - 4 - p * 132
        r = 3.4 * min(1.0, 6 * p, 5 * (1 - p))
        c.oval(x, y, r, r, _VAPOUR)


def _fall(c: Canvas, x: float, t: float, strength: float) -> None:
    """Rain under the cloud's left part, snow where it touches the mountains."""
    for i in range(round(34 * strength)):
        at = x - 70 + i * 47 % 150
        snow = at > _SNOW_LINE
        p = (t / (2.6 if snow else 1.1) + i * 0.618034) % 1
        ground = 164 if snow else 224 - max(0.0, at - 420) * 0.42
        y = 108 + (ground - 108) * p
        if snow:
            c.oval(at + 4 * math.sin(3 * t + i), y, 2.6, 2.6, _SNOW)
        else:
            c.line([(at, y), (at - 2, y + 9)], _DROP, 2)


def _flow(
    c: Canvas, way: tuple[tuple[float, float], ...], t: float, size: float, reached: float
) -> None:
    """Drops that go down a way to the sea; at first only as far as ``reached``, 0 to 1."""
    for i in range(16):
        p = (t / 7 + i / 16) % 1
        if p < reached:
            c.oval(*along(way, p), size, size, "#BFE3FB")
