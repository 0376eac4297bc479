"""Hits that are one thing twice: near-duplicates of the same lesson and kind."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from catalog.near.near_of import near_of
from search.port import Hit


def near_ids(session: Session, item_ids: Sequence[int]) -> Mapping[int, frozenset[int]]:
    """Item row id → the items near it that no person has told apart; one query."""
    found = near_of(session, item_ids)
    return {item: frozenset(one.item_id for one in near) for item, near in found.items()}


def folded(hits: Sequence[Hit], near: Mapping[int, frozenset[int]]) -> list[Hit]:
    """The hits, each near-duplicate of a better one right behind it, told by ``Hit.under``.

    None is left out: totals and pages stay what they are.
    """
    if not near:
        return list(hits)
    heads: list[list[Hit]] = []
    of: dict[int, list[Hit]] = {}
    for hit in hits:
        groups = (of[other] for other in near.get(hit.id, ()) if other in of)
        group = next((one for one in groups if _same_place(one[0], hit)), None)
        if group is None:
            group = []
            heads.append(group)
        group.append(replace(hit, under=group[0].id) if group else hit)
        of[hit.id] = group
    return [hit for group in heads for hit in group]


def _same_place(one: Hit, other: Hit) -> bool:
    keys = {lesson.key for lesson in one.lessons}
    shared = not keys.isdisjoint(lesson.key for lesson in other.lessons)
    return one.kind == other.kind and (shared or not (one.lessons or other.lessons))
