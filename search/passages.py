"""Which slide of an item to open for a query, and the words there that answer it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Fragment
from language.lemmas import RUSSIAN
from language.look_alikes import folded
from language.words import Word, words
from search.weights import HEADING_PASSAGE, NOTES_PASSAGE, TITLE_PASSAGE

LETTERS = 180
"""The length of a passage: two lines on a desktop, four on a phone."""

BEFORE = 60
"""How much of it stands before the first word found."""

Segments = tuple[tuple[str, bool], ...]
"""A text in pieces, each marked (a word of the query) or not; plain text, never HTML."""

_ODD = re.compile("[\u0300-\u036f\u00ad\\d]")
_RUSSIAN = re.compile("[а-я]+")


@dataclass(frozen=True)
class Shown:
    """The version of an item that a hit shows: its item's kind and its title."""

    kind: str
    title: str


@dataclass(frozen=True)
class Passage:
    """The fragment that answers: ``at`` is a slide or page from 1, or a whole second from 0."""

    type: str
    at: int
    segments: Segments

    @property
    def text(self) -> str:
        """The passage without marks."""
        return "".join(text for text, _ in self.segments)


class Marker:
    """Finds the words of a query in texts, by lemma."""

    def __init__(self, lemmas: Sequence[str]) -> None:
        self.lemmas = frozenset(lemmas)
        stems = [_stem(lemma) for lemma in self.lemmas]
        # A word whose forms begin alike cannot stand in a text that lacks that beginning.
        self._stems = tuple(stem for stem in stems if stem) if all(stems) else ()

    def may_stand_in(self, text: str) -> bool:
        """Quick: false only when no word of the query stands there."""
        if not self._stems:
            return bool(self.lemmas)
        lower = folded(text).lower().replace("ё", "е")
        return any(stem in lower for stem in self._stems) or bool(_ODD.search(lower))

    def found(self, text: str) -> list[tuple[Word, str]]:
        """The words of the query in the text, in order, each with its lemma."""
        if not text or not self.may_stand_in(text):
            return []
        pairs = ((word, RUSSIAN.lemma(word.text).text) for word in words(text))
        return [(word, lemma) for word, lemma in pairs if lemma in self.lemmas]

    def marked(self, text: str) -> Segments:
        """The whole text with the words of the query marked."""
        return _cut(text, [word for word, _ in self.found(text)], 0, len(text))


def _stem(lemma: str) -> str:
    """What all forms of a word begin with; empty where they have nothing in common.

    Empty too for a word that the dictionary lacks: its lemma is a guess, and the guess at that
    lemma's forms may be of another declension than the form that stands in the text.
    """
    if _RUSSIAN.fullmatch(lemma) and not RUSSIAN.known(lemma):
        return ""
    forms = RUSSIAN.forms(lemma)
    stem = lemma
    while stem and not all(form.startswith(stem) for form in forms):
        stem = stem[:-1]
    return stem if len(stem) > 1 or stem == lemma else ""


def best_passages(
    session: Session, versions: Mapping[int, Shown], marker: Marker, *, hidden: bool
) -> dict[int, Passage]:
    """Version row id → the fragment that answers best, for these versions; one query.

    ``versions`` is by the versions' row ids. The fragment with most different words wins; a word
    in its heading weighs double, and words of a first slide that says the title again less; among
    equals a shown slide goes before a hidden one, then the first. A version where only the title
    answers has none. Without ``hidden`` neither hidden slides nor notes are looked at.
    """
    if not versions or not marker.lemmas:
        return {}
    best: dict[int, tuple[tuple[float, ...], Passage]] = {}
    rows = session.execute(
        select(
            Fragment.version_id,
            Fragment.unit,
            Fragment.at,
            Fragment.heading,
            Fragment.text,
            Fragment.notes,
            Fragment.hidden,
        )
        .where(Fragment.version_id.in_(versions), *(() if hidden else (~Fragment.hidden,)))
        .order_by(Fragment.version_id, Fragment.at)
    )
    for version_id, unit, at, heading, text, spoken, is_hidden in rows:
        shown = versions[version_id]
        parts = [(heading, HEADING_PASSAGE), (text, 1.0)]
        if hidden:
            parts.append((spoken, NOTES_PASSAGE))
        weighed = _weighed(marker, parts)
        if weighed is None:
            continue
        different, weight, said, places = weighed
        if at == 1 and heading and _within(heading, shown.title):
            weight *= TITLE_PASSAGE
        standing = (different, weight, float(not is_hidden), -float(at))
        if version_id not in best or standing > best[version_id][0]:
            kind = _type(unit, shown.kind)
            second = at // 1000 if unit == "ms" else at
            best[version_id] = standing, Passage(kind, second, _window(said, places))
    return {version_id: passage for version_id, (_, passage) in best.items()}


def _within(heading: str, title: str) -> bool:
    """Whether every word of the heading stands in the title."""
    return {word.text for word in words(heading)} <= {word.text for word in words(title)}


def _type(unit: str, kind: str) -> str:
    if unit == "ms":
        return "second"
    return "slide" if kind == "presentation" else unit


def _weighed(
    marker: Marker, parts: Sequence[tuple[str, float]]
) -> tuple[float, float, str, list[Word]] | None:
    """How many different words, what they weigh, and the part to show with its words."""
    weights: dict[str, float] = {}
    shown: tuple[int, str, list[Word]] | None = None
    for text, weight in parts:
        found = marker.found(text)
        if not found:
            continue
        for _, lemma in found:
            weights[lemma] = max(weights.get(lemma, 0.0), weight)
        different = len({lemma for _, lemma in found})
        if shown is None or different > shown[0]:
            shown = different, text, [word for word, _ in found]
    if shown is None:
        return None
    return float(len(weights)), sum(weights.values()), shown[1], shown[2]


def _window(text: str, places: list[Word]) -> Segments:
    """Some 180 letters around the densest group of words found, cut between words."""
    if len(text) <= LETTERS:
        return _cut(text, places, 0, len(text))
    ahead = LETTERS - BEFORE
    first = max(
        places,
        key=lambda one: (
            len({w.text for w in places if 0 <= w.start - one.start < ahead}),
            -one.start,
        ),
    )
    start = max(0, first.start - BEFORE)
    end = min(len(text), start + LETTERS)
    if start:
        gap = text.find(" ", start, first.start)
        start = gap + 1 if gap >= 0 else first.start
    if end < len(text):
        gap = text.rfind(" ", first.end, end)
        end = gap if gap >= 0 else end
    cut = _cut(text, places, start, end)
    return (("… ", False),) * (start > 0) + cut + ((" …", False),) * (end < len(text))


def _cut(text: str, places: Sequence[Word], start: int, end: int) -> Segments:
    segments: list[tuple[str, bool]] = []
    at = start
    for word in places:
        if word.start >= at and word.end <= end:
            segments += [
                (_one_line(text[at : word.start]), False),
                (text[word.start : word.end], True),
            ]
            at = word.end
    segments.append((_one_line(text[at:end]), False))
    return tuple(segment for segment in segments if segment[0])


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
