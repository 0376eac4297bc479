"""How much of a query some words say."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import takewhile

from language.lemmas import lemmas
from search import weights
from search.port import SearchRequest, StandIn

_CONTROL = re.compile(
    r"\b(контрольн|проверочн|диагностич|итогов|обобщ|повторит|повторен|резервн)", re.IGNORECASE
)


@lru_cache(20_000)
def is_control(text: str) -> bool:
    """Whether a title is that of a lesson which tests or repeats, rather than teaches."""
    return bool(_CONTROL.search(text))


@lru_cache(20_000)
def _lemmas(text: str) -> tuple[str, ...]:
    """The lemmas of a title: the same ones come back with every query."""
    return tuple(lemmas(text))


class Said:
    """A query, to be asked of texts; each is looked at once. ``rarity``: as the engine says."""

    def __init__(self, request: SearchRequest, rarity: Mapping[str, float]) -> None:
        most = max(rarity.values(), default=1.0)
        # A word that no item has is as rare as the rarest.
        self.words = {word: rarity.get(word, most) for word in request.words}
        self._total = sum(self.words.values())
        self.whole = request.titles[0].split() if request.titles else list(request.words)
        self.asks_control = is_control(" ".join(self.whole))
        self.instead: dict[str, list[StandIn]] = defaultdict(list)
        for one in request.instead:
            self.instead[one.word].append(one)
        self.having = cache(self._having)
        self.share = cache(self._share)
        self.title = cache(self._title)
        self.run = cache(self._run)

    def part(self, having: Mapping[str, float]) -> float:
        """0…1 of the query, its words weighing by their rarity. ``having``: word → 0…1 of it."""
        return sum(self.words[word] * much for word, much in having.items()) / self._total

    def _having(self, text: str) -> Mapping[str, float]:
        """The query's words that the text has → 0…1 of each; what stands for one is less."""
        there = frozenset(_lemmas(text))
        found = ((word, self._word(word, there)) for word in self.words)
        return {word: much for word, much in found if much}

    def _share(self, text: str) -> float:
        return self.part(self.having(text))

    def _title(self, text: str) -> float:
        """0…1: how much of the query the title says, and how much of the title is the query."""
        there = frozenset(_lemmas(text))
        if not there:
            return 0.0
        own = len(there.intersection(self.whole)) / len(there)
        return self.share(text) ** 2 * (1 - weights.TITLE_OWN + weights.TITLE_OWN * own)

    def _run(self, text: str) -> float:
        """0…1 of the query that stands in the text as it was asked, word beside word; 0 for one."""
        if len(self.whole) < 2:
            return 0.0
        there = _lemmas(text)
        places = defaultdict(list)
        for at, lemma in enumerate(there):
            places[lemma].append(at)
        longest = 0
        for start, word in enumerate(self.whole):
            for at in places.get(word, ()):
                pairs = zip(self.whole[start:], there[at:], strict=False)
                alike = takewhile(lambda two: two[0] == two[1], pairs)
                longest = max(longest, sum(1 for _ in alike))
        return longest / len(self.whole) if longest > 1 else 0.0

    def _word(self, word: str, there: frozenset[str]) -> float:
        if word in there:
            return 1.0
        return max((one.weight for one in self.instead[word] if one.lemmas <= there), default=0.0)
