"""Mitosis of a cell with four chromosomes: they double, line up, part, and two cells appear."""

import math
from collections.abc import Iterator

from PIL import Image

from seed_content.films.captions import CREAM, NIGHT, SOFT, Caption, moments, write_caption
from seed_content.films.chromosomes import centromere, chromatid
from seed_content.films.encode import SIZE
from seed_content.films.timing import between, blend, part, soft
from seed_content.measure import Point
from seed_content.pictures.canvas import Canvas

_CENTRE = (320.0, 174.0)
_RED, _BLUE = "#F27B63", "#63B7F2"
_CELL, _EDGE, _NUCLEUS, _THREAD = "#2C4A52", "#7FB3A6", "#375C66", "#55727A"
# Colour by parent, length, place in the nucleus, turn there, place on the equator.
_PAIRS = (
    (_RED, 54.0, (-22.0, -20.0), 0.5, -73.0),
    (_BLUE, 54.0, (22.0, 16.0), -0.7, 31.0),
    (_RED, 34.0, (-20.0, 28.0), 1.2, 83.0),
    (_BLUE, 34.0, (24.0, -30.0), 0.1, -21.0),
)
_POLE = 96.0  # pixels from the middle to where a daughter nucleus will be
# The phase, its set of chromosomes (n) and DNA (c), the same in words.
_PHASES = (
    ("Интерфаза", "2n2c → 2n4c", "удвоение ДНК"),
    ("Профаза", "2n4c", "4 хромосомы\nпо 2 хроматиды"),
    ("Метафаза", "2n4c", "4 хромосомы\nпо 2 хроматиды"),
    ("Анафаза", "4n4c", "у каждого полюса\n4 хромосомы"),
    ("Телофаза", "2n2c", "в каждом ядре"),
    ("Две клетки", "2n2c", "в каждой клетке"),
)


def frames(captions: tuple[Caption, ...]) -> Iterator[Image.Image]:
    """The film's pictures one after another."""
    board = Canvas(*SIZE, NIGHT)
    board.text(28, 30, "Митоз", 22, CREAM, bold=True, anchor="lm")
    for t in moments(captions):
        k = next(i for i, caption in enumerate(captions) if t < caption.until)
        # How far each phase has gone: 0 before it, 1 after it.
        inter, pro, meta, ana, telo = (
            soft(part(t, one.start + 0.3, between(one.start, one.until, 0.8)))
            for one in captions[:5]
        )
        c = board.copy()
        _body(c, ana, telo)
        _nuclei(c, pro, telo)
        _spindle(c, pro, meta, ana, telo)
        for i in range(len(_PAIRS)):
            _chromosome(c, i, inter, pro, meta, ana, telo)
        _phase(c, *_PHASES[k])
        write_caption(c, captions, t)
        yield c.finished()


def _phase(c: Canvas, name: str, numbers: str, words: str) -> None:
    c.text(612, 30, name, 22, "#F2C14E", bold=True, anchor="rm")
    c.text(612, 58, numbers, 19, CREAM, bold=True, anchor="rm")
    c.text(612, 84 + 9 * words.count("\n"), words, 15, SOFT, anchor="rm")


def _body(c: Canvas, ana: float, telo: float) -> None:
    """The cell: round, then drawn out, then pinched into two round ones."""
    if telo == 1:
        for side in (-1, 1):
            x = _CENTRE[0] + side * _POLE
            c.oval(x, _CENTRE[1], _POLE - 4, _POLE - 4, _CELL, line=_EDGE, width=3)
        return
    wide, high = between(118, 176, ana), between(118, 104, ana)
    wide = between(wide, 2 * _POLE - 4, telo)
    points = []
    for i in range(121):
        u = math.cos(math.pi * i / 120)
        whole = high * math.sqrt(max(0.0, 1 - u * u))
        halves = (_POLE - 4) * math.sqrt(max(0.0, 1 - (2 * abs(u) - 1) ** 2))
        points.append((_CENTRE[0] + u * wide, between(whole, halves, telo)))
    rim = [(x, _CENTRE[1] - h) for x, h in points]
    rim += [(x, _CENTRE[1] + h) for x, h in reversed(points)]
    c.polygon(rim, _CELL)
    c.line([*rim, rim[0]], _EDGE, 3)


def _nuclei(c: Canvas, pro: float, telo: float) -> None:
    if pro < 0.7:
        colour = blend(_NUCLEUS, _CELL, pro / 0.7)
        c.oval(*_CENTRE, 68, 68, colour, line=blend(_EDGE, _CELL, pro / 0.7), width=2)
    if telo > 0.4:
        p = (telo - 0.4) / 0.6
        for side in (-1, 1):
            x = _CENTRE[0] + side * _POLE
            line = blend(_CELL, _EDGE, p)
            c.oval(x, _CENTRE[1], 52, 52, blend(_CELL, _NUCLEUS, p), line=line, width=2)


def _centre(i: int, side: int, meta: float, ana: float, telo: float) -> Point:
    """Where the centromere of a chromatid of the chromosome ``i`` is; ``side`` is its pole's."""
    _colour, _length, rest, _turned, equator = _PAIRS[i]
    x = between(rest[0], 0, meta) + side * _POLE * ana + 0.6 * rest[0] * telo
    y = between(between(rest[1], equator, meta), equator * 0.7, ana)
    return _CENTRE[0] + x, _CENTRE[1] + between(y, 0.6 * rest[1], telo)


def _spindle(c: Canvas, pro: float, meta: float, ana: float, telo: float) -> None:
    """Centrioles go to the poles; threads stretch from them to the centromeres."""
    reach = between(between(between(18, 104, pro), 150, ana), 168, telo)
    shown = pro * (1 - min(1.0, 2 * telo))
    for side in (-1, 1):
        pole = (_CENTRE[0] + side * reach, between(_CENTRE[1] - 84, _CENTRE[1], pro))
        if shown > 0.3:
            colour = blend(_CELL, _THREAD, (shown - 0.3) / 0.7)
            for i in range(len(_PAIRS)):
                c.line([pole, _centre(i, side, meta, ana, telo)], colour, 1.4)
        c.oval(*pole, 4.5, 4.5, "#F2C14E")


def _chromosome(
    c: Canvas, i: int, inter: float, pro: float, meta: float, ana: float, telo: float
) -> None:
    """One chromosome: two chromatids that hold together until anaphase parts them."""
    colour, length, _rest, turned, _equator = _PAIRS[i]
    loose = (1 - pro) + telo
    # The arms lag while the centromere is drawn to the pole, and stay bent until telophase.
    lag = 0.4 * length * min(1.0, 4 * ana) * (1 - telo)
    for side in (-1, 1):
        centre = _centre(i, side, meta, ana, telo)
        chromatid(
            c,
            centre,
            length * (1 - 0.2 * telo),
            colour,
            turn=between(turned, 0, meta) + turned * telo,
            aside=side * 3 * inter * (1 - ana),
            bend=-side * lag,
            loose=loose,
            seed=1.7 * i,
        )
        if ana < 0.05 and inter > 0.9:
            centromere(c, centre, loose)
