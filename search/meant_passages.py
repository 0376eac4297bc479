"""Which slide or second of an item to open where its meaning alone has found it."""

from collections.abc import Callable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Fragment
from search.marker import cut
from search.passages import LETTERS, Passage, Shown


def meant_passages(
    session: Session, versions: Mapping[int, Shown], nearest: Callable[[int], int | None]
) -> dict[int, Passage]:
    """Version row id → the fragment nearest in meaning, for these versions; one query at most.

    ``nearest`` tells which of a version's fragments that the class sees that is, from 0, or None.
    """
    places = {version: n for version in versions if (n := nearest(version)) is not None}
    if not places:
        return {}
    rows = session.execute(
        select(Fragment.version_id, Fragment.unit, Fragment.at, Fragment.heading, Fragment.text)
        .where(Fragment.version_id.in_(places), ~Fragment.hidden)
        .order_by(Fragment.version_id, Fragment.at)
    )
    shown: dict[int, list[Passage]] = {}
    for version, unit, at, heading, text in rows:
        line = text or heading
        end = len(line) if len(line) <= LETTERS else max(line.rfind(" ", 0, LETTERS), LETTERS // 2)
        segments = cut(line, [], 0, end) + ((" …", False),) * (end < len(line))
        kind, place = ("second", at // 1000) if unit == "ms" else (unit, at)
        kind = "slide" if versions[version].kind == "presentation" else kind
        shown.setdefault(version, []).append(Passage(kind, place, segments))
    return {
        version: shown[version][n]
        for version, n in places.items()
        if n < len(shown.get(version, ()))
    }
