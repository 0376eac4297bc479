"""What people say for what a lesson is called: heroes for works, everyday words for terms.

The rows are data (``language/school_words``, ours); a school's own stand beside them. A row speaks
only for a whole term, and only in its subjects.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Literal, get_args

from language.lemmas import RUSSIAN
from language.words import Word, words

FOLDER = Path(__file__).parent / "school_words"

KindOfRow = Literal[
    "abbrev",
    "author",
    "event",
    "everyday",
    "hero",
    "hyponym",
    "spelling",
    "subject",
    "synonym",
]
"""The sorts of a row: what the term is to its targets."""

KINDS: tuple[str, ...] = get_args(KindOfRow)

LITTLE = frozenset(
    {"и", "или", "а", "в", "во", "на", "о", "об", "по", "из", "для", "к", "ко", "от"}
)
"""Words without which a term is the same: «день и ночь», «день ночь». «Не с глаголом» needs its."""

BEGINNING = 3
"""Letters by which rows are found; a term's words are put into lemmas only then."""


UNKNOWN = "~"
"""What the key of a word begins with that the dictionary lacks."""

_CYRILLIC = re.compile("[а-я]{4,}")
_PLAIN = re.compile("[а-яёА-ЯЁ ]{1,64}")
_ENDING = re.compile(
    "(?<=...)(?:ами|ями|ого|его|ому|ему|ыми|ими|[оеыи]й|[оеаыия]м|[аяыи]х|[оеую]ю|[ая]я|[оеи]е"
    "|[аеиоуыьюя])$"
)
"""The endings of nouns and adjectives in the singular and plural; not «-ов», which is a surname's.
Three letters are left at the least."""


@dataclass(frozen=True)
class Row:
    """A term and what it stands for: any of ``targets``. No ``subjects``: in all of them."""

    term: str
    targets: tuple[str, ...]
    kind: str = "synonym"
    subjects: frozenset[str] = frozenset()

    @cached_property
    def words(self) -> frozenset[str]:
        """The term's words as they are written."""
        return frozenset(word.text for word in words(self.term))

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """The lemmas of the term's words, without ``LITTLE`` ones."""
        return weighty(self.term)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The same words as they are compared with those of a query."""
        return frozenset(
            key_of_word(word.text)
            for word in words(self.term)
            if RUSSIAN.lemma(word.text).text in self.lemmas
        )

    @cached_property
    def meant(self) -> tuple[frozenset[str], ...]:
        """For each target the lemmas that stand for the term together."""
        return tuple(filter(None, (weighty(target) for target in self.targets)))


@dataclass(frozen=True)
class Spoken:
    """A term that a query says: its row, and which of the query's words it is."""

    row: Row
    at: frozenset[int]


class Lexicon:
    """Rows by the words of their terms. 32,000 rows take 0.16 s; a changed one, next to nothing."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = tuple(rows)
        self.own: frozenset[Row] = frozenset()
        """Those that were added to the first ones."""
        self._by_word: dict[str, tuple[Row, ...]] = {}
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            for word in _cut(row.term):
                found[word].append(row)
        self._by_word = {word: tuple(rows) for word, rows in found.items()}
        self._beginning: dict[str, tuple[str, ...]] = _by_beginning(self._by_word)

    def changed(self, more: Sequence[Row], off: Collection[Row]) -> "Lexicon":
        """The same with ``more`` rows and without the rows ``off``."""
        without = frozenset(off)
        changed = Lexicon(())
        changed.own = frozenset((*(row for row in self.own if row not in without), *more))
        changed.rows = (*(row for row in self.rows if row not in without), *more)
        changed._by_word = by_word = dict(self._by_word)
        touched = set()
        for row in without:
            for word in row.words & by_word.keys():
                by_word[word] = tuple(other for other in by_word[word] if other not in without)
                touched.add(word)
        for row in more:
            for word in row.words:
                by_word[word] = (*by_word.get(word, ()), row)
                touched.add(word)
        for word in touched:
            if not by_word[word]:
                del by_word[word]
        starts = {word[:BEGINNING] for word in touched}
        near = {start: self._beginning.get(start, ()) for start in starts}
        words_now = {*touched, *(word for words_of in near.values() for word in words_of)}
        changed._beginning = self._beginning | dict.fromkeys(starts, ())
        changed._beginning |= _by_beginning(words_now & by_word.keys())
        return changed

    def spoken(self, cut: Sequence[Word]) -> list[Spoken]:
        """The terms that these words of a query say, in any order of a term's words.

        A term within a longer one that is said too is not told.
        """
        places: dict[str, set[int]] = defaultdict(set)
        for at, word in enumerate(cut):
            places[key_of_word(word.text)].add(at)
        found: dict[Row, frozenset[int]] = {}
        for start in dict.fromkeys(
            text[:BEGINNING] for word in cut for text in (word.text, RUSSIAN.lemma(word.text).text)
        ):
            for row in self._beginning_like(start):
                if row not in found and row.keys and row.keys <= places.keys():
                    found[row] = frozenset(at for key in row.keys for at in places[key])
        longest = set(found.values())
        return [
            Spoken(row, at) for row, at in found.items() if not any(at < other for other in longest)
        ]

    def with_word(self, word: str) -> tuple[Row, ...]:
        """The rows whose terms have the word as it is written."""
        return self._by_word.get(word, ())

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of all terms as they are written: known words, though no item has them."""
        return frozenset(self._by_word)

    def knows(self, word: str) -> bool:
        """Whether a term has the word, also in another form where the dictionary lacks it."""
        if word in self._by_word:
            return True
        key = key_of_word(word)
        return key.startswith(UNKNOWN) and any(
            key_of_word(other) == key for other in self._beginning.get(word[:BEGINNING], ())
        )

    def _beginning_like(self, start: str) -> Iterator[Row]:
        for word in self._beginning.get(start, ()):
            yield from self._by_word[word]


