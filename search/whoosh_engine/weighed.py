"""Words with their weights, as Whoosh takes them in and scores them.

Whoosh would read each word's weight out of a text, and ask the length of the document for each
word that it writes and for each that it scores, a system call each time: half of the time of a
build, and threads that take turns at every one. Here weights come as they are, and lengths are in
them already (``search.item_words``), so none are kept.

The index names ``Weighed`` and ``Codec``: the classes stay in this module, or the
format of a build changes.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher
from whoosh.fields import TEXT
from whoosh.formats import Frequency
from whoosh.matching import ReadTooFar
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


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's own files, without the lengths of documents."""

    length_stats = False

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> Any:
        """Whoosh's own reader of a word's postings, but for how it skips."""
        if terminfo.is_inlined():
            return super().postings_reader(dbfile, terminfo, format_, term, scorer)
        return _Postings(dbfile, *terminfo.extent(), format_, term=term, scorer=scorer)


class _Postings(W3LeafMatcher):  # type: ignore[misc]
    """Finds a document in its block by halves, where Whoosh goes through all before it."""

    def skip_to(self, targetid: int) -> None:
        if not self.is_active():
            raise ReadTooFar
        self._skip_to_block(lambda: targetid > self._maxid)
        if not self._atend:
            self.id()  # reads the block's ids
            self._i: int = bisect_left(self._ids, targetid, self._i)


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
