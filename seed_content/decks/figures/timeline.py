"""Dates along a line, evenly spaced: ``points`` of ``at`` (a date) and ``text``."""

from typing import Any

from seed_content.decks.board import Area, Board
from seed_content.decks.extent import box_of, size_on_lines
from seed_content.decks.fit import fitted

_GAP = 0.15  # inches between neighbours on one side
_STEM = 0.3  # inches from the line to a card


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """Cards above and below a line in turn; in a high area the line goes down the left side.

    ``points`` are three to eight, each with ``at`` and ``text``; ``size`` in points. Raises
    ``ValueError`` for another number of points or a text that does not fit.
    """
    points: list[dict[str, str]] = data["points"]
    if not 3 <= len(points) <= 8:
        raise ValueError(f"timeline: points are {len(points)}, not 3 to 8")
    dates = [str(point["at"]) for point in points]
    texts = [point["text"] for point in points]
    size = float(data.get("size", 20))
    (_down if a.w < a.h * 1.6 else _across)(b, a, dates, texts, size)


def _tones(b: Board, i: int) -> tuple[str, str]:
    return ((b.c.first, b.c.first_soft), (b.c.second, b.c.second_soft))[i % 2]


def _across(b: Board, a: Area, dates: list[str], texts: list[str], size: float) -> None:
    count = len(dates)
    w = min((2 * a.w - _GAP * (count - 1)) / (count + 1), 3.8)
    step = (a.w - w) / (count - 1)
    room = a.h / 2 - _STEM
    big = min(size_on_lines(date, w, 0.6, size + 4, bold=True) for date in dates)
    head = max(box_of(date, big, bold=True)[1] for date in dates)
    size = min(fitted(text, w - 0.2, min(room, 1.8) - head - 0.2, size) for text in texts)
    h = min(room, 1.8)
    b.line(a.x, a.cy, a.x + a.w - 0.1, a.cy, b.c.ink, 3, arrow=True)
    for i, (date, text) in enumerate(zip(dates, texts, strict=True)):
        full, soft = _tones(b, i)
        x = a.x + i * step
        y = a.cy - _STEM - h if i % 2 == 0 else a.cy + _STEM
        edge = a.cy - _STEM if i % 2 == 0 else a.cy + _STEM
        b.line(x + w / 2, a.cy, x + w / 2, edge, full, 2)
        b.oval(x + w / 2, a.cy, 0.12, 0.12, full, line=b.c.sheet, width=2)
        b.rect(x, y, w, h, soft, line=full, radius=0.12)
        b.label(x, y + 0.08, w, head, date, big, bold=True, color=full)
        b.label(x + 0.1, y + 0.08 + head, w - 0.2, h - head - 0.16, text, size)


def _down(b: Board, a: Area, dates: list[str], texts: list[str], size: float) -> None:
    count = len(dates)
    step = a.h / count
    h = step - 0.12
    big = min(size_on_lines(date, a.w * 0.32, h, size + 2, bold=True) for date in dates)
    left = max(box_of(date, big, bold=True)[0] for date in dates)
    rail = a.x + left + 0.2
    x, w = rail + 0.3, a.x + a.w - rail - 0.3
    size = min(fitted(text, w - 0.3, h - 0.06, size) for text in texts)
    b.line(rail, a.y, rail, a.y + a.h - 0.1, b.c.ink, 3, arrow=True)
    for i, (date, text) in enumerate(zip(dates, texts, strict=True)):
        full, soft = _tones(b, i)
        y = a.y + i * step + 0.06
        b.line(rail, y + h / 2, x, y + h / 2, full, 2)
        b.oval(rail, y + h / 2, 0.11, 0.11, full, line=b.c.sheet, width=2)
        b.label(a.x, y, left, h, date, big, bold=True, color=full, align="right")
        b.rect(x, y, w, h, soft, radius=0.1)
        b.label(x + 0.15, y, w - 0.3, h, text, size, align="left")
