"""Text with bar fractions, powers and indices: ``{a/b}``, ``x^{2}``, ``v_{0}``, set as one line."""

import re
from dataclasses import dataclass

from seed_content.decks.board import Board
from seed_content.decks.fit import LINE
from seed_content.measure import text_width

_MARKED = r"[\^_]\{[^{}]+\}"  # a power or an index, which a fraction's part may hold too
_PIECE = re.compile(
    rf"\{{((?:[^{{}}/]|{_MARKED})+)/((?:[^{{}}]|{_MARKED})+)\}}|\^\{{([^{{}}]+)\}}|_\{{([^{{}}]+)\}}"
)
_SMALL = 0.62  # of a power or an index, by the line's size
_PART = 0.86  # of a fraction's parts
_AIR = 0.05  # inches about a fraction


@dataclass(frozen=True)
class Piece:
    """A run of the line; ``bottom`` only of a fraction; ``rise`` 1 a power, −1 an index."""

    top: str
    bottom: str = ""
    rise: int = 0


def pieces(text: str) -> list[Piece]:
    """The line's runs in their order."""
    found: list[Piece] = []
    at = 0
    for mark in _PIECE.finditer(text):
        if mark.start() > at:
            found.append(Piece(text[at : mark.start()]))
        if mark[1]:
            found.append(Piece(mark[1].strip(), mark[2].strip()))
        else:
            found.append(Piece(mark[3] or mark[4], rise=1 if mark[3] else -1))
        at = mark.end()
    if at < len(text):
        found.append(Piece(text[at:]))
    return found


def _wide(piece: Piece, size: float, bold: bool) -> float:
    if piece.bottom:
        part = size * _PART
        longest = max(line_extent(text, part, bold=bold)[0] for text in (piece.top, piece.bottom))
        return longest + 0.1 + 2 * _AIR
    drawn = size * _SMALL if piece.rise else size
    return text_width(piece.top, drawn, bold=bold) / 72


def line_extent(text: str, size: float, *, bold: bool = False) -> tuple[float, float]:
    """Width and height in inches of the line at ``size`` points."""
    runs = pieces(text)
    parts = [part for run in runs if run.bottom for part in (run.top, run.bottom)]
    high = max((2 * line_extent(part, size * _PART)[1] + 0.08 for part in parts), default=0.0)
    plain = size * LINE / 72 * (1.25 if any(r.rise for r in runs) else 1.0)
    return sum(_wide(run, size, bold) for run in runs), max(high, plain)


def write_line(
    b: Board,
    cx: float,
    cy: float,
    text: str,
    size: float,
    *,
    bold: bool = False,
    color: str | None = None,
) -> None:
    """Write the line about its middle (cx, cy), inches."""
    runs = pieces(text)
    x = cx - sum(_wide(run, size, bold) for run in runs) / 2
    for run in runs:
        wide = _wide(run, size, bold)
        if run.bottom and _PIECE.search(run.top + run.bottom):
            _fraction(b, x + wide / 2, cy, run, size * _PART, bold=bold, color=color)
        elif run.bottom:
            part = size * _PART
            b.fraction(x + wide / 2, cy, run.top, run.bottom, part, color=color, bold=bold)
        else:
            drawn = size * _SMALL if run.rise else size
            high = drawn * LINE / 72
            y = cy - run.rise * size * 0.3 / 72
            b.label(x - 0.2, y - high / 2, wide + 0.4, high, run.top, drawn, bold=bold, color=color)
        x += wide


def _fraction(
    b: Board, cx: float, cy: float, run: Piece, size: float, *, bold: bool, color: str | None
) -> None:
    """A fraction whose parts hold powers or indices: each part is a line of its own."""
    half = _wide(run, size / _PART, bold) / 2 - _AIR
    high = line_extent(run.top + run.bottom, size)[1]
    write_line(b, cx, cy - high / 2, run.top, size, bold=bold, color=color)
    b.line(cx - half, cy, cx + half, cy, color or b.c.ink, max(1.5, size / 16))
    write_line(b, cx, cy + high / 2, run.bottom, size, bold=bold, color=color)