def _cut(term: str) -> Iterable[str]:
    """The words of a term; most terms are Russian letters and spaces, which are quickly cut."""
    if _PLAIN.fullmatch(term):
        return term.lower().replace("ё", "е").split()
    return (word.text for word in words(term))


def _by_beginning(found: Iterable[str]) -> dict[str, tuple[str, ...]]:
    begun: dict[str, list[str]] = defaultdict(list)
    for word in found:
        begun[word[:BEGINNING]].append(word)
    return {start: tuple(words_of) for start, words_of in begun.items()}


NO_WORDS = Lexicon(())
"""A lexicon without rows."""


@lru_cache(50_000)
def key_of_word(word: str) -> str:
    """How a word of a term and one of a query are compared: by the lemma.

    What the dictionary lacks has no lemma to rely on, a guess at each form: «в экселе», «эксель».
    Of such words what stands before the ending is compared.
    """
    if not _CYRILLIC.fullmatch(word) or RUSSIAN.known(word):
        return RUSSIAN.lemma(word).text
    return UNKNOWN + _ENDING.sub("", word)


@lru_cache(50_000)
def weighty(text: str) -> frozenset[str]:
    """The lemmas of a text without ``LITTLE`` words, if others are left."""
    found = frozenset(RUSSIAN.lemma(word.text).text for word in words(text))
    return found - LITTLE or found


def school_rows() -> Iterator[Row]:
    """The rows that every installation has; the lexicon's, then synonyms for what it lacks.

    What an abbreviation is in full leads where that leads: «двигатель внутреннего сгорания» to
    «ДВС», and so to «тепловые двигатели».
    """
    by_term: dict[str, list[Row]] = defaultdict(list)
    for name in ("lexicon.csv", "said_in_titles.csv", "families.csv", "short_names.csv"):
        for row in _rows(name):
            by_term[row.term.casefold()].append(row)
            yield row
    with (FOLDER / "synonyms.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            term, others = line["term"], several(line["synonyms"])
            for said, meant in ((term, others), *((other, (term,)) for other in others)):
                if said.casefold() not in by_term:
                    yield Row(said, meant)
                    yield from _leading_on(said, meant, by_term)


def _leading_on(
    said: str, meant: Iterable[str], by_term: Mapping[str, Sequence[Row]]
) -> Iterator[Row]:
    """Rows for what an abbreviation is in full; of one that is several things none."""
    for one in meant:
        rows = by_term.get(one.casefold(), ())
        if len(rows) == 1 and rows[0].kind == "abbrev":
            yield Row(said, rows[0].targets, "abbrev", rows[0].subjects)


def _rows(name: str) -> Iterator[Row]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)  # term, kind, targets, subjects
        for term, kind, targets, subjects in lines:
            yield Row(term, _targets(targets), kind, _subjects(subjects))


def several(cell: str) -> tuple[str, ...]:
    """The values of a cell of such a table, which stand between semicolons."""
    return tuple(filter(None, map(str.strip, cell.split(";"))))


@cache
def _targets(cell: str) -> tuple[str, ...]:
    """The same tuple for the same cell: a family of terms has one, and they load the quicker."""
    return several(cell)


@cache
def _subjects(cell: str) -> frozenset[str]:
    return frozenset(several(cell))
