"""Which words are near what was typed at all; numpy is loaded with it."""

import threading
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from language.typos import LATIN, LETTERS, allowed

_BITS = {letter: 1 << at for at, letter in enumerate(LETTERS + LATIN)}

ENDING = 2
"""Letters at the end of a word that its forms may change."""

LEAST_CORE = 4
"""Letters of a beginning by which words are looked for; by fewer they are all near each other."""


class _Table(NamedTuple):
    """Words with the letters of their beginnings and their lengths; never changed."""

    words: list[str]
    letters: NDArray[np.uint64]
    lengths: NDArray[np.int16]


class NearWords:
    """Words by what they begin with, to be asked which of them may have a form near what is typed.

    The letters of each beginning are bits of one number, and a word that lacks more of them than
    there may be slips is put away without being looked at: 100,000 words are asked in 3 ms. Words
    are added and never taken out; they may be while others ask.
    """

    def __init__(self) -> None:
        self.words: set[str] = set()
        self.beginnings: set[str] = set()
        """The first three letters of the words."""
        self._table = _Table([], np.zeros(0, np.uint64), np.zeros(0, np.int16))
        self._adding = threading.Lock()

    def add(self, words: Iterable[str]) -> None:
        """Take in what is new among ``words``, as ``language.words`` cuts them."""
        with self._adding:
            fresh = sorted(set(words) - self.words)
            if not fresh:
                return
            listed = [
                word for word in fresh if len(_core(word)) >= LEAST_CORE and not word.isdigit()
            ]
            letters = np.fromiter((_bits(_core(word)) for word in listed), np.uint64, len(listed))
            lengths = np.fromiter((len(word) for word in listed), np.int16, len(listed))
            held = self._table
            self._table = _Table(
                [*held.words, *listed],
                np.concatenate([held.letters, letters]),
                np.concatenate([held.lengths, lengths]),
            )
            self.words.update(fresh)
            self.beginnings.update(word[:3] for word in fresh)

    def near(self, typed: str, most: int, *, boldly: bool = False) -> list[str]:
        """At most ``most`` words whose forms may be as near as ``allowed``, the nearest first."""
        forgiven = allowed(typed, boldly=boldly)
        table = self._table
        if not forgiven or not table.words:
            return []
        missing = np.bitwise_count(table.letters & np.uint64(~_bits(typed) & (2**64 - 1)))
        longer = np.abs(table.lengths - len(typed))
        passing = np.flatnonzero((missing <= forgiven) & (longer <= forgiven + ENDING))
        looked_at = process.extract(
            typed,
            [table.words[at] for at in passing.tolist()],
            scorer=OSA.distance,
            score_cutoff=forgiven + ENDING + 1,
            limit=None,
        )
        nearest = sorted(looked_at, key=lambda one: (one[1], one[0]))
        return list(islice((word for word, *_ in nearest if _begins(typed, word, forgiven)), most))


def _begins(typed: str, word: str, forgiven: int) -> bool:
    """Whether what was typed begins like the word but for so many slips."""
    core = _core(word)
    shifts = range(-forgiven, forgiven + 1)
    return any(
        OSA.distance(typed[: len(core) + more], core, score_cutoff=forgiven) <= forgiven
        for more in sorted(shifts, key=abs)
    )


def _core(word: str) -> str:
    """What the forms of a word begin with, roughly; a Latin word is taken as it is."""
    return word if word.isascii() else word[:-ENDING]


def _bits(word: str) -> int:
    found = 0
    for letter in word:
        found |= _BITS.get(letter, 0)
    return found
