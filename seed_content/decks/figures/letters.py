"""Large letters, syllables or words in tiles: ``rows`` of texts, or ``tiles`` with colours."""

from typing import Any

from seed_content.decks.board import Area, Board
from seed_content.decks.colours import colour
from seed_content.decks.fit import LEAST
from seed_content.measure import text_width

_GAP = 0.12  # of a tile's height, between two tiles
_LETTER = 0.58  # of a tile's height
_DARK = ("first", "second", "ink", "quiet")  # white letters are read on them


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """Rows of tiles in the middle of the area, as large as they fit.

    ``rows`` are texts whose tiles are parted by spaces, ``_`` an empty tile; ``tiles`` are rows
    of ``t`` with an optional ``color``. ``size`` in points bounds the letters. Raises
    ``ValueError`` where there is neither, and for rows that do not fit.
    """
    rows = _tiles(data)
    bound = float(data.get("size", 80))
    high = min(bound / 72 / _LETTER, a.h / (len(rows) * (1 + _GAP) - _GAP))
    while max(_wide(row, high) for row in rows) > a.w:
        high *= 0.97
        if high * _LETTER * 72 < LEAST:
            raise ValueError(f"letters: rows do not fit: {max(rows, key=len)}")
    size = int(high * _LETTER * 72)
    y = a.cy - high * (len(rows) * (1 + _GAP) - _GAP) / 2
    for row in rows:
        x = a.cx - _wide(row, high) / 2
        for text, tone in row:
            w = _tile(text, high)
            fill = colour(b.c, tone)
            edge = fill if tone in (*_DARK, "third") else b.c.first
            ink = "FFFFFF" if tone in _DARK else b.c.ink
            b.rect(x, y, w, high, fill, line=edge, width=2, radius=high * 0.14)
            if text:
                b.label(x, y, w, high, text, size, bold=True, color=ink)
            x += w + high * _GAP
        y += high * (1 + _GAP)


def _tiles(data: dict[str, Any]) -> list[list[tuple[str, str]]]:
    """Rows of each tile's text and colour."""
    if "tiles" in data:
        rows = [[(str(t["t"]), str(t.get("color", "white"))) for t in row] for row in data["tiles"]]
    elif "rows" in data:
        rows = [[("" if t == "_" else t, "white") for t in row.split()] for row in data["rows"]]
    else:
        raise ValueError("letters: neither rows nor tiles")
    if not rows or not all(rows):
        raise ValueError("letters: rows without a tile")
    return rows


def _tile(text: str, high: float) -> float:
    """A tile's width: a square for a letter, wider for a syllable or a word."""
    return max(high, text_width(text, high * _LETTER, bold=True) * 1.03 + high * 0.3)


def _wide(row: list[tuple[str, str]], high: float) -> float:
    return sum(_tile(text, high) for text, _ in row) + (len(row) - 1) * high * _GAP
