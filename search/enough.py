"""How much of a query a document has, and has to have, counted alike by every engine."""

import math
from collections.abc import Mapping

from search import weights

WHOLE_TITLE, ALL_WORDS, SOME_WORDS = 2, 1, 0
"""How much of a query a hit has, the whole part of its score (``search.port.Hit``)."""

MIDDLE = 10.0
"""The words' score that becomes one half when scores are drawn into 0…1."""

STEPS = 20
"""In how many parts the weight of a query is cut for counting what a document covers."""

NEEDED = max(1, math.ceil(weights.ENOUGH * STEPS))
"""How many of the parts a hit must cover."""


def rarities(counts: Mapping[str, int], light: frozenset[str], documents: int) -> dict[str, float]:
    """What each word weighs in its query, 1 and more; a light word a part of it.

    ``counts``: how many of the ``documents`` that the viewer may find have the word, or what
    stands for it.
    """
    # One is added so that in a small library, where all words are frequent, all of them count.
    return {
        word: (weights.LIGHT if word in light else 1.0)
        * (1 + math.log(1 + (documents - count + 0.5) / (count + 0.5)))
        for word, count in counts.items()
    }


def coverage(share: float) -> float:
    """How much of a word stands where ``share`` of it does (1: the word itself), 0…1."""
    return math.pow(share, weights.COVERS)


def parts(share: float, rarity: float, total: float) -> int:
    """How many parts of a query a word covers, at least 1.

    ``share``: 1 for the word itself, the weight of what stands for it; ``total``: of all rarities.
    """
    return max(1, round(STEPS * coverage(share) * rarity / total))


def tiered(tier: int, words: float) -> float:
    """A hit's score: what of the query it has, and the score of the words drawn into 0…1."""
    return tier + words / (words + MIDDLE)
