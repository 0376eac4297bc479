"""Rows that the lexicon may want: what was looked for and found nothing, or hardly anything."""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.audience import sees_hidden
from catalog.grid import Lesson
from core.clock import Clock
from language.lemmas import RUSSIAN
from language.lexicon import Lexicon, weighty
from language.words import words
from search.asked import who
from search.grid_words import grid_words
from search.lexicon import lexicon
from search.models import QueryLog
from search.of_nobody import may_be_told
from search.port import Engine, IndexBroken, SearchRequest
from search.query_log import KEPT
from search.query_syntax import Syntax, syntax
from search.query_words import ASIDES
from search.subject_words import SubjectWords
from search.understand import understand
from search.unfound import ALONE, READ_AT_MOST, heard_by

LITTLE = 2
"""Materials that are hardly any; ``search.find`` looks for the lesson of such a search."""

MOST = 50

LOOKED_FOR = 200
"""Terms that are looked for anew at most, some ms each."""

MOST_WORDS = 4
"""Words of a query that may be a name of something; more of them are a sentence."""


@dataclass(frozen=True)
class Proposal:
    """A term that people looked for, how often, and the lesson that it may be about.

    ``term`` is the query without the filters that it held. ``lesson_key`` is empty where no lesson
    is near. ``found``: the most that a search for it found.
    """

    term: str
    times: int
    found: int
    lesson_key: str
    lesson_title: str
    topic: str
    subject: str
    grade: int | None
    last_at: datetime

    def as_json(self) -> dict[str, Any]:
        """The shape that the API promises."""
        return {
            "term": self.term,
            "times": self.times,
            "found": self.found,
            "lesson_key": self.lesson_key or None,
            "lesson_title": self.lesson_title,
            "targets": [self.topic] if self.topic else [],
            "subjects": [self.subject] if self.subject else [],
        }


def proposals(session: Session, engine: Engine, viewer: Viewer, *, clock: Clock) -> list[Proposal]:
    """What was looked for in the last 90 days in the viewer's schools; two queries.

    Most often first; what found nothing before what found little. Without: what was put right and
    found then, what the lexicon says already, what has no word, sentences, queries with marks, what
    leads to no lesson and came once, what may be somebody's name (``of_nobody``), and what its
    words do find, were it only filters that left nothing of it or has it come in since.
    """
    grid, known = grid_words(session), lexicon(session)
    rows = session.execute(
        select(
            QueryLog.text,
            QueryLog.found,
            QueryLog.at,
            Lesson.key,
            Lesson.title,
            Lesson.topic,
            Lesson.subject_code,
            Lesson.grade,
        )
        .outerjoin(Lesson, Lesson.id == QueryLog.nearest_lesson_id)
        .where(
            QueryLog.at >= clock() - KEPT,
            QueryLog.found <= LITTLE,
            ~QueryLog.corrected,
            QueryLog.text != "",
            heard_by(viewer),
        )
        .order_by(QueryLog.at.desc(), QueryLog.id.desc())
        .limit(READ_AT_MOST)
    ).all()
    # The newest of each says which lesson is near by the grid of today.
    groups: dict[frozenset[str], list[Any]] = {}
    terms: dict[frozenset[str], str] = {}
    read: dict[str, tuple[frozenset[str], str]] = {}
    for row in rows:
        if row.text not in read:
            term = term_of(row.text, grid.subjects, known)
            read[row.text] = (weighty(term) if term else frozenset(), term)
        lemmas, term = read[row.text]
        if lemmas:
            groups.setdefault(lemmas, []).append(row)
            terms.setdefault(lemmas, term)
    found = {
        lemmas: Proposal(
            term=terms[lemmas],
            times=len(members),
            found=max(row.found for row in members),
            lesson_key=members[0].key or "",
            lesson_title=members[0].title or "",
            topic=members[0].topic or members[0].title or "",
            subject=members[0].subject_code or "",
            grade=members[0].grade,
            last_at=members[0].at,
        )
        for lemmas, members in groups.items()
        if (members[0].key is not None or len(members) >= ALONE)
        and may_be_told(terms[lemmas], len(members), grid.postings)
    }
    ordered = sorted(found.items(), key=lambda one: (-one[1].times, one[1].found, one[1].term))
    looked_for = islice(ordered, LOOKED_FOR)
    unknown = (one for lemmas, one in looked_for if _found_by(lemmas, engine, viewer) <= LITTLE)
    return list(islice(unknown, MOST))


def _found_by(lemmas: frozenset[str], engine: Engine, viewer: Viewer) -> int:
    """How many materials the viewer finds by these words alone; 0 while the index is broken."""
    request = SearchRequest(who(viewer), tuple(sorted(lemmas)), hidden=sees_hidden(viewer), limit=0)
    try:
        return engine.search(request).total
    except IndexBroken:
        return 0


def term_of(text: str, subjects: SubjectWords, known: Lexicon) -> str:
    """What a query may be a name for; empty where it is none, or the lexicon has it."""
    if syntax(text) != Syntax(text):
        return ""
    rest = understand(text, subjects).rest
    cut = list(words(rest))
    heavy = [word for word in cut if RUSSIAN.lemma(word.text).text not in ASIDES]
    if not heavy or len(heavy) > MOST_WORDS or all(word.text.isdigit() for word in heavy):
        return ""
    said = {at for one in known.spoken(cut) for at in one.at}
    if all(word in heavy and at in said for at, word in enumerate(cut)):
        return ""
    return rest
