"""A term or a target as it was typed, without what means nothing."""

from language.words import words
from search.understand import readable

PAIRS = {"«": "»", "“": "”", "„": "“", '"': '"', "'": "'", "(": ")", "[": "]"}

SEPARATORS = ",;:!?…*_=|/\\"
"""Signs that say nothing at the end of a name; a hyphen does: «-тся», «пере-»."""


def plain(text: str) -> str:
    """One line without control characters, a space between words."""
    return " ".join(readable(text).split())


def plain_term(text: str) -> str:
    """The same without signs that stand alone at its ends, separators, and quotes round it all.

    «дроби -» is «дроби», and «и т.д.» stays: a full stop that is not the only one shortens.
    """
    term = _without_lonely(plain(text))
    while True:
        cut = term.strip(SEPARATORS + " ")
        if cut.count(".") == 1:
            cut = cut.strip(".")
        cut = _without_lonely(_unwrapped(cut))
        if cut == term:
            return term
        term = cut


def _without_lonely(text: str) -> str:
    pieces = text.split(" ")
    while pieces and not _says(pieces[0]):
        pieces.pop(0)
    while pieces and not _says(pieces[-1]):
        pieces.pop()
    return " ".join(pieces)


def _says(piece: str) -> bool:
    return any(True for _ in words(piece))


def _unwrapped(text: str) -> str:
    """The text without one pair of quotes or brackets that holds the whole of it and no other."""
    if len(text) < 2 or PAIRS.get(text[0]) != text[-1]:
        return text
    inside = text[1:-1]
    return text if {text[0], text[-1]} & set(inside) else inside
