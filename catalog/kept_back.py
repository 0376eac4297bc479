"""What a deck keeps back from the class: hidden slides, notes, and the files that hold them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from catalog.cards import COVER
from catalog.kinds import SHOWN
from catalog.models import Fragment, Version
from media.delivery import ORIGINAL

UNITS = {"presentation": "slide", "image": "page"}
"""What the viewer turns, by the kind of the item; films have none."""

_OF_ONE = re.compile(r"(?:slide|page)-(\d+)-")
"""The beginning of a picture's name that shows one slide or page, from 1."""


@dataclass(frozen=True)
class KeptBack:
    """The numbers of the hidden slides, whether any are left to show, and whether notes stand.

    ``unread``: nobody knows yet, for the deck's words have not been read or could not be.
    """

    hidden: frozenset[int] = frozenset()
    every: bool = False
    notes: bool = False
    unread: bool = False

    def keeps(self, name: str) -> bool:
        """Whether the file of this name (a rendition's, or ``original``) holds any of it.

        A picture of one slide does if that slide is hidden, the cover if all are, for it shows the
        first that is not. Anything else is taken to show the whole deck. Of an unread deck each
        file may.
        """
        if self.unread:
            return True
        one = _OF_ONE.match(name)
        if one is not None:
            return int(one.group(1)) in self.hidden
        if name == COVER:
            return self.every
        return bool(self.hidden) or (self.notes and name == ORIGINAL)


NOTHING = KeptBack()


def kept_back(session: Session, version: Version) -> KeptBack:
    """What this version keeps back from those who do not see the hidden.

    One query, none for a film. ``audience.sees_hidden`` says who is not asked this.
    """
    unit = UNITS.get(version.item.kind)
    if unit is None:
        return NOTHING
    rows = session.execute(
        select(Fragment.at, Fragment.hidden, Fragment.notes != "").where(
            Fragment.version_id == version.id,
            Fragment.unit == unit,
            or_(Fragment.hidden, Fragment.notes != ""),
        )
    )
    return gathered(((at, hidden, noted) for at, hidden, noted in rows), version)


def gathered(slides: Iterable[tuple[int, bool, bool]], version: Version) -> KeptBack:
    """The same from (number, hidden, has notes) of the version's slides."""
    hidden: set[int] = set()
    notes = False
    for n, is_hidden, has_notes in slides:
        if is_hidden:
            hidden.add(n)
        notes = notes or has_notes
    every = bool(hidden) and len(hidden) >= (version.original.pages or 0)
    unread = SHOWN[version.item.kind].slides and version.processed_at is None
    return KeptBack(frozenset(hidden), every, notes, unread)
