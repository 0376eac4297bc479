"""One viewer's way of searching: from a query to what the engine finds for it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial

from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.audience import sees_hidden
from search import heal
from search.alike import near_ids
from search.asked import NOTHING_CHOSEN, SearchQuery, request_of, who
from search.exams import exam_sections
from search.grid_words import GridWords, grid_words
from search.item_meanings import PATIENCE, ItemMeanings
from search.lexicon import stand_ins
from search.look import Looked, look
from search.meant import Patience, QueryMeaning
from search.near_lessons import is_taught
from search.numbered_lessons import with_lessons
from search.port import Engine, LessonPlace, Matching, SearchPage, SearchRequest
from search.rerank import Ask, Wish
from search.spelling import Spelling
from search.stand_ins import StandIns, softened
from search.understand import Understood, understand
from search.used import most_used
from search.worth import worth


@dataclass(frozen=True)
class Searcher:
    """``meaning``: what a text means; None where only its words count."""

    session: Session
    engine: Engine
    viewer: Viewer
    meaning: Callable[[str], QueryMeaning] | None = None

    @classmethod
    def of(
        cls,
        session: Session,
        engine: Engine,
        viewer: Viewer,
        meanings: ItemMeanings | None = None,
        patience: float | None = PATIENCE,
    ) -> "Searcher":
        """One that waits ``patience`` seconds for meanings in all; None: as long as it takes."""
        waits = Patience(patience)
        meaning = partial(QueryMeaning, meanings, patience=waits) if meanings else None
        return cls(session, engine, viewer, meaning)

    @cached_property
    def grid(self) -> GridWords:
        """The grid's words, as they were a few seconds ago at most."""
        return grid_words(self.session)

    @cached_property
    def others(self) -> StandIns:
        """What may stand for words."""
        return stand_ins(self.session, self.grid)

    @cached_property
    def found(self) -> Ask:
        """The engine's answers, each asked for once: a text is looked for under many filters."""
        return cache(self.engine.search)

    @cached_property
    def matching(self) -> Matching:
        """How many items the viewer may find by a lemma."""
        hidden = sees_hidden(self.viewer)
        return cache(partial(self.engine.matching, audiences=who(self.viewer), hidden=hidden))

    @cached_property
    def spelling(self) -> Spelling:
        """Which words are right for the viewer."""
        return Spelling(
            self.engine,
            self.matching,
            self.others.lexicon,
            self.grid.postings,
            self.grid.shortened,
        )

    def read(self, text: str) -> Understood:
        """How a text is understood, with the lessons that it numbers."""
        return with_lessons(understand(text, self.grid.subjects, self.others), self.grid)

    def look(self, query: SearchQuery) -> Looked:
        """What is found, and by what words: those typed, or those that were meant.

        What a text means does not depend on what is chosen beside it.
        """
        plain = query
        if query.narrows and query.q.strip():
            plain = replace(NOTHING_CHOSEN, q=query.q, exact=query.exact, until=query.until)

        def ask(understood: Understood, wanted: SearchQuery = plain) -> SearchPage | None:
            request, wish = self.asked(wanted, understood)
            if wanted is not query:  # nobody sees its order
                wish = replace(wish, worth=None, near=None)
            return heal.search(self.session, self.engine, request, wish, self.found)

        looked = look(
            query.q,
            self.read,
            self.spelling,
            ask,
            exact=query.exact,
            is_taught=partial(is_taught, grid=self.grid),
        )
        if plain is query or looked.page is None:
            return looked
        return replace(looked, page=ask(looked.understood, query))

    def count(self, query: SearchQuery) -> int:
        """How many items another search finds; 0 while the index is rebuilt."""
        page = self.look(replace(query, per_page=0)).page
        return page.total if page is not None else 0

    def asked(self, query: SearchQuery, understood: Understood) -> tuple[SearchRequest, Wish]:
        """What the engine is asked for, and what its hits had better be."""
        meant = self.meant(understood)
        if meant is not None:
            meant.begin()
        request = softened(request_of(query, understood, self.viewer), self.matching)
        if request.sort == "used":
            request = replace(request, first=most_used(self.session, request.filters.subject))
        return request, Wish(
            kinds=understood.likely_kinds | _loose_kinds(understood),
            sections=exam_sections(understood, request.base, self.grid),
            meant=meant,
            place=self._place(query.near),
            worth=partial(worth, self.session, subjects=request.filters.subject),
            near=partial(near_ids, self.session),
        )

    def meant(self, understood: Understood) -> QueryMeaning | None:
        """What the words of a query mean."""
        return self.meaning(understood.rest) if self.meaning and understood.rest else None

    def _place(self, key: str) -> LessonPlace | None:
        lesson = self.grid.lesson(key)
        if lesson is None:
            return None
        return LessonPlace(
            lesson.key,
            lesson.subject_code,
            lesson.grade,
            lesson.lesson_no,
            section=lesson.section,
        )


def _loose_kinds(understood: Understood) -> frozenset[str]:
    if "kind" not in understood.loose:
        return frozenset()
    return frozenset(str(chip.value) for chip in understood.chips if chip.facet == "kind")
