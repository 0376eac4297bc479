"""Two near-duplicates side by side: which parts of the one are which parts of the other."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.audience import may_open, reviews
from catalog.errors import ItemNotFound
from catalog.item_page import ItemPage, bare_page
from catalog.models import Item, Version
from catalog.near.near_of import NearItem, near_of
from catalog.opening import find_item
from media.near.keep import prints_of
from media.near.likeness import Likeness, likeness
from media.near.prints import FRAMES_A_SECOND

MOMENTS = 4
"""So many moments of two films are set beside each other, spread over what they share."""


@dataclass(frozen=True)
class Comparison:
    """Two items, what they have in common and where.

    ``slides`` are pairs of numbers from 1; ``alone`` the numbers on each side that match nothing;
    ``moments`` are seconds in the one film and in the other.
    """

    one: ItemPage
    other: ItemPage
    share: float
    by: str
    dismissed_at: datetime | None
    slides: tuple[tuple[int, int], ...] = ()
    alone: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
    moments: tuple[tuple[float, float], ...] = ()


def found_near(
    session: Session, viewer: Viewer, item_id: str, other_id: str
) -> tuple[Item, Item, NearItem]:
    """The two items and their likeness, for whoever judges the first and may open the second.

    Raises ItemNotFound: also where the two are not near.
    """
    item, other = find_item(session, viewer, item_id), find_item(session, viewer, other_id)
    if not reviews(session, viewer, item):
        raise ItemNotFound
    for near in near_of(session, [item.id], dismissed=True).get(item.id, ()):
        if near.item_id == other.id:
            if not may_open(session, viewer, session.get_one(Version, near.other_version_id)):
                raise ItemNotFound
            return item, other, near
    raise ItemNotFound


def compare(session: Session, viewer: Viewer, item_id: str, other_id: str) -> Comparison:
    """Both, side by side; about a dozen queries. Raises ItemNotFound as ``found_near`` does."""
    _item, _other, near = found_near(session, viewer, item_id, other_id)
    versions = [
        session.get_one(Version, version_id)
        for version_id in (near.version_id, near.other_version_id)
    ]
    pages = [bare_page(session, viewer, version) for version in versions]
    shas = [version.original_sha for version in versions]
    prints = prints_of(session, shas)
    found = likeness(*(prints.get(sha, {}) for sha in shas))
    pairs = found.pairs if found is not None and found.by == near.by else ()
    slides = tuple((one + 1, other + 1) for one, other in pairs) if near.by == "slides" else ()
    return Comparison(
        one=pages[0],
        other=pages[1],
        share=near.share,
        by=near.by,
        dismissed_at=near.dismissed_at,
        slides=slides,
        alone=(
            _without(pages[0], {one for one, _other in slides}),
            _without(pages[1], {other for _one, other in slides}),
        ),
        moments=_moments(found) if near.by == "frames" and found is not None else (),
    )


def _without(page: ItemPage, matched: set[int]) -> tuple[int, ...]:
    return tuple(slide.n for slide in page.slides if slide.n not in matched) if matched else ()


def _moments(found: Likeness) -> tuple[tuple[float, float], ...]:
    """The middles of as many equal parts of the pairs as there are moments to show."""
    count = min(MOMENTS, len(found.pairs))
    at = [len(found.pairs) * (2 * n + 1) // (2 * count) for n in range(count)]
    return tuple(
        (found.pairs[n][0] / FRAMES_A_SECOND, found.pairs[n][1] / FRAMES_A_SECOND) for n in at
    )
