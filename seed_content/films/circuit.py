"""A source, an ammeter and a resistor in a loop, a voltmeter beside the resistor."""

from seed_content.films.captions import CREAM, NIGHT, SOFT
from seed_content.pictures.canvas import Canvas

_LEFT, _RIGHT, _TOP, _FOOT = 44.0, 286.0, 84.0, 206.0
_LOOP = 2 * (_RIGHT - _LEFT + _FOOT - _TOP)  # pixels round the circuit
_STEP = _LOOP / 26  # pixels between neighbouring electrons
_AMMETER, _VOLTMETER = (_RIGHT, 145.0), (165.0, 160.0)
_WIRE = "#7C8DA1"


def board(c: Canvas) -> None:
    """Wires, the source with its poles and the letters of the unmoving parts."""
    c.line(
        [(_LEFT, _TOP), (_RIGHT, _TOP), (_RIGHT, _FOOT), (_LEFT, _FOOT), (_LEFT, _TOP)], _WIRE, 3
    )
    c.line([(105, _FOOT), (105, 160), (225, 160), (225, _FOOT)], _WIRE, 2)  # the voltmeter's
    for x in (105, 225):
        c.oval(x, _FOOT, 4, 4, _WIRE)
    c.rect(147, _TOP - 18, 16, 36, NIGHT)  # the gap between the source's plates
    c.line([(146, _TOP - 18), (146, _TOP + 18)], CREAM, 3)
    c.line([(164, _TOP - 9), (164, _TOP + 9)], CREAM, 6)
    c.text(132, _TOP - 15, "+", 20, CREAM, bold=True)
    c.text(180, _TOP - 15, "−", 20, CREAM, bold=True)
    c.text(118, _TOP - 17, "источник", 14, SOFT, anchor="rm")


def electrons(c: Canvas, moved: float) -> None:
    """The electrons, ``moved`` pixels on from where they began: from minus round to plus."""
    for i in range(26):
        x, y = _at((moved + i * _STEP) % _LOOP)
        if not (abs(x - 155) < 12 and y == _TOP):
            c.oval(x, y, 4, 4, "#63B7F2")


def _at(way: float) -> tuple[float, float]:
    """The point of the loop ``way`` pixels from its left top corner, clockwise."""
    wide, high = _RIGHT - _LEFT, _FOOT - _TOP
    if way < wide:
        return _LEFT + way, _TOP
    if way < wide + high:
        return _RIGHT, _TOP + way - wide
    if way < 2 * wide + high:
        return _RIGHT - (way - wide - high), _FOOT
    return _LEFT, _FOOT - (way - 2 * wide - high)


def resistor(c: Canvas, words: str, colour: str) -> None:
    """The resistor between the voltmeter's wires, ``words`` below it."""
    c.rect(130, _FOOT - 11, 70, 22, NIGHT, line=colour, width=3)
    c.text(165, _FOOT + 23, words, 17, colour, bold=True)


def meter(c: Canvas, letter: str, shown: str, colour: str) -> None:
    """The ammeter or the voltmeter, by its ``letter``, and what it shows."""
    x, y = _AMMETER if letter == "A" else _VOLTMETER
    c.oval(x, y, 17, 17, NIGHT, line=colour, width=2.5)
    c.text(x, y, letter, 19, colour, bold=True)
    if letter == "A":
        c.text(x - 24, y, shown, 20, colour, bold=True, anchor="rm")
    else:
        c.text(x, y - 29, shown, 20, colour, bold=True)
