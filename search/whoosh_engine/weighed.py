"""Words with their weights, as Whoosh takes them in and scores them.

Whoosh would read each word's weight out of a text, and ask the length of the document for each
word that it writes and for each that it scores, a system call each time: half of the time of a
build, and threads that take turns at every one. Here weights come as they are, and lengths are in
them already (``search.item_words``), so none are kept.

The index names ``Weighed``: the class stays in this module, or the format of a build changes.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import TEXT
from whoosh.formats import Frequency
from whoosh.scoring import BaseScorer, WeightingModel
from whoosh.system import pack_uint

from search import weights

_ONCE = pack_uint(1)


class Weighed(TEXT):  # type: ignore[misc]
    """A field of words; its value is a mapping: word → weight."""

    def __init__(self) -> None:
        super().__init__(phrase=False, stored=False)
        self.scorable = False  # or lengths are kept; ``Saturating`` scores all the same
        assert isinstance(self.format, Frequency)

    def index(
        self, value: Mapping[str, float], **_: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        for word, weight in value.items():
            yield word.encode(), 1, weight, _ONCE


def codec() -> Any:
    """Whoosh's own way of writing, without the lengths of documents."""
    plain = W3Codec()
    plain.length_stats = False
    return plain


class Saturating(WeightingModel):  # type: ignore[misc]
    """BM25 (Robertson and Zaragoza, 2009) over weights that have the length of an item in them."""

    def scorer(self, searcher: Any, fieldname: str, text: Any, qf: int = 1) -> Any:
        parent = searcher.get_parent()  # rarity is that of the whole index, not of one segment
        most = searcher.term_info(fieldname, text).max_weight()
        return _Scorer(parent.idf(fieldname, text), most)


class _Scorer(BaseScorer):  # type: ignore[misc]
    def __init__(self, rarity: float, most: float) -> None:
        self._rarity = rarity
        self._best = self._of(most)

    def _of(self, weight: float) -> float:
        return self._rarity * weight * (weights.SATURATION + 1) / (weight + weights.SATURATION)

    def supports_block_quality(self) -> bool:
        return True

    def score(self, matcher: Any) -> float:
        return self._of(matcher.weight())

    def max_quality(self) -> float:
        return self._best

    def block_quality(self, matcher: Any) -> float:
        return self._of(matcher.block_max_weight())
