"""Diffusion: two kinds of particles mix by their own motion, and mix sooner where it is warm."""

from collections.abc import Iterator, Sequence

from PIL import Image

from seed_content.films.captions import CREAM, NIGHT, SOFT, Caption, moments, write_caption
from seed_content.films.encode import RATE, SIZE
from seed_content.films.particles import Box, Particle, fill, move
from seed_content.films.timing import soft
from seed_content.pictures.canvas import Canvas

_BLUE, _GOLD, _RED = "#63B7F2", "#F2C14E", "#F27B63"
_WIDE = Box(60, 58, 580, 262)
_COLD, _WARM = Box(40, 88, 308, 262), Box(332, 88, 600, 262)
_COLOURS = (_BLUE, _GOLD)
_PULL = 0.3  # seconds in which the wall is pulled out
_R = 5.0
_CALM, _FAST = 26.0, 78.0  # pixels a second; a larger difference than any real warming makes


def frames(captions: tuple[Caption, ...]) -> Iterator[Image.Image]:
    """The film's pictures one after another."""
    opened, second = captions[1].start + 0.5, captions[-1].start
    first_board, pair_board = _board((_WIDE,)), _board((_COLD, _WARM))
    pair_board.text(174, 72, "холодно", 17, _BLUE, bold=True)
    pair_board.text(466, 72, "тепло", 17, _RED, bold=True)
    pair_board.text(320, 305, "разница скоростей в модели увеличена", 13, SOFT)
    mixed = fill(_WIDE, 32, _R, 150.0, seed=4)
    cold = fill(_COLD, 20, _R, _CALM, seed=4)
    warm = fill(_WARM, 20, _R, _FAST, seed=4)
    for t in moments(captions):
        if t < second:
            c = first_board.copy()
            move(mixed, _WIDE, 1 / RATE, wall=t < opened)
            _wall(c, _WIDE, soft(min(1.0, max(0.0, (t - opened) / _PULL))))
            _scene(c, mixed, _WIDE)
        else:
            c = pair_board.copy()
            for particles, box in ((cold, _COLD), (warm, _WARM)):
                since = t - second - 1.5
                move(particles, box, 1 / RATE, wall=since < 0)
                _wall(c, box, soft(min(1.0, max(0.0, since / _PULL))))
                _scene(c, particles, box)
        write_caption(c, captions, t)
        yield c.finished()


def _board(boxes: Sequence[Box]) -> Canvas:
    c = Canvas(*SIZE, NIGHT)
    c.text(28, 30, "Диффузия", 22, CREAM, bold=True, anchor="lm")
    for box in boxes:
        c.rect(
            box.left - 3,
            box.top - 3,
            box.right - box.left + 6,
            box.bottom - box.top + 6,
            "#152130",
            line=SOFT,
            radius=4,
        )
    return c


def _wall(c: Canvas, box: Box, pulled: float) -> None:
    """The wall between the halves, drawn out upwards as far as ``pulled``."""
    height = (box.bottom - box.top) * (1 - pulled)
    if height > 2:
        c.rect(box.middle - 2.5, box.top, 5, height, CREAM)


def _scene(c: Canvas, particles: Sequence[Particle], box: Box) -> None:
    for one in particles:
        c.oval(one.x, one.y, _R, _R, _COLOURS[one.kind])
    y = box.bottom + 22
    for left, right, x in (
        (box.left, box.middle, (box.left + box.middle) / 2),
        (box.middle, box.right, (box.middle + box.right) / 2),
    ):
        counts = [
            sum(left <= one.x < right for one in particles if one.kind == kind) for kind in (0, 1)
        ]
        for dx, count, colour in ((-40, counts[0], _BLUE), (24, counts[1], _GOLD)):
            c.oval(x + dx, y, _R, _R, colour)
            c.text(x + dx + 14, y, str(count), 18, colour, bold=True, anchor="lm")
