"""The words of a query in a text: found by lemma, and marked."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from language.lemmas import PIECE, RUSSIAN
from language.look_alikes import folded
from language.words import Word, words

Segments = tuple[tuple[str, bool], ...]
"""A text in pieces, each marked (a word of the query) or not; plain text, never HTML."""

_ODD = "[\u0300-\u036f\u00ad]|[^\\Wa-zа-я]"
"""In lower case, what tells that a word may stand there in other letters than its own: stress
marks, soft hyphens, digits of any kind («H₂O»), ligatures."""

_RUSSIAN = re.compile("[а-я]+")


_SPACED = re.compile(r"\S+")


def _words(piece: str) -> tuple[tuple[Word, str], ...]:
    return tuple((word, RUSSIAN.lemma(word.text).text) for word in words(piece))


_cut = lru_cache(20_000)(_words)
"""No word goes over a space, and the same pieces stand in text after text."""


class Marker:
    """Finds the words of a query in texts, by lemma."""

    def __init__(self, lemmas: Sequence[str]) -> None:
        self.lemmas = frozenset(lemmas)
        stems = [_stem(lemma) for lemma in self.lemmas]
        # A word whose forms begin alike cannot stand in a piece that lacks that beginning.
        self._begun = (
            re.compile("|".join((*map(re.escape, stems), _ODD))) if stems and all(stems) else None
        )

    def found(self, text: str) -> list[tuple[Word, str]]:
        """The words of the query in the text, in order, each with its lemma."""
        found = []
        for start, piece in self._pieces(text):
            for word, lemma in _cut(piece) if len(piece) <= PIECE else _words(piece):
                if lemma in self.lemmas:
                    found.append((Word(word.text, start + word.start, start + word.end), lemma))
        return found

    def _pieces(self, text: str) -> Iterator[tuple[int, str]]:
        """The pieces between spaces where a word of the query may stand, and where they begin."""
        if not self.lemmas:
            return
        lower = folded(text).lower().replace("ё", "е")
        if self._begun is None or len(lower) != len(text):
            yield from ((piece.start(), piece[0]) for piece in _SPACED.finditer(text))
            return
        at = 0
        while begun := self._begun.search(lower, at):
            start, end = begun.start(), begun.end()
            while start > at and not text[start - 1].isspace():
                start -= 1
            rest = _SPACED.match(text, start)
            end = rest.end() if rest else end
            yield start, text[start:end]
            at = end

    def marked(self, text: str) -> Segments:
        """The whole text with the words of the query marked."""
        return cut(text, [word for word, _ in self.found(text)], 0, len(text))


def _stem(lemma: str) -> str:
    """What all forms of a word begin with; empty where they have nothing in common.

    Empty too for a word that the dictionary lacks: its lemma is a guess, and the guess at that
    lemma's forms may be of another declension than the form that stands in the text.
    """
    if _RUSSIAN.fullmatch(lemma) and not RUSSIAN.known(lemma):
        return ""
    forms = RUSSIAN.forms(lemma)
    stem = lemma
    while stem and not all(form.startswith(stem) for form in forms):
        stem = stem[:-1]
    return stem if len(stem) > 1 or stem == lemma else ""


def cut(text: str, places: Sequence[Word], start: int, end: int) -> Segments:
    """The text from ``start`` to ``end`` in one line, with these words of it marked."""
    segments: list[tuple[str, bool]] = []
    at = start
    for word in places:
        if word.start >= at and word.end <= end:
            segments += [
                (_one_line(text[at : word.start]), False),
                (text[word.start : word.end], True),
            ]
            at = word.end
    segments.append((_one_line(text[at:end]), False))
    return tuple(segment for segment in segments if segment[0])


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
