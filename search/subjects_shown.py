"""Where a word is a term of several subjects: the first page shows each of them."""

from collections import Counter
from collections.abc import Sequence

from search import weights
from search.port import Hit
from search.said import Said

FIRST = 10
"""Hits that people look at first; a page of the API has as many, one of the site twice as many."""

WITHIN, BEHIND = 6, FIRST + 1
"""Where, from 1, the best hit of another subject comes: among them if it is as much this subject's
word, right behind them if it is less."""

AS_MUCH, SHARE = 0.7, 0.1
"""Strong hits of such a subject beside those of the subject with most of them, for either."""

MOST = 2
"""Subjects that are brought forward."""


def each_subject(scored: Sequence[tuple[float, Hit]], said: Said) -> list[tuple[float, Hit]]:
    """The hits, best first, in which a subject that has the query as well is not left out.

    The section of the best hits draws up all its items, and with «корень» algebra filled the page
    before the first root of a word. A hit is strong that has as much of the query as the best one
    and all of it in its title. A subject that has strong ones, and not only here and there, but
    none among the ``FIRST`` has its best one brought forward.
    """
    ordered = list(scored)
    if len(ordered) <= FIRST:
        return ordered
    enough = min(1.0, max(hit.score for _, hit in ordered) * weights.ALIKE)
    strong: Counter[str] = Counter()
    best: dict[str, Hit] = {}
    for _, hit in ordered:
        if hit.score >= enough and said.share(hit.title) >= 1:
            for subject in {lesson.subject for lesson in hit.lessons}:
                strong[subject] += 1
                best.setdefault(subject, hit)
    shown = {lesson.subject for _, hit in ordered[:FIRST] for lesson in hit.lessons}
    most = max(strong.values(), default=0)
    left = [subject for subject in strong if subject not in shown]
    for subject in sorted(left, key=lambda one: -strong[one])[:MOST]:
        share = strong[subject] / most
        if share >= SHARE:
            _bring(ordered, best[subject], WITHIN if share >= AS_MUCH else BEHIND)
    return ordered


def _bring(ordered: list[tuple[float, Hit]], hit: Hit, place: int) -> None:
    """Put a hit to a place, from 1, unless it stands before it; as good as what stood there."""
    at = next(at for at, (_, other) in enumerate(ordered) if other is hit)
    if at >= place:
        ordered.pop(at)
        ordered.insert(place - 1, (ordered[place - 1][0], hit))
