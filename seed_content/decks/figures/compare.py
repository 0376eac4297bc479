"""Columns side by side to be compared: ``columns`` of ``head`` and ``items``, two to four."""

from typing import Any

from seed_content.decks.board import Area, Board
from seed_content.decks.fit import fitted

_GAP = 0.25
_HEAD = 0.7
_BULLET = 0.3


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """A head and its points under it; the lines of all columns stand level.

    ``size`` in points. Raises ``ValueError`` for another number or a text that does not fit.
    """
    columns: list[dict[str, Any]] = data["columns"]
    if not 2 <= len(columns) <= 4:
        raise ValueError(f"compare: columns are {len(columns)}, not 2 to 4")
    most = max(len(column["items"]) for column in columns)
    if not most:
        raise ValueError("compare: items are none")
    size = float(data.get("size", 22))
    w = (a.w - _GAP * (len(columns) - 1)) / len(columns)
    line = min((a.h - _HEAD - 0.25) / most, 1.3)
    h = _HEAD + 0.25 + line * most
    top = a.cy - h / 2
    room = w - 0.4 - _BULLET
    heads = min(fitted(column["head"], w - 0.3, _HEAD, size + 2, bold=True) for column in columns)
    words = min(
        fitted(item, room, line - 0.06, size) for column in columns for item in column["items"]
    )
    tones = (
        (b.c.first, b.c.first_soft),
        (b.c.second, b.c.second_soft),
        (b.c.third, b.c.third_soft),
        (b.c.ink, b.c.first_soft),
    )
    for place, column in enumerate(columns):
        full, soft = tones[place]
        head = b.c.ink if full == b.c.third else "FFFFFF"  # white is too pale on the third voice
        x = a.x + place * (w + _GAP)
        b.rect(x, top, w, h, soft, radius=0.1)
        b.rect(x, top, w, _HEAD, full, radius=0.1)
        b.rect(x, top + _HEAD / 2, w, _HEAD / 2, full)
        b.label(x + 0.15, top, w - 0.3, _HEAD, column["head"], heads, bold=True, color=head)
        for number, item in enumerate(column["items"]):
            y = top + _HEAD + 0.12 + number * line
            b.oval(x + 0.28, y + line / 2, 0.07, 0.07, full)
            b.label(x + 0.2 + _BULLET, y, room, line, item, words, align="left")
