"""What stands in the Tantivy index.

Texts are cut into lemmas before they come here: Tantivy splits them at spaces and changes nothing.
"""

import json
from importlib.metadata import version
from typing import Any
from zlib import crc32

import tantivy

from language.lemmas import lemmas
from language.words import words
from search.columns import COLUMNS, columns_of
from search.item_words import ALL, SHOWN, keeps_back, title_key, weighted_words
from search.lesson_order import NO_GRADE, standing
from search.phrases import kept_texts, part_texts, shown_texts
from search.port import Document, Filters, LessonPlace
from search.weights import PARTS

BEGUN = 8
"""Letters of the beginnings of titles that are indexed as they are typed; what is longer is so
rare that the titles themselves are looked through."""

OPENING = 80
"""Letters of a title that a suggestion is compared with."""

SEPARATOR = "\x1f"
"""Comes before every letter, and is in no text."""


ROW, KEPT_ROW = "row", "kept_row"
"""The words in their order: what all may see, and what is kept back."""

END = " | "
"""Between texts: what ends one and begins the next is no phrase. It is no lemma."""

PART = "part"
"""Words with the part of the item in which they stand."""


def schema() -> tantivy.Schema:
    """Words with how often, values as they are, orders as columns, what is stored."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", indexed=True, fast=True)
    for name in (ALL, SHOWN):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in (ROW, KEPT_ROW):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    builder.add_text_field(PART, tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("begins", tokenizer_name="whitespace", index_option="basic")
    for name in ("whole", "opening"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (*COLUMNS, "place", "order"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("letters", "since"):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    builder.add_bytes_field("data", stored=True)
    return builder.build()


TIMES = 3.0
"""How often a word of weight 1 is written."""

MOST_TIMES = 120

EDITION = 6
"""Grows when the same words would be written, or the same columns filled, in another way."""


def _format() -> str:
    made_from = (version("tantivy"), EDITION, COLUMNS, TIMES, PARTS)
    return f"t{EDITION}-{crc32(repr(made_from).encode()):08x}"


FORMAT = _format()
"""Names the fields, columns and weights that an index is made with; another one is rebuilt."""


def place_value(lesson: LessonPlace) -> str:
    """A lesson with the subject and the grade under which it is counted."""
    return SEPARATOR.join((lesson.subject, str(lesson.grade), lesson.key))


def part_term(part: str, lemma: str) -> str:
    """A lemma in a part of an item."""
    return f"{part}_{lemma}"


def to_tantivy(document: Document) -> tantivy.Document:
    """A document as Tantivy takes it."""
    made = tantivy.Document()
    made.add_unsigned("id", document.id)
    every = _written(weighted_words(document))
    shown = _written(weighted_words(document, hidden=False)) if keeps_back(document) else every
    made.add_text(ALL, every)
    made.add_text(SHOWN, shown)
    for name, texts in ((ROW, shown_texts(document)), (KEPT_ROW, kept_texts(document))):
        made.add_text(name, END.join(map(" ".join, texts)))
    for part, *there in part_texts(document):
        made.add_text(PART, " ".join(part_term(part, lemma) for lemma in there))
    made.add_text("whole", title_key(lemmas(document.title)))
    cut = openings(document.title)
    for one in cut:
        made.add_text("opening", one)
    made.add_text("begins", " ".join(map(beginning, _beginnings(cut))))
    made.add_unsigned("letters", len(document.title))
    made.add_unsigned("since", document.since)
    for name, values in columns_of(document).items():
        for value in values:
            made.add_text(name, str(value))
    for lesson in document.lessons:
        made.add_text("place", place_value(lesson))
    stored = {
        "id": document.id,
        "title": document.title,
        "kind": document.kind,
        "grades": sorted(document.grades),
        "position": document.position,
        "lessons": [
            [one.key, one.subject, one.grade, one.lesson_no, one.position, one.section]
            for one in document.lessons
        ],
    }
    made.add_text("order", order_key(stored, document.lessons, None))
    made.add_bytes("data", json.dumps(stored, ensure_ascii=False).encode())
    return made


def openings(title: str) -> list[str]:
    """A title read on from each of its words; the first is the whole of it."""
    cut = [word.text for word in words(title)]
    return [" ".join(cut[at:])[:OPENING] for at in range(len(cut))]


def beginning(typed: str) -> str:
    """What is typed of a title, as one word: many such are told to Tantivy at once."""
    return typed.replace(" ", SEPARATOR)


def _beginnings(cut: list[str]) -> list[str]:
    """What may be typed of a title, each once; with a caret what the title itself begins with."""
    found: dict[str, None] = {}
    for at, one in enumerate(cut):
        for length in range(1, min(BEGUN, len(one)) + 1):
            found[one[:length]] = None
            if at == 0:
                found["^" + one[:length]] = None
    return list(found)


def order_key(
    stored: dict[str, Any], lessons: tuple[LessonPlace, ...], filters: Filters | None
) -> str:
    """Where an item stands in the order of the lessons, under filters if there are any.

    By subject, grade and number of its first lesson, then by title and id.
    """
    grade = min(stored["grades"], default=NO_GRADE)
    *numbers, title = standing(lessons, stored["position"], grade, stored["title"], filters)
    return SEPARATOR.join((*(f"{one:07}" for one in numbers), title, f"{stored['id']:012}"))


def _written(weights: dict[str, float]) -> str:
    """Each word as often as it weighs: so a library that only counts words knows their weights."""
    return " ".join(
        " ".join([word] * max(1, min(MOST_TIMES, round(TIMES * weight))))
        for word, weight in weights.items()
    )
