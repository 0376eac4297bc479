"""Texts over one line that would run into each other stand on levels above each other."""

from dataclasses import dataclass, field

from seed_content.decks.board import Area

_AIR = 0.12  # inches between two texts


@dataclass
class Levels:
    """The boxes already taken."""

    taken: list[Area] = field(default_factory=list)

    def lowest(self, cx: float, bottom: float, w: float, h: float) -> Area:
        """The lowest free box of this size about ``cx`` whose lower edge is at or over ``bottom``.

        The box is taken. Inches.
        """
        box = Area(cx - w / 2, bottom - h, w, h)
        for other in sorted(self.taken, key=lambda one: -one.y):
            beside = box.x + box.w + _AIR <= other.x or other.x + other.w + _AIR <= box.x
            over = box.y + box.h <= other.y + 0.01 or other.y + other.h <= box.y + 0.01
            if not beside and not over:
                box = Area(box.x, other.y - h, w, h)
        self.taken.append(box)
        return box
