"""A classification from the top down: ``root`` and ``branches`` of ``name`` and ``items``."""

from typing import Any

from seed_content.decks.board import Area, Board
from seed_content.decks.extent import box_of, size_on_lines
from seed_content.decks.fit import LEAST, LINE, fitted

_GAP = 0.22  # inches between two branches
_LEAF = 0.09  # inches between two items
_NARROW = 1.9  # inches: a column of items below this is set as a row


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """The root above, a column for each branch; a row for each where columns would be narrow.

    ``branches`` are two to five, each with ``name`` and none to four ``items``; ``size`` in
    points. Raises ``ValueError`` for other numbers or a text that does not fit.
    """
    root: str = data["root"]
    branches = [(br["name"], list(br.get("items", []))) for br in data["branches"]]
    if not 2 <= len(branches) <= 5:
        raise ValueError(f"tree: branches are {len(branches)}, not 2 to 5")
    for name, items in branches:
        if len(items) > 4:
            raise ValueError(f"tree: items of {name!r} are {len(items)}, not 0 to 4")
    size = float(data.get("size", 20))
    wide = (a.w + _GAP) / len(branches) - _GAP >= _NARROW
    (_columns if wide else _rows)(b, a, root, branches, size)


def _tones(b: Board, i: int) -> tuple[str, str]:
    c = b.c
    return ((c.second, c.second_soft), (c.third, c.third_soft), (c.first, c.first_soft))[i % 3]


def _root(b: Board, a: Area, y: float, root: str, size: float, *, left: bool = False) -> float:
    """The root's box at ``y``, in the middle or at the left; returns its height."""
    size = size_on_lines(root, a.w - 0.4, 1.2, size + 2, bold=True)
    w, h = box_of(root, size, bold=True)
    w, h = min(a.w, max(w + 0.5, 2.4)), h + 0.26
    b.rect(
        *(a.x if left else a.cx - w / 2, y, w, h, b.c.first),
        radius=0.14,
        text=root,
        size=size,
        bold=True,
        color="FFFFFF",
    )
    return h


def _columns(
    b: Board, a: Area, root: str, branches: list[tuple[str, list[str]]], size: float
) -> None:
    count = len(branches)
    w = min((a.w - _GAP * (count - 1)) / count, 4.4)
    left = a.cx - (w * count + _GAP * (count - 1)) / 2
    top = 0.62 + root.count("\n") * 0.37
    name_h, drop = 0.68, 0.48
    most = max(len(items) for _, items in branches)
    item_h = min(0.75, (a.h - top - drop - name_h) / most - _LEAF) if most else 0.0
    total = top + drop + name_h + most * (item_h + _LEAF)
    y = a.y + (a.h - total) / 2
    y_bus = y + top + drop * 0.45
    y_name = y + top + drop
    root_h = _root(b, a, y, root, size)
    b.line(a.cx, y + root_h, a.cx, y_bus, b.c.ink, 2)
    b.line(left + w / 2, y_bus, left + (count - 1) * (w + _GAP) + w / 2, y_bus, b.c.ink, 2)
    big = min(fitted(f"**{name}**", w - 0.2, name_h - 0.1, size) for name, _ in branches)
    words = [item for _, items in branches for item in items]
    small = min((fitted(t, w - 0.55, item_h - 0.04, size) for t in words), default=size)
    for i, (name, items) in enumerate(branches):
        full, soft = _tones(b, i)
        x = left + i * (w + _GAP)
        b.line(x + w / 2, y_bus, x + w / 2, y_name - 0.1, b.c.ink, 2, arrow=True)
        b.rect(*(x, y_name, w, name_h, soft), line=full, width=2, radius=0.12)
        b.label(x + 0.08, y_name, w - 0.16, name_h, name, big, bold=True)
        for j, item in enumerate(items):
            y_item = y_name + name_h + _LEAF + j * (item_h + _LEAF)
            b.line(x + 0.15, y_item + item_h / 2, x + 0.35, y_item + item_h / 2, full, 1.5)
            b.rect(*(x + 0.35, y_item, w - 0.35, item_h, "FFFFFF"), line=full, width=1, radius=0.08)
            b.label(x + 0.4, y_item, w - 0.45, item_h, item, small)
        if items:
            end = y_name + name_h + _LEAF + (len(items) - 1) * (item_h + _LEAF) + item_h / 2
            b.line(x + 0.15, y_name + name_h, x + 0.15, end, full, 1.5)


def _rows(b: Board, a: Area, root: str, branches: list[tuple[str, list[str]]], size: float) -> None:
    count = len(branches)
    root_h = _root(b, a, a.y, root, size, left=True)
    top, rail = a.y + root_h + 0.2, a.x + 0.15
    step = (a.y + a.h - top) / count
    h = min(step - 0.14, 1.5)
    leaves = any(items for _, items in branches)
    x, w = a.x + 0.45, (a.w - 0.45) * (0.42 if leaves else 1)
    x_items = x + w + 0.25
    w_items = a.x + a.w - x_items
    # A line for each item; where the lowest row has no room for its lines, all are set in a row.
    most = max(len(items) for _, items in branches)
    mark = "\n" if most * LEAST * LINE / 72 <= h - 0.06 else ", "
    lists = [mark.join(items) for _, items in branches]
    big = min(fitted(f"**{name}**", w - 0.2, h - 0.06, size) for name, _ in branches)
    small = min((fitted(t, w_items - 0.25, h - 0.06, size) for t in lists if t), default=size)
    b.line(rail, a.y + root_h, rail, top + (count - 1) * step + h / 2, b.c.ink, 2)
    for i, ((name, _), words) in enumerate(zip(branches, lists, strict=True)):
        full, soft = _tones(b, i)
        y = top + i * step
        b.line(rail, y + h / 2, x - 0.1, y + h / 2, b.c.ink, 2, arrow=True)
        b.rect(*(x, y, w, h, soft), line=full, width=2, radius=0.12)
        b.label(x + 0.08, y, w - 0.16, h, name, big, bold=True)
        if words:
            b.line(x + w, y + h / 2, x_items, y + h / 2, full, 1.5)
            b.rect(*(x_items, y, w_items, h, "FFFFFF"), line=full, width=1, radius=0.08)
            b.label(x_items + 0.1, y, w_items - 0.2, h, words, small, align="left")
