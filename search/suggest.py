"""Suggestions while typing."""

import re
from collections.abc import Iterable
from itertools import islice

from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from language.lemmas import RUSSIAN
from language.words import as_words, words
from search.asked import NOTHING_CHOSEN, filters_of, who
from search.grid_titles import GridTitles, has_beginnings
from search.grid_words import GridWords, grid_words
from search.port import EVERYTHING, Engine, Filters, IndexBroken
from search.query_parts import Chip
from search.query_words import KIND_WORDS
from search.suggest_found import FoundByWords
from search.suggest_guesses import guesses
from search.understand import MOST_LETTERS, readable, understand

MOST = 10

MOST_PLAIN = 4
"""Of them subjects and short names, before all titles."""

ASKED_FOR = 40
"""Short names of which it is asked at most whether they lead to anything."""

WEIGHED = 50
"""Titles of items that are put in order; of more the shortest."""

LOOKED_AT = 300
"""Titles with the longest word that is being typed, in which the others are looked for."""

_HALF_CLASS = re.compile(r"(?<=\s)(1[01]|[1-9])\s+к(?:л(?:ас?)?)?\s*$")
"""«… 4 кл»: a grade whose «класс» is still being typed."""

_BARE_NUMBER = re.compile(r"(?<=\s)(1[01]|[1-9])\s*$")


def suggest(session: Session, engine: Engine, viewer: Viewer, prefix: str) -> list[str]:
    """At most ten: subjects and short names, titles of items that the viewer may see, topics.

    ``prefix`` is the beginning of any word in them, and what follows it. What is short and plain
    goes first, «Физика», «Математика 5 класс», «Дроби», four of them at most; all of it stands in
    the grid, and of the names those by whose words the viewer finds something. Then items and
    topics of lessons, items first, half of what is left where there are enough of both. Among each
    those come first in which the word that is being typed is most the matter of a subject's
    lessons (``GridTitles.matter``), and titles that begin with it before others. What of
    ``prefix`` means a grade, a subject or a kind, whole or with «класс» begun, is no beginning of a
    title: such suggestions are for the words that are left, within that filter, and keep it
    written at their end. Any text is answered; a broken index gives lessons only.

    Where no title goes on from it, each of its words may begin any word of a title; where none
    does, it is read in the other layout, and with its slips put right.
    """
    text = readable(prefix)[:MOST_LETTERS]
    grid = grid_words(session)
    # What names something of the grid is no slip, is nothing found by it or not.
    known = grid.plain_names.with_prefix(as_words(text), 1)
    for meant in (text, *(() if known else guesses(text, grid.titles))):
        for loosely in (False, True):
            found = _suggested(grid, engine, viewer, meant, loosely=loosely)
            if found:
                return found
    return []


def _suggested(
    grid: GridWords, engine: Engine, viewer: Viewer, text: str, *, loosely: bool
) -> list[str]:
    """``loosely``: each word may begin any word of a title."""
    subjects = grid.subject_names.with_prefix(as_words(text), MOST_PLAIN)
    found = _going_on(grid, engine, viewer, text, EVERYTHING, loosely=loosely)
    if len(found) < MOST:
        found += _within(grid, engine, viewer, text, bare_number=not found, loosely=loosely)
    return _each_once(subjects + found)[:MOST]


def _within(
    grid: GridWords, engine: Engine, viewer: Viewer, text: str, *, bare_number: bool, loosely: bool
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
    said = dict.fromkeys(_whole(meant.text[chip.start : chip.end], chip) for chip in meant.chips)
    filters = filters_of(NOTHING_CHOSEN, meant)
    titles = _going_on(grid, engine, viewer, meant.rest, filters, loosely=loosely)
    return [" ".join((title, *said)) for title in titles]


def _whole(said: str, chip: Chip) -> str:
    """A kind's word that is still being typed, «през», to its end."""
    if chip.facet != "kind" or RUSSIAN.known(said.lower()):
        return said
    kinds = (word for word, kind in KIND_WORDS.items() if kind == chip.value)
    return next((word for word in kinds if word.startswith(said.lower())), said)


def _going_on(
    grid: GridWords, engine: Engine, viewer: Viewer, text: str, filters: Filters, *, loosely: bool
) -> list[str]:
    """Titles and topics within ``filters`` that go on from ``text``, or have its words begun."""
    typed = as_words(text)
    if not typed:
        return []
    plain = _plain(grid, FoundByWords(engine, viewer), typed, filters)
    if loosely:
        begun = typed.split()
        topics = grid.titles.with_beginnings(begun, MOST, filters.subject, filters.grade)
        near = _titles(engine, viewer, max(begun, key=len), LOOKED_AT, filters)
        titles = [one for one in near if has_beginnings(as_words(one), begun)][:MOST]
    else:
        titles = _titles(engine, viewer, typed, WEIGHED, filters)
        titles = sorted(titles, key=lambda title: -_matter(grid.titles, title, typed))[:MOST]
        topics = grid.titles.with_prefix(typed, MOST, filters.subject, filters.grade)
    half = max((MOST - len(plain)) // 2, MOST - len(plain) - len(topics))
    return _each_once((*plain, *titles[:half], *topics, *titles[half:]))[:MOST]


def _plain(grid: GridWords, found: FoundByWords, typed: str, filters: Filters) -> list[str]:
    """Short names by which something is found; the first, if of one word, with a place too.

    That is where it is taught most, if something is found there.
    """
    known = grid.plain_names.with_prefix(typed, ASKED_FOR, filters.subject, filters.grade)
    names = list(islice(filter(found.has, known), MOST_PLAIN))
    first = names[0] if names else ""
    if not first or " " in first or filters.subject or filters.grade:
        return names
    if not as_words(first).startswith(typed) or not understand(first, grid.subjects).rest:
        return names  # «Физкультура» says a subject already
    place = grid.plain_names.most_taught(first)
    if not found.has_within(first, *place):
        return names
    narrowed = grid.subject_names.in_grade(*place)
    return [*names[: MOST_PLAIN - 1], f"{first} {narrowed[:1].lower()}{narrowed[1:]}"]


def _each_once(texts: Iterable[str]) -> list[str]:
    suggested: dict[str, str] = {}
    for text in texts:
        suggested.setdefault(text.casefold(), text)
    return list(suggested.values())


def _titles(engine: Engine, viewer: Viewer, typed: str, limit: int, filters: Filters) -> list[str]:
    try:
        return engine.suggest(typed, who(viewer), limit, filters)
    except IndexBroken:
        return []


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
