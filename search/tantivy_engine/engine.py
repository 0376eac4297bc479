"""The port over Tantivy."""

import json
import shutil
from collections.abc import Hashable, Iterable, Mapping, Sequence
from pathlib import Path

import tantivy
from tantivy import DocAddress, Query

from language.words import as_words
from search.built_engine import BuiltEngine, guarded
from search.item_words import words_field
from search.port import (
    EVERYTHING,
    FACETS,
    Document,
    Filters,
    IndexStatus,
    SearchPage,
    SearchRequest,
)
from search.seal import SEAL
from search.tantivy_engine import clauses, ranking
from search.tantivy_engine.schema import (
    BEGUN,
    FORMAT,
    OPENING,
    beginning,
    schema,
    to_tantivy,
)
from search.tantivy_engine.snapshot import Snapshot

TABLE, MANAGED = "meta.json", ".managed.json"
"""Tantivy's table of segments, and its list of the files that are its own."""

WRITING_BYTES = 64 * 2**20
"""Memory for postings while an index is built: a segment of some 20,000 items at a time."""

CHANGING_BYTES = 16 * 2**20
"""The same for changes, a few items at a time: the least that Tantivy takes is 15 MB, and more
takes longer to begin."""

LOOKED_AT = 20
"""Titles looked at for each suggestion that is asked for."""


