"""What stands in the Whoosh index.

Texts are cut into lemmas before they come here, so that every engine means the same by a
match, and Whoosh, which pickles its schema into the index, keeps nothing of ours in it.
"""

from typing import Any, TypedDict
from zlib import crc32

from whoosh.analysis import DelimitedAttributeFilter, RegexTokenizer
from whoosh.fields import ID, STORED, TEXT, Schema

from language.lemmas import lemmas
from search.item_words import keeps_back, weighted_words
from search.port import Document
from search.weights import PARTS


class Stored(TypedDict):
    """What is kept of a document beside its words; read once a segment, into columns."""

    id: int
    title: str
    kind: str
    licence: str
    audience: list[str]
    subjects: list[str]
    grades: list[int]
    lessons: list[tuple[str, str, int, int, int]]
    position: int


ALL, SHOWN = "words", "shown"
"""The fields of words: all of an item's, and without those that are kept from the class."""


def words_field(hidden: bool) -> str:
    """The field in which a request looks. One holds all that it needs: no query reads two."""
    return ALL if hidden else SHOWN


def schema() -> Schema:
    """The words with their weights, the id, the whole title, what is stored."""
    weighed = RegexTokenizer(r"\S+") | DelimitedAttributeFilter()
    return Schema(
        id=ID(unique=True),
        whole=ID(),
        data=STORED,
        **{name: TEXT(analyzer=weighed, phrase=False, stored=False) for name in (ALL, SHOWN)},
    )


EDITION = 2
"""Grows when the same words would be cut, or the same columns filled, in another way."""


def _format() -> str:
    made_from = (EDITION, sorted(schema().names()), sorted(Stored.__annotations__), PARTS)
    return f"{EDITION}-{crc32(repr(made_from).encode()):08x}"


FORMAT = _format()
"""Names the fields, columns and weights that an index is made with; another one is rebuilt."""


def title_key(words: list[str] | tuple[str, ...]) -> str:
    """The lemmas of a title as one term."""
    return " ".join(words)[:200]


def to_fields(document: Document) -> dict[str, Any]:
    """A document as Whoosh takes it."""
    stored: Stored = {
        "id": document.id,
        "title": document.title,
        "kind": document.kind,
        "licence": document.licence,
        "audience": sorted(document.audience),
        "subjects": sorted(document.subjects),
        "grades": sorted(document.grades),
        "lessons": [
            (place.key, place.subject, place.grade, place.lesson_no, place.position)
            for place in document.lessons
        ],
        "position": document.position,
    }
    every = _written(weighted_words(document))
    shown = _written(weighted_words(document, hidden=False)) if keeps_back(document) else every
    return {
        "id": str(document.id),
        "whole": title_key(lemmas(document.title)),
        "data": stored,
        ALL: every,
        SHOWN: shown,
    }


def _written(weights: dict[str, float]) -> str:
    return " ".join(f"{word}^{weight:.3f}" for word, weight in weights.items())
