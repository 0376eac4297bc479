"""Cards in a grid: ``items`` of ``head`` and ``text``, two to eight."""

from typing import Any

from seed_content.decks.board import Area, Board
from seed_content.decks.fit import fitted

_GAP = 0.22
_HEAD = 0.62  # inches: the coloured head of a card


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """As many columns as leave the cards about as wide as a card is.

    ``size`` in points. Raises ``ValueError`` for another number or a text that does not fit.
    """
    items: list[dict[str, str]] = data["items"]
    if not 2 <= len(items) <= 8:
        raise ValueError(f"cards: items are {len(items)}, not 2 to 8")
    columns = _columns(len(items), a)
    rows = -(-len(items) // columns)
    w = (a.w - _GAP * (columns - 1)) / columns
    h = min((a.h - _GAP * (rows - 1)) / rows, 3.2)
    top = a.cy - (h * rows + _GAP * (rows - 1)) / 2
    size = float(data.get("size", 22))
    head = min(_HEAD, h * 0.4)
    heads = min(fitted(item["head"], w - 0.3, head, size, bold=True) for item in items)
    room = h - head - 0.16
    texts = [item.get("text", "") for item in items]
    words = min([size, *(fitted(text, w - 0.3, room, size) for text in texts if text)])
    for place, item in enumerate(items):
        row, column = divmod(place, columns)
        short = len(items) - row * columns  # a last row that is not full stands in the middle
        shift = (columns - min(columns, short)) * (w + _GAP) / 2
        x, y = a.x + shift + column * (w + _GAP), top + row * (h + _GAP)
        full, soft = ((b.c.first, b.c.first_soft), (b.c.second, b.c.second_soft))[
            (row + column) % 2
        ]
        b.rect(x, y, w, h, soft, radius=0.1)
        b.rect(x, y, w, head, full, radius=0.1)
        b.rect(x, y + head / 2, w, head / 2, full)
        b.label(x + 0.15, y, w - 0.3, head, item["head"], heads, bold=True, color="FFFFFF")
        if item.get("text"):
            b.label(x + 0.15, y + head + 0.08, w - 0.3, room, item["text"], words)


def _columns(count: int, a: Area) -> int:
    """The number of columns whose cards come nearest to 1.5 times as wide as high."""

    def strange(columns: int) -> float:
        rows = -(-count // columns)
        ratio = (a.w / columns) / min(a.h / rows, 3.2)
        return abs(ratio - 1.5) + 0.4 * (rows * columns - count)

    return min(range(1, count + 1), key=strange)
