"""Whoosh's scores of the documents that may be listed, the best of them first."""

from typing import Any

from pyroaring import BitMap
from whoosh.collectors import TopCollector, WrappingCollector
from whoosh.idsets import DocIdSet

from search.whoosh_engine.snapshot import Snapshot

FEW = 1000
"""Documents up to which each is gone to; of more it is quicker to look at all that match."""

Scored = list[tuple[int, float]]
"""Documents with Whoosh's scores, the best first."""


class Allowed(DocIdSet):  # type: ignore[misc]
    """A bitmap in the form in which Whoosh takes a filter."""

    def __init__(self, documents: BitMap) -> None:
        self.documents = documents

    def __contains__(self, document: int) -> bool:
        return document in self.documents

    def __iter__(self) -> Any:
        return iter(self.documents)

    def __len__(self) -> int:
        return len(self.documents)


class Among(WrappingCollector):  # type: ignore[misc]
    """Goes from one of the documents to the next, past all else that matches the query.

    Whoosh's own filter looks at every match and throws away what is not allowed.
    """

    def __init__(self, child: Any, documents: BitMap) -> None:
        super().__init__(child)
        self.documents = documents

    def collect_matches(self) -> None:
        matcher, offset = self.child.matcher, self.offset
        here = BitMap(range(offset, offset + self.subsearcher.doc_count_all()))
        for document in self.documents & here:
            local = document - offset
            if not matcher.is_active():
                return
            if matcher.id() < local:
                matcher.skip_to(local)
                if not matcher.is_active():
                    return
            if matcher.id() == local:
                self.child.collect(local)


def scored(
    snapshot: Snapshot, asked: Any, documents: BitMap, limit: int, *, skips: bool = False
) -> Scored:
    """The best of the documents with their scores; ``skips``: what cannot be is passed over.

    Stand-ins may not be: Whoosh's matcher of words that stand together fails an assertion then.
    """
    with snapshot.lock:
        if len(documents) <= FEW:
            found = _each(snapshot, asked, documents)
        else:
            results = snapshot.searcher.search(
                asked, limit=limit, filter=Allowed(documents), optimize=skips
            )
            found = [(document, float(score)) for score, document in results.top_n]
    # Equal scores stand in the order of the items' ids, whatever the segments are.
    return sorted(found, key=lambda pair: (-round(pair[1], 6), snapshot.ids[pair[0]]))[:limit]


def _each(snapshot: Snapshot, asked: Any, documents: BitMap) -> Scored:
    """Those of the documents that match, each with its score; none is scored twice."""
    known = snapshot.scores(asked)
    new = documents - BitMap(known)
    if new:
        collector = Among(TopCollector(len(new), usequality=False), new)
        snapshot.searcher.search_with_collector(asked, collector)
        known.update(dict.fromkeys(new))
        known.update((document, float(score)) for score, document in collector.results().top_n)
    return [(one, score) for one in documents if (score := known[one]) is not None]
