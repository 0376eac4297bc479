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

KNOWN_LONGEST = 3
"""Letters of a word of the dictionary that may be a beginning all the same: «гос», «хим», «вел»."""

MOST_PLACES = 1000
"""Places where a word goes on that are looked at: two letters begin thousands of words."""

_AROUND_A_HYPHEN = re.compile(r"(?<![\w-])([а-яё]{2,6})-([а-яё]{1,3})(?![\w-])", re.IGNORECASE)
_RUSSIAN = re.compile("[а-я]+")


class Place(NamedTuple):
    """A word of a title and its neighbours."""

    before: str
    word: str
    after: str


class Shortened:
    """The words of the grid's titles, to be asked what a word cut short was.

    ``texts``: those titles as ``as_words`` gives them. All of it takes 1 ms a word.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._text = f"  {'  '.join(texts)}  "
        self._whole = frozenset(self._text.split())
        self._beginning = lru_cache(1024)(self._look)

    def hyphens_written_out(self, text: str) -> str:
        """The query with what stands for the letters left out at a hyphen: «гос-во», «ур-е»."""
        return _AROUND_A_HYPHEN.sub(self._around_hyphen, text)

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
            and bool(_RUSSIAN.fullmatch(word))
            and not (len(word) > KNOWN_LONGEST and RUSSIAN.known(word))
            and not RUSSIAN.lemma(word).function
        )

    def _around_hyphen(self, said: re.Match[str]) -> str:
        """«Гос-во»: what stands between the letters before the hyphen and those behind it."""
        head, tail = (as_words(part) for part in said.groups())
        if f" {head} {tail} " in self._text:
            return said[0]
        least = len(head) + len(tail) + LEFT_OUT
        return (
            _usual(
                place.word
                for place in self._beginning(head)
                if place.word.endswith(tail) and len(place.word) >= least
            )
            or said[0]
        )

    def _goes_on(self, cut: Sequence[Word], at: int) -> str | None:
        """«Геом» beside «прогрессия»: how the word goes on in titles that have both.

        As it was asked, so that both agree; or else in any form.
        """
        places = self._beginning(cut[at].text)
        before = cut[at - 1].text if at else ""
        after = cut[at + 1].text if at + 1 < len(cut) else ""
        before, after = ("" if RUSSIAN.lemma(one).function else one for one in (before, after))
        for befores, afters in (({before}, {after}), (_forms(before), _forms(after))):
            beside = [one.word for one in places if one.after and one.after in afters]
            beside = beside or [one.word for one in places if one.before and one.before in befores]
            if beside:
                return _usual(beside)
        alone = len(cut[at].text) >= ALONE and not RUSSIAN.known(cut[at].text)
        return _usual(one.word for one in places) if alone else None

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
            before = text[text.rindex(" ", 0, at) + 1 : at]
            yield Place(before, text[at + 1 : end], text[end + 1 : text.index(" ", end + 1)])
            at = text.find(f" {beginning}", end)


def _usual(found: Iterable[str]) -> str | None:
    """The most frequent of the words."""
    counts = Counter(found)
    return max(counts, key=lambda word: (counts[word], word), default=None)


def _forms(word: str) -> frozenset[str]:
    return RUSSIAN.forms(RUSSIAN.lemma(word).text) - {""}
