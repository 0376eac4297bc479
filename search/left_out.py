"""Grades and subjects that a query does not want: «кроме 5 класса», «-9 класс», «не физика»."""

from collections.abc import Sequence
from dataclasses import dataclass

from language.lemmas import Lemma
from language.words import Word
from search.query_unwanted import LEADING, NOT, OF_THE_PARTICLE, WITHOUT
from search.query_words import said_at

WEAKLY = "без"
"""It leaves out a grade, but no subject: «танец без музыки»."""


@dataclass(frozen=True)
class LeftOut:
    """What leaves out the part behind it: the words from ``start``, the characters from ``char``.

    ``only``: it leaves nothing out, «не только 5 класс».
    """

    start: int
    char: int
    only: bool = False


def left_out(
    text: str, cut: Sequence[Word], lemmas: Sequence[Lemma], at: int, *, softly: bool = True
) -> LeftOut | None:
    """Whether the part from word ``at`` on is not wanted: «кроме», «не», a minus stand before it.

    Not ``softly``: «без» leaves nothing out, of a subject it is said otherwise, «танец без музыки».
    """
    before = text[: cut[at].start]
    if before.endswith(("-", "−")):
        joined = before[:-1] == before[:-1].rstrip() != ""
        return None if joined else LeftOut(at, cut[at].start - 1)
    only = said_at(cut, at - 1) == "только"
    start = at - 1 - only
    said = said_at(cut, start)
    negated = said == NOT and not _is_about_the_particle(text, cut, lemmas, start)
    if not negated and (only or said not in WITHOUT or (said == WEAKLY and not softly)):
        return None
    while said_at(cut, start - 1) in LEADING:
        start -= 1
    return LeftOut(start, cut[start].start, only)


def _is_about_the_particle(
    text: str, cut: Sequence[Word], lemmas: Sequence[Lemma], at: int
) -> bool:
    """Whether «не» is the matter of the lesson here: «правописание не 5 класс», «слова с НЕ»."""
    shouted = text[cut[at].start : cut[at].end].isupper() and not text.isupper()
    behind_word = at > 0 and lemmas[at - 1].function and cut[at - 1].text not in LEADING
    return shouted or behind_word or any(lemma.text in OF_THE_PARTICLE for lemma in lemmas)
