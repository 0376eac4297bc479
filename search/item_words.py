"""The words of an item with what they weigh, so that all engines mean the same by a match."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from language.lemmas import lemmas
from search.port import Document
from search.weights import PARTS

ALL, SHOWN = "words", "shown"
"""An index's fields of words: all of an item's, and without those that are kept from the class."""

CUT = 1024
"""Texts whose lemmas are remembered: those of one item are asked for several times over."""


def words_field(hidden: bool) -> str:
    """The field in which a request looks. One holds all that it needs: no query reads two."""
    return ALL if hidden else SHOWN


def title_key(words: Sequence[str]) -> str:
    """The lemmas of a title as one term."""
    return " ".join(words)[:200]


def keeps_back(document: Document) -> bool:
    """Whether any of its words are kept from the class."""
    return any(one.hidden or one.notes for one in document.fragments)


def words_by_part(document: Document, *, hidden: bool = True) -> dict[str, Counter[str]]:
    """For each part of ``weights.PARTS`` its lemmas with how often they stand there.

    Without ``hidden`` as if there were neither notes nor hidden slides.
    """
    fragments = [one for one in document.fragments if hidden or not one.hidden]
    return {
        "title": _count((document.title,)),
        "topic": _count(document.topics),
        "keywords": _count(document.keywords),
        "headings": _count(one.heading for one in fragments),
        "body": _count(
            (
                document.description,
                document.author,
                *(one.text for one in fragments),
                *(one.notes for one in fragments if hidden),
            )
        ),
        "subject": _count(document.subject_titles),
    }


def weighted_words(document: Document, *, hidden: bool = True) -> dict[str, float]:
    """Lemma → its weight in the item, the sum inside BM25F before it saturates.

    ``hidden`` as in ``words_by_part``.
    """
    weights: dict[str, float] = {}
    for name, found in words_by_part(document, hidden=hidden).items():
        part = PARTS[name]
        watered = 1 - part.length + part.length * found.total() / part.usual
        for word, times in found.items():
            weights[word] = weights.get(word, 0.0) + part.weight * times / watered
    return weights


def _count(texts: Iterable[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for text in texts:
        if text:
            found.update(cut(text))
    return found


@lru_cache(CUT)
def cut(text: str) -> tuple[str, ...]:
    """The lemmas of a text in order."""
    return tuple(lemmas(text))
