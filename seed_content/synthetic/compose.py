"""One synthetic item: everything about it follows from the seed and its number."""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.ids import ALPHABET, LENGTH
from seed_content.synthetic.words import OWN_SHARE, Lesson, Vocabulary, sentences, vocabularies

SAID = (
    "Пример для проверки скорости: слова взяты из учебного плана наугад, "
    "картинки — из другого материала."
)
WORDS_A_FRAGMENT = 22
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


@dataclass(frozen=True)
class Passage:
    """A fragment's place and words; it has no ``content_sha``, being no slide that anybody made."""

    unit: str
    at: int
    until: int | None
    heading: str
    text: str


@dataclass(frozen=True)
class Made:
    """One item, ready to be written."""

    public_id: str  # its version bears the same
    lesson: Lesson
    original: Original
    title: str
    author: str
    licence: str
    keywords: list[str]
    passages: list[Passage] = field(default_factory=list)


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
    lesson = lessons[int(chance.random() * len(lessons))]
    original = originals[int(chance.random() * len(originals))]
    vocabulary = words[lesson.subject]
    word, other, *keywords = vocabulary.draw(chance, 6)
    title = chance.choice(_TITLES).format(
        title=lesson.title, no=1 + number % 9, word=word, other=other
    )
    author = int(chance.paretovariate(1.1)) % _AUTHORS
    return Made(
        public_id=public_id(seed, number),
        lesson=lesson,
        original=original,
        title=title[:300],
        author=f"Автор {author}",
        licence=_LICENCES[number % len(_LICENCES)],
        keywords=[*lesson.words[:2], *keywords],
        passages=list(_passages(original, lesson, vocabulary, chance)),
    )


def _passages(
    original: Original, lesson: Lesson, vocabulary: Vocabulary, chance: random.Random
) -> list[Passage]:
    places = _places(original)
    own_count = int(WORDS_A_FRAGMENT * OWN_SHARE)
    drawn = vocabulary.draw(chance, WORDS_A_FRAGMENT * len(places))
    found = []
    for place, (unit, at, until) in enumerate(places):
        words = drawn[place * WORDS_A_FRAGMENT : (place + 1) * WORDS_A_FRAGMENT]
        words[:own_count] = chance.choices(lesson.words or ("урок",), k=own_count)
        heading = f"{words[0]} {words[-1]} {words[-2]}".capitalize()
        found.append(Passage(unit, at, until, heading, sentences(words, chance)))
    return found


def _places(original: Original) -> list[tuple[str, int, int | None]]:
    """Where the words stand: each slide, each five seconds; a picture has one sheet of words."""
    if original.kind == "video":
        step = 5000
        whole = range(0, max(original.duration_ms, 1), step)
        return [("ms", at, min(at + step, original.duration_ms)) for at in whole]
    unit = "slide" if original.kind == "presentation" else "page"
    return [(unit, at, None) for at in range(1, max(original.pages, 1) + 1)]
