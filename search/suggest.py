"""Suggestions while typing."""

import re

from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from language.words import as_words, words
from search.asked import SearchQuery, filters_of, who
from search.grid_titles import GridTitles
from search.grid_words import GridWords, grid_words
from search.port import EVERYTHING, Engine, Filters, IndexBroken
from search.understand import MOST_LETTERS, readable, understand

MOST = 10

WEIGHED = 50
"""Titles of items that are put in order; of more the shortest."""

_HALF_CLASS = re.compile(r"(?<=\s)(1[01]|[1-9])\s+к(?:л(?:ас?)?)?\s*$")
"""«… 4 кл»: a grade whose «класс» is still being typed."""

_BARE_NUMBER = re.compile(r"(?<=\s)(1[01]|[1-9])\s*$")


def suggest(session: Session, engine: Engine, viewer: Viewer, prefix: str) -> list[str]:
    """At most ten titles of items that the viewer may see, and topics of lessons.

    ``prefix`` is the beginning of any word in them, and what follows it. Items go first, half
    of the list where there are enough of both. Among each those come first in which the word
    that is being typed is most the matter of a subject's lessons (``GridTitles.matter``), and
    titles that begin with it before others. What of ``prefix`` means a grade, a subject or a
    kind, whole or with «класс» begun, is no beginning of a title: such suggestions are for the
    words that are left, within that filter, and keep it written at their end. Any text is
    answered; a broken index gives lessons only.
    """
    text = readable(prefix)[:MOST_LETTERS]
    grid = grid_words(session)
    found = _going_on(grid, engine, viewer, text, EVERYTHING)
    if len(found) < MOST:
        found += _within(grid, engine, viewer, text, bare_number=not found)
    return found[:MOST]


def _within(
    grid: GridWords, engine: Engine, viewer: Viewer, text: str, *, bare_number: bool
) -> list[str]:
    """Suggestions within the grade, the subject and the kind that the text names.

    ``bare_number``: a number at the end, «падеж 4», is taken for a grade.
    """
    text = _HALF_CLASS.sub(r"\1 класс", text)
    if bare_number:
        text = _BARE_NUMBER.sub(r"\1 класс", text)
    meant = understand(text, grid.subjects)
    if not meant.chips or not meant.rest:
        return []
    # «5–6 класс» is two chips of one place in the text.
    said = dict.fromkeys(meant.text[chip.start : chip.end] for chip in meant.chips)
    filters = filters_of(SearchQuery(), meant)
    titles = _going_on(grid, engine, viewer, meant.rest, filters)
    return [" ".join((title, *said)) for title in titles]


def _going_on(
    grid: GridWords, engine: Engine, viewer: Viewer, text: str, filters: Filters
) -> list[str]:
    """Titles and topics within ``filters`` that go on from ``text``."""
    typed = as_words(text)
    if not typed:
        return []
    try:
        titles = engine.suggest(typed, who(viewer), WEIGHED, filters)
    except IndexBroken:
        titles = []
    titles = sorted(titles, key=lambda title: -_matter(grid.titles, title, typed))[:MOST]
    topics = grid.titles.with_prefix(typed, MOST, filters.subject, filters.grade)
    half = max(MOST // 2, MOST - len(topics))
    suggested: dict[str, str] = {}
    for title in (*titles[:half], *topics, *titles[half:]):
        suggested.setdefault(title.casefold(), title)
    return list(suggested.values())[:MOST]


def _matter(grid: GridTitles, title: str, typed: str) -> float:
    """That of the word in the title that goes on from the last one typed."""
    cut = [word.text for word in words(title)]
    last = typed.count(" ")
    return max(
        (
            grid.matter(cut[at + last])
            for at in range(len(cut) - last)
            if " ".join(cut[at:]).startswith(typed)
        ),
        default=0.0,
    )
