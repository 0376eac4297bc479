"""Texts of the grid with where they are taught, found by what they go on from at any word."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

Place = tuple[str, int]
"""A subject and a grade."""


@dataclass(frozen=True)
class Text:
    """A topic or a title; ``subjects``: in how many lessons of each subject it stands.

    ``places``: the subjects and grades of those lessons.
    """

    text: str
    plain: str
    subjects: Mapping[str, int]
    places: frozenset[Place]

    @property
    def lessons(self) -> int:
        """In how many lessons it stands."""
        return sum(self.subjects.values())

    def is_taught(self, subjects: frozenset[str], grades: frozenset[int]) -> bool:
        """Whether one of its lessons is of these subjects and of these grades; none: of any."""
        return any(
            (not subjects or subject in subjects) and (not grades or grade in grades)
            for subject, grade in self.places
        )


class TaughtTexts:
    """Those of one state of the grid."""

    def __init__(self, texts: Iterable[tuple[str, Sequence[str], Mapping[Place, int]]]) -> None:
        """``texts``: each with its words, and place → in how many of its lessons it stands."""
        self._texts: dict[str, Text] = {}
        self._openings: list[tuple[str, str]] = []
        for text, cut, places in texts:
            subjects: Counter[str] = Counter()
            for (subject, _grade), lessons in places.items():
                subjects[subject] += lessons
            self._texts[text] = Text(text, " ".join(cut), subjects, frozenset(places))
            self._openings += [(" ".join(cut[at:]), text) for at in range(len(cut))]
        self._openings.sort()

    def __getitem__(self, text: str) -> Text:
        return self._texts[text]

    @cached_property
    def words(self) -> list[str]:
        """The words of all texts, each once, by the alphabet."""
        return sorted({opening.partition(" ")[0] for opening, _ in self._openings})

    def going_on(self, prefix: str) -> Iterator[tuple[str, Text]]:
        """What goes on from ``prefix`` at a word: the text from there on, and the whole."""
        for at in range(bisect_left(self._openings, (prefix, "")), len(self._openings)):
            opening, text = self._openings[at]
            if not opening.startswith(prefix):
                return
            yield opening, self._texts[text]


def counted(named: Iterable[tuple[str, Place]]) -> dict[str, Counter[Place]]:
    """Each text of (text, place) of lessons → in how many lessons of each place it stands."""
    texts: dict[str, Counter[Place]] = {}
    for text, place in named:
        texts.setdefault(text, Counter())[place] += 1
    return texts
