"""Whether a search may be told to others: no person's name or number stands in it."""

from collections.abc import Container

from language.lemmas import RUSSIAN
from language.words import words

OFTEN = 3
"""What came so often is no slip of one person's pen into the wrong field: it is told as it is."""

MOST_DIGITS = 4
"""Digits of a number that is told: a year has four, a telephone more."""

NAMES = ("Name", "Surn", "Patr")
"""OpenCorpora's grammemes of a person's names."""


def may_be_told(text: str, times: int, taught: Container[str]) -> bool:
    """Whether a query that came ``times`` is told; ``taught``: the lemmas of the lessons.

    A name is told where lessons have it, «Раскольников», and stands alone: of several, «Иванов
    Сергей», nobody knows whose they are. What neither the dictionary nor a lesson has may be one.
    """
    if times >= OFTEN:
        return True
    names = 0
    for word in words(text):
        if word.text.isdigit():
            if len(word.text) > MOST_DIGITS:
                return False
            continue
        lemma = RUSSIAN.lemma(word.text).text
        named = any(RUSSIAN.may_be(word.text, grammeme) for grammeme in NAMES)
        names += named
        if lemma not in taught and (named or not RUSSIAN.known(word.text)):
            return False
    return names < 2
