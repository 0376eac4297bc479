"""Cutting a text into words, the same way for what is indexed and for what is asked."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from language.look_alikes import folded

LONGEST = 64
"""Characters of a word that count; what is longer is no word of a language."""

_MARKS = "\u0300-\u036f\u00ad"
"""Combining marks and the soft hyphen: they stand inside a word and do not end it."""

_PIECE = re.compile(
    # Ordinals, «5-й», «5-го»: the ending is no word of its own.
    r"(?P<ordinal>\d+)[-‑–](?:й|го|му|м|е|х|ми|ая|ое|ый|ой|ые|ых|ую)(?![^\W_])"
    # Formulas typed with Russian letters that look Latin, «Н₂О», «СО2», «А4».
    r"|(?P<formula>(?<![^\W_])[АВЕКМНОРСТХ][АВЕКМНОРСТХ0-9₀-₉⁰¹²³⁴-⁹]*[0-9₀-₉⁰¹²³⁴-⁹][АВЕКМНОРСТХ0-9₀-₉⁰¹²³⁴-⁹]*(?![^\W_]))"
    # A Russian word, and then anything else that is letters and digits: «5кл» is two words.
    rf"|(?P<cyrillic>[Ѐ-ӿ][Ѐ-ӿ{_MARKS}]*)"
    rf"|(?P<other>(?:(?![Ѐ-ӿ])[^\W_])(?:(?![Ѐ-ӿ])[^\W_]|[{_MARKS}])*)"
)

_LATIN = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")
_DROPPED = re.compile("[\u00ad\u0301]")


class Word(NamedTuple):
    """A word as found: its plain form, and where it starts and ends in the source."""

    text: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The words of ``text`` in order.

    A word is letters and digits, in lower case, composed (NFKC), ё as е, without stress marks and
    soft hyphens; parts joined by a hyphen are words each; «5-й» is «5», «H₂O» is «h2o» with
    Latin or Russian letters alike; «дpoби» with a Latin p and o is «дроби». Words longer than 64
    characters are cut.
    """
    for found in _PIECE.finditer(folded(text)):
        kind = found.lastgroup
        if kind == "ordinal":
            yield Word(plain(found["ordinal"]), found.start(), found.end())
        elif kind == "formula":
            yield Word(plain(found[0].translate(_LATIN)), found.start(), found.end())
        else:
            yield Word(plain(found[0]), found.start(), found.end())


def as_words(text: str) -> str:
    """The words of ``text`` joined by spaces: texts that say the same are equal then."""
    return " ".join(word.text for word in words(text))


def plain(word: str) -> str:
    """A word in the form in which words are compared."""
    if not word.isascii():
        word = unicodedata.normalize("NFKC", _DROPPED.sub("", word))
    return word[:LONGEST].lower().replace("ё", "е")
