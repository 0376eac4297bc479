"""Ohm's law: the voltage is raised, the ammeter answers, the points lie on a straight line."""

from collections.abc import Iterator

from PIL import Image

from seed_content.films.captions import CREAM, NIGHT, Caption, moments, write_caption
from seed_content.films.circuit import board, electrons, meter, resistor
from seed_content.films.encode import RATE, SIZE
from seed_content.films.graph import Graph
from seed_content.films.timing import comma, part
from seed_content.pictures.canvas import Canvas

_GRAPH = Graph(376, 286, 21, 88)  # volts and amperes
_HIGHEST = 10.0  # V
_FIRST, _SECOND = 5.0, 10.0  # Ω
_RED, _BLUE, _GOLD = "#F27B63", "#63B7F2", "#F2C14E"


def current(voltage: float, resistance: float) -> float:
    """Amperes through ``resistance`` ohms at ``voltage`` volts: I = U/R."""
    return voltage / resistance


def frames(captions: tuple[Caption, ...]) -> Iterator[Image.Image]:
    """The film's pictures one after another."""
    meet, rise, ratio, twice, _law = captions
    ground = _ground()
    moved = 0.0  # pixels that the electrons have gone round the circuit
    for t in moments(captions):
        resistance = _FIRST if t < twice.start else _SECOND
        if t < meet.until:
            voltage = 2.0 * part(t, 1, 2)
        elif t < ratio.until:
            voltage = 2 + 8 * part(t, rise.start + 0.5, rise.until - 1)
        else:
            voltage = _HIGHEST * part(t, twice.start + 1, twice.until - 2)
        amperes = current(voltage, resistance)
        moved += 46 * amperes / RATE
        c = ground.copy()
        electrons(c, moved)
        resistor(c, f"R = {resistance:g} Ом", _RED if resistance == _FIRST else _BLUE)
        meter(c, "A", f"{comma(amperes)} А", _GOLD)
        meter(c, "V", f"{comma(voltage)} В", CREAM)
        _curves(c, t, captions, voltage)
        write_caption(c, captions, t)
        yield c.finished()


def _ground() -> Canvas:
    c = Canvas(*SIZE, NIGHT)
    c.text(28, 28, "Закон Ома для участка цепи", 22, CREAM, bold=True, anchor="lm")
    board(c)
    _GRAPH.marks(c, range(0, 11, 2), (0.5, 1, 1.5, 2), _HIGHEST, 2)
    _GRAPH.axes(c, _HIGHEST, 2, ("U, В", "I, А"))
    return c


def _curves(c: Canvas, t: float, captions: tuple[Caption, ...], voltage: float) -> None:
    _meet, _rise, ratio, twice, law = captions
    first = voltage if t < twice.start else _HIGHEST
    if first > 0:
        _GRAPH.curve(c, lambda u: current(u, _FIRST), first, _RED)
    if t >= twice.start and voltage > 0:
        _GRAPH.curve(c, lambda u: current(u, _SECOND), voltage, _BLUE)
        c.text(*_GRAPH.at(8.6, 0.48), "R = 10 Ом", 15, _BLUE, bold=True)
        c.text(*_GRAPH.at(6.2, 1.66), "R = 5 Ом", 15, _RED, bold=True)
    if ratio.start <= t < twice.start:
        for i, volts in enumerate((2, 6, 10)):
            if t < ratio.start + 0.6 + 1.2 * i:
                break
            at = _GRAPH.at(volts, current(volts, _FIRST))
            c.oval(*at, 6, 6, _GOLD)
            words = f"{volts} В : {comma(current(volts, _FIRST))} А = {_FIRST:g} Ом"
            c.text(165, 252 + 20 * i, words, 18, _GOLD)
    if t >= law.start:
        c.rect(62, 240, 206, 58, "#2A394B", radius=12)
        c.text(165, 269, "I = U / R", 32, CREAM, bold=True)
