"""Questions with lettered answers to choose from: ``items`` of ``q`` and ``options``."""

from typing import Any

from seed_content.decks.board import Area, Board
from seed_content.decks.fit import fitted

_LETTERS = "АБВГ"
_GAP = 0.25
_LINE = 0.27  # inches: options that would get less stand in one row


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """One to four cards, two or three in a row where the area is wide; two to four options each.

    ``size`` in points. Raises ``ValueError`` for other numbers or a text that does not fit.
    """
    items: list[dict[str, Any]] = data["items"]
    if not 1 <= len(items) <= 4:
        raise ValueError(f"quiz: items are {len(items)}, not 1 to 4")
    wide = a.w > a.h * 1.5
    columns = (1, 2, 3, 2)[len(items) - 1] if wide else 1
    rows = -(-len(items) // columns)
    w = (a.w - _GAP * (columns - 1)) / columns
    h = (a.h - _GAP * (rows - 1)) / rows
    size = min(_size(item, w, h, float(data.get("size", 22))) for item in items)
    for place, item in enumerate(items):
        row, column = divmod(place, columns)
        card = Area(a.x + column * (w + _GAP), a.y + row * (h + _GAP), w, h)
        _card(b, card, place + 1, item, size)


def _parts(a: Area, options: int) -> tuple[float, list[Area]]:
    """The height of the question in inches, and where each option stands: below, or in a row."""
    question = (a.h - 0.3) * (0.4 if options < 4 else 0.34)
    line = (a.h - 0.3 - question) / options
    top = a.y + 0.18 + question
    if line >= _LINE:
        lines = [Area(a.x + 0.3, top + i * line, a.w - 0.45, line) for i in range(options)]
        return question, lines
    question = (a.h - 0.3) * 0.55
    wide = (a.w - 0.45) / options
    top = a.y + 0.18 + question
    row = [Area(a.x + 0.3 + i * wide, top, wide, a.h - 0.3 - question) for i in range(options)]
    return question, row


def _size(item: dict[str, Any], w: float, h: float, size: float) -> float:
    options = item["options"]
    if not 2 <= len(options) <= len(_LETTERS):
        raise ValueError(f"quiz: options of {item['q']!r} are {len(options)}, not 2 to 4")
    question, places = _parts(Area(0, 0, w, h), len(options))
    found = fitted(item["q"], w - 0.95, question, size, bold=True)
    for option, place in zip(options, places, strict=True):
        found = min(found, fitted(option, place.w - 0.6, place.h - 0.02, size))
    return found


def _card(b: Board, a: Area, number: int, item: dict[str, Any], size: float) -> None:
    options = item["options"]
    question, places = _parts(a, len(options))
    tone = (b.c.first, b.c.second)[(number - 1) % 2]
    b.rect(a.x, a.y, a.w, a.h, "FFFFFF", line=tone, radius=0.12)
    y = a.y + 0.12 + question / 2
    white = "FFFFFF"
    b.oval(a.x + 0.42, y, 0.24, 0.24, tone, text=str(number), size=16, bold=True, color=white)
    b.label(a.x + 0.78, a.y + 0.12, a.w - 0.95, question, item["q"], size, bold=True, align="left")
    for letter, option, at in zip(_LETTERS, options, places, strict=False):
        b.label(at.x, at.y, 0.5, at.h, f"{letter})", size, bold=True, color=tone)
        b.label(at.x + 0.5, at.y, at.w - 0.55, at.h, option, size, align="left")
