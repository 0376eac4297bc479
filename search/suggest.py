"""Suggestions while typing."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from language.lemmas import RUSSIAN
from language.words import as_words, words
from search.asked import NOTHING_CHOSEN, filters_of
from search.chip import Chip
from search.grid_titles import GridTitles, has_beginnings
from search.grid_words import GridWords, grid_words
from search.port import EVERYTHING, Engine, Filters
from search.query_words import KIND_WORDS
from search.suggest_found import FoundByWords, said_by
from search.suggest_guesses import guesses
from search.understand import MOST_LETTERS, readable, understand

MOST = 10

SPARE = 20
"""Titles of items from which they are taken: of those that are alike most fall out."""

MOST_PLAIN = 4
"""Of them subjects and short names, before all titles."""

MOST_ALIKE = 2
"""Texts that differ only behind a colon: a topic and its first lesson."""

ASKED_FOR = 40
"""Names, and topics, of which it is asked at most whether they lead to anything."""

WEIGHED = 50
"""Titles of items that are put in order; of more the shortest."""

REMEMBERED = 8192
"""Titles that are remembered cut into words, per process: 4 MB."""

LOOKED_AT = 300
"""Titles with the longest word that is being typed, in which the others are looked for."""

_HALF_CLASS = re.compile(r"(?<=\s)(1[01]|[1-9])\s+к(?:л(?:ас?)?)?\s*$")
"""«… 4 кл»: a grade whose «класс» is still being typed."""

_BARE_NUMBER = re.compile(r"(?<=\s)(1[01]|[1-9])\s*$")


def suggest(session: Session, engine: Engine, viewer: Viewer, prefix: str) -> list[str]:
    """At most ten: subjects and short names, titles of items that the viewer may see, topics.

    ``prefix`` is the beginning of any word in them, and what follows it. What is short and plain
    goes first, «Физика», «Математика 5 класс», «Дроби», four of them at most; of a grade alone,
    «6 кл», all its subjects. Then items and topics of lessons, items first, half of what is left
    where there are enough of both. Of what stands in the grid that is suggested by whose words the
    viewer finds something, a text that says the same in other forms once. Among each
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
    found = FoundByWords(engine, viewer)
    for meant in _meant(grid, text):
        for loosely in (False, True):
            suggested = _suggested(grid, found, meant, loosely=loosely)
            if suggested:
                return suggested
    return []


def _meant(grid: GridWords, text: str) -> Iterator[str]:
    """What may have been typed: the text, and what it is if nothing goes on from it."""
    yield text
    typed = as_words(text)
    # What names something of the grid is no slip, is nothing found by it or not.
    if not grid.plain_names.with_prefix(typed, 1) and not grid.titles.with_prefix(typed, 1):
        yield from guesses(text, grid.titles)


def _suggested(grid: GridWords, found: FoundByWords, text: str, *, loosely: bool) -> list[str]:
    """``loosely``: each word may begin any word of a title."""
    subjects = _subjects(grid, found, as_words(text))
    titles = _going_on(grid, found, text, EVERYTHING, loosely=loosely)
    if len(titles) < MOST:
        titles += _within(grid, found, text, bare_number=not titles, loosely=loosely)
    return _each_once(subjects + titles, as_words(text))[:MOST]


def _subjects(grid: GridWords, found: FoundByWords, typed: str) -> list[str]:
    """Subjects and grades in which the viewer finds something."""
    names = grid.subject_names
    known = (
        one for one in names.with_prefix(typed, ASKED_FOR) if found.has_within(names.means(one))
    )
    first = next(known, "")
    most = MOST if first[:1].isdigit() else MOST_PLAIN
    return [first, *islice(known, most - 1)] if first else []


