"""A query with typing slips, as it was probably meant."""

from collections.abc import Iterator
from itertools import islice

from language.lemmas import RUSSIAN
from language.typos import SHORTEST, candidates, is_likely, one_slip
from search.port import Engine, Matching
from search.query_words import CLASS_WORDS, KIND_WORDS
from search.understand import Understood

TRIED = 20
"""Neighbours of a word that are looked at; the rest are rarer or further away."""

_SPECIAL = dict.fromkeys((*KIND_WORDS, *CLASS_WORDS, "слайды", "картинки", "презентации"), 1)
"""Words of the query language itself: they need not stand in any item."""


def corrected(
    understood: Understood, engine: Engine, matching: Matching, *, known_too: bool = False
) -> str | None:
    """The whole query with the words that no item has put right; None when nothing is to be done.

    Only words that the viewer may find are offered. A word that the dictionary has is taken as
    it is, for «учебник» is not «ученик» typed wrongly; with ``known_too`` it is put right as well:
    that is to be asked, not done.
    """
    text = understood.text
    for word in reversed(understood.plain_words):
        lemma = RUSSIAN.lemma(word.text).text
        if matching(lemma) or (RUSSIAN.known(word.text) and not known_too):
            continue
        meant = next(_meant(word.text, engine, matching), None)
        if meant is not None:
            text = text[: word.start] + meant + text[word.end :]
    return text if text != understood.text else None


def _meant(word: str, engine: Engine, matching: Matching) -> Iterator[str]:
    """What the word may have been meant for, the likeliest first, in the form that was meant."""
    if not RUSSIAN.known(word):  # «роли» is no «ролик»
        yield from islice(candidates(word, _SPECIAL), 1)
    yield from near_forms(word, matching)
    # Two slips, or a name that the dictionary lacks: by the vocabulary, through the lemmas that
    # the ending makes possible.
    for written in dict.fromkeys((RUSSIAN.lemma(word).text, word, *sorted(RUSSIAN.readings(word)))):
        near = islice(candidates(written, engine.terms()), TRIED)
        yield from (other for other in near if matching(other))


def near_forms(word: str, matching: Matching) -> list[str]:
    """Forms of the dictionary's words one slip away that the viewer may find by their lemma.

    Usual slips first, then what more items have.
    """
    if len(word) < SHORTEST or word.isdigit():
        return []
    found = {
        other: count
        for other in one_slip(word)
        if RUSSIAN.known(other) and (count := matching(RUSSIAN.lemma(other).text))
    }
    return sorted(found, key=lambda other: (not is_likely(word, other), -found[other], other))
