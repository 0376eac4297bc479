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
from whoosh.scoring import BM25F, BM25FScorer
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


class Saturating(BM25F):  # type: ignore[misc]
    """Whoosh's BM25F over weights that have the length of an item in them already."""

    def __init__(self) -> None:
        super().__init__(B=0.0, K1=weights.SATURATION)

    def scorer(self, searcher: Any, fieldname: str, text: Any, qf: int = 1) -> Any:
        return _Scorer(searcher, fieldname, text, self.B, self.K1, qf=qf)


class _Scorer(BM25FScorer):  # type: ignore[misc]
    """Whoosh's own, which asks for no length: with B of 0 none counts."""

    def setup(self, searcher: Any, fieldname: str, text: Any) -> None:
        self.dfl = lambda _document: 1
        self._maxquality = self._score(searcher.term_info(fieldname, text).max_weight(), 1)
