"""Whether decks are worth showing: enough slides, nothing thin, no deck a copy of another."""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Any

from seed_content.source import Source

FEWEST_SLIDES, MOST_SLIDES = 6, 15
FEWEST_WORDS = 12
"""Of a slide without a figure."""

MOST_SHARED = 0.20
"""Of the sentences of the shorter of two decks."""

_SENTENCE = re.compile(r"[.!?…]+(?:\s|$)|\n")
_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"\*\*|^(?:- |\d\. )")


def check_decks(decks: Sequence[Source]) -> list[str]:
    """Problems in Russian, one a line; decks are compared each with each."""
    problems = [problem for deck in decks for problem in _thin(deck)]
    said = {deck.path.name: sentences_of(deck) for deck in decks}
    for one, other in itertools.combinations(said, 2):
        share = shared(said[one], said[other])
        if share > MOST_SHARED:
            problems.append(f"{one} и {other}: общих предложений {share:.0%}")
    return problems


def _thin(deck: Source) -> Iterator[str]:
    slides = deck.data["slide"]
    if not FEWEST_SLIDES <= len(slides) <= MOST_SLIDES:
        yield f"{deck.path.name}: слайдов {len(slides)}, нужно от {FEWEST_SLIDES} до {MOST_SLIDES}"
    for number, slide in enumerate(slides, start=1):
        words = _WORD.findall(" ".join(slide.get("text", ())))
        if "figure" not in slide and "diagram" not in slide and len(words) < FEWEST_WORDS:
            yield f"{deck.path.name}: слайд {number} без рисунка и короче {FEWEST_WORDS} слов"


def sentences_of(deck: Source) -> frozenset[str]:
    """The deck's sentences of three words and more: slides, figures and notes, bare of marks."""
    found = set()
    for slide in deck.data["slide"]:
        for text in _texts({key: slide.get(key) for key in ("text", "notes", "figure")}):
            for sentence in _SENTENCE.split(_MARKS.sub("", text)):
                words = _WORD.findall(sentence.casefold())
                if len(words) >= 3:
                    found.add(" ".join(words))
    return frozenset(found)


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Which part of the shorter deck's sentences stands in the other, 0 to 1."""
    return len(one & other) / max(1, min(len(one), len(other)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
