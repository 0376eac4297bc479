"""A cycle: ``items`` round a ring, joined by arrows clockwise."""

import itertools
import math
from typing import Any

from seed_content.decks.board import Area, Board
from seed_content.decks.extent import box_of
from seed_content.decks.fit import fitted
from seed_content.measure import Point


def draw(b: Board, a: Area, data: dict[str, Any]) -> None:
    """Boxes about an ellipse that fills the area, the first at the top.

    ``items`` are three to eight texts; ``center`` is written in the middle; ``size`` in points.
    Raises ``ValueError`` for another number of items or a text that does not fit.
    """
    items: list[str] = data["items"]
    count = len(items)
    if not 3 <= count <= 8:
        raise ValueError(f"cycle: items are {count}, not 3 to 8")
    center = data.get("center", "")
    longest = max((box_of(word, 18, bold=True)[0] for word in center.split()), default=0.0)
    w, h = _box(a, count, longest + 0.15)
    ring = _Ring(a, count, w, h)
    size = min(fitted(item, w - 0.16, h - 0.1, float(data.get("size", 20))) for item in items)
    for i, item in enumerate(items):
        x, y = ring.at(i)
        full, soft = ((b.c.first, b.c.first_soft), (b.c.second, b.c.second_soft))[_tone(i, count)]
        b.rect(x - w / 2, y - h / 2, w, h, soft, line=full, width=2, radius=0.15)
        b.label(x - w / 2 + 0.04, y - h / 2, w - 0.08, h, item, size)
        _arc(b, ring, i)
    if center:
        wide, high = max(a.w - 2 * w - 0.6, longest + 0.1), max(a.h - 2 * h - 0.8, 0.6)
        big = fitted(f"**{center}**", wide, high, float(data.get("size", 20)) + 4)
        b.label(a.cx - wide / 2, ring.cy - high / 2, wide, high, center, big, bold=True)


class _Ring:
    """An ellipse on which ``count`` boxes of ``w`` × ``h`` stand and touch the area's sides."""

    def __init__(self, a: Area, count: int, w: float, h: float) -> None:
        self.w, self.h, self.count = w, h, count
        turns = [2 * math.pi * i / count for i in range(count)]
        self.cx = a.cx
        self.rx = (a.w - w) / 2 / max(math.sin(turn) for turn in turns)
        lowest = -min(math.cos(turn) for turn in turns)
        self.ry = (a.h - h) / (1 + lowest)
        self.cy = a.y + h / 2 + self.ry
        # With an odd number the ellipse is widest and lowest between boxes: not out of the area.
        self.rx = min(self.rx, a.w / 2 - 0.1)
        self.bottom = a.y + a.h - h / 2

    def at(self, place: float) -> Point:
        """The point at a box's place, fractions between two boxes; clockwise from the top."""
        turn = 2 * math.pi * place / self.count
        y = self.cy - self.ry * math.cos(turn)
        return self.cx + self.rx * math.sin(turn), min(y, self.bottom)


def _box(a: Area, count: int, middle: float) -> Point:
    """The largest box, its width and height, that leaves room for arrows between neighbours.

    ``middle`` is the width in inches to be left free in the ring for its caption.
    """
    best = (0.0, 0.0)
    for w in (1.1 + 0.1 * i for i in range(22)):
        for h in (0.6 + 0.05 * i for i in range(15)):
            fits = w > 1.3 * h and _apart(_Ring(a, count, w, h), middle)
            if w * h > best[0] * best[1] and fits:
                best = (w, h)
    if not best[0]:
        raise ValueError(f"cycle: no room for {count} items")
    return best


def _apart(ring: _Ring, middle: float) -> bool:
    """Whether all boxes stand far enough from each other for an arrow, and off the middle."""
    spots = [ring.at(i) for i in range(ring.count)]
    gap = 0.45 if ring.count <= 6 else 0.3
    return all(
        abs(one[0] - two[0]) > ring.w + gap or abs(one[1] - two[1]) > ring.h + gap
        for one, two in itertools.combinations(spots, 2)
    ) and all(
        abs(x - ring.cx) > (ring.w + middle) / 2 or abs(y - ring.cy) > (ring.h + 0.8) / 2
        for x, y in spots
    )


def _tone(i: int, count: int) -> int:
    """Colours by turns; with an odd number of boxes the last would meet its like, so one colour."""
    return i % 2 if count % 2 == 0 else 0


def _arc(b: Board, ring: _Ring, i: int) -> None:
    """The ring between the box ``i`` and the next, with an arrow's head."""
    steps, half = 90, (ring.w / 2 + 0.08, ring.h / 2 + 0.08)
    path = [ring.at(i + step / steps) for step in range(steps + 1)]
    free = [p for p in path if not any(_inside(p, path[end], half) for end in (0, -1))]
    if len(free) < 3:
        raise ValueError("cycle: no room for an arrow between two boxes")
    b.polygon(free[:-1], None, line=b.c.ink, width=2.5, close=False)
    b.line(*free[-3], *free[-2], b.c.ink, 2.5, arrow=True)


def _inside(point: Point, box: Point, half: Point) -> bool:
    return abs(point[0] - box[0]) < half[0] and abs(point[1] - box[1]) < half[1]
