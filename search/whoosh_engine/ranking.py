"""Which documents answer a query and in what order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from pyroaring import BitMap
from whoosh import query

from search import weights
from search.enough import (
    ALL_WORDS,
    NEEDED,
    SOME_WORDS,
    WHOLE_TITLE,
    coverage,
    parts,
    rarities,
    tiered,
)
from search.item_words import title_key, words_field
from search.phrases import is_word, lemmas_of
from search.port import EVERYTHING, Phrase, SearchRequest, StandIn
from search.value_column import bitmap, numbers
from search.whoosh_engine.scored import FEW, Scored, scored
from search.whoosh_engine.snapshot import Snapshot

ALIKE = 1e-9
"""Shares of a query that differ by less are the same."""


@dataclass(frozen=True)
class Having:
    """The documents that have one word of a query: itself, or something that stands for it."""

    word: BitMap
    instead: tuple[tuple[StandIn, BitMap], ...] = ()

    @cached_property
    def any(self) -> BitMap:
        """All of them."""
        return BitMap.union(self.word, *(documents for _, documents in self.instead))

    @property
    def wholly(self) -> BitMap:
        """Those that have it, or what stands for it well enough to be all of it."""
        others = (documents for one, documents in self.instead if one.weight >= weights.WHOLLY)
        return BitMap.union(self.word, *others)

    def shares(self) -> Iterator[tuple[float, BitMap]]:
        """(what it counts, 0…1, the documents where it counts that much); no document twice."""
        seen = self.word
        yield 1.0, self.word
        for one, documents in sorted(self.instead, key=lambda pair: -pair[0].weight):
            yield one.weight, documents - seen
            seen = seen | documents


@dataclass(frozen=True)
class Answer:
    """The documents that answer, before filters; ``having``: by the words that any of them has."""

    documents: BitMap
    having: Mapping[str, Having]
    rarity: Mapping[str, float]


def answer(snapshot: Snapshot, request: SearchRequest) -> Answer:
    """The allowed documents that cover enough of the query (``weights.ENOUGH``).

    When none does that also passes the text's own filters, those that have any of the words.
    """
    visible = snapshot.visible(request.audiences, request.until)
    allowed = _allowed(snapshot, request, visible)
    if not request.words:
        return Answer(allowed, {}, {})
    having = {
        word: found
        for word in dict.fromkeys(request.words)
        if (found := _having(snapshot, request, word, visible)).any
    }
    counts = {word: len(found.any) for word, found in having.items()}
    rarity = rarities(counts, request.light, len(visible))
    covering = _covering(having, rarity)
    base = snapshot.chosen(request.base)
    if covering.isdisjoint(allowed if base is None else allowed & base):
        covering = BitMap.union(BitMap(), *(found.any for found in having.values()))
    if request.sections:
        covering = covering | (snapshot.any_of("section", request.sections) & visible)
    if request.also:
        covering = covering | (snapshot.numbered(request.also) & visible)
    return Answer(covering & allowed, having, rarity)


def _allowed(snapshot: Snapshot, request: SearchRequest, visible: BitMap) -> BitMap:
    """The visible documents with what must stand there and without what must not."""
    allowed = visible
    for group in request.phrases:
        any_of = (_with_phrase(snapshot, phrase, request.hidden) for phrase in group)
        allowed = allowed & BitMap.union(BitMap(), *any_of)
    for phrase in request.without:
        allowed = allowed - _with_phrase(snapshot, phrase, request.hidden)
    return allowed


def _with_phrase(snapshot: Snapshot, phrase: Phrase, hidden: bool) -> BitMap:
    field = words_field(hidden)
    found = [snapshot.documents_with(lemma, field) for lemma in lemmas_of(phrase)]
    documents = BitMap.intersection(*found) if found else BitMap()
    return documents if is_word(phrase) else snapshot.with_phrase(phrase, documents, hidden)


def _having(snapshot: Snapshot, request: SearchRequest, word: str, visible: BitMap) -> Having:
    field = words_field(request.hidden)
    instead = []
    for one in request.instead:
        if one.word != word:
            continue
        documents = BitMap.intersection(
            visible, *(snapshot.documents_with(lemma, field) for lemma in one.lemmas)
        )
        if one.subjects:
            documents &= snapshot.any_of("subject", one.subjects)
        if documents:
            instead.append((one, documents))
    return Having(snapshot.documents_with(word, field) & visible, tuple(instead))


def _covering(having: Mapping[str, Having], rarity: Mapping[str, float]) -> BitMap:
    """Documents whose words make up ``ENOUGH`` of the query, each word weighing by its rarity."""
    words = list(having.values())
    if len(words) < 2:
        return words[0].any.copy() if words else BitMap()
    total = sum(rarity.values())
    # covered[n]: documents that have words of n parts or more; the last one gathers the rest.
    covered = [BitMap() for _ in range(NEEDED + 1)]
    for one, rare in zip(words, rarity.values(), strict=True):
        before = [held.copy() for held in covered]
        for share, there in one.shares():
            more = parts(share, rare, total)
            for have in range(1, NEEDED):
                covered[min(NEEDED, have + more)] |= before[have] & there
            covered[min(NEEDED, more)] |= there
    return covered[NEEDED]


def ranked(
    snapshot: Snapshot, request: SearchRequest, found: Answer, passing: BitMap
) -> list[tuple[int, float]]:
    """The best ``offset + limit`` of the passing documents with their scores, best first."""
    wanted = request.offset + request.limit
    whole = BitMap()
    for title in request.titles:
        whole |= snapshot.titled(title_key(title.split()))
    every = passing.copy()
    for having in found.having.values():
        every &= having.wholly
    if len(found.having) < len(set(request.words)):
        every = BitMap()
    whole &= passing
    every -= whole
    some = passing - whole - every
    most = _most_of(found, some)
    tiers = (
        (WHOLE_TITLE, whole),
        (ALL_WORDS, every),
        (SOME_WORDS, most),
        (SOME_WORDS, some - most),
    )
    asked = _scoring(words_field(request.hidden), found.having, request.asides)
    skips = not any(one.instead for one in found.having.values())
    listed = [
        (document, tiered(tier, words))
        for tier, best in _best(snapshot, asked, tiers, wanted, skips=skips)
        for document, words in best
    ]
    room = wanted - len(listed)
    if (request.sections or request.also) and room > 0:
        wordless = passing - BitMap.union(BitMap(), *(one.any for one in found.having.values()))
        listed += [(document, 0.0) for document in snapshot.in_order(wordless, EVERYTHING, room)]
    return listed


def _best(
    snapshot: Snapshot,
    asked: Any,
    tiers: Sequence[tuple[int, BitMap]],
    wanted: int,
    *,
    skips: bool,
) -> Iterator[tuple[int, Scored]]:
    """The best ``wanted`` of the tiers' documents, tier by tier."""
    room = wanted
    reached = [
        documents
        for n, (_, documents) in enumerate(tiers)
        if sum(len(before) for _, before in tiers[:n]) < wanted
    ]
    every = BitMap.union(BitMap(), *reached)
    # Of few documents all are scored at once: each time Whoosh goes through all their words.
    once = scored(snapshot, asked, every, len(every)) if 0 < len(every) <= FEW else None
    for tier, documents in tiers:
        if not documents or room <= 0:
            continue
        if once is not None:
            best = [one for one in once if one[0] in documents][:room]
        else:
            best = scored(snapshot, asked, documents, room, skips=skips)
        yield tier, best
        room -= len(best)


