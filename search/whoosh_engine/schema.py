"""What stands in the Whoosh index.

Texts are cut into lemmas before they come here, so that every engine means the same by a
match.
"""

from typing import Any, TypedDict
from zlib import crc32

from whoosh.fields import ID, KEYWORD, STORED, Schema

from language.lemmas import lemmas
from search.columns import COLUMNS, columns_of
from search.item_words import ALL, SHOWN, keeps_back, title_key, weighted_words
from search.phrases import kept_texts, part_texts, row, shown_texts
from search.port import Document
from search.weights import PARTS
from search.whoosh_engine.weighed import Weighed


class Stored(TypedDict):
    """What is kept of a document beside its words; read once a segment, into columns."""

    id: int
    title: str
    kind: str
    columns: dict[str, list[Any]]
    lessons: list[tuple[str, str, int, int, int, str]]
    position: int
    since: int


ROW, KEPT_ROW = "row", "kept_row"
"""The words in their order (``search.phrases``): what all may see, and what is kept back."""


def schema() -> Schema:
    """The words with their weights, the id, the whole title, the subjects, what is stored."""
    return Schema(
        id=ID(unique=True),
        whole=ID(),
        subject=KEYWORD,
        data=STORED,
        **dict.fromkeys((ROW, KEPT_ROW), STORED),
        **{name: Weighed() for name in (ALL, SHOWN)},
    )


EDITION = 9
"""Grows when the same words would be cut, or the same columns filled, in another way."""


def _format() -> str:
    made_from = (EDITION, schema().names(), sorted(Stored.__annotations__), COLUMNS, PARTS)
    return f"{EDITION}-{crc32(repr(made_from).encode()):08x}"


FORMAT = _format()
"""Names the fields, columns and weights that an index is made with; another one is rebuilt."""


def to_fields(document: Document) -> dict[str, Any]:
    """A document as Whoosh takes it."""
    stored: Stored = {
        "id": document.id,
        "title": document.title,
        "kind": document.kind,
        "columns": columns_of(document),
        "lessons": [
            (
                place.key,
                place.subject,
                place.grade,
                place.lesson_no,
                place.position,
                place.section,
            )
            for place in document.lessons
        ],
        "position": document.position,
        "since": document.since,
    }
    every = weighted_words(document)
    shown = weighted_words(document, hidden=False) if keeps_back(document) else every
    return {
        "id": str(document.id),
        "whole": title_key(lemmas(document.title)),
        "subject": " ".join(sorted(document.subjects)),
        "data": stored,
        ALL: every,
        SHOWN: shown,
        ROW: row((*part_texts(document), *shown_texts(document))),
        KEPT_ROW: row(kept_texts(document)) if keeps_back(document) else b"",
    }
