"""Words parted into morphemes with the school's signs: ``words`` of ``parts``."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from seed_content.decks.board import Area, Board
from seed_content.decks.fit import LEAST, LINE
from seed_content.measure import text_width

_BASELINE = 0.95  # of the size, from a line's upper edge: Carlito's ascent
_ROW = LINE + 0.32  # a row's height by the size: the line, and the signs above it
_NAMED = 16  # points of a sign's name
_FOOT = 0.48  # inches of a row of signs' names
_NAMES = {
    "prefix": "приставка",
    "root": "корень",
    "suffix": "суффикс",
    "ending": "окончание",
    "stem": "основа",
}


@dataclass(frozen=True)
class _Place:
    """A part's letters: from ``x1`` to ``x2``, the letters' top and the baseline, in inches."""

    x1: float
    x2: float
    top: float
    base: float
    unit: float  # the letters' size in inches


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """Words in rows, as large as they fit, from ``size`` points down.

    A part has ``t`` and ``m``: prefix, root, suffix, ending, stem, or empty for no sign; a zero
    ending is ``t = ""``. ``legend = true`` names the signs below. Each word is one text, so that
    it is found whole. Raises ``ValueError`` for an unknown ``m`` and for words that do not fit.
    """
    words: list[list[dict[str, str]]] = [word["parts"] for word in data["words"]]
    for part in (part for word in words for part in word):
        if part.get("m") and part["m"] not in _SIGNS:
            raise ValueError(f"morphemes: m = {part['m']!r} is none of {', '.join(_SIGNS)}")
    used = [name for name in _NAMES if any(p.get("m") == name for w in words for p in w)]
    legend = _legend_rows(used, a.w) if data.get("legend") else []
    room = a.h - len(legend) * _FOOT - (0.2 if legend else 0)
    size = float(data.get("size", 60))
    while (rows := _rows(words, a.w, size)) is None or len(rows) * size * _ROW / 72 > room:
        if size <= LEAST:
            raise ValueError(f"morphemes: words do not fit: {_word(words[0])!r} and others")
        size = max(LEAST, size - 1)
    unit = size / 72
    gap = min(0.35, (room / len(rows) - unit * _ROW) / 2)
    y = a.y + (room - len(rows) * unit * _ROW - (len(rows) - 1) * gap) / 2
    for row in rows:
        x = a.cx - _row_width(row, size) / 2
        for word in row:
            _write(b, word, x, y + unit * 0.32, size)
            x += _width(word, size) + unit * 0.8
        y += unit * _ROW + gap
    for i, names in enumerate(legend):
        _legend(b, a, names, a.y + a.h - (len(legend) - i) * _FOOT)


def _word(parts: list[dict[str, str]]) -> str:
    return "".join(part["t"] for part in parts)


def _width(parts: list[dict[str, str]], size: float) -> float:
    zero = sum(1 for part in parts if not part["t"])
    return text_width(_word(parts), size) / 72 + zero * size * 0.5 / 72


def _row_width(row: list[list[dict[str, str]]], size: float) -> float:
    return sum(_width(word, size) for word in row) + (len(row) - 1) * size * 0.8 / 72


def _rows(
    words: list[list[dict[str, str]]], w: float, size: float
) -> list[list[list[dict[str, str]]]] | None:
    """The words in rows of ``w`` inches, or None where one is longer."""
    rows: list[list[list[dict[str, str]]]] = []
    for word in words:
        if _width(word, size) > w - 0.3:
            return None
        if rows and _row_width([*rows[-1], word], size) <= w - 0.3:
            rows[-1].append(word)
        else:
            rows.append([word])
    return rows


def _write(b: Board, parts: list[dict[str, str]], x: float, y: float, size: float) -> None:
    """The word as one text at (x, y) over its signs."""
    unit, done = size / 72, ""
    wide = text_width(_word(parts), size) / 72
    for part in parts:
        x1 = x + text_width(done, size) / 72
        done += part["t"]
        x2 = x + text_width(done, size) / 72
        if not part["t"]:
            x1, x2 = x1 + unit * 0.12, x1 + unit * 0.5
        place = _Place(x1, x2, y + unit * 0.22, y + unit * _BASELINE, unit)
        if part.get("m"):
            _SIGNS[part["m"]](b, place)
    b.label(x - 0.04, y, wide * 1.03 + 0.2, unit * LINE, _word(parts), size, align="left")


def _prefix(b: Board, p: _Place) -> None:
    y = p.top - p.unit * 0.08
    corner = [(p.x1, y), (p.x2 - 0.02, y), (p.x2 - 0.02, y + p.unit * 0.16)]
    b.polygon(corner, None, line=b.c.second, width=2.5, close=False)


def _root(b: Board, p: _Place) -> None:
    cx, rx, ry = (p.x1 + p.x2) / 2, (p.x2 - p.x1) / 2, p.unit * 0.24
    arc = [
        (cx - rx * math.cos(math.pi * i / 24), p.top - ry * math.sin(math.pi * i / 24))
        for i in range(25)
    ]
    b.polygon(arc, None, line=b.c.first, width=2.5, close=False)


def _suffix(b: Board, p: _Place) -> None:
    roof = [(p.x1 + 0.02, p.top), ((p.x1 + p.x2) / 2, p.top - p.unit * 0.24), (p.x2 - 0.02, p.top)]
    b.polygon(roof, None, line=b.c.third, width=2.5, close=False)


def _ending(b: Board, p: _Place) -> None:
    top, low = p.base - p.unit * 0.6, p.base + p.unit * 0.24
    b.rect(p.x1, top, p.x2 - p.x1, low - top, b.c.second_soft, line=b.c.second, width=2)


def _stem(b: Board, p: _Place) -> None:
    y = p.base + p.unit * 0.24
    bracket = [(p.x1, y - 0.1), (p.x1, y), (p.x2, y), (p.x2, y - 0.1)]
    b.polygon(bracket, None, line=b.c.first, width=2, close=False)


_SIGNS: dict[str, Callable[[Board, _Place], None]] = {
    "prefix": _prefix,
    "root": _root,
    "suffix": _suffix,
    "ending": _ending,
    "stem": _stem,
}


def _legend_rows(used: list[str], w: float) -> list[list[str]]:
    """The names of the signs in rows of ``w`` inches."""
    rows: list[list[str]] = []
    for name in used:
        if rows and sum(map(_entry, [*rows[-1], name])) - 0.3 <= w:
            rows[-1].append(name)
        else:
            rows.append([name])
    return rows


def _legend(b: Board, a: Area, row: list[str], y: float) -> None:
    """The signs and their names in a row at ``y``."""
    x = a.cx - (sum(map(_entry, row)) - 0.3) / 2
    for name in row:
        w = _entry(name)
        _SIGNS[name](b, _Place(x, x + 0.4, y + 0.13, y + 0.3, 0.38))
        b.label(*(x + 0.45, y, w - 0.75, 0.38, _NAMES[name], _NAMED), color=b.c.quiet, align="left")
        x += w


def _entry(name: str) -> float:
    return text_width(_NAMES[name], _NAMED) / 72 + 0.95
