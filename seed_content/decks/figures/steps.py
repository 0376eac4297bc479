"""Steps one after another in boxes joined by arrows: ``items`` of two to six."""

from typing import Any

from seed_content.decks.board import Area, Board
from seed_content.decks.fit import fitted


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """A row of boxes, or a column where the area is higher than wide or ``down`` is true.

    ``items`` are texts; ``heads`` (as many) are set above them in bold; ``size`` in points
    bounds the letters. Raises ``ValueError`` for a text that does not fit its box.
    """
    items: list[str] = data["items"]
    heads: list[str] = data.get("heads", [""] * len(items))
    down = data.get("down", a.w < a.h * 1.3)
    count = len(items)
    gap = 0.4 if count < 5 else 0.34
    w = a.w if down else (a.w - gap * (count - 1)) / count
    h = (a.h - gap * (count - 1)) / count if down else min(a.h, data.get("high", 2.6))
    top = a.y if down else a.cy - h / 2
    texts = [
        f"**{head}**\n{item}" if head else item for item, head in zip(items, heads, strict=True)
    ]
    size = min(fitted(text, w - 0.04, h - 0.1, data.get("size", 22)) for text in texts)
    colours = [(b.c.first_soft, b.c.first), (b.c.second_soft, b.c.second)]
    for i, words in enumerate(texts):
        x = a.x if down else a.x + i * (w + gap)
        y = top + i * (h + gap) if down else top
        fill, edge = colours[i % 2]
        b.rect(x, y, w, h, fill, line=edge, radius=0.15)
        b.label(x + 0.02, y, w - 0.04, h, words, size)
        if i + 1 < count and down:
            b.line(x + w / 2, y + h + 0.06, x + w / 2, y + h + gap - 0.12, b.c.ink, 2.5, arrow=True)
        elif i + 1 < count:
            b.line(x + w + 0.06, y + h / 2, x + w + gap - 0.12, y + h / 2, b.c.ink, 2.5, arrow=True)