class TantivyEngine(BuiltEngine[Snapshot]):
    """``search.port.Engine`` over a folder. Safe for many threads and processes."""

    def __init__(self, root: Path) -> None:
        super().__init__(root, FORMAT)

    # Reading

    def _mark(self, build: Path) -> Hashable:
        # Tantivy puts a new file in its place with each commit.
        stat = (build / "meta.json").stat()
        return stat.st_ino, stat.st_mtime_ns, stat.st_size

    def _opened(self, name: str, mark: Hashable, before: Snapshot | None) -> Snapshot:
        return Snapshot(name, self.folder.path(name))

    @guarded
    def search(self, request: SearchRequest) -> SearchPage:
        snapshot = self.snapshot()
        found = ranking.answer(snapshot, request)
        filters = request.filters
        passing = clauses.all_of([found.documents, *snapshot.chosen(filters)])
        total = snapshot.count(passing)

        def counted() -> dict[str, dict[str | int, int]]:
            free = [name for name in FACETS if not filters.chosen(name)]
            facets = snapshot.counts(passing, free, filters)
            for name in FACETS:
                if filters.chosen(name):
                    others = clauses.all_of([found.documents, *snapshot.chosen(filters, but=name)])
                    facets |= snapshot.counts(others, [name], filters)
            return facets

        hits: list[tuple[DocAddress, float]] = []
        if request.limit and request.offset < total:
            hits = self._listed(snapshot, request, found, passing)[request.offset :]
        return SearchPage(
            total=total,
            hits=tuple(snapshot.hit(address, score) for address, score in hits),
            facets=self.counts(counted),
            rarity=found.rarity,
            until=snapshot.latest(request.audiences) if request.until is None else request.until,
        )

    def _listed(
        self, snapshot: Snapshot, request: SearchRequest, found: ranking.Answer, passing: Query
    ) -> list[tuple[DocAddress, float]]:
        """The documents of the page and of all pages before it, with their scores."""
        stop = request.offset + request.limit
        if request.sort == "used":
            listed = self._used(snapshot, request, passing, stop)
        elif request.sort == "newest":
            listed = snapshot.newest(passing, stop)
        elif found.having and request.sort != "lesson":
            return ranking.ranked(snapshot, request, found, passing)
        else:
            listed = snapshot.in_order(passing, request.filters, stop)
        return [(address, 0.0) for address in listed]

    def _used(
        self, snapshot: Snapshot, request: SearchRequest, passing: Query, stop: int
    ) -> list[DocAddress]:
        if not request.first:
            return snapshot.newest(passing, stop)
        first = snapshot.numbered(request.first)
        addresses = snapshot.newest(clauses.all_of([passing, first]), len(request.first))
        found = dict(zip(snapshot.ids(addresses), addresses, strict=True))
        listed = [found[item] for item in request.first if item in found]
        if len(listed) < stop:
            listed += snapshot.newest(clauses.without(passing, [first]), stop - len(listed))
        return listed[:stop]

    @guarded
    def suggest(
        self, prefix: str, audiences: frozenset[str], limit: int, filters: Filters = EVERYTHING
    ) -> list[str]:
        typed = as_words(prefix)[:OPENING]
        if not typed or limit < 1:
            return []
        snapshot = self.snapshot()
        seen = [snapshot.visible(audiences), *snapshot.chosen(filters)]
        titles: dict[str, bool] = {}
        for begun in ("^", ""):
            if begun and len(typed) > BEGUN:
                continue
            query = clauses.all_of([*seen, clauses.plain(_beginning(snapshot, begun, typed))])
            longest = 0
            for title in snapshot.titles(snapshot.shortest(query, LOOKED_AT * limit)):
                # What follows is longer. Only where those that begin so were not asked for by
                # themselves may one of it go before.
                best = titles if len(typed) <= BEGUN else [one for one in titles if titles[one]]
                if len(best) >= limit and len(title) > longest:
                    break
                longest = len(title)
                if title not in titles:
                    titles[title] = bool(begun) or as_words(title).startswith(typed)
            if sum(titles.values()) >= limit:
                break
        return sorted(titles, key=lambda title: (not titles[title], len(title), title))[:limit]

    @guarded
    def terms(self) -> Mapping[str, int]:
        return self.snapshot().vocabulary

    @guarded
    def matching(self, word: str, audiences: frozenset[str], *, hidden: bool = False) -> int:
        snapshot = self.snapshot()
        having = clauses.plain(clauses.term(snapshot.schema, words_field(hidden), word))
        query = clauses.all_of([having, snapshot.visible(audiences)])
        return snapshot.counted((word, hidden, audiences), query)

    @guarded
    def has_each(
        self,
        several: Sequence[Sequence[str]],
        audiences: frozenset[str],
        filters: Filters = EVERYTHING,
        *,
        hidden: bool = False,
    ) -> list[bool]:
        snapshot = self.snapshot()
        field = words_field(hidden)
        seen = [*snapshot.chosen(filters), snapshot.visible(audiences)]

        def is_there(words: Sequence[str]) -> bool:
            having = [clauses.plain(clauses.term(snapshot.schema, field, word)) for word in words]
            key = (frozenset(words), filters, hidden, audiences)
            return snapshot.counted(key, clauses.all_of([*having, *seen])) > 0

        return [is_there(one) for one in several]

    @guarded
    def explain(self, request: SearchRequest, id: int) -> list[tuple[str, float]]:
        return ranking.explained(self.snapshot(), request, id)

    @guarded
    def status(self) -> IndexStatus:
        snapshot = self.snapshot()
        return IndexStatus(
            built=snapshot.build,
            generation=snapshot.generation,
            documents=snapshot.searcher.num_docs,
            bytes=self.folder.bytes(snapshot.build),
            segments=snapshot.searcher.num_segments,
        )

    def _complete(self, build: Path) -> bool:
        try:
            return bool(json.loads((build / "meta.json").read_bytes())["schema"])
        except (OSError, ValueError, LookupError, TypeError):
            return False

    # Writing

    def _is_kept(self, name: str) -> bool:
        # What begins with a dot is Tantivy's list of files and its locks.
        return not name.startswith(".") and name not in (TABLE, SEAL)

    def _create(self, build: Path) -> None:
        tantivy.Index(schema(), str(build))

    def _join(self, build: Path, parts: Sequence[Path]) -> None:
        # A segment is files that bear its name; which of them there are stands in the table alone.
        tables = [json.loads((part / TABLE).read_bytes()) for part in parts]
        whole = tables[0] | {
            "segments": [one for table in tables for one in table["segments"]],
            "opstamp": max(table["opstamp"] for table in tables),
        }
        managed: list[str] = []
        for part in parts:
            managed += json.loads((part / MANAGED).read_bytes())
            (part / TABLE).unlink()
            (part / MANAGED).unlink()
            for file in part.glob("[!.]*"):
                file.rename(build / file.name)
            shutil.rmtree(part)
        (build / MANAGED).write_text(json.dumps(sorted(set(managed))), encoding="utf-8")
        (build / TABLE).write_text(json.dumps(whole), encoding="utf-8")

    def _prepared(self, document: Document) -> tantivy.Document:
        return to_tantivy(document)

    def _write(
        self, build: Path, prepared: Iterable[tantivy.Document], gone: Iterable[int]
    ) -> None:
        # One thread writes what this one prepares: more of them make more segments to merge.
        index = tantivy.Index.open(str(build))
        replaced = list(gone)
        writer = index.writer(CHANGING_BYTES if replaced else WRITING_BYTES, 1)
        try:
            for one in replaced:
                # By a query: a bare term of an unsigned number deletes nothing.
                writer.delete_documents_by_query(clauses.term(index.schema, "id", one))
            for document in prepared:
                writer.add_document(document)
        except BaseException:
            writer.rollback()
            raise
        writer.commit()
        # Readers see the commit already; few segments are merged at a time.
        writer.wait_merging_threads()


def _beginning(snapshot: Snapshot, begun: str, typed: str) -> Query:
    if len(typed) <= BEGUN:
        return clauses.term(snapshot.schema, "begins", begun + beginning(typed))
    pattern = "".join(letter if letter.isalnum() or letter == " " else "." for letter in typed)
    return Query.regex_query(snapshot.schema, "opening", f"{pattern}.*")
