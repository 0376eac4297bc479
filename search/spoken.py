"""Which moment of a film or a sound to open for a query, and what is said there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from language.words import Word
from search.marker import Marker
from search.readable_lines import in_one_line

TOGETHER = 15_000
"""Milliseconds: words that are said within that answer a query together."""

PAUSE = 5_000
"""Milliseconds: a line that begins no more than that earlier is shown before the one found."""


@dataclass(frozen=True, slots=True)
class Said:
    """A line: the millisecond at which it begins, and its words."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Moment:
    """What answers: the millisecond at which its line begins, the words about it, those found."""

    at: int
    text: str
    places: list[Word]


def best_moment(marker: Marker, lines: Sequence[Said]) -> Moment | None:
    """The moment at which most different words of the query are said; None where none is.

    ``lines`` are in the order of time. Lines of a quarter of a minute count together, for a
    thought is longer than a line; among equals those win that lie closest, then the first. The
    moment is the line with most of the words.
    """
    found = [
        (n, {lemma for _, lemma in words})
        for n, line in enumerate(lines)
        if (words := marker.found(line.text))
    ]
    if not found:
        return None
    first = max(range(len(found)), key=lambda place: _standing(lines, found, place))
    here, _ = max(_together(lines, found, first), key=lambda one: (len(one[1]), -one[0]))
    begin = found[first][0]
    if begin and lines[begin].at - lines[begin - 1].at <= PAUSE:
        begin -= 1
    until = lines[here].at + TOGETHER
    about = "\n".join(line.text for line in lines[begin:] if line.at <= until)
    text = in_one_line(about, spoken=True)
    return Moment(lines[here].at, text, [word for word, _ in marker.found(text)])


Found = list[tuple[int, set[str]]]
"""Lines in which something was found: their place among all, and the different words."""


def _together(lines: Sequence[Said], found: Found, first: int) -> Found:
    end = lines[found[first][0]].at + TOGETHER
    near = []
    for one in found[first:]:
        if lines[one[0]].at > end:
            break
        near.append(one)
    return near


def _standing(lines: Sequence[Said], found: Found, first: int) -> tuple[int, int]:
    """How many different words are said from there on, and how soon, as a negative number."""
    words: set[str] = set()
    last = first_at = lines[found[first][0]].at
    for n, here in _together(lines, found, first):
        if not here <= words:
            words |= here
            last = lines[n].at
    return len(words), first_at - last
