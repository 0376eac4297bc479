"""Which documents answer a query and in what order."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pyroaring import BitMap
from whoosh import query
from whoosh.idsets import DocIdSet

from search import weights
from search.port import SearchRequest
from search.whoosh_engine.schema import title_key, words_field
from search.whoosh_engine.snapshot import Snapshot

STEPS = 20
"""In how many parts the weight of a query is cut for counting what a document covers."""

MIDDLE = 10.0
"""The BM25F score that becomes one half when scores are drawn into 0…1."""

WHOLE_TITLE, ALL_WORDS, SOME_WORDS = 2, 1, 0


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


@dataclass(frozen=True)
class Answer:
    """The documents that answer, before filters; ``words`` are those that any of them has."""

    documents: BitMap
    words: tuple[str, ...]


def answer(snapshot: Snapshot, request: SearchRequest) -> Answer:
    """The visible documents that cover enough of the query (``weights.ENOUGH``).

    When none does that also passes the filters, those that have any of the words.
    """
    visible = snapshot.visible(request.audiences)
    if not request.words:
        return Answer(visible, ())
    field = words_field(request.hidden)
    by_word = {
        word: documents
        for word in dict.fromkeys(request.words)
        if (documents := snapshot.documents_with(word, field) & visible)
    }
    words = tuple(by_word)
    covering = _covering(list(by_word.values()), len(visible))
    chosen = snapshot.chosen(request.filters)
    if not covering or (chosen is not None and covering.isdisjoint(chosen)):
        covering = BitMap().union(*by_word.values()) if by_word else BitMap()
    return Answer(covering, words)


def _covering(sets: Sequence[BitMap], documents: int) -> BitMap:
    """Documents whose words make up ``ENOUGH`` of the query, each word weighing by its rarity."""
    if len(sets) < 2:
        return sets[0].copy() if sets else BitMap()
    # One is added so that in a small library, where all words are frequent, all of them count.
    rarity = [1 + math.log(1 + (documents - len(one) + 0.5) / (len(one) + 0.5)) for one in sets]
    total = sum(rarity)
    need = max(1, math.ceil(weights.ENOUGH * STEPS))
    # covered[n]: documents that have words of n parts or more; the last one gathers the rest.
    covered = [BitMap() for _ in range(need + 1)]
    for one, rare in zip(sets, rarity, strict=True):
        parts = max(1, round(STEPS * rare / total))
        for have in range(need - 1, 0, -1):
            reached = min(need, have + parts)
            covered[reached] |= covered[have] & one
        covered[min(need, parts)] |= one
    return covered[need]


def ranked(
    snapshot: Snapshot, request: SearchRequest, found: Answer, passing: BitMap
) -> list[tuple[int, float]]:
    """The best ``offset + limit`` of the passing documents with their scores, best first."""
    wanted = request.offset + request.limit
    whole = BitMap()
    for title in request.titles:
        whole |= snapshot.titled(title_key(title.split()))
    field = words_field(request.hidden)
    every = passing.copy()
    for word in found.words:
        every &= snapshot.documents_with(word, field)
    if len(found.words) < len(set(request.words)):
        every = BitMap()
    whole &= passing
    every -= whole
    tiers = (
        (WHOLE_TITLE, whole),
        (ALL_WORDS, every),
        (SOME_WORDS, passing - whole - every),
    )
    asked = scoring_query(field, found.words, request.asides)
    listed: list[tuple[int, float]] = []
    for tier, documents in tiers:
        room = wanted - len(listed)
        if documents and room > 0:
            scored = _scored(snapshot, asked, documents, room)
            listed += [(document, tier + score / (score + MIDDLE)) for document, score in scored]
    return listed


def scoring_query(field: str, words: Sequence[str], asides: Sequence[str]) -> Any:
    """The sum of the words' BM25F; asides add to it where they stand."""
    wanted = query.Or([query.Term(field, word) for word in words])
    if not asides:
        return wanted
    return query.AndMaybe(wanted, query.Or([query.Term(field, word) for word in asides]))


def _scored(
    snapshot: Snapshot, asked: Any, documents: BitMap, limit: int
) -> list[tuple[int, float]]:
    with snapshot.lock:
        results = snapshot.searcher.search(asked, limit=limit, filter=Allowed(documents))
        found = [(document, float(score)) for score, document in results.top_n[:limit]]
    # Equal scores stand in the order of the items' ids, whatever the segments are.
    return sorted(found, key=lambda pair: (-round(pair[1], 6), snapshot.ids[pair[0]]))


def parts(snapshot: Snapshot, request: SearchRequest, document: int) -> list[tuple[str, float]]:
    """What BM25F gives a document for each word, the largest first."""
    found = []
    with snapshot.lock:
        for word in (*request.words, *request.asides):
            only = query.Term(words_field(request.hidden), word)
            for one, score in _scored(snapshot, only, BitMap([document]), 1):
                found.append((word, score))
                assert one == document
    return sorted(found, key=lambda part: -part[1])
