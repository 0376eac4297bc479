"""A pendulum swings and draws the graph of its displacement; a shorter one swings sooner."""

import math
from collections.abc import Iterator

from PIL import Image

from seed_content.films.captions import CREAM, NIGHT, SOFT, Caption, moments, write_caption
from seed_content.films.encode import SIZE
from seed_content.films.graph import Graph
from seed_content.films.timing import comma
from seed_content.pictures.canvas import Canvas

_G = 9.81  # m/s²
_LONG, _SHORT = 1.0, 0.25  # metres of thread: the periods are as 2 to 1
_METRE = 210.0  # pixels
_AMPLITUDE = math.radians(14)  # small enough: the real period is only 0.4 % longer
_TOP = 62.0
_RED, _BLUE, _GOLD = "#F27B63", "#63B7F2", "#F2C14E"
_GRAPH = Graph(262, 178, 43, 1)  # seconds of the film; pixels of displacement
_SHOWN = 8.0  # seconds that fit on the graph


def period(length: float) -> float:
    """Seconds of one small swing there and back: T = 2π√(l/g)."""
    return math.tau * math.sqrt(length / _G)


def angle(length: float, t: float) -> float:
    """Radians from the vertical ``t`` seconds after it was let go: a harmonic oscillation."""
    return _AMPLITUDE * math.cos(math.tau * t / period(length))


def frames(captions: tuple[Caption, ...]) -> Iterator[Image.Image]:
    """The film's pictures one after another."""
    swing, draw, mark, compare = captions
    released = swing.until - 2 * period(_LONG)  # two whole swings, so that nothing jumps
    plain, axes, pair = _boards()
    for t in moments(captions):
        if t < swing.until:
            c = plain.copy()
            _pendulum(c, 130, _LONG, max(0.0, t - released), _RED)
        elif t < mark.until:
            c = axes.copy()
            since = t - draw.start
            _curve(c, _LONG, min(since, _SHOWN), _RED)
            if t >= mark.start:
                _marks(c)
            _pendulum(c, 130, _LONG, since, _RED)
        else:
            c = pair.copy()
            since = t - compare.start
            _curve(c, _LONG, min(since, _SHOWN), _RED)
            _curve(c, _SHORT, min(since, _SHOWN), _BLUE)
            _pendulum(c, 84, _LONG, since, _RED)
            _pendulum(c, 188, _SHORT, since, _BLUE)
        write_caption(c, captions, t)
        yield c.finished()


def _boards() -> tuple[Canvas, Canvas, Canvas]:
    """The unmoving part: the pendulum alone, with the graph's axes, two pendulums."""
    plain = Canvas(*SIZE, NIGHT)
    plain.text(28, 26, "Колебания маятника", 22, CREAM, bold=True, anchor="lm")
    axes = plain.copy()
    _hang(plain, 130, _LONG)
    _hang(axes, 130, _LONG)
    _names(plain, 130)
    _axes(axes)
    pair = Canvas(*SIZE, NIGHT)
    pair.text(28, 26, "Колебания маятника", 22, CREAM, bold=True, anchor="lm")
    _axes(pair)
    for x, length, colour in ((84, _LONG, _RED), (188, _SHORT, _BLUE)):
        _hang(pair, x, length)
        below = _GRAPH.y + (94 if length == _LONG else 116)
        words = f"l = {comma(length, 2)} м,  T = {comma(period(length))} с"
        pair.text(430, below, words, 18, colour, bold=True)
    pair.text(430, 84, "T = 2π√(l / g)", 20, CREAM, bold=True)
    return plain, axes, pair


def _hang(c: Canvas, x: float, length: float) -> None:
    """The support and the vertical, the position of rest."""
    c.rect(x - 42, _TOP - 8, 84, 8, "#46586D")
    c.dashes((x, _TOP), (x, _TOP + length * _METRE + 22), "#46586D", 1.5, 5)


def _names(c: Canvas, x: float) -> None:
    """What is what about the pendulum hung at ``x``."""
    y, aside = _TOP + _METRE, _LONG * _METRE * math.sin(_AMPLITUDE)
    for place in (-aside, aside):
        c.dashes((x + place, y - 12), (x + place, y + 26), CREAM, 1.5, 4)
        c.arrow((x, y + 22), (x + place, y + 22), CREAM, 2)
    c.line([(x + 90, y + 22), (x + aside + 8, y + 22)], "#46586D", 1.2)
    c.text(x + 98, y + 22, "амплитуда A — наибольшее отклонение", 17, CREAM, anchor="lm")
    c.line([(x + 90, y - 40), (x + 3, y - 4)], "#46586D", 1.2)
    c.text(x + 98, y - 42, "положение равновесия", 17, SOFT, anchor="lm")
    c.line([(x + 90, y - 130), (x + 4, y - 142)], "#46586D", 1.2)
    c.text(x + 98, y - 130, f"нить длиной l = {_LONG:g} м", 17, SOFT, anchor="lm")


def _axes(c: Canvas) -> None:
    c.arrow((_GRAPH.x, 240), (_GRAPH.x, 104), SOFT, 1.5)
    c.text(_GRAPH.x + 10, 108, "x", 16, SOFT)
    end = _GRAPH.at(_SHOWN, 0)[0] + 12
    c.arrow((_GRAPH.x, _GRAPH.y), (end, _GRAPH.y), SOFT, 1.5)
    c.text(end - 2, _GRAPH.y - 14, "t, с", 15, SOFT)
    for second in range(1, 8):
        x = _GRAPH.at(second, 0)[0]
        c.line([(x, _GRAPH.y - 3), (x, _GRAPH.y + 3)], SOFT, 1.5)
        c.text(x + 7, _GRAPH.y + 11, str(second), 13, SOFT)


def _pendulum(c: Canvas, x: float, length: float, t: float, colour: str) -> None:
    a = angle(length, t)
    bob = (x + length * _METRE * math.sin(a), _TOP + length * _METRE * math.cos(a))
    c.line([(x, _TOP), bob], CREAM, 2)
    c.oval(x, _TOP, 3, 3, CREAM)
    c.oval(*bob, 12, 12, colour)


def _curve(c: Canvas, length: float, until: float, colour: str) -> None:
    _GRAPH.curve(
        c, lambda t: length * _METRE * math.sin(angle(length, t)), until, colour, 2.5, steps=160
    )


def _marks(c: Canvas) -> None:
    """The amplitude A and the period T, shown between two crests."""
    crest = _LONG * _METRE * math.sin(_AMPLITUDE)
    t = period(_LONG)
    (left, y), (right, _), x = _GRAPH.at(t, crest), _GRAPH.at(2 * t, crest), _GRAPH.at(3 * t, 0)[0]
    for at in (left, right):
        c.dashes((at, y), (at, y - 34), _GOLD, 1.5, 4)
    middle = (left + right) / 2
    c.arrow((middle, y - 26), (left, y - 26), _GOLD, 2)
    c.arrow((middle, y - 26), (right, y - 26), _GOLD, 2)
    c.text(middle, y - 42, f"период T = {comma(t)} с", 17, _GOLD, bold=True)
    c.arrow((x, _GRAPH.y), (x, y), CREAM, 2.5)
    c.text(x + 8, y - 14, "амплитуда A", 17, CREAM, bold=True)
    c.text(430, 272, f"частота ν = 1 / T = {comma(1 / t)} Гц", 18, CREAM)