def _within(
    grid: GridWords, found: FoundByWords, text: str, *, bare_number: bool, loosely: bool
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
    titles = _going_on(grid, found, meant.rest, filters, loosely=loosely)
    return [" ".join((title, *said)) for title in titles]


def _whole(said: str, chip: Chip) -> str:
    """A kind's word that is still being typed, «през», to its end."""
    if chip.facet != "kind" or RUSSIAN.known(said.lower()):
        return said
    kinds = (word for word, kind in KIND_WORDS.items() if kind == chip.value)
    return next((word for word in kinds if word.startswith(said.lower())), said)


def _going_on(
    grid: GridWords, found: FoundByWords, text: str, filters: Filters, *, loosely: bool
) -> list[str]:
    """Titles and topics within ``filters`` that go on from ``text``, or have its words begun."""
    typed = as_words(text)
    if not typed:
        return []
    plain = _plain(grid, found, typed, filters)
    if loosely:
        begun = typed.split()
        known = grid.titles.with_beginnings(begun, ASKED_FOR, filters.subject, filters.grade)
        near = found.titles(max(begun, key=len), LOOKED_AT, filters)
        titles = [one for one in near if has_beginnings(as_words(one), begun)][:SPARE]
    else:
        titles = found.titles(typed, WEIGHED, filters)
        titles = sorted(titles, key=lambda title: -_matter(grid.titles, title, typed))[:SPARE]
        known = grid.titles.with_prefix(typed, ASKED_FOR, filters.subject, filters.grade)
    topics = list(islice(_leading(grid, found, known, filters), MOST))
    half = max((MOST - len(plain)) // 2, MOST - len(plain) - len(topics))
    return _each_once((*plain, *titles[:half], *topics, *titles[half:]), typed)[:MOST]


def _plain(grid: GridWords, found: FoundByWords, typed: str, filters: Filters) -> list[str]:
    """Short names by which something is found; the first, if of one word, with a place too.

    That is where it is taught most, if something is found there.
    """
    known = grid.plain_names.with_prefix(typed, ASKED_FOR, filters.subject, filters.grade)
    names = list(islice(_leading(grid, found, known, filters), MOST_PLAIN))
    first = names[0] if names else ""
    if not first or " " in first or filters.subject or filters.grade:
        return names
    if not (as_words(first).startswith(typed) or said_by(first) == said_by(typed)):
        return names
    if not understand(first, grid.subjects).rest:
        return names  # «Физкультура» says a subject already
    narrowed = grid.subject_names.in_grade(*grid.plain_names.most_taught(first))
    if not found.has(first, grid.subject_names.means(narrowed)):
        return names
    return [*names[: MOST_PLAIN - 1], f"{first} {narrowed[:1].lower()}{narrowed[1:]}"]


def _leading(
    grid: GridWords, found: FoundByWords, texts: Iterable[str], filters: Filters
) -> Iterator[str]:
    """Texts of the grid by which something is found; «Физкультура» is no word but a subject."""
    names = grid.subjects.lemmas | KIND_WORDS.keys()
    for text in found.those_of(texts, filters):
        if names.issuperset(said_by(text)):
            meant = understand(text, grid.subjects)
            if not meant.rest and not found.has_within(filters_of(NOTHING_CHOSEN, meant)):
                continue
        yield text


def _each_once(texts: Iterable[str], typed: str) -> list[str]:
    """One of those that say the same, and ``MOST_ALIKE`` of one topic.

    Where that topic is typed to its end its others stand behind; further letters find them too.
    """
    suggested: dict[tuple[str, ...], str] = {}
    for text in texts:
        suggested.setdefault(said_by(text), text)
    alike: Counter[tuple[str, ...]] = Counter()
    first: list[str] = []
    later: list[str] = []
    for text in suggested.values():
        topic = text.partition(": ")[0]
        alike[said_by(topic)] += 1
        if alike[said_by(topic)] <= MOST_ALIKE:
            first.append(text)
        elif as_words(topic).endswith(typed):
            later.append(text)
    return first + later


def _matter(grid: GridTitles, title: str, typed: str) -> float:
    """That of the word in the title that goes on from the last one typed."""
    cut = _cut(title)
    last = typed.count(" ")
    return max(
        (
            grid.matter(cut[at + last])
            for at in range(len(cut) - last)
            if " ".join(cut[at:]).startswith(typed)
        ),
        default=0.0,
    )


@lru_cache(REMEMBERED)
def _cut(title: str) -> tuple[str, ...]:
    return tuple(word.text for word in words(title))
