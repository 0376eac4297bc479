"""What came of a file that was taken in."""

from dataclasses import dataclass, field

from catalog.models import Item


@dataclass(frozen=True)
class Taken:
    """``outcome`` is ``accepted`` or ``duplicate`` (refusals are raised), ``item`` stands for it.

    ``under_way``: the item's processing has not come to its end. ``fresh``: the item is new.
    """

    outcome: str
    item: Item
    warnings: list[str] = field(default_factory=list)
    reason: str = ""
    under_way: bool = False
    fresh: bool = False
