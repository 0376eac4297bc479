"""One synthetic item: everything about it follows from the seed and its number."""

import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from catalog.kinds import SHOWN, lasts
from core.ids import ALPHABET, LENGTH
from seed_content.synthetic.words import (
    OWN_SHARE,
    Lesson,
    Vocabulary,
    draw_evenly,
    sentences,
    vocabularies,
)

SAID = (
    "Пример для проверки скорости: слова взяты из учебного плана наугад, "
    "картинки — из другого материала."
)
WORDS_A_FRAGMENT = 22
OWN_WORDS = int(WORDS_A_FRAGMENT * OWN_SHARE)
OTHER_WORDS = WORDS_A_FRAGMENT - OWN_WORDS

Passage = tuple[str, int, int | None, str, str]

_TITLES = (
    "{title}",
    "{title}. Урок {no}",
    "{title}: {word}",
    "Повторяем: {title}",
    "{title}. {word} и {other}",
    "К уроку «{title}»",
)
_LICENCES = ("CC BY 4.0", "CC BY-SA 4.0", "CC0")
_AUTHORS = 400
"""Invented authors; a few of them write much, most write little."""


@dataclass(frozen=True)
class Original:
    """A file that stands in the home already; its pictures serve many items."""

    sha256: str
    kind: str
    file_name: str
    pages: int
    duration_ms: int


class Made(NamedTuple):
    """One item, ready to be written: plain values, as they go from one process to another.

    ``passages`` are (unit, at, until, heading, text), with no ``content_sha``: they are no slides
    that anybody made.
    """

    public_id: str  # its version bears the same
    lesson_id: int
    original: Original
    title: str
    author: str
    licence: str
    keywords: str  # a list in JSON
    passages: list[Passage]


_made_from: tuple[int, Sequence[Lesson], dict[str, Vocabulary], Sequence[Original]]


def begin(seed: int, lessons: Sequence[Lesson], originals: Sequence[Original]) -> None:
    """Give a composing process what all its items are made from, once."""
    global _made_from
    _made_from = seed, lessons, vocabularies(lessons), originals


def compose_many(numbers: Sequence[int]) -> list[Made]:
    """The items of these numbers, in a process that has begun."""
    seed, lessons, words, originals = _made_from
    return [compose(seed, number, lessons, words, originals) for number in numbers]


def public_id(seed: int, number: int) -> str:
    """14 letters that follow from the seed: a second run knows what the first has made."""
    left = int.from_bytes(hashlib.sha256(f"{seed}/{number}".encode()).digest()[:9])
    letters = []
    for _ in range(LENGTH):
        left, one = divmod(left, len(ALPHABET))
        letters.append(ALPHABET[one])
    return "".join(letters)


def compose(
    seed: int,
    number: int,
    lessons: Sequence[Lesson],
    words: dict[str, Vocabulary],
    originals: Sequence[Original],
) -> Made:
    """The item of this number; the same arguments give the same item."""
    chance = random.Random(seed * 1_000_003 + number)
    many = np.random.Generator(np.random.PCG64(chance.getrandbits(64)))
    lesson = lessons[int(chance.random() * len(lessons))]
    original = originals[int(chance.random() * len(originals))]
    vocabulary = words[lesson.subject]
    word, other, *keywords = vocabulary.draw(many, 6)
    title = chance.choice(_TITLES).format(
        title=lesson.title, no=1 + number % 9, word=word, other=other
    )
    author = int(chance.paretovariate(1.1)) % _AUTHORS
    return Made(
        public_id=public_id(seed, number),
        lesson_id=lesson.row_id,
        original=original,
        title=title[:300],
        author=f"Автор {author}",
        licence=_LICENCES[number % len(_LICENCES)],
        keywords=json.dumps([*lesson.words[:2], *keywords], ensure_ascii=False),
        passages=_passages(original, lesson, vocabulary, chance, many),
    )


def _passages(
    original: Original,
    lesson: Lesson,
    vocabulary: Vocabulary,
    chance: random.Random,
    many: np.random.Generator,
) -> list[Passage]:
    places = _places(original)
    own = draw_evenly(lesson.words or ("урок",), many, OWN_WORDS * len(places))
    drawn = vocabulary.draw(many, OTHER_WORDS * len(places))
    found = []
    for place, (unit, at, until) in enumerate(places):
        words = own[place * OWN_WORDS : (place + 1) * OWN_WORDS]
        words += drawn[place * OTHER_WORDS : (place + 1) * OTHER_WORDS]
        heading = f"{words[0]} {words[-1]} {words[-2]}".capitalize()
        found.append((unit, at, until, heading, sentences(words, chance)))
    return found


def _places(original: Original) -> list[tuple[str, int, int | None]]:
    """Where the words stand: each slide, each five seconds; a picture has one sheet of words."""
    if lasts(original.kind):
        step = 5000
        whole = range(0, max(original.duration_ms, 1), step)
        return [("ms", at, min(at + step, original.duration_ms)) for at in whole]
    unit = "slide" if SHOWN[original.kind].slides else "page"
    return [(unit, at, None) for at in range(1, max(original.pages, 1) + 1)]