def _most_of(found: Answer, documents: BitMap) -> BitMap:
    """The ``CLOSEST`` of the documents that have most of the query, and all that have as much.

    So those that have little of it, which may be very many, need not be scored.
    """
    if len(documents) <= weights.CLOSEST:
        return documents
    candidates = numbers(documents)
    covered = np.zeros(len(candidates))
    for word, having in found.having.items():
        for share, there in having.shares():
            at = np.searchsorted(candidates, numbers(there & documents))
            covered[at] += coverage(share) * found.rarity[word]
    least = np.partition(covered, -weights.CLOSEST)[-weights.CLOSEST]
    return bitmap(candidates[covered >= least - ALIKE])


def _scoring(field: str, having: Mapping[str, Having], asides: Sequence[str]) -> Any:
    """The sum of the words' BM25F, for each word its own or that of what stands for it best.

    Asides add to it where they stand.
    """
    wanted = query.Or([_word(field, word, found) for word, found in having.items()])
    if not asides:
        return wanted
    return query.AndMaybe(wanted, query.Or([query.Term(field, word) for word in asides]))


def _word(field: str, word: str, found: Having) -> Any:
    own = query.Term(field, word)
    if not found.instead:
        return own
    return query.DisjunctionMax([own, *(_stand_in(field, one) for one, _ in found.instead)])


def _stand_in(field: str, one: StandIn) -> Any:
    """The mean of its words, weighed."""
    boost = one.weight / len(one.lemmas)
    said = query.And([query.Term(field, lemma, boost=boost) for lemma in sorted(one.lemmas)])
    if not one.subjects:
        return said
    return query.Require(said, query.Or([query.Term("subject", code) for code in one.subjects]))


def explained(snapshot: Snapshot, request: SearchRequest, document: int) -> list[tuple[str, float]]:
    """What BM25F gives a document for each word, the largest first."""
    found = []
    with snapshot.lock:
        for word in (*request.words, *request.asides):
            instead = tuple((one, BitMap()) for one in request.instead if one.word == word)
            only = _word(words_field(request.hidden), word, Having(BitMap(), instead))
            for one, score in scored(snapshot, only, BitMap([document]), 1):
                found.append((word, score))
                assert one == document
    return sorted(found, key=lambda part: -part[1])
