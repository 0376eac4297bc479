"""Pure tones of an experiment, written as a wave file; the same tones give the same bytes."""

import array
import math
import sys
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLES = 44_100  # a second
_FADE = 0.04  # seconds in which a tone grows and dies away, so that it does not click


@dataclass(frozen=True)
class Tone:
    """A sine of ``hertz`` from ``start`` to ``until``, seconds; ``amplitude`` is at most 1."""

    start: float
    until: float
    hertz: float
    amplitude: float

    def strength(self, t: float) -> float:
        """The amplitude at the moment ``t``: it fades in and out at the tone's ends."""
        edge = min(t - self.start, self.until - t)
        return self.amplitude * min(1.0, max(0.0, edge / _FADE))


def write_wave(tones: Sequence[Tone], seconds: float, path: Path) -> None:
    """Write ``seconds`` of the tones as 16 bits, one channel; silence where none sounds.

    Raises ``ValueError`` for tones that do not follow one another or end after ``seconds``.
    """
    samples = array.array("h", bytes(2 * round(seconds * SAMPLES)))
    end = 0.0
    for tone in tones:
        if not end <= tone.start < tone.until <= seconds:
            raise ValueError(f"tone out of order: {tone.hertz} Hz from {tone.start} s")
        end = tone.until
        step = math.tau * tone.hertz / SAMPLES
        begin, stop = round(tone.start * SAMPLES), round(tone.until * SAMPLES)
        for i in range(begin, stop):
            strength = tone.strength(i / SAMPLES)
            samples[i] = round(32767 * strength * math.sin(step * (i - begin)))
    if sys.byteorder == "big":
        samples.byteswap()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLES)
        file.writeframes(samples.tobytes())
