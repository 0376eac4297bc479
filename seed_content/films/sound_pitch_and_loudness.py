"""Sound that is heard: a loudspeaker, the wave in the air, how frequency and swing are heard."""

import math
import random
from collections.abc import Iterator

from PIL import Image

from seed_content.films.captions import CREAM, NIGHT, SOFT, Caption, moments, write_caption
from seed_content.films.encode import SIZE
from seed_content.films.tone import Tone
from seed_content.pictures.canvas import Canvas

# Frequency, Hz, and amplitude of what sounds while each caption is read.
_SOUNDS = ((440, 0.2), (220, 0.25), (440, 0.25), (880, 0.25), (440, 0.07), (440, 0.4))
_SLOWED = 220.0  # times that the picture is slower than the sound
_METRE = 100.0  # pixels
_SPEED = 340.0  # m/s in air
_MEMBRANE, _EAR = 112.0, 520.0
_TOP, _FOOT = 62.0, 162.0  # of the air that is shown
_SCOPE = (60.0, 244.0, 520.0, 42.0)  # left, middle, width, half the height
_WINDOW = 0.010  # seconds that the oscillograph shows
_AIR, _GOLD, _RED, _GREEN = "#A8D4F5", "#F2C14E", "#F27B63", "#8FD694"


def tones(captions: tuple[Caption, ...]) -> tuple[Tone, ...]:
    """What is heard: a tone for each caption, silence between them."""
    return tuple(
        Tone(caption.start + 0.4, caption.until - 0.3, hertz, amplitude)
        for caption, (hertz, amplitude) in zip(captions, _SOUNDS, strict=True)
    )


def frames(captions: tuple[Caption, ...]) -> Iterator[Image.Image]:
    """The film's pictures one after another."""
    board, air, sounds = _board(), _air(), tones(captions)
    for t in moments(captions):
        k = next(i for i, caption in enumerate(captions) if t < caption.until)
        c = board.copy()
        tone = sounds[k]
        _wave(c, air, tone, t)
        _scope(c, tone, t)
        c.text(
            SIZE[0] - 28,
            30,
            "включите звук" if k == 0 else f"частота {tone.hertz:g} Гц",
            20,
            _GOLD if k == 0 else _GREEN,
            bold=True,
            anchor="rm",
        )
        write_caption(c, captions, t)
        yield c.finished()


def _board() -> Canvas:
    c = Canvas(*SIZE, NIGHT)
    c.text(28, 30, "Высота и громкость звука", 22, CREAM, bold=True, anchor="lm")
    c.rect(40, 88, 36, 48, "#46586D", radius=4)
    c.arc(_EAR + 34, 104, 20, -70, 190, CREAM, 4)  # an ear
    c.line([(_EAR + 41, 123), (_EAR + 37, 140), (_EAR + 26, 142)], CREAM, 4)
    c.arc(_EAR + 34, 106, 9, -60, 170, CREAM, 3)
    c.text(320, 178, "движение замедлено в 220 раз", 14, SOFT)
    left, middle, width, half = _SCOPE
    c.rect(left, middle - half, width, 2 * half, "#14202C", line="#46586D", radius=6)
    c.line([(left, middle), (left + width, middle)], "#33455A", 1)
    for ms in range(1, 10):
        x = left + width * ms / 10
        c.line([(x, middle - half + 1), (x, middle + half - 1)], "#22303F", 1)
    c.text(left + width - 4, middle + half + 12, "10 мс", 14, SOFT, anchor="rm")
    c.text(left, middle + half + 12, "осциллограмма", 14, SOFT, anchor="lm")
    return c


def _air() -> list[tuple[float, float]]:
    """Where the particles of the air rest: evenly, yet without rows."""
    dice = random.Random(3)
    return [
        (_MEMBRANE + 8 + 8 * column + dice.uniform(-3, 3), _TOP + 11 * row + dice.uniform(-4, 4))
        for column in range(int((_EAR - _MEMBRANE) / 8))
        for row in range(10)
    ]


def swing(tone: Tone, t: float, x: float) -> float:
    """Pixels that the air at ``x`` pixels from the membrane is away from its rest.

    Compression is the displacement's slope: its greatest, 2 × amplitude, is the same for any
    frequency, so a higher tone of the same loudness needs a smaller swing.
    """
    wave = math.tau * tone.hertz / _SPEED / _METRE  # radians of phase for a pixel
    swing = 2 * tone.strength(t) / wave
    return swing * math.sin(math.tau * tone.hertz / _SLOWED * (t - tone.start) - wave * x)


def _wave(c: Canvas, air: list[tuple[float, float]], tone: Tone, t: float) -> None:
    for x, y in air:
        at = x + swing(tone, t, x - _MEMBRANE)
        c.draw.rectangle((2 * at - 2, 2 * y - 2, 2 * at + 2, 2 * y + 2), _AIR)
    at = _MEMBRANE - 6 + swing(tone, t, 0)
    c.polygon([(76, 98), (at, _TOP), (at, _FOOT), (76, 126)], "#6B7F96")
    c.line([(at, _TOP), (at, _FOOT)], _RED, 4)


def _scope(c: Canvas, tone: Tone, t: float) -> None:
    left, middle, width, half = _SCOPE
    high = tone.strength(t) / 0.45 * half
    turns = tone.hertz * _WINDOW
    c.line(
        [
            (left + width * i / 260, middle - high * math.sin(math.tau * turns * i / 260))
            for i in range(261)
        ],
        _GREEN,
        2.5,
    )
