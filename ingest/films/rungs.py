"""The rungs of a film's ladder: which ones it gets, their sizes and what they may weigh."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from ingest.film import Picture

#: A rung stands when the film has nine tenths of its lines: 1072 lines are «1080p».
NEARLY = 0.9
#: The longer side: the lines of 2.4 : 1, the widest that is filmed.
WIDEST = 2.4
#: Pictures a second above which every second, third … one is left out.
FPS = 31
#: Pictures a second below which each is shown several times.
SLOWEST = 5
#: Rates that films are made in; a wandering rate is taken for the nearest not below.
USUAL_RATES = (
    *(Fraction(rate) for rate in (5, 8, 10, 12, 15, 20)),
    *(Fraction(24000, 1001), Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(30)),
    *(Fraction(48), Fraction(50), Fraction(60000, 1001), Fraction(60)),
)


@dataclass(frozen=True, slots=True)
class Standard:
    """A step of the ladder. ``rate`` is the most kbit/s of picture, by ``crf`` otherwise.

    ``copy_rate`` is kbit/s up to which a film's own H.264 is taken as it is.
    """

    lines: int
    crf: int
    rate: int
    copy_rate: int
    profile: str


#: 240p has about 200 kbit/s in all, with sound: a village school's line shared by a class.
LADDER = (
    Standard(lines=240, crf=27, rate=136, copy_rate=180, profile="main"),
    Standard(lines=360, crf=25, rate=500, copy_rate=900, profile="main"),
    Standard(lines=480, crf=24, rate=1000, copy_rate=2200, profile="high"),
    Standard(lines=720, crf=24, rate=2200, copy_rate=4500, profile="high"),
    Standard(lines=1080, crf=24, rate=4200, copy_rate=8000, profile="high"),
)


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung of one film: its step and its size in pixels, both even."""

    standard: Standard
    width: int
    height: int

    @property
    def name(self) -> str:
        """As files are named: ``240p``."""
        return f"{self.standard.lines}p"


def rungs_of(picture: Picture) -> tuple[Rung, ...]:
    """The rungs that a film gets, lowest first: never enlarged, at least one.

    A rung is named by its shorter side, so that a film shot upright gets the same ones. A film
    below 240 lines has one rung of its own size, still named 240p.
    """
    width, height = picture.shown
    short = min(width, height)
    steps = [step for step in LADDER[1:] if short >= NEARLY * step.lines]
    return tuple(Rung(step, *_fitted(width, height, step.lines)) for step in (LADDER[0], *steps))


def rate_of(picture: Picture) -> Fraction:
    """Pictures a second of every rung: constant, at most FPS, a whole part of the film's own.

    Of a film slower than SLOWEST (slides with a voice) a whole multiple of it: a rung begins late
    by a few pictures, and is entered at one.
    """
    average, ticks = picture.average_rate, picture.rate
    if average <= 0 and ticks <= 0:
        return Fraction(25)
    if 0 < average < SLOWEST and ticks < SLOWEST:
        slow = ticks or average
        return slow * math.ceil(SLOWEST / slow)
    # The smallest step between pictures tells the rate, unless it is the container's mere clock
    # or a field's.
    if not 0 < ticks <= 121 or (average > 0 and ticks > 2 * average and ticks > 61):
        ticks = _usual(average)
    return ticks / max(1, math.ceil(ticks / FPS))


def _usual(rate: Fraction) -> Fraction:
    """The rate in use that is nearest to ``rate`` within one in fifty, or else the next above."""
    nearest = min(USUAL_RATES, key=lambda usual: abs(usual - rate))
    if abs(nearest - rate) * 50 <= rate:
        return nearest
    return next((usual for usual in USUAL_RATES if usual > rate), Fraction(60))


def _fitted(width: int, height: int, lines: int) -> tuple[int, int]:
    ratio = min(1.0, lines / min(width, height), WIDEST * lines / max(width, height))
    if ratio == 1.0:
        return _even(width // 2), _even(height // 2)
    return _even(round(width * ratio / 2)), _even(round(height * ratio / 2))


def _even(half: int) -> int:
    return max(2, 2 * half)
