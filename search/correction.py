"""A query that found nothing, as it was probably meant: the other keyboard layout, typing slips."""

from collections.abc import Callable
from itertools import islice

from language.layout import as_latin, as_russian
from language.lemmas import RUSSIAN
from language.typos import candidates
from language.words import plain, words
from search.port import Engine
from search.query_words import CLASS_WORDS, KIND_WORDS
from search.understand import MOST_LETTERS, Understood, readable

TRIED = 20
"""Neighbours of a word that are looked at; the rest are rarer or further away."""

Matching = Callable[[str], int]
"""How many items the viewer may find by a lemma."""

_SPECIAL = dict.fromkeys((*KIND_WORDS, *CLASS_WORDS, "слайды", "картинки", "презентации"), 1)
"""Words of the query language itself: they need not stand in any item."""


def in_right_layout(text: str, matching: Matching) -> str:
    """The query with the parts that were typed in the Latin layout put right.

    A part is turned when it has no Russian letter, is a word in the dictionary once turned,
    and nothing that the viewer may see has it as it stands.
    """
    text = readable(text)[:MOST_LETTERS]
    return " ".join(_turned(part, matching) for part in text.split(" "))


def _turned(part: str, matching: Matching) -> str:
    if not part.isascii() or not any(letter.isalpha() for letter in part):
        return part
    # A comma is «б» in the other layout and may still be a comma at the end.
    for end in (len(part), len(part.rstrip(".,;"))):
        russian = as_russian(part[:end])
        if RUSSIAN.known(plain(russian)) and len(russian) > 1:
            if any(matching(word.text) for word in words(part)):
                return part
            return russian + part[end:]
    return part


def corrected(
    understood: Understood, engine: Engine, matching: Matching, *, found: bool
) -> str | None:
    """The whole query with the words that no item has put right; None when nothing is to be done.

    Only words that the viewer may find are offered. When something was ``found`` a word of the
    dictionary is taken as it is.
    """
    text = understood.text
    for word in reversed(understood.plain_words):
        lemma = RUSSIAN.lemma(word.text).text
        if matching(lemma) or (found and RUSSIAN.known(word.text)):
            continue
        meant = _meant(word.text, lemma, engine, matching)
        if meant is not None:
            text = text[: word.start] + meant + text[word.end :]
    return text if text != understood.text else None


def _meant(
    word: str,
    lemma: str,
    engine: Engine,
    matching: Matching,
) -> str | None:
    latin = as_latin(word)
    if latin.isascii() and matching(plain(latin)):
        return latin
    for special in islice(candidates(word, _SPECIAL), 1):
        return special
    for written in dict.fromkeys((lemma, word)):
        for near in islice(candidates(written, engine.terms()), TRIED):
            if matching(near):
                return near
    return None
