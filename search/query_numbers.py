"""Finding numbers of lessons, paragraphs and topics in a query: «урок 12», «§ 5», «тема 3»."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from language.lemmas import RUSSIAN, Lemma
from language.words import Word
from search.query_words import CLASS_WORDS

MOST_LESSONS = 10
"""So many lessons of one query are listened to: «уроки 12–14»."""

_OF_A_BOOK = frozenset({"параграф", "тема", "глава", "раздел"})
_OF_SOMETHING_ELSE = frozenset(
    [
        *("январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август"),
        *("сентябрь", "октябрь", "ноябрь", "декабрь", "минута", "мин", "час", "год", "век"),
        *CLASS_WORDS,
    ]
)
"""«Урок 1 сентября», «урок 45 минут», «урок 5 класс»: behind the number is what it counts."""

_TO = re.compile(r"\s*[-‑–—]\s*")
_AND = re.compile(r"\s*,\s*")


@dataclass(frozen=True)
class Numbered:
    """The words from ``start`` up to ``end``; ``numbers`` of lessons of the grid, or none.

    Without ``numbers`` it numbers something of a textbook, at ``places``.
    """

    start: int
    end: int
    places: tuple[int, ...]
    numbers: tuple[int, ...] = ()


def numbered(text: str, cut: Sequence[Word], lemmas: Sequence[Lemma]) -> Iterator[Numbered]:
    """The numbered things of a query; ``cut`` are its words, ``lemmas`` theirs."""
    walk = _Walk(text, cut)
    end = 0
    for at, lemma in enumerate(lemmas):
        if at < end:
            continue
        if lemma.text == "урок" and (places := walk.numbers_from(at + 1)):
            found = Numbered(at, places[-1] + 1, places, walk.values(places))
        elif lemma.text == "урок" and end < at and walk.is_ordinal_before(at):
            found = Numbered(at - 1, at + 1, (at - 1,), walk.values((at - 1,)))
        elif (lemma.text in _OF_A_BOOK and (places := walk.numbers_from(at + 1))) or (
            walk.is_behind_sign(at) and (places := walk.numbers_from(at))
        ):
            found = Numbered(at, places[-1] + 1, places)
        else:
            continue
        end = found.end
        yield found


class _Walk:
    def __init__(self, text: str, cut: Sequence[Word]) -> None:
        self.text = text
        self.cut = cut

    def numbers_from(self, at: int) -> tuple[int, ...]:
        """The places of the numbers that begin here, «12», «12–14», «12 и 13»; none is none."""
        if not self._is_number(at):
            return ()
        places = [at]
        while self._is_number(places[-1] + 1) and self._joins(places[-1] + 1):
            places.append(places[-1] + 1)
        behind = places[-1] + 1
        if self._is_number(behind + 1) and self.cut[behind].text == "и":
            places.append(behind + 1)
        return tuple(places) if self._is_free(places[-1] + 1) else ()

    def values(self, places: Sequence[int]) -> tuple[int, ...]:
        """The numbers at these places, those between «12–14» too."""
        found = [int(self.cut[at].text) for at in places]
        if len(found) == 2 and _TO.fullmatch(self._between(places[1], places[0])):
            found = list(range(found[0], found[1] + 1))
        return tuple(dict.fromkeys(found))[:MOST_LESSONS]

    def is_ordinal_before(self, at: int) -> bool:
        """«12 урок», «12-й урок»; «на 1 урок» and «12 уроков» count."""
        if not self._is_number(at - 1) or (at > 1 and self.cut[at - 2].text == "на"):
            return False
        written = self.text[self.cut[at - 1].start : self.cut[at - 1].end]
        return self.cut[at].text == "урок" or not written.isdigit()

    def is_behind_sign(self, at: int) -> bool:
        """Whether «§» stands before this word."""
        before = self.cut[at - 1].end if at else 0
        return self.text[before : self.cut[at].start].rstrip().endswith("§")

    def _is_number(self, at: int) -> bool:
        if not 0 <= at < len(self.cut):
            return False
        said = self.cut[at].text
        return said.isascii() and said.isdigit() and len(said) <= 3 and int(said) > 0

    def _joins(self, at: int) -> bool:
        between = self._between(at, at - 1)
        return bool(_TO.fullmatch(between) or _AND.fullmatch(between))

    def _between(self, at: int, before: int) -> str:
        return self.text[self.cut[before].end : self.cut[at].start]

    def _is_free(self, behind: int) -> bool:
        """Whether the number counts nothing that stands behind it, and is no «5А»."""
        if behind >= len(self.cut):
            return True
        counted = RUSSIAN.lemma(self.cut[behind].text).text in _OF_SOMETHING_ELSE
        return not counted and bool(self._between(behind, behind - 1))
