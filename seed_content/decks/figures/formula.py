"""Formulas set large: ``lines`` with fractions and powers, captions, a legend of the letters."""

from typing import Any

from seed_content.decks.bars import line_extent, write_line
from seed_content.decks.board import Area, Board
from seed_content.decks.extent import box_of
from seed_content.decks.fit import LEAST, fitted

_GAP = 0.3


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """Lines in a soft frame, each with its caption under it; the legend stands below.

    ``lines`` use ``{a/b}``, ``x^{2}``, ``v_{0}``; ``captions`` are as many; ``legend`` are pairs of
    a sign and its meaning; ``size`` in points is the lines' greatest. Raises ``ValueError`` where
    something does not fit.
    """
    lines: list[str] = data["lines"]
    captions: list[str] = data.get("captions", [""] * len(lines))
    legend: list[list[str]] = data.get("legend", [])
    if len(captions) != len(lines):
        raise ValueError("formula: captions are not as many as lines")
    below = min(a.h * 0.45, 0.5 * len(legend)) if legend else 0.0
    frame = Area(a.x, a.y, a.w, min(a.h - below - (0.15 if legend else 0.0), 4.4))
    b.rect(frame.x, frame.y, frame.w, frame.h, b.c.first_soft, radius=0.12)
    words = 0.42 if any(captions) else 0.0
    room = (frame.h - 0.3) / len(lines)
    size = _size(lines, frame.w - 0.4, room - words - 0.06, float(data.get("size", 48)))
    for place, (line, caption) in enumerate(zip(lines, captions, strict=True)):
        y = frame.y + 0.15 + place * room
        write_line(b, frame.cx, y + (room - words) / 2, line, size, bold=True, color=b.c.ink)
        if caption:
            small = fitted(caption, frame.w - 0.4, words, 20)
            x, top, w = frame.x + 0.2, y + room - words, frame.w - 0.4
            b.label(x, top, w, words, caption, small, color=b.c.quiet)
    if legend:
        _legend(b, Area(a.x, frame.y + frame.h + 0.15, a.w, below), legend)


def _size(lines: list[str], w: float, h: float, size: float) -> float:
    while size >= LEAST:
        extents = [line_extent(line, size, bold=True) for line in lines]
        if all(wide <= w and high <= h for wide, high in extents):
            return size
        size -= 1
    raise ValueError(f"formula: lines do not fit: {lines!r}")


def _legend(b: Board, a: Area, legend: list[list[str]]) -> None:
    line = a.h / len(legend)
    left = max(box_of(sign, 22, bold=True)[0] for sign, _ in legend) + 0.1
    size = min(fitted(meaning, a.w - left - _GAP, line, 22) for _, meaning in legend)
    for place, (sign, meaning) in enumerate(legend):
        y = a.y + place * line
        write_line(b, a.x + left / 2, y + line / 2, sign, size, bold=True, color=b.c.first)
        b.label(a.x + left + 0.05, y, a.w - left - 0.05, line, f"— {meaning}", size, align="left")
