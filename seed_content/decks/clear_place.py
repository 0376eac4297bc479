"""Places for texts of a drawing where they cover the fewest of its lines and no other text."""

import itertools
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from seed_content.decks.board import Area
from seed_content.measure import Point

_STEP = 0.08  # inches between the places by which a line is known
_TEXT = 40  # how much worse a covered text is than a covered place of a line
_FAR = 6  # the cost of an inch away from where a text would like to stand


@dataclass
class Drawn:
    """What stands on the drawing already: its lines' places and its texts' boxes."""

    places: list[Point] = field(default_factory=list)
    texts: list[Area] = field(default_factory=list)

    def add_line(self, run: Iterable[Point]) -> None:
        """Remember a broken line by places along it."""
        for (x1, y1), (x2, y2) in itertools.pairwise(run):
            count = max(1, round(math.dist((x1, y1), (x2, y2)) / _STEP))
            self.places += [
                (x1 + (x2 - x1) * i / count, y1 + (y2 - y1) * i / count) for i in range(count)
            ]

    def clear(self, a: Area, anchors: list[Point], w: float, h: float) -> Area:
        """The best box of this size beside one of the anchors, the first of which is liked most.

        It lies inside ``a`` and is remembered. Inches.
        """
        likes = anchors[0]
        best = min(
            (_pushed(a, box) for anchor in anchors for box in _beside(anchor, w, h)),
            key=lambda box: self._cost(box) + _FAR * math.dist(likes, (box.cx, box.cy)),
        )
        self.texts.append(best)
        return best

    def _cost(self, box: Area) -> float:
        covered = sum(
            box.x - 0.02 < x < box.x + box.w + 0.02 and box.y < y < box.y + box.h
            for x, y in self.places
        )
        met = sum(
            abs(box.cx - text.cx) < (box.w + text.w) / 2
            and abs(box.cy - text.cy) < (box.h + text.h) / 2
            for text in self.texts
        )
        return 3 * covered + _TEXT * met


def _beside(anchor: Point, w: float, h: float) -> Iterator[Area]:
    """Boxes round the place: at its corners, over, under, right and left."""
    x, y = anchor
    for right, down in ((1, -1), (-1, -1), (1, 1), (-1, 1), (0, -1), (0, 1), (1, 0), (-1, 0)):
        gap = 0.05 if right and down else 0.12
        cx, cy = x + right * (w / 2 + gap), y + down * (h / 2 + gap)
        yield Area(cx - w / 2, cy - h / 2, w, h)


def _pushed(a: Area, box: Area) -> Area:
    x = min(max(box.x, a.x), a.x + a.w - box.w)
    y = min(max(box.y, a.y), a.y + a.h - box.h)
    return Area(x, y, box.w, box.h)
