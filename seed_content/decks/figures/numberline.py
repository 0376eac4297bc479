"""A number line: marks, stretches and jumps over it, fractions as ``{3/4}``."""

from typing import Any

from seed_content.decks.bars import line_extent, write_line
from seed_content.decks.board import Area, Board
from seed_content.decks.colours import colour
from seed_content.measure import Point

_TONES = ("first", "second", "third")


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """The line lies a little below the middle; jumps rise above it, stretches lie on it.

    ``from``, ``to``, ``step``; ``labels`` true, false or the list of values that get a number;
    ``marks`` have ``at``, ``text``, ``color``; ``spans`` have ``from``, ``to``, ``text``,
    ``color``; ``jumps`` have ``from``, ``to``, ``text``; ``size`` in points. Raises ``ValueError``
    for a place outside the line.
    """
    first, last, step = float(data["from"]), float(data["to"]), float(data["step"])
    size = float(data.get("size", 24))
    left, right = a.x + 0.4, a.x + a.w - 0.5
    y = a.cy + (0.5 if data.get("jumps") else 0.15)

    def at(value: float) -> float:
        if not first - 1e-9 <= value <= last + 1e-9:
            raise ValueError(f"numberline: {value} is outside {first:g} … {last:g}")
        return left + (value - first) / (last - first) * (right - left)

    b.line(left - 0.3, y, right + 0.3, y, b.c.ink, 3, arrow=True)
    count = round((last - first) / step)
    wanted = data.get("labels", True)
    for number in range(count + 1):
        value = first + number * step
        b.line(at(value), y - 0.13, at(value), y + 0.13, b.c.ink, 2.5)
        shown = wanted if isinstance(wanted, bool) else any(abs(value - w) < 1e-9 for w in wanted)
        if shown:
            write_line(b, at(value), y + 0.42, _number(value), size - 2)
    for i, span in enumerate(data.get("spans", ())):
        tone = colour(b.c, span.get("color", _TONES[i % len(_TONES)]))
        x1, x2 = at(span["from"]), at(span["to"])
        b.line(x1, y, x2, y, tone, 7)
        _above(b, (x1 + x2) / 2, y - 0.2, span.get("text", ""), size, tone)
    for i, jump in enumerate(data.get("jumps", ())):
        tone = colour(b.c, jump.get("color", _TONES[i % len(_TONES)]))
        _jump(b, a, (at(jump["from"]), at(jump["to"])), y, jump.get("text", ""), size, tone)
    for i, mark in enumerate(data.get("marks", ())):
        tone = colour(b.c, mark.get("color", _TONES[i % len(_TONES)]))
        b.oval(at(mark["at"]), y, 0.14, 0.14, tone, line=b.c.sheet, width=2)
        _above(b, at(mark["at"]), y - 0.24, mark.get("text", ""), size, tone)


def _number(value: float) -> str:
    return f"{value:g}".replace("-", "−").replace(".", ",")


def _above(b: Board, x: float, bottom: float, text: str, size: float, tone: str) -> None:
    """The text with its lower edge at ``bottom``."""
    if text:
        high = line_extent(text, size, bold=True)[1]
        write_line(b, x, bottom - high / 2, text, size, bold=True, color=tone)


def _jump(b: Board, a: Area, ends: Point, y: float, text: str, size: float, tone: str) -> None:
    """An arc from one place to another, an arrow at its end, the text on its top."""
    x1, x2 = ends
    high = min(0.35 + abs(x2 - x1) * 0.28, y - a.y - 0.75)
    steps = 24
    arc = [
        (
            x1 + (x2 - x1) * i / steps,
            y - 0.16 - high * (1 - (2 * i / steps - 1) ** 2),
        )
        for i in range(steps + 1)
    ]
    b.polygon(arc[:-1], None, line=tone, width=3, close=False)
    b.line(*arc[-3], *arc[-1], tone, 3, arrow=True)
    _above(b, (x1 + x2) / 2, y - 0.22 - high, text, size, tone)
