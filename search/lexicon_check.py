"""Looking at the lexicon's words beside the curriculum, and trying a query out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from language.lexicon import Row, weighty
from search.grid_words import GridWords, grid_words
from search.lexicon import stand_ins
from search.told_stand_ins import BY_TITLES, ToldStandIn, spoken_terms, told_stand_ins
from search.understand import understand
from search.understood_chips import chip_titles


@dataclass(frozen=True)
class Target:
    """A target and in how many lessons of the curriculum its words stand together."""

    text: str
    lessons: int


def targets_in_grid(
    grid: GridWords, targets: Sequence[str], subjects: frozenset[str] = frozenset()
) -> list[Target]:
    """Each target with its lessons of these subjects; none of them: of all."""

    def lessons(text: str) -> int:
        held = [grid.postings.get(lemma, {}).keys() for lemma in weighty(text)]
        found = frozenset.intersection(*map(frozenset, held)) if held else frozenset()
        return sum(1 for at in found if not subjects or grid.lessons[at].subject_code in subjects)

    return [Target(text, lessons(text)) for text in targets]


@dataclass(frozen=True)
class TriedQuery:
    """How a query is searched: its words, the filters understood, what may stand for the words.

    ``spoken``: the rows of the lexicon by which something does.
    """

    query: str
    words: tuple[str, ...]
    chips: tuple[str, ...]
    stand_ins: tuple[ToldStandIn, ...]
    subject_titles: dict[str, str]
    spoken: tuple[Row, ...]

    def as_json(self) -> dict[str, Any]:
        """The shape that the API promises."""
        return {
            "query": self.query,
            "words": list(self.words),
            "filters": list(self.chips),
            "stand_ins": [
                {
                    "said": one.said,
                    "meant": one.meant,
                    "by": one.by,
                    "subjects": sorted(one.subjects),
                }
                for one in self.stand_ins
            ],
        }

    def lines(self) -> list[tuple[str, str, str]]:
        """What stands for what, to be read: how it is known, what is said, what is meant."""
        return [(BY_TITLES[one.by], one.said, one.meant) for one in self.stand_ins]


def try_query(session: Session, text: str) -> TriedQuery:
    """How a search for ``text`` begins, with the lexicon in force; no search is made."""
    grid = grid_words(session)
    others = stand_ins(session, grid)
    understood = understand(text, grid.subjects, others)
    told = told_stand_ins(understood, grid.subjects, others)
    terms = {one.said for one in told if one.by == "lexicon"}
    spoken = (one.row for one in spoken_terms(understood, grid.subjects, others))
    return TriedQuery(
        query=understood.text,
        words=understood.words,
        chips=chip_titles(understood.chips, grid),
        stand_ins=told,
        subject_titles=grid.subjects.titles,
        spoken=tuple(row for row in spoken if row.term in terms),
    )
