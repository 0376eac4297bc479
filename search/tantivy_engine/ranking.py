"""Which documents answer a query and in what order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tantivy import DocAddress, Query

from search import weights
from search.enough import ALL_WORDS, SOME_WORDS, WHOLE_TITLE, parts, rarities, tiered
from search.item_words import title_key, words_field
from search.phrases import PARTS, is_word
from search.port import EVERYTHING, Phrase, SearchRequest, StandIn
from search.tantivy_engine.clauses import all_of, and_maybe, any_of, plain, term, without
from search.tantivy_engine.covering import Level, covering
from search.tantivy_engine.schema import KEPT_ROW, PART, ROW, part_term
from search.tantivy_engine.snapshot import Snapshot


@dataclass(frozen=True)
class Having:
    """The documents that have one word of a query: itself, or something that stands for it."""

    word: Query
    instead: tuple[tuple[StandIn, Query], ...]
    scoring: Query

    @property
    def any(self) -> Query:
        """All of them."""
        return plain(any_of([self.word, *(query for _, query in self.instead)]))

    @property
    def wholly(self) -> Query:
        """Those that have it, or what stands for it well enough to be all of it."""
        others = (query for one, query in self.instead if one.weight >= weights.WHOLLY)
        return plain(any_of([self.word, *others]))

    def levels(self, rarity: float, total: float) -> list[Level]:
        """How many parts of the query are there where, the most first."""
        found = [Level(parts(1.0, rarity, total), plain(self.word))]
        sets = [self.word]
        for one, query in sorted(self.instead, key=lambda pair: -pair[0].weight):
            sets.append(query)
            found.append(Level(parts(one.weight, rarity, total), plain(any_of(list(sets)))))
        return found


@dataclass(frozen=True)
class Answer:
    """The documents that answer, before filters; ``having``: by the words that any of them has."""

    documents: Query
    having: Mapping[str, Having]
    rarity: Mapping[str, float]


def answer(snapshot: Snapshot, request: SearchRequest) -> Answer:
    """The visible documents that cover enough of the query (``weights.ENOUGH``).

    When none does that also passes the text's own filters, those that have any of the words.
    """
    visible = _seen(snapshot, request)
    allowed = _allowed(snapshot, request, visible)
    if not request.words:
        return Answer(allowed, {}, {})
    having: dict[str, Having] = {}
    counts: dict[str, int] = {}
    for word in dict.fromkeys(request.words):
        instead = tuple(one for one in request.instead if one.word == word)
        found = _having(snapshot, words_field(request.hidden), word, instead)
        key = (word, instead, request.hidden, request.audiences, request.until)
        count = snapshot.counted(key, all_of([found.any, visible]))
        if count:
            having[word], counts[word] = found, count
    seen = snapshot.counted((request.audiences, request.until), visible)
    rarity = rarities(counts, request.light, seen)
    if not having:
        found_by_words = Query.empty_query()
    else:
        total = sum(rarity.values())
        enough = covering([found.levels(rarity[word], total) for word, found in having.items()])
        passing = all_of([plain(enough), allowed, *snapshot.chosen(request.base)])
        any_word = any_of([found.any for found in having.values()])
        found_by_words = enough if len(having) == 1 or snapshot.count(passing) else any_word
    ways = [found_by_words]
    if request.sections:
        ways.append(any_of([term(snapshot.schema, "section", one) for one in request.sections]))
    if request.also:
        ways.append(snapshot.numbered(request.also))
    return Answer(all_of([plain(any_of(ways)), allowed]), having, rarity)


def _seen(snapshot: Snapshot, request: SearchRequest) -> Query:
    visible = snapshot.visible(request.audiences)
    if request.until is None:
        return visible
    return all_of([visible, snapshot.until(request.until)])


def _allowed(snapshot: Snapshot, request: SearchRequest, visible: Query) -> Query:
    """The visible documents with what must stand there and without what must not."""
    wanted = [
        plain(any_of([_phrase(snapshot, one, request.hidden) for one in sorted(group)]))
        for group in request.phrases
    ]
    unwanted = [_phrase(snapshot, one, request.hidden) for one in sorted(request.without)]
    return without(all_of([visible, *wanted]), unwanted)


def _phrase(snapshot: Snapshot, phrase: Phrase, hidden: bool) -> Query:
    schema = snapshot.schema
    if is_word(phrase):
        return term(schema, words_field(hidden), phrase[0])
    if phrase[0] in PARTS:
        return all_of([term(schema, PART, part_term(phrase[0], one)) for one in phrase[1:]])
    fields = (ROW, KEPT_ROW) if hidden else (ROW,)
    return any_of([Query.phrase_query(schema, field, list(phrase)) for field in fields])


def _having(snapshot: Snapshot, field: str, word: str, instead: Sequence[StandIn]) -> Having:
    schema = snapshot.schema
    own = term(schema, field, word)
    sets = tuple((one, _stand_in(snapshot, field, one)) for one in instead)
    scoring = Query.disjunction_max_query([own, *(query for _, query in sets)]) if sets else own
    return Having(own, sets, scoring)


def _stand_in(snapshot: Snapshot, field: str, one: StandIn) -> Query:
    """Documents with all of its words; the score is their mean, weighed."""
    boost = one.weight / len(one.lemmas)
    said = [
        Query.boost_query(term(snapshot.schema, field, lemma), boost)
        for lemma in sorted(one.lemmas)
    ]
    if one.subjects:
        said.append(
            plain(any_of([term(snapshot.schema, "subject", code) for code in sorted(one.subjects)]))
        )
    return all_of(said)


def ranked(
    snapshot: Snapshot, request: SearchRequest, found: Answer, passing: Query
) -> list[tuple[DocAddress, float]]:
    """The best ``offset + limit`` of the passing documents with their scores, best first."""
    wanted = request.offset + request.limit
    schema = snapshot.schema
    scoring = [one.scoring for one in found.having.values()]
    keys = [title_key(title.split()) for title in request.titles]
    titled = [plain(any_of([term(schema, "whole", key) for key in keys]))] if keys else []
    every: list[Query] = []
    if found.having and len(found.having) == len(set(request.words)):
        every = [all_of([one.wholly for one in found.having.values()])]
    field = words_field(request.hidden)
    asides = [term(schema, field, word) for word in request.asides]
    asked = and_maybe(any_of(scoring), asides)
    tiers = [(SOME_WORDS, without(all_of([passing, asked]), [*titled, *every]))]
    if every:
        tiers.insert(0, (ALL_WORDS, without(all_of([passing, *every, asked]), titled)))
    if titled:
        tiers.insert(0, (WHOLE_TITLE, all_of([passing, *titled, asked])))
    listed: list[tuple[DocAddress, float]] = []
    for tier, query in tiers:
        room = wanted - len(listed)
        if room > 0:
            scored = snapshot.scored(query, room)
            listed += [(document, tiered(tier, words)) for document, words in scored]
    room = wanted - len(listed)
    if (request.sections or request.also) and room > 0:
        wordless = without(passing, [one.any for one in found.having.values()])
        listed += [(document, 0.0) for document in snapshot.in_order(wordless, EVERYTHING, room)]
    return listed


def explained(snapshot: Snapshot, request: SearchRequest, id: int) -> list[tuple[str, float]]:
    """What BM25 gives an item for each word, the largest first; nothing where it is not seen."""
    found = []
    field = words_field(request.hidden)
    this = all_of([snapshot.numbered([id]), snapshot.visible(request.audiences)])
    for word in (*request.words, *request.asides):
        instead = tuple(one for one in request.instead if one.word == word)
        having = _having(snapshot, field, word, instead)
        for _, score in snapshot.scored(all_of([this, having.scoring]), 1):
            found.append((word, score))
    return sorted(found, key=lambda part: -part[1])
