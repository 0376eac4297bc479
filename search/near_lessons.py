"""The lessons of the grid that a query may be about, for whoever found nothing by it."""

from search.grid_words import GridLesson, GridWords
from search.understand import Understood

MOST = 5


def near_lessons(
    grid: GridWords,
    understood: Understood,
    subjects: frozenset[str] = frozenset(),
    grades: frozenset[int] = frozenset(),
) -> tuple[GridLesson, ...]:
    """At most five, the nearest first: by the query's words, then by what may stand for them.

    ``subjects`` and ``grades`` as in force; lessons of others come behind.
    """
    found = dict.fromkeys(grid.nearest_lessons(understood.words, subjects, grades, limit=MOST))
    for one in understood.instead:
        if len(found) >= MOST:
            break
        within = subjects & one.subjects or one.subjects or subjects
        lemmas = tuple(sorted(one.lemmas))
        found.update(dict.fromkeys(grid.nearest_lessons(lemmas, within, grades, limit=1)))
    return tuple(found)[:MOST]
