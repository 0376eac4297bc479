"""Salt in water: molecules of water draw the ions out of the crystal, a current moves them."""

import math
from collections.abc import Iterator

from PIL import Image

from seed_content.films.captions import CREAM, NIGHT, SOFT, Caption, moments, write_caption
from seed_content.films.encode import SIZE
from seed_content.films.ions import Ion, crystal, draw_ion, draw_water
from seed_content.films.timing import blend, part, soft
from seed_content.pictures.canvas import Canvas

_VESSEL = (70.0, 84.0, 500.0, 206.0)  # left, top, width, height
_LAMP = (320.0, 56.0)
_GOLD, _RED, _BLUE = "#F2C14E", "#F27B63", "#63B7F2"


def frames(captions: tuple[Caption, ...]) -> Iterator[Image.Image]:
    """The film's pictures one after another."""
    _whole, solve, free, current = captions
    ions = crystal(solve.start + 0.5, solve.until - 1.5)
    board, wired = _board(), _board()
    _circuit(wired)
    drift = (current.start + 1.5, current.until)
    for t in moments(captions):
        c = (wired if t >= current.start else board).copy()
        if t >= current.start:
            _lamp(c, part(t, drift[0], drift[0] + 0.6))
        for i in range(34):
            _water_between(c, i, t)
        for ion in ions:
            _one(c, ion, t, drift)
        if t >= free.start:
            c.text(320, 304, "NaCl = Na⁺ + Cl⁻", 17, CREAM, bold=True)
        write_caption(c, captions, t)
        yield c.finished()


def _board() -> Canvas:
    c = Canvas(*SIZE, NIGHT)
    c.text(28, 26, "Диссоциация соли в воде", 22, CREAM, bold=True, anchor="lm")
    left, top, width, height = _VESSEL
    c.rect(left, top + 10, width, height - 10, "#22405A")
    c.line([(left, top), (left, top + height), (left + width, top + height)], SOFT, 3)
    c.line([(left + width, top + height), (left + width, top)], SOFT, 3)
    for y, r, colour, sign, name in ((112, 9, _RED, "+", "Na⁺"), (166, 14, "#7CCB8B", "−", "Cl⁻")):
        c.oval(24, y, r, r, colour)
        c.text(24, y, sign, 17, NIGHT, bold=True)
        c.text(24, y + r + 10, name, 15, CREAM)
    draw_water(c, 24, 222, math.pi / 2)
    c.text(24, 243, "H₂O", 15, CREAM)
    return c


def _circuit(c: Canvas) -> None:
    """Two electrodes, wires, a source and the lamp's place."""
    for x, name, sign in ((104.0, "катод", "−"), (536.0, "анод", "+")):
        c.rect(x - 6, 74, 12, 200, "#8A97A6", radius=2)
        side = -1 if x < 320 else 1
        c.text(x + side * 16, 66, sign, 24, CREAM, bold=True)
        c.text(x + side * 54, 66, name, 15, SOFT)
    c.line([(104, 74), (104, 56), (220, 56)], CREAM, 2)
    c.line([(236, 56), (536, 56), (536, 74)], CREAM, 2)
    c.line([(236, 42), (236, 70)], CREAM, 2.5)  # the long plate is the positive one
    c.line([(221, 49), (221, 63)], CREAM, 5)


def _lamp(c: Canvas, lit: float) -> None:
    if lit > 0:
        c.oval(*_LAMP, 26, 26, blend(NIGHT, "#5B5335", lit))
    c.oval(*_LAMP, 14, 14, blend(NIGHT, _GOLD, lit), line=CREAM, width=2)
    for dy in (-10, 10):
        c.line([(_LAMP[0] - 10, _LAMP[1] + dy), (_LAMP[0] + 10, _LAMP[1] - dy)], CREAM, 2)


def _water_between(c: Canvas, i: int, t: float) -> None:
    """The molecule ``i`` of the water that surrounds nobody: it wanders and turns.

    The two fractions spread the molecules evenly without rows (a sequence of Roberts).
    """
    x = 92 + i * 0.7549 % 1 * 456 + 9 * math.sin(1.3 * t + 2.1 * i)
    y = 108 + i * 0.5698 % 1 * 168 + 8 * math.sin(1.1 * t + 1.7 * i)
    draw_water(c, x, y, i + 0.9 * math.sin(0.8 * t + i), faint=True)


def _one(c: Canvas, ion: Ion, t: float, drift: tuple[float, float]) -> None:
    gone = soft(part(t, ion.leaves, ion.leaves + 2.2))
    free = part(t, ion.leaves + 1.2, ion.leaves + 3.2)
    x = ion.home[0] + (ion.place[0] - ion.home[0]) * gone
    y = ion.home[1] + (ion.place[1] - ion.home[1]) * gone
    x += free * 9 * math.sin(1.7 * t + ion.phase)
    y += free * 4 * math.sin(2.3 * t + 2 * ion.phase)
    shift = max(0.0, t - drift[0]) * 34  # pixels towards its electrode
    x = max(ion.stop, x - shift) if ion.charge > 0 else min(ion.stop, x + shift)
    draw_ion(c, x, y, ion.charge, part(t, ion.leaves - 0.4, ion.leaves + 0.8), ion.phase + 0.4 * t)
