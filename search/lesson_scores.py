"""How well each lesson of the grid answers a bag of words, and a text's meaning."""

import heapq
import math
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from language.meaning.port import Meaning
from search.grid_words import GridLesson, GridWords

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

K1, B = 1.5, 0.3
"""BM25's constants: half way to the limit at 1.5 occurrences of weight 1; lessons are all short,
so that length says little."""

MOST_WORDS = 80
"""Words of a text that are looked for: those that say most, rare in the grid and often said."""

REMEMBERED = 4096
"""Vectors of lessons kept per process: 8 MB."""


def word_values(grid: GridWords, counts: Mapping[str, float]) -> dict[str, float]:
    """What each lemma of a text is worth: its rarity in the grid times how often it is said.

    ``counts``: lemma → how often it stands there. At most 80 lemmas, none that no lesson has.
    """
    lessons = len(grid.lessons)
    values: dict[str, float] = {}
    for lemma, times in counts.items():
        held = len(grid.postings.get(lemma, ()))
        if held and times > 0:
            rare = math.log(1 + (lessons - held + 0.5) / (held + 0.5))
            values[lemma] = rare * 2 * times / (1 + times)
    best = heapq.nlargest(MOST_WORDS, values.items(), key=lambda each: each[1])
    return dict(best)


def word_scores(grid: GridWords, values: Mapping[str, float]) -> dict[int, float]:
    """Lesson's place in the grid → BM25 of these words, scaled so that the best has 1.

    Robertson, Zaragoza: «The Probabilistic Relevance Framework: BM25 and Beyond», 2009.
    """
    scores: dict[int, float] = {}
    for lemma, value in values.items():
        for number, weight in grid.postings[lemma].items():
            watered = K1 * (1 - B + B * grid.lengths[number])
            gain = value * weight * (K1 + 1) / (weight + watered)
            scores[number] = scores.get(number, 0.0) + gain
    most = max(scores.values(), default=0.0)
    return {number: score / most for number, score in scores.items()}


class LessonMeanings:
    """How near lessons are to a text in meaning; remembers the lessons' vectors."""

    def __init__(self, meaning: Meaning) -> None:
        self.meaning = meaning
        self._held: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._lock = threading.Lock()

    def nearness(self, text: str, lessons: Sequence[GridLesson]) -> list[float]:
        """For each lesson how near it is, 0 for the farthest of them and 1 for the nearest."""
        if not lessons:
            return []
        texts = [f"{lesson.title}. {lesson.section}" for lesson in lessons]
        with self._lock:
            known = {each: self._held[each] for each in texts if each in self._held}
        fresh = [each for each in dict.fromkeys(texts) if each not in known]
        asked, *vectors = self.meaning.encode([text, *fresh])
        known.update(zip(fresh, vectors, strict=True))
        with self._lock:
            for each in texts:
                self._held[each] = known[each]
                self._held.move_to_end(each)
            while len(self._held) > REMEMBERED:
                self._held.popitem(last=False)
        found = [float(known[each] @ asked) for each in texts]
        least, most = min(found), max(found)
        return [(each - least) / (most - least) if most > least else 1.0 for each in found]
