"""Bar models of word problems: ``rows`` of parts whose lengths speak, with totals."""

from typing import Any

from seed_content.decks.board import Area, Board
from seed_content.decks.colours import colour
from seed_content.decks.extent import box_of, write_at
from seed_content.decks.fit import fitted
from seed_content.measure import Point

_TONES = ("first_soft", "second_soft", "third_soft")
_EDGES = {"first_soft": "first", "second_soft": "second", "third_soft": "third"}
_DARK = ("first", "second", "ink", "quiet")  # fills on which letters are white
_STEP = 2.0  # inches: strips that are to be compared stand near each other
_BRACE = 0.55  # inches under a strip for its total


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """One strip a row, all to one scale.

    ``rows`` are one to five, each with ``label``, ``parts`` of ``n`` (its length in any unit),
    ``text`` and optionally ``color``, and ``total`` under a bracket (``brace`` false: without it)
    of the whole strip; ``size`` in points. Raises ``ValueError`` for other numbers, a part of no
    length or a text that does not fit.
    """
    rows: list[dict[str, Any]] = data["rows"]
    if not 1 <= len(rows) <= 5:
        raise ValueError(f"strips: rows are {len(rows)}, not 1 to 5")
    size = float(data.get("size", 22))
    labels = [row.get("label", "") for row in rows]
    left = max((box_of(label, size, bold=True)[0] for label in labels if label), default=0.0)
    left = min(left + 0.15, a.w * 0.35) if left else 0.0
    longest = max(sum(float(part["n"]) for part in row["parts"]) for row in rows)
    unit = (a.w - left) / longest
    step = min(a.h / len(rows), _STEP)
    totals = any(row.get("total") for row in rows)
    high = min(1.0, step - (_BRACE if totals else 0.0) - 0.2)
    top = a.y + (a.h - step * len(rows)) / 2
    for place, row in enumerate(rows):
        y = top + place * step + (step - high - (_BRACE if totals else 0.0)) / 2
        if row.get("label"):
            words = fitted(row["label"], left - 0.1, high, size, bold=True)
            b.label(a.x, y, left - 0.1, high, row["label"], words, bold=True, align="left")
        end = _parts(b, a.x + left, y, high, row["parts"], unit, size)
        if row.get("total"):
            ends = (a.x + left, end)
            _total(b, a, ends, y + high + 0.1, row["total"], size, row.get("brace", True))


def _parts(
    b: Board,
    x: float,
    y: float,
    high: float,
    parts: list[dict[str, Any]],
    unit: float,
    size: float,
) -> float:
    """Draw the parts from ``x`` on; returns where the last ends."""
    for i, part in enumerate(parts):
        wide = float(part["n"]) * unit
        if wide <= 0:
            raise ValueError(f"strips: n = {part['n']} of {part.get('text', '')!r} has no length")
        name = part.get("color", _TONES[i % len(_TONES)])
        edge = colour(b.c, _EDGES.get(name, "ink"))
        text = str(part.get("text", ""))
        words = fitted(text, wide, high, size) if text else size
        b.rect(x, y, wide, high, colour(b.c, name), line=edge, width=2)
        letters = "FFFFFF" if name in _DARK else b.c.ink
        if text:
            b.label(x, y, wide, high, text, words, color=letters)
        x += wide
    return x


def _total(b: Board, a: Area, ends: Point, y: float, text: str, size: float, brace: bool) -> None:
    """A bracket under the strip and what it comes to; a text longer than the strip is kept in."""
    x1, x2 = ends
    if brace:
        b.polygon(
            [(x1, y), (x1, y + 0.12), (x2, y + 0.12), (x2, y)], None, line=b.c.ink, close=False
        )
    write_at(b, a, (x1 + x2) / 2, y + 0.12 + (_BRACE - 0.2) / 2, text, size, bold=True)
