"""Words as often as they come in a subject: the grid's own vocabulary under a law of Zipf."""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

_WORD = re.compile(r"[а-яёa-z][а-яёa-z-]{1,}", re.IGNORECASE)
_FUNCTION = re.findall(
    r"\S+",
    "и в не на что с по это как из для у к о от при за или так же то его но мы если когда "
    "можно тоже два все чтобы только после где между которые один другой такой каждый",
)

OWN_SHARE = 0.25
"""Of an item's words, those of its own lesson: its text is about something."""

SHIFT, SLOPE = 2.7, 1.0
"""Frequency ~ 1 / (rank + SHIFT)^SLOPE, as B. Mandelbrot gave it for natural texts."""


@dataclass(frozen=True)
class Lesson:
    """A lesson of the grid as the maker needs it."""

    row_id: int
    subject: str
    grade: int
    title: str
    words: tuple[str, ...]


def words_of(text: str) -> tuple[str, ...]:
    """The words of a title or of keywords, two letters at least, as they are written."""
    return tuple(_WORD.findall(text))


class Vocabulary:
    """The words of one subject, the commonest first, drawn by rank."""

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        counted = Counter(word.lower() for lesson in lessons for word in lesson.words)
        ranked = [word for word, _ in sorted(counted.items(), key=lambda one: (-one[1], one[0]))]
        self.words = _array([word for word in _FUNCTION if word not in counted] + ranked)
        shares = (np.arange(len(self.words)) + SHIFT) ** -SLOPE
        self._up_to = np.cumsum(shares / shares.sum())[:-1]

    def draw(self, chance: np.random.Generator, count: int) -> list[str]:
        """``count`` words, one independent of another."""
        ranks = np.searchsorted(self._up_to, chance.random(count), side="right")
        drawn: list[str] = self.words[ranks].tolist()
        return drawn


def draw_evenly(words: Sequence[str], chance: np.random.Generator, count: int) -> list[str]:
    """``count`` of these words, each as likely as another."""
    drawn: list[str] = _array(words)[chance.integers(len(words), size=count)].tolist()
    return drawn


def _array(words: Sequence[str]) -> np.ndarray[Any, np.dtype[np.object_]]:
    return np.array(words, dtype=object)


def vocabularies(lessons: Sequence[Lesson]) -> dict[str, Vocabulary]:
    """A vocabulary a subject."""
    by_subject: defaultdict[str, list[Lesson]] = defaultdict(list)
    for lesson in lessons:
        by_subject[lesson.subject].append(lesson)
    return {subject: Vocabulary(of) for subject, of in by_subject.items()}


def sentences(drawn: list[str], chance: random.Random) -> str:
    """The drawn words as sentences of 6 to 13 words."""
    said: list[str] = []
    at = 0
    while at < len(drawn):
        long = 6 + int(chance.random() * 8)
        part = drawn[at : at + long]
        said.append(" ".join(part).capitalize() + ".")
        at += long
    return " ".join(said)
