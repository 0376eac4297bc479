"""A number line: marks, stretches and jumps over it, fractions as ``{3/4}``."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from seed_content.decks.bars import line_extent, write_line
from seed_content.decks.board import Area, Board
from seed_content.decks.colours import colour, readable
from seed_content.decks.decimals import decimal
from seed_content.decks.fit import LEAST
from seed_content.decks.levels import Levels
from seed_content.measure import Point

_TONES = ("first", "second", "third")
_STRIDES = (1, 2, 5, 10, 20, 25, 50, 100)
_NEAR = 1e-9


@dataclass(frozen=True)
class _Line:
    """Where a value lies, in inches of the slide."""

    first: float
    last: float
    left: float
    right: float
    y: float

    def at(self, value: float) -> float:
        if not self.first - _NEAR <= value <= self.last + _NEAR:
            raise ValueError(f"numberline: {value} is outside {self.first:g} … {self.last:g}")
        share = (value - self.first) / (self.last - self.first)
        return self.left + share * (self.right - self.left)


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """The line lies a little below the middle; jumps rise above it, stretches lie on it.

    ``from``, ``to``, ``step``; ``labels`` true (as many numbers as have room), false or the list
    of values that get a number; ``marks`` have ``at``, ``text``, ``color``; ``spans`` have
    ``from``, ``to``, ``text``, ``color``; ``jumps`` have ``from``, ``to``, ``text``; ``size`` in
    points. Texts that would meet stand above each other. Raises ``ValueError`` for a place outside
    the line, a step of nothing or a text that does not fit.
    """
    first, last, step = float(data["from"]), float(data["to"]), float(data["step"])
    if last <= first or step <= 0:
        raise ValueError(f"numberline: step {step:g} from {first:g} to {last:g} leads nowhere")
    size = float(data.get("size", 24))
    jumps = data.get("jumps", ())
    y = min(a.cy + (0.9 if jumps else 0.15), a.y + a.h - (1.2 if jumps else 0.75))
    line = _Line(first, last, a.x + 0.4, a.x + a.w - 0.5, y)
    b.line(line.left - 0.3, y, line.right + 0.3, y, b.c.ink, 3, arrow=True)
    _numbers(b, line, step, data.get("labels", True), size - 2)
    levels = Levels()
    for span, tone in _toned(b, data.get("spans", ())):
        b.line(line.at(span["from"]), y, line.at(span["to"]), y, tone, 7)
    for mark, tone in _toned(b, data.get("marks", ())):
        x = line.at(mark["at"])
        b.oval(x, y, 0.14, 0.14, tone, line=b.c.sheet, width=2)
        if any(abs(mark["at"] - jump[end]) < _NEAR for jump in jumps for end in ("from", "to")):
            _below(b, a, x, y + 0.66, mark.get("text", ""), size, tone)
        else:
            _above(b, a, levels, x, y - 0.22, mark.get("text", ""), size, tone)
    for span, tone in _toned(b, data.get("spans", ())):
        middle = (line.at(span["from"]) + line.at(span["to"])) / 2
        _above(b, a, levels, middle, y - 0.2, span.get("text", ""), size, tone)
    longest = max((abs(jump["to"] - jump["from"]) for jump in jumps), default=1)
    for jump, tone in _toned(b, jumps):
        share = (abs(jump["to"] - jump["from"]) / longest) ** 1.3
        top = _jump(b, a, line, (line.at(jump["from"]), line.at(jump["to"])), share, tone)
        middle = (line.at(jump["from"]) + line.at(jump["to"])) / 2
        if any(_inside(jump, other) for other in jumps):
            _below(b, a, middle, top + 0.08, jump.get("text", ""), size, tone)
        else:
            _above(b, a, levels, middle, top - 0.05, jump.get("text", ""), size, tone)


def _inside(jump: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether the jump lies under a longer one, whose arc would run through a text above it."""
    ends = sorted((float(jump["from"]), float(jump["to"])))
    outer = sorted((float(other["from"]), float(other["to"])))
    return outer[0] < ends[1] and ends[0] < outer[1] and outer[1] - outer[0] > ends[1] - ends[0]


def _toned(b: Board, said: Any) -> Iterator[tuple[dict[str, Any], str]]:
    for i, one in enumerate(said):
        yield one, colour(b.c, one.get("color", _TONES[i % len(_TONES)]))


def _numbers(b: Board, line: _Line, step: float, wanted: bool | list[float], size: float) -> None:
    """Strokes at each step; numbers at those wanted, or at as many of the steps as have room."""
    values = [line.first + n * step for n in range(int((line.last - line.first) / step + 1.001))]
    if isinstance(wanted, bool):
        room = (line.at(values[-1]) - line.left) / max(1, len(values) - 1)
        size = max(LEAST, min(size, 18.0 if room < 0.5 else size))
        wide = max(line_extent(decimal(value), size)[0] for value in values) + 0.12
        stride = next((n for n in _STRIDES if n * room >= wide), _STRIDES[-1])
        shown = values[::stride] if wanted else []
    else:
        shown = [float(value) for value in wanted]
    for value in values:
        b.line(line.at(value), line.y - 0.13, line.at(value), line.y + 0.13, b.c.ink, 2.5)
    for value in shown:
        write_line(b, line.at(value), line.y + 0.42, decimal(value), size)


def _above(
    b: Board, a: Area, levels: Levels, x: float, bottom: float, text: str, size: float, tone: str
) -> None:
    """The text on the lowest free level over ``bottom``, inside the area."""
    if not text:
        return
    w, h = line_extent(text, size, bold=True)
    while w > a.w and size > LEAST:
        size -= 1
        w, h = line_extent(text, size, bold=True)
    x = min(max(x, a.x + w / 2), a.x + a.w - w / 2)
    box = levels.lowest(x, bottom, w, h)
    if w > a.w or box.y < a.y - 0.01:
        raise ValueError(f"numberline: no room over the line for {text!r}")
    write_line(b, box.cx, box.cy, text, size, bold=True, color=readable(b.c, tone))


def _below(b: Board, a: Area, x: float, top: float, text: str, size: float, tone: str) -> None:
    """The text with its upper edge at ``top``: at a jump's end, or under its arc."""
    if text:
        w, h = line_extent(text, size, bold=True)
        x = min(max(x, a.x + w / 2), a.x + a.w - w / 2)
        if w > a.w or top + h > a.y + a.h + 0.01:
            raise ValueError(f"numberline: no room under the line for {text!r}")
        write_line(b, x, top + h / 2, text, size, bold=True, color=readable(b.c, tone))


def _jump(b: Board, a: Area, line: _Line, ends: Point, share: float, tone: str) -> float:
    """An arc from one place to another, an arrow at its end; returns its top.

    ``share`` says how high it is among the jumps of this line, so that they do not cover each
    other.
    """
    x1, x2 = ends
    greatest = min(line.y - a.y - 0.85, 2.0, 0.4 + abs(x2 - x1) / max(share, 0.05) * 0.45)
    high = 0.25 + share * (greatest - 0.25)
    steps = 24
    arc = [
        (
            x1 + (x2 - x1) * i / steps,
            line.y - 0.16 - high * (1 - (2 * i / steps - 1) ** 2),
        )
        for i in range(steps + 1)
    ]
    b.polygon(arc[:-1], None, line=tone, width=3, close=False)
    b.line(*arc[-3], *arc[-1], tone, 3, arrow=True)
    return line.y - 0.16 - high
