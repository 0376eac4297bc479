"""Which slide or second of an item to open where its meaning alone has found it."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.kinds import SHOWN
from catalog.models import Fragment
from search.marker import cut
from search.passages import LETTERS, Passage, Shown
from search.readable_lines import in_one_line


def meant_passages(
    session: Session, places: Mapping[int, int], versions: Mapping[int, Shown]
) -> dict[int, Passage]:
    """Version row id → its fragment at that place among those that the class sees, from 0.

    One query at most.
    """
    if not places:
        return {}
    rows = session.execute(
        select(Fragment.version_id, Fragment.unit, Fragment.at, Fragment.heading, Fragment.text)
        .where(Fragment.version_id.in_(places), ~Fragment.hidden)
        .order_by(Fragment.version_id, Fragment.at)
    )
    shown: dict[int, list[Passage]] = {}
    for version, unit, at, heading, text in rows:
        line = in_one_line(text or heading, spoken=unit == "ms")
        end = len(line) if len(line) <= LETTERS else max(line.rfind(" ", 0, LETTERS), LETTERS // 2)
        segments = cut(line, [], 0, end) + ((" …", False),) * (end < len(line))
        kind, place = ("second", at // 1000) if unit == "ms" else (unit, at)
        kind = "slide" if SHOWN[versions[version].kind].slides else kind
        shown.setdefault(version, []).append(Passage(kind, place, segments))
    return {
        version: shown[version][n]
        for version, n in places.items()
        if n < len(shown.get(version, ()))
    }
