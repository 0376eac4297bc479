"""Cards in a grid: ``items`` of ``head`` and ``text``, two to eight."""

from typing import Any

from seed_content.decks.board import Area, Board
from seed_content.decks.fit import fitted

_GAP = 0.22
_HEAD = 0.62  # inches: the coloured head of a card


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """As many columns as let the letters be largest.

    ``size`` in points. Raises ``ValueError`` for another number or a text that does not fit.
    """
    items: list[dict[str, str]] = data["items"]
    if not 2 <= len(items) <= 8:
        raise ValueError(f"cards: items are {len(items)}, not 2 to 8")
    size = float(data.get("size", 26))
    columns, heads, words = _largest(items, a, size)
    w, h = _card(len(items), columns, a)
    rows = -(-len(items) // columns)
    top = a.cy - (h * rows + _GAP * (rows - 1)) / 2
    head = min(_HEAD, h * 0.4)
    room = h - head - 0.16
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


def _card(count: int, columns: int, a: Area) -> tuple[float, float]:
    """Width and height of one card in inches."""
    rows = -(-count // columns)
    w = (a.w - _GAP * (columns - 1)) / columns
    return w, min((a.h - _GAP * (rows - 1)) / rows, 3.2)


def _largest(items: list[dict[str, str]], a: Area, size: float) -> tuple[int, float, float]:
    """The columns that let the letters be largest, with the sizes of heads and texts.

    Where several do, the cards come nearest to 1.5 times as wide as high, the last row full.
    """
    best: tuple[float, int, float, float] | None = None
    fault = ""
    for columns in range(1, len(items) + 1):
        try:
            heads, words = _sizes(items, *_card(len(items), columns, a), size)
        except ValueError as refused:
            fault = str(refused)
            continue
        w, h = _card(len(items), columns, a)
        missing = -(-len(items) // columns) * columns - len(items)
        worth = min(heads, words) - 2 * abs(w / h - 1.5) - missing
        if best is None or worth > best[0]:
            best = (worth, columns, heads, words)
    if best is None:
        raise ValueError(f"cards: {fault}")
    return best[1:]


def _sizes(items: list[dict[str, str]], w: float, h: float, size: float) -> tuple[float, float]:
    head = min(_HEAD, h * 0.4)
    heads = min(fitted(item["head"], w - 0.3, head, size, bold=True) for item in items)
    texts = [item.get("text", "") for item in items]
    room = h - head - 0.16
    return heads, min([size, *(fitted(text, w - 0.3, room, size) for text in texts if text)])
