"""What a viewer finds of what may be suggested: titles, and texts that lead to something."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import compress, islice

from accounts.viewer import Viewer
from catalog.audience import sees_hidden
from language.lemmas import RUSSIAN, lemmas
from language.words import words
from search.asked import who
from search.port import EVERYTHING, Engine, Filters, IndexBroken

REMEMBERED = 16_384
"""Texts of the grid whose words are remembered, 5 MB: it has 12,000."""


AT_ONCE = 10
"""Texts about which the engine is asked together."""


class FoundByWords:
    """For one viewer; each text is asked for once. Where the index is broken all is taken as found.

    A text costs the engine some 0.05 ms.
    """

    def __init__(self, engine: Engine, viewer: Viewer) -> None:
        self._engine, self._audiences = engine, who(viewer)
        self._hidden = sees_hidden(viewer)
        self._known: dict[tuple[tuple[str, ...], Filters], bool] = {}

    def titles(self, typed: str, limit: int, filters: Filters) -> list[str]:
        """Titles of items that go on from what is typed; none where the index is broken."""
        try:
            return self._engine.suggest(typed, self._audiences, limit, filters)
        except IndexBroken:
            return []

    def those_of(self, texts: Iterable[str], filters: Filters = EVERYTHING) -> Iterator[str]:
        """Of the texts, in their order, those all of whose words something within filters has."""
        left = iter(texts)
        while some := list(islice(left, AT_ONCE)):
            there = self._are_there([said_by(text) for text in some], filters)
            yield from compress(some, there)

    def has(self, text: str, filters: Filters) -> bool:
        """Whether something within the filters has all words of the text."""
        return self._are_there([said_by(text)], filters)[0]

    def has_within(self, filters: Filters) -> bool:
        """Whether there is anything within the filters."""
        return self._are_there([()], filters)[0]

    def _are_there(self, several: Sequence[tuple[str, ...]], filters: Filters) -> list[bool]:
        new = [one for one in dict.fromkeys(several) if (one, filters) not in self._known]
        try:
            there = self._engine.has_each(new, self._audiences, filters, hidden=self._hidden)
        except IndexBroken:
            there = [True for _ in new]
        self._known.update(zip(((one, filters) for one in new), there, strict=True))
        return [self._known[one, filters] for one in several]


@lru_cache(REMEMBERED)
def said_by(text: str) -> tuple[str, ...]:
    """The lemmas of a text, each once, without prepositions and the like; all, were it only such.

    So texts that say the same in other forms are told to be the same.
    """
    cut = (RUSSIAN.lemma(word.text) for word in words(text))
    heavy = dict.fromkeys(lemma.text for lemma in cut if not lemma.function)
    return tuple(heavy) or tuple(dict.fromkeys(lemmas(text)))
