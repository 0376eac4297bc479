"""The lemma of a Russian word: what «дробями», «дроби» and «дробь» have in common.

pymorphy3's first parse or its equal (``_likeliest``), remembered by word form. On 68 groups of
school words the first parse joined 96 % of the pairs that should meet, where a stemmer joined 65 %.
"""

import re
import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from language.words import words

REMEMBERED = 400_000
"""Word forms kept per process, some 80 MB at the very most; a library of 20,000 decks has fewer."""

PARSED = 5_000
"""Word forms kept per process with all that they may be, some 10 MB: those that are asked for."""

PIECE, PIECES = 40, 100_000
"""Letters of a piece of text between spaces that is remembered with its lemmas, and how many such
pieces are kept per process: 30 MB at most."""

NEAR = 0.005
"""Likelihoods, 0…1, that differ by less are equal."""

_RUSSIAN = re.compile("[а-я]+")
_FUNCTION = frozenset({"PREP", "CONJ", "PRCL", "INTJ"})
_NEVER_NOUN = frozenset({"ADVB", "NPRO"})  # «куда», which is a Spanish name too
_HOW = frozenset({"VERB", "INFN", "ADVB", "PRED", "GRND"})
_WHICH = frozenset({"ADJF", "ADJS", "COMP", "NPRO", "NUMR"})


class Lemma(NamedTuple):
    """The dictionary form of a word; ``function``: a preposition, conjunction or particle."""

    text: str
    function: bool


