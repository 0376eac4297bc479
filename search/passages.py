"""Which slide or second of an item to open for a query, and the words there that answer it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.kinds import SHOWN
from catalog.models import Fragment
from language.words import Word, words
from search.marker import Marker, Segments, cut
from search.readable_lines import in_one_line
from search.spoken import Said, best_moment
from search.weights import HEADING_PASSAGE, NOTES_PASSAGE, TITLE_PASSAGE

LETTERS = 180
"""The length of a passage: two lines on a desktop, four on a phone."""

APART = " /"
"""What stands between two lines and at no end of a passage."""

BEFORE = 60
"""How much of it stands before the first word found."""


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


def best_passages(
    session: Session, versions: Mapping[int, Shown], marker: Marker, *, hidden: bool
) -> dict[int, Passage]:
    """Version row id → the fragment that answers best, for these versions; one query.

    ``versions`` is by the versions' row ids. The fragment with most different words wins; a word
    in its heading weighs double, and words of a first slide that says the title again less; among
    equals a shown slide goes before a hidden one, then the first. A version where only the title
    answers has none. Of a film or a sound it is the moment at which the words are said
    (``spoken.best_moment``). Without ``hidden`` neither hidden slides nor notes are looked at.
    """
    if not versions or not marker.lemmas:
        return {}
    best: dict[int, tuple[tuple[float, ...], str, int, str]] = {}
    said: dict[int, list[Said]] = {}
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
        if unit == "ms":
            line = f"{heading} {text}" if heading else text
            said.setdefault(version_id, []).append(Said(at, line))
            continue
        shown = versions[version_id]
        parts = [(heading, HEADING_PASSAGE), (text, 1.0)]
        if hidden:
            parts.append((spoken, NOTES_PASSAGE))
        weighed = _weighed(marker, parts)
        if weighed is None:
            continue
        different, weight, words_there = weighed
        if at == 1 and heading and _within(heading, shown.title):
            weight *= TITLE_PASSAGE
        standing = (different, weight, float(not is_hidden), -float(at))
        if version_id not in best or standing > best[version_id][0]:
            kind = "slide" if SHOWN[shown.kind].slides else unit
            best[version_id] = standing, kind, at, words_there
    passages = {
        version_id: Passage(kind, at, _said(marker, text))
        for version_id, (_, kind, at, text) in best.items()
    }
    return passages | _moments(marker, said)


def _moments(marker: Marker, said: Mapping[int, Sequence[Said]]) -> dict[int, Passage]:
    found = {version_id: best_moment(marker, lines) for version_id, lines in said.items()}
    return {
        version_id: Passage("second", one.at // 1000, _window(one.text, one.places))
        for version_id, one in found.items()
        if one is not None
    }


def _within(heading: str, title: str) -> bool:
    """Whether every word of the heading stands in the title."""
    return {word.text for word in words(heading)} <= {word.text for word in words(title)}


def _weighed(marker: Marker, parts: Sequence[tuple[str, float]]) -> tuple[float, float, str] | None:
    """How many different words, what they weigh, and the part to show."""
    weights: dict[str, float] = {}
    shown: tuple[int, str] | None = None
    for text, weight in parts:
        found = marker.found(text)
        if not found:
            continue
        for _, lemma in found:
            weights[lemma] = max(weights.get(lemma, 0.0), weight)
        different = len({lemma for _, lemma in found})
        if shown is None or different > shown[0]:
            shown = different, text
    if shown is None:
        return None
    return float(len(weights)), sum(weights.values()), shown[1]


def _said(marker: Marker, text: str) -> Segments:
    """What is shown of a text, readable; as it is where the words were among what is left out."""
    readable = in_one_line(text)
    found = marker.found(readable)
    if not found:
        readable, found = text, marker.found(text)
    return _window(readable, [word for word, _ in found])


def _window(text: str, places: list[Word]) -> Segments:
    """Some 180 letters around the densest group of words found, cut between words."""
    if len(text) <= LETTERS:
        return cut(text, places, 0, len(text))
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
    start += len(text[start:end]) - len(text[start:end].lstrip(APART))
    end = start + len(text[start:end].rstrip(APART))
    shown = cut(text, places, start, end)
    return (("… ", False),) * (start > 0) + shown + ((" …", False),) * (end < len(text))
