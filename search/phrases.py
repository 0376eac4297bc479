"""The words of an item in their order, so that an exact phrase is found in it.

Tantivy keeps the places of words. Whoosh would have to keep them, or terms for pairs of neighbours,
at a price: measured over items of 250 words, pairs halve the speed of a build and make the index
three times as large. So it keeps a row of numbers beside each document, 1 kB, and looks through
those that have all words of a phrase.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from search.item_words import cut
from search.port import AUTHOR, TITLE, TOPIC, Document, Phrase

_END = 0
"""Between texts: what ends one and begins the next is no phrase."""

PARTS = frozenset({TITLE, TOPIC, AUTHOR})


def shown_texts(document: Document) -> Iterator[tuple[str, ...]]:
    """The lemmas of each text of an item that the class may see."""
    yield cut(document.title)
    for text in (*document.topics, *document.keywords, *document.subject_titles):
        yield cut(text)
    yield cut(document.description)
    yield cut(document.author)
    for one in document.fragments:
        if not one.hidden:
            yield cut(one.heading)
            yield cut(one.text)


def kept_texts(document: Document) -> Iterator[tuple[str, ...]]:
    """The lemmas of each text of an item that is kept from the class."""
    for one in document.fragments:
        if one.hidden:
            yield cut(one.heading)
            yield cut(one.text)
        yield cut(one.notes)


def part_texts(document: Document) -> Iterator[tuple[str, ...]]:
    """For each part of ``PARTS`` its name and its lemmas."""
    yield TITLE, *cut(document.title)
    for topic in document.topics:
        yield TOPIC, *cut(topic)
    yield AUTHOR, *cut(document.author)


def row(texts: Iterable[tuple[str, ...]]) -> bytes:
    """Texts as numbers, 4 bytes a word."""
    numbers: list[int] = []
    for text in texts:
        if text:
            numbers += map(_number, text)
            numbers.append(_END)
    return np.array(numbers, np.uint32).tobytes()


def stands_in(phrase: Phrase, row: bytes) -> bool:
    """Whether an item with this row has the phrase."""
    numbers = np.frombuffer(row, np.uint32)
    if phrase[0] in PARTS:
        return _in_part(phrase, numbers)
    at = np.flatnonzero(numbers[: len(numbers) - len(phrase) + 1] == _number(phrase[0]))
    for place, lemma in enumerate(phrase[1:], 1):
        at = at[numbers[at + place] == _number(lemma)]
    return bool(len(at))


def lemmas_of(phrase: Phrase) -> Phrase:
    """The lemmas that an item with this phrase has in any part."""
    return phrase[1:] if phrase[0] in PARTS else phrase


def is_word(phrase: Phrase) -> bool:
    """Whether it is one lemma that may stand anywhere: no row has to be looked at."""
    return len(phrase) == 1


def _in_part(phrase: Phrase, numbers: NDArray[np.uint32]) -> bool:
    ends = np.flatnonzero(numbers == _END)
    there: set[int] = set()
    for start in np.flatnonzero(numbers == _number(phrase[0])).tolist():
        end = ends[np.searchsorted(ends, start)]
        there.update(numbers[start + 1 : end].tolist())
    return there.issuperset(map(_number, phrase[1:]))


@lru_cache(65_536)
def _number(lemma: str) -> int:
    return crc32(lemma.encode()) or 1