class Morphology:
    """The Russian dictionary, loaded at first use: 0.2 s and 20 MB a process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._analyzer: Any = None
        self.lemma = lru_cache(REMEMBERED)(self._lemma)
        # A query's words are asked about again and again, each time in another respect.
        self._parses = lru_cache(PARSED)(self._parse)

    def _dictionary(self) -> Any:
        if self._analyzer is None:
            with self._lock:
                if self._analyzer is None:
                    from pymorphy3 import MorphAnalyzer

                    self._analyzer = MorphAnalyzer()
        return self._analyzer

    def _parse(self, word: str) -> tuple[Any, ...]:
        return tuple(self._dictionary().parse(word))

    def _lemma(self, word: str) -> Lemma:
        if not _RUSSIAN.fullmatch(word):
            return Lemma(word, False)
        dictionary = self._dictionary()
        parses = dictionary.parse(word)
        if parses[0].tag.POS in _FUNCTION:
            return Lemma(_plain(parses[0]), not _is_noun_too(word, parses))
        return Lemma(_likeliest(parses, known=dictionary.word_is_known(word)), False)

    def readings(self, word: str) -> frozenset[str]:
        """All lemmas that the word may have; the word itself when it is not Russian."""
        if not _RUSSIAN.fullmatch(word):
            return frozenset({word})
        return frozenset(_plain(parse) for parse in self._parses(word))

    def forms(self, lemma: str) -> frozenset[str]:
        """The forms of a word by its lemma, itself among them."""
        if not _RUSSIAN.fullmatch(lemma):
            return frozenset({lemma})
        parses = [one for one in self._parses(lemma) if _plain(one) == lemma]
        forms = {str(form.word).replace("ё", "е") for one in parses for form in one.lexeme}
        return frozenset(forms | {lemma})

    def known(self, word: str) -> bool:
        """Whether the dictionary has this form, rather than guessing at it."""
        return bool(_RUSSIAN.fullmatch(word)) and bool(self._dictionary().word_is_known(word))

    def may_be(self, word: str, grammeme: str) -> bool:
        """Whether some reading of the word has an OpenCorpora grammeme, «gent» for the genitive."""
        if not _RUSSIAN.fullmatch(word):
            return False
        return any(grammeme in parse.tag for parse in self._parses(word))

    def says_how(self, word: str) -> bool:
        """Whether it is most likely a verb, an adverb or a predicative: «пишется», «раздельно»."""
        if not _RUSSIAN.fullmatch(word):
            return False
        return self._parses(word)[0].tag.POS in _HOW

    def says_of_what(self, word: str) -> bool:
        """False for a number and for what only tells which: «3», «мой», «большой», «разный»."""
        if word.isdigit():
            return False
        if not _RUSSIAN.fullmatch(word):
            return True
        return self._parses(word)[0].tag.POS not in _WHICH


def _likeliest(parses: Sequence[Any], *, known: bool) -> str:
    """The lemma of the first parse, or that of one as likely which fits the word's forms better.

    The first of equals is chance, and another one at each form: «Галилею» came from a girl «Галиля»
    and «Галилея» from the land, «бору» from the wind «бора». So a first name and a place give way
    to all that is as likely, to a surname half as likely too; of two nouns that one is meant for
    which more parses speak. Of a word that the dictionary lacks a gerund, an adverb and a neuter
    are guessed last: it is most often somebody's name. So what may be a surname is one:
    «Плюшкина», not of «плюшкино»; «Хлестаков», not many «хлестаки».
    """
    first = parses[0]
    if not known:
        surname = next((parse for parse in parses if "Surn" in parse.tag), None)
        if surname is not None:
            return _plain(surname)
        return _plain(next(filter(_is_usual, parses), first) if _is_odd(first) else first)
    shares: dict[str, float] = {}
    for parse in parses:
        if not _is_place(parse):
            shares[_plain(parse)] = shares.get(_plain(parse), 0.0) + float(parse.score)
    if _is_place(first):
        surnames = {_plain(parse) for parse in parses if "Surn" in parse.tag}
        instead = {
            lemma: share
            for lemma, share in shares.items()
            if share >= (first.score / 2 if lemma in surnames else first.score - NEAR)
        }
        return max(instead, key=instead.__getitem__) if instead else _plain(first)
    if first.tag.POS != "NOUN" or "Surn" in first.tag:
        return _plain(first)
    equals = {
        _plain(parse): shares[_plain(parse)]
        for parse in parses
        if parse.score >= first.score - NEAR and parse.tag.POS == "NOUN" and not _is_name(parse)
    }
    return max(equals, key=equals.__getitem__) if equals else _plain(first)


def _is_noun_too(word: str, parses: Sequence[Any]) -> bool:
    """Whether what may be a particle is as likely a noun: «Бах», «пас», «правда», «марш»."""
    if any(parse.tag.POS in _NEVER_NOUN for parse in parses):
        return False
    return any(
        parse.tag.POS == "NOUN" and _plain(parse) == word and parse.score >= parses[0].score - NEAR
        for parse in parses
    )


def _is_place(parse: Any) -> bool:
    """A first name or a place: most of them are nobody's in a school's texts."""
    return bool("Name" in parse.tag or "Geox" in parse.tag)


def _is_name(parse: Any) -> bool:
    return bool(_is_place(parse) or "Surn" in parse.tag or "Patr" in parse.tag)


def _is_odd(parse: Any) -> bool:
    return bool(parse.tag.POS in ("GRND", "ADVB")) or bool(
        parse.tag.POS == "NOUN" and parse.tag.gender == "neut"
    )


def _is_usual(parse: Any) -> bool:
    return bool(parse.tag.POS == "NOUN" and parse.tag.gender != "neut")


def _plain(parse: Any) -> str:
    return str(parse.normal_form).replace("ё", "е")


RUSSIAN = Morphology()
"""The one dictionary of the process; it holds no state beside what it remembers."""


def lemmas(text: str) -> list[str]:
    """The lemmas of all words of ``text``, in order, function words too."""
    # No word goes over a space, and pieces come back more often than texts do.
    found: list[str] = []
    for piece in text.split():
        found += _cut(piece) if len(piece) <= PIECE else _of(piece)
    return found


def _of(text: str) -> tuple[str, ...]:
    lemma = RUSSIAN.lemma
    return tuple([lemma(word.text).text for word in words(text)])


_cut = lru_cache(PIECES)(_of)
