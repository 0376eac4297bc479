"""Words that were cut short, written out: «геом прогрессия», «ур-е окружности», «десят. дроби»."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from language.lemmas import RUSSIAN
from language.lexicon import Lexicon
from language.words import Word, as_words, words

SHORTEST = 2
"""Letters of a beginning that is written out beside a word with which it is taught."""

ALONE = 5
"""Letters of one that is written out with nothing beside it that tells which word is meant."""

LEFT_OUT = 2
"""Letters that are left out at the least: one less is a slip."""

HYPHENED = 3
"""Letters around a hyphen at the least: «ф-ла», «ср-ва»."""

KNOWN_LONGEST = 3
"""Letters of a word of the dictionary that may be a beginning all the same: «гос», «хим», «вел»."""

MOST_PLACES = 1000
"""Places where a word goes on that are looked at: two letters begin thousands of words."""

_AROUND_A_HYPHEN = re.compile(r"(?<![\w-])([а-яё]{1,6})-([а-яё]{1,4})(?![\w-])", re.IGNORECASE)
_RUSSIAN = re.compile("[а-я]+")
_ENGLISH = re.compile("[a-z]{3,}")


class Place(NamedTuple):
    """A word of a title, its neighbours, and where it stands among all titles."""

    before: str
    word: str
    after: str
    at: int


class Shortened:
    """The words of the grid's titles, to be asked what a word cut short was.

    ``texts``: those titles as ``as_words`` gives them. All of it takes 1 ms a word.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._text = f"  {'  '.join(texts)}  "
        self._whole = frozenset(self._text.split())
        self._beginning = lru_cache(1024)(self._look)
        self._ending = lru_cache(1024)(self._find)

    def hyphens_written_out(self, text: str) -> str:
        """The query with what stands for the letters left out at a hyphen: «гос-во», «ур-е»."""
        # From the end: what is written out tells what the word before it was, «пр-я ф-ции».
        for said in reversed(list(_AROUND_A_HYPHEN.finditer(text))):
            head, tail = (as_words(part) for part in said.groups())
            before = [word.text for word in words(text[: said.start()])][-1:]
            after = [word.text for word in words(text[said.end() :])][:1]
            meant = self._around_hyphen(head, tail, "".join(before), "".join(after))
            if meant is not None:
                text = text[: said.start()] + meant + text[said.end() :]
        return text

    def beginnings_written_out(
        self, text: str, plain: Sequence[Word], lexicon: Lexicon, matching: Callable[[str], int]
    ) -> str:
        """The query with those of the words ``plain`` in full that are but beginnings.

        A word that a whole term of the ``lexicon`` has, or that items have, stays as it is.
        ``matching``: how many items have a lemma.
        """
        cut = list(words(text))
        may_be = frozenset(word.start for word in plain)
        terms = frozenset(at for one in lexicon.spoken(cut) for at in one.at)
        for at in range(len(cut) - 1, -1, -1):
            word = cut[at]
            if word.start not in may_be or at in terms or not self._may_be_cut(word.text):
                continue
            meant = None if matching(RUSSIAN.lemma(word.text).text) else self._goes_on(cut, at)
            if meant is not None:
                end = word.end + text[word.end :].startswith(".")
                text = text[: word.start] + meant + text[end:]
        return text

    def _may_be_cut(self, word: str) -> bool:
        return (
            len(word) >= SHORTEST
            and word not in self._whole
            and bool(_RUSSIAN.fullmatch(word) or _ENGLISH.fullmatch(word))
            and not (len(word) > KNOWN_LONGEST and RUSSIAN.known(word))
            and not RUSSIAN.lemma(word).function
        )

    def _around_hyphen(self, head: str, tail: str, before: str, after: str) -> str | None:
        """«Гос-во»: what stands between the letters before the hyphen and those behind it.

        Rather as titles have it beside the neighbours in the query, or with them at all; None where
        no word is so.
        """
        if len(head) + len(tail) < HYPHENED or f" {head} {tail} " in self._text:
            return None
        places = self._ending(head, tail)
        found = _beside(places, before, after)
        if not found:
            near = _forms(before) | _forms(after)
            found = [one.word for one in places if not near.isdisjoint(self._title(one.at))]
        return _usual(found) or _usual(one.word for one in places)

    def _title(self, at: int) -> list[str]:
        """The words of the title that stands there."""
        return self._text[self._text.rindex("  ", 0, at) : self._text.index("  ", at)].split()

    def _goes_on(self, cut: Sequence[Word], at: int) -> str | None:
        """«Геом» beside «прогрессия»: how the word goes on in titles that have both.

        As it was asked, so that both agree; or else in any form.
        """
        places = self._beginning(cut[at].text)
        before = cut[at - 1].text if at else ""
        after = cut[at + 1].text if at + 1 < len(cut) else ""
        beside = _beside(places, before, after)
        if beside:
            return _usual(beside)
        word = cut[at].text
        # By itself an English beginning may be any word of another language.
        alone = len(word) >= ALONE and not RUSSIAN.known(word) and not word.isascii()
        return _usual(one.word for one in places) if alone else None

    def _find(self, head: str, tail: str) -> tuple[Place, ...]:
        """Where words begin with ``head``, end with ``tail`` and have LEFT_OUT letters between."""
        word = re.compile(rf"(?<= ){head}[а-я]{{{LEFT_OUT},}}{tail}(?= )")
        return tuple(self._place(*found.span()) for found in word.finditer(self._text))

    def _look(self, beginning: str) -> tuple[Place, ...]:
        """Where words begin with these letters and go on with ``LEFT_OUT`` more."""
        least = len(beginning) + LEFT_OUT
        longer = (place for place in self._places(beginning) if len(place.word) >= least)
        return tuple(islice(longer, MOST_PLACES))

    def _places(self, beginning: str) -> Iterator[Place]:
        text = self._text
        at = text.find(f" {beginning}")
        while at >= 0:
            end = text.index(" ", at + 1)
            yield self._place(at + 1, end)
            at = text.find(f" {beginning}", end)

    def _place(self, start: int, end: int) -> Place:
        text = self._text
        before = text[text.rindex(" ", 0, start - 1) + 1 : start - 1]
        return Place(before, text[start:end], text[end + 1 : text.index(" ", end + 1)], start)


def _beside(places: Sequence[Place], before: str, after: str) -> list[str]:
    """The words of those places that have such a neighbour; as it is said, or in any form of it."""
    before, after = ("" if RUSSIAN.lemma(one).function else one for one in (before, after))
    for befores, afters in (({before}, {after}), (_forms(before), _forms(after))):
        beside = [one.word for one in places if one.after and one.after in afters]
        beside = beside or [one.word for one in places if one.before and one.before in befores]
        if beside:
            return beside
    return []


def _usual(found: Iterable[str]) -> str | None:
    """The most frequent of the words."""
    counts = Counter(found)
    return max(counts, key=lambda word: (counts[word], word), default=None)


def _forms(word: str) -> frozenset[str]:
    return RUSSIAN.forms(RUSSIAN.lemma(word).text) - {""}
