"""What stands in the Whoosh index.

Texts are cut into lemmas before they come here, so that every engine means the same by a
match, and Whoosh, which pickles its schema into the index, keeps nothing of ours in it.
"""

from typing import Any, TypedDict

from whoosh.analysis import RegexTokenizer
from whoosh.fields import ID, STORED, TEXT, Schema

from language.lemmas import lemmas
from search.port import Document
from search.weights import FIELDS

FORMAT = 1
"""Grows when an index made before cannot be read any more; it is then rebuilt."""


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


def schema() -> Schema:
    """The fields: the words by where they stand, the id, the whole title, what is stored."""
    cut = RegexTokenizer(r"\S+")
    fields: dict[str, Any] = {
        name: TEXT(analyzer=cut, phrase=False, stored=False) for name in FIELDS
    }
    return Schema(id=ID(unique=True), whole=ID(), data=STORED, **fields)


def title_key(words: list[str] | tuple[str, ...]) -> str:
    """The lemmas of a title as one term."""
    return " ".join(words)[:200]


def to_fields(document: Document) -> dict[str, Any]:
    """A document as Whoosh takes it."""
    title = lemmas(document.title)
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
    parts = document.fragments
    body = [document.description, document.author]
    for part in parts:
        body += [part.text, part.notes]
    return {
        "id": str(document.id),
        "whole": title_key(title),
        "data": stored,
        "title": " ".join(title),
        "topic": _cut(document.topics),
        "keywords": _cut(document.keywords),
        "headings": _cut(part.heading for part in parts),
        "body": _cut(body),
        "subject": _cut(document.subject_titles),
    }


def _cut(texts: Any) -> str:
    return " ".join(" ".join(lemmas(text)) for text in texts if text)
