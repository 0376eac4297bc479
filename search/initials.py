"""What the initials of neighbouring words spell: «СПП», «сложноподчинённое предложение»."""

import re
from collections.abc import Iterable
from functools import lru_cache

from language.words import as_words

SHORTEST, LONGEST = 3, 6
"""Letters of an abbreviation that is looked up; two letters stand for anything."""

MOST = 8
"""Different phrases that one abbreviation may stand for."""


class Initials:
    """The words of the grid's titles, to be asked what an abbreviation may spell there."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = tuple(dict.fromkeys(map(as_words, texts)))
        self._text = "\n".join(self.texts)
        self.spelled = lru_cache(1024)(self._spelled)

    def _spelled(self, abbreviation: str) -> tuple[str, ...]:
        """The phrases whose words begin with these letters, most frequent first."""
        if not SHORTEST <= len(abbreviation) <= LONGEST or not abbreviation.isalpha():
            return ()
        # A little word may stand between two of them.
        between = r" (?:и |в |на |о |по )?"
        pattern = re.compile(
            r"(?<![^\s])" + between.join(rf"{letter}\w+" for letter in abbreviation) + r"(?![^\s])"
        )
        counts: dict[str, int] = {}
        for found in pattern.finditer(self._text):
            counts[found[0]] = counts.get(found[0], 0) + 1
        return tuple(sorted(counts, key=lambda phrase: -counts[phrase])[:MOST])
