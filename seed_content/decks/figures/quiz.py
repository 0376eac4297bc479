"""Questions with lettered answers to choose from: ``items`` of ``q`` and ``options``."""

from typing import Any

from seed_content.decks.board import Area, Board
from seed_content.decks.fit import fitted

_LETTERS = "АБВГ"
_GAP = 0.25


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """One to four cards, two in a row where the area is wide; two to four options in each.

    ``size`` in points. Raises ``ValueError`` for other numbers or a text that does not fit.
    """
    items: list[dict[str, Any]] = data["items"]
    if not 1 <= len(items) <= 4:
        raise ValueError(f"quiz: items are {len(items)}, not 1 to 4")
    columns = 2 if len(items) > 1 and a.w > a.h * 1.5 else 1
    rows = -(-len(items) // columns)
    w = (a.w - _GAP * (columns - 1)) / columns
    h = (a.h - _GAP * (rows - 1)) / rows
    size = min(_size(item, w, h, float(data.get("size", 22))) for item in items)
    for place, item in enumerate(items):
        row, column = divmod(place, columns)
        card = Area(a.x + column * (w + _GAP), a.y + row * (h + _GAP), w, h)
        _card(b, card, place + 1, item, size)


def _parts(h: float, options: int) -> tuple[float, float]:
    """Heights in inches of the question and of one option."""
    question = (h - 0.3) * (0.4 if options < 4 else 0.34)
    return question, (h - 0.3 - question) / options


def _size(item: dict[str, Any], w: float, h: float, size: float) -> float:
    options = item["options"]
    if not 2 <= len(options) <= len(_LETTERS):
        raise ValueError(f"quiz: options of {item['q']!r} are {len(options)}, not 2 to 4")
    question, line = _parts(h, len(options))
    found = fitted(item["q"], w - 0.95, question, size, bold=True)
    return min([found, *(fitted(option, w - 1.1, line - 0.04, size) for option in options)])


def _card(b: Board, a: Area, number: int, item: dict[str, Any], size: float) -> None:
    options = item["options"]
    question, line = _parts(a.h, len(options))
    tone = (b.c.first, b.c.second)[(number - 1) % 2]
    b.rect(a.x, a.y, a.w, a.h, "FFFFFF", line=tone, radius=0.12)
    b.oval(
        a.x + 0.42,
        a.y + 0.12 + question / 2,
        0.24,
        0.24,
        tone,
        text=str(number),
        size=16,
        bold=True,
        color="FFFFFF",
    )
    b.label(a.x + 0.78, a.y + 0.12, a.w - 0.95, question, item["q"], size, bold=True, align="left")
    for place, option in enumerate(options):
        y = a.y + 0.18 + question + place * line
        b.label(a.x + 0.3, y, 0.5, line, f"{_LETTERS[place]})", size, bold=True, color=tone)
        b.label(a.x + 0.85, y, a.w - 1.1, line, option, size, align="left")
