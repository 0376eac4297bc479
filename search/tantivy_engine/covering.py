"""Documents that have enough of a query, as one query over the queries of its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from tantivy import Query

from search.enough import NEEDED
from search.tantivy_engine.clauses import all_of, any_of

MOST_SETS = 24
"""Sets of words that are asked for one by one; more of them are counted by Tantivy, slower."""

MOST_TRIED = 4096
"""Combinations looked at for finding those sets."""


@dataclass(frozen=True)
class Level:
    """So many parts of the query by one word; ``query`` finds what has as many or more."""

    parts: int
    query: Query


def covering(words: Sequence[Sequence[Level]]) -> Query:
    """Documents whose words together have ``NEEDED`` parts; each word's best level counts.

    ``words``: each word's levels, the most parts first. Exactly what a sum over each document
    would find.
    """
    levels = [_steps(one) for one in words]
    if len(levels) == 1:
        return levels[0][-1].query
    sets = _least_sets(levels)
    if sets is not None:
        return any_of([all_of([level.query for level in one]) for one in sets])
    # A clause for each part: Tantivy counts how many of them a document meets.
    clauses = []
    for one in levels:
        have = 0
        for level in reversed(one):
            clauses += [level.query] * (min(NEEDED, level.parts) - have)
            have = min(NEEDED, level.parts)
    return any_of(clauses, least=NEEDED)


def _steps(levels: Sequence[Level]) -> list[Level]:
    """One level for each number of parts, the one that finds the most documents."""
    return list({level.parts: level for level in levels}.values())


def _least_sets(levels: Sequence[Sequence[Level]]) -> list[list[Level]] | None:
    """The sets of levels that are just enough; None when there are too many."""
    tried = 1
    for one in levels:
        tried *= len(one) + 1
    if tried > MOST_TRIED:
        return None
    found: list[tuple[int, ...]] = []
    for chosen in product(*(range(len(one) + 1) for one in levels)):
        # 0 is «not at all», 1 the lowest level, and so on upwards.
        have = [one[-at].parts if at else 0 for one, at in zip(levels, chosen, strict=True)]
        if sum(have) < NEEDED:
            continue
        if all(
            sum(have) - have[n] + (levels[n][-at + 1].parts if at > 1 else 0) < NEEDED
            for n, at in enumerate(chosen)
            if at
        ):
            found.append(chosen)
            if len(found) > MOST_SETS:
                return None
    return [[one[-at] for one, at in zip(levels, chosen, strict=True) if at] for chosen in found]
