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

_ELEMENT = (
    "A[cglmrstu]|B[aehikr]?|C[adeflmorsu]?|D[bsy]|E[rsu]|F[emr]?|G[ade]|H[efgos]?|I[nr]?|Kr?|L[airuv]"
    "|M[dgnot]|N[abdeiop]?|O[gs]?|P[abdmortu]?|R[abefghnu]|S[bcegimnr]?|T[abcehilm]|U|V|W|Xe|Yb?|Z[nr]"
)
_SUBSCRIPT = "[0-9₀-₉]"
_OF_ELEMENTS = rf"(?:{_ELEMENT}){_SUBSCRIPT}*"
_REACTING = (
    rf"(?:(?:{_ELEMENT}){_SUBSCRIPT}+|(?:{_OF_ELEMENTS}){{2}})(?:{_OF_ELEMENTS})*"
    rf"|[АВЕКМНОРСТХ]{_SUBSCRIPT}+(?:[АВЕКМНОРСТХ]{_SUBSCRIPT}*)*"
)
"""What a number before it multiplies, «2H₂O», «3CO»; one sign alone it does not, «3D», «5К»."""

_PIECE = re.compile(
    # The number before a formula is a word of its own: «2H₂O» is two times «H₂O».
    rf"(?P<coefficient>(?<![^\W_])[0-9]{{1,2}}(?=(?:{_REACTING})(?![^\W_])))"
    # Ordinals, «5-й», «5-го»: the ending is no word of its own.
    r"|(?P<ordinal>\d+)[-‑–](?:й|го|му|м|е|х|ми|ая|ое|ый|ой|ые|ых|ую)(?![^\W_])"
    # Formulas typed with Russian letters that look Latin, «Н₂О», «СО2», «А4».
    r"|(?P<formula>(?<![^\W\d_])[АВЕКМНОРСТХ][АВЕКМНОРСТХ0-9₀-₉⁰¹²³⁴-⁹]*[0-9₀-₉⁰¹²³⁴-⁹][АВЕКМНОРСТХ0-9₀-₉⁰¹²³⁴-⁹]*(?![^\W_]))"
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
    Latin or Russian letters alike, and so it is in «2H₂O»; «дpoби» with a Latin p and o is «дроби».
    Words longer than 64 characters are cut.
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
