"""Engines asked alike: ours through the port, SQLite FTS5 and PostgreSQL by their own SQL.

All are fed with the same lemmas and answer with the total, ten hits, all facet counts and the
fragment of each hit that has most of the words.
"""

import sqlite3
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from bench.search_library import EVERYONE, Query, Right, library
from language.near_words import NearWords
from search.columns import columns_of
from search.item_words import cut, words_by_part
from search.port import (
    FACETS,
    MOST_VALUES,
    WITHIN_GRADE,
    Document,
    Engine,
    Filters,
    SearchRequest,
)
from search.tantivy_engine import TantivyEngine
from search.weights import PARTS
from search.whoosh_engine import WhooshEngine

AT_ONCE = 2000
COLUMNS = ("subject", "grade", "kind", "licence", "lesson", "section", "author", "length",
           "language", "year")  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What a peer says. ``titles`` instead of all else for a prefix."""

    total: int = 0
    hits: tuple[int, ...] = ()
    facets: Mapping[str, Mapping[Any, int]] | None = None
    passages: tuple[tuple[int, int], ...] = ()
    titles: tuple[str, ...] = ()


class Peer(ABC):
    """One engine over one library; a folder of its own, a process of its own."""

    name: str
    setup: str

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def build(self, documents: Iterable[Document]) -> None:
        """Take all of them in."""

    @abstractmethod
    def add(self, document: Document) -> None:
        """Take one in; whoever asks after this finds it."""

    @abstractmethod
    def found(self, query: Query, right: Right) -> tuple[int, tuple[int, ...], dict[str, Any]]:
        """Total, hits, counts. ``right.sets``: which words are enough, for who is to be told."""

    @abstractmethod
    def begun(self, typed: str) -> Sequence[str]:
        """Ten titles in which a word begins so, the shortest first."""

    @abstractmethod
    def vocabulary(self) -> Iterable[str]:
        """Its words."""

    @abstractmethod
    def bytes(self) -> int:
        """What it takes on disk."""

    def answer(self, query: Query, right: Right) -> Answer:
        """Everything that a page shows of a query."""
        if query.sort == "prefix":
            return Answer(titles=tuple(self.begun(query.typed)))
        if query.sort == "typo":
            near = self.near_words.near(query.typed, 1)
            query = Query("typo", tuple(near))
            right = Right(0, {}, (query.words,)) if near else right
            if not near:
                return Answer()
        total, hits, facets = self.found(query, right)
        return Answer(total, hits, facets, tuple(self.passages(hits, query.words)))

    @cached_property
    def near_words(self) -> NearWords:
        """The vocabulary, made ready for typing slips: the same for all, by language.typos."""
        near = NearWords()
        near.add(self.vocabulary())
        return near

    @cached_property
    def texts(self) -> sqlite3.Connection:
        """The fragments' words, beside every peer alike."""
        return sqlite3.connect(self.folder.parent / "texts.sqlite3")

    def passages(self, hits: Sequence[int], words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """(item, its fragment with most of the words)."""
        rows = self.texts.execute(
            f"SELECT item, at, words FROM fragment WHERE item IN ({','.join('?' * len(hits))})",
            hits,
        )
        best: dict[int, tuple[int, int]] = {}
        for item, at, said in rows:
            have = sum(word in said for word in words)
            best[item] = max(best.get(item, (0, 0)), (have, -at))
        return ((item, -at) for item, (_, at) in best.items())


def write_texts(path: Path, count: int) -> None:
    """The fragments of the library, from which passages are cut."""
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE fragment(item, at, words, PRIMARY KEY(item, at)) WITHOUT ROWID")
    database.executemany(
        "INSERT INTO fragment VALUES (?, ?, ?)",
        (
            (one.id, at, f" {' '.join(cut(fragment.text))} ")
            for one in library(count)
            for at, fragment in enumerate(one.fragments, 1)
        ),
    )
    database.commit()
    database.close()


class Embedded(Peer):
    """One of our engines, through its port."""

    engine: Engine

    def build(self, documents: Iterable[Document]) -> None:
        self.engine.rebuild(documents, lambda ids: ([], list(ids)))

    def add(self, document: Document) -> None:
        self.engine.update([document])

    def found(self, query: Query, right: Right) -> tuple[int, tuple[int, ...], dict[str, Any]]:
        filters = Filters(
            subject=frozenset({query.subject} if query.subject else ()),
            grade=frozenset({query.grade} if query.grade else ()),
        )
        phrases = (frozenset({query.words}),) if query.sort == "phrase" else ()
        page = self.engine.search(
            SearchRequest(EVERYONE, words=query.words, phrases=phrases, filters=filters)
        )
        return page.total, tuple(hit.id for hit in page.hits), dict(page.facets)

    def begun(self, typed: str) -> Sequence[str]:
        return self.engine.suggest(typed, EVERYONE, 10)

    def vocabulary(self) -> Iterable[str]:
        return self.engine.terms()

    def bytes(self) -> int:
        return self.engine.status().bytes


class Whoosh(Embedded):
    name = "Whoosh"
    setup = "whoosh-reloaded 2.7.5, a writing process a core, bitmaps over columns"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.engine = WhooshEngine(folder)


class Tantivy(Embedded):
    name = "Tantivy"
    setup = "tantivy 0.27, a writing process a core, 64 MB each"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.engine = TantivyEngine(folder)


def row_of(document: Document) -> list[Any]:
    """An item as a row: id, title, audience, then the values of ``COLUMNS``."""
    columns = columns_of(document)
    (audience,) = document.audience
    return [
        document.id,
        document.title,
        audience,
        *((columns[name] or [None])[0] for name in COLUMNS),
    ]


def parts_of(document: Document) -> list[str]:
    """The words of each part of an item, as often as they stand there."""
    return [" ".join(found.elements()) for found in words_by_part(document).values()]


def texts_in_order(document: Document) -> str:
    """The words in order, for phrases; a mark between texts."""
    return " xxxx ".join(" ".join(cut(text)) for text in (
        document.title, *document.topics, *document.keywords, *document.subject_titles,
        document.author, *(text for one in document.fragments for text in (one.heading, one.text)),
    ))  # fmt: skip


class Sql(Peer):
    """Common SQL: the found rows once, then the total and the counts over them."""

    mark: str

    def counted(self, query: Query) -> tuple[str, list[Any]]:
        """The arms of the counting query over ``f``, and what is bound."""
        chosen = {"subject": query.subject, "grade": query.grade}
        arms, bound = [], []
        for name in ("", *FACETS):
            if name in WITHIN_GRADE and not all(chosen.values()):
                continue
            others = [other for other in chosen if chosen[other] and other != name]
            where = " AND ".join([f"{other} = {self.mark}" for other in others])
            bound += [chosen[other] for other in others]
            told = f"SELECT '{name}' AS facet, {self.text(name)} AS value, count(*) AS n FROM f"
            told += f" WHERE {where}" if where else ""
            if name:
                told += f"{' AND' if where else ' WHERE'} {name} IS NOT NULL GROUP BY {name}"
                told += f" ORDER BY n DESC, {name} LIMIT {MOST_VALUES}"
            arms.append(f"SELECT * FROM ({told}) AS {name or 'total'}_arm")
        return " UNION ALL ".join(arms), bound

    def text(self, name: str) -> str:
        return f"CAST({name} AS text)" if name else "''"

    def gathered(self, rows: Iterable[tuple[str, str, int]]) -> tuple[int, dict[str, Any]]:
        facets: dict[str, Any] = {name: {} for name in FACETS}
        total = 0
        for facet, value, count in rows:
            if facet:
                facets[facet][int(value) if facet in ("grade", "year") else value] = count
            else:
                total = count
        return total, facets

    def limits(self, query: Query) -> tuple[str, list[Any]]:
        """The filters of a query as SQL."""
        chosen = [(name, getattr(query, name)) for name in ("subject", "grade")]
        told = "".join(f" AND {name} = {self.mark}" for name, value in chosen if value)
        return told, [value for _, value in chosen if value]


class Fts5(Sql):
    name = "SQLite FTS5"
    mark = "?"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        folder.mkdir(parents=True, exist_ok=True)
        self.setup = (
            f"SQLite {sqlite3.sqlite_version}, contentless, detail=full, prefix index 2 3 4, "
            "64 MB of pages, WAL"
        )
        self.database = sqlite3.connect(folder / "fts.sqlite3")
        self.database.execute("PRAGMA journal_mode = WAL")
        self.database.execute("PRAGMA synchronous = NORMAL")
        self.database.execute("PRAGMA cache_size = -65536")

    def build(self, documents: Iterable[Document]) -> None:
        parts = ", ".join(f"p_{name}" for name in PARTS)
        self.database.executescript(
            f"""
            CREATE VIRTUAL TABLE words USING fts5({parts}, content='',
                tokenize="unicode61 remove_diacritics 0");
            CREATE VIRTUAL TABLE lines USING fts5(texts, content='',
                tokenize="unicode61 remove_diacritics 0");
            CREATE VIRTUAL TABLE begun USING fts5(title, content='', prefix='2 3 4',
                tokenize="unicode61 remove_diacritics 0");
            CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row);
            CREATE TABLE item(id INTEGER PRIMARY KEY, title, audience, {", ".join(COLUMNS)});
            """
        )
        for number, one in enumerate(documents, 1):
            self._insert(one)
            if number % AT_ONCE == 0:
                self.database.commit()
        for name in ("words", "lines", "begun"):
            self.database.execute(f"INSERT INTO {name}({name}) VALUES('optimize')")
        self.database.execute("ANALYZE")
        self.database.commit()

    def _insert(self, one: Document) -> None:
        parts = parts_of(one)
        marks = ", ".join("?" * (len(parts) + 1))
        self.database.execute(
            f"INSERT INTO words(rowid, {', '.join(f'p_{name}' for name in PARTS)}) VALUES({marks})",
            (one.id, *parts),
        )
        self.database.execute(
            "INSERT INTO lines(rowid, texts) VALUES(?, ?)", (one.id, texts_in_order(one))
        )
        self.database.execute("INSERT INTO begun(rowid, title) VALUES(?, ?)", (one.id, one.title))
        row = row_of(one)
        self.database.execute(f"INSERT INTO item VALUES({','.join('?' * len(row))})", row)

    def add(self, document: Document) -> None:
        self._insert(document)
        self.database.commit()

    def found(self, query: Query, right: Right) -> tuple[int, tuple[int, ...], dict[str, Any]]:
        table, weights = "words", ", ".join(str(part.weight) for part in PARTS.values())
        if query.sort == "phrase":
            table, weights = "lines", "1.0"
            asked = f'"{" ".join(query.words)}"'
        else:
            asked = " OR ".join(
                "(" + " AND ".join(f'"{word}"' for word in some) + ")" for some in right.sets
            )
        audience = tuple(EVERYONE)
        rows = self.database.execute(
            f"SELECT {', '.join(COLUMNS)} FROM {table} JOIN item ON item.id = {table}.rowid "
            f"WHERE {table} MATCH ? AND audience IN (?, ?)",
            (asked, *audience),
        ).fetchall()
        total, facets = _counted(rows, query)
        limits, chosen = self.limits(query)
        hits = self.database.execute(
            f"SELECT item.id FROM {table} JOIN item ON item.id = {table}.rowid "
            f"WHERE {table} MATCH ? AND audience IN (?, ?){limits} "
            f"ORDER BY bm25({table}, {weights}) LIMIT 10",
            (asked, *audience, *chosen),
        )
        return total, tuple(row[0] for row in hits), facets

    def begun(self, typed: str) -> Sequence[str]:
        rows = self.database.execute(
            "SELECT DISTINCT item.title FROM begun JOIN item ON item.id = begun.rowid "
            "WHERE begun MATCH ? AND audience IN (?, ?) ORDER BY length(item.title) LIMIT 10",
            (f'"{typed}"*', *EVERYONE),
        )
        return [row[0] for row in rows]

    def vocabulary(self) -> Iterable[str]:
        return [row[0] for row in self.database.execute("SELECT term FROM vocabulary")]

    def bytes(self) -> int:
        self.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return (self.folder / "fts.sqlite3").stat().st_size


def _counted(rows: Sequence[tuple[Any, ...]], query: Query) -> tuple[int, dict[str, Any]]:
    """Total and counts over the found rows: quicker than ten times GROUP BY in SQLite."""
    chosen = {"subject": query.subject, "grade": query.grade}
    passing = {
        but: [
            row
            for row in rows
            if all(
                not value or name == but or row[COLUMNS.index(name)] == value
                for name, value in chosen.items()
            )
        ]
        if any(chosen.values())
        else rows
        for but in ("", *chosen)
    }
    columns = {but: list(zip(*some, strict=True)) for but, some in passing.items()}
    facets: dict[str, Any] = {}
    for at, name in enumerate(COLUMNS):
        there = columns[name if name in chosen else ""]
        counted = Counter(there[at]) if there else Counter()
        del counted[None]
        if name in WITHIN_GRADE and not all(chosen.values()):
            counted.clear()
        most = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_VALUES]
        facets[name] = dict(most)
    return len(passing[""]), facets


class Postgres(Sql):
    name = "PostgreSQL"
    mark = "%s"

    def __init__(self, folder: Path, dsn: str) -> None:
        import psycopg

        super().__init__(folder)
        self.database = psycopg.connect(dsn, autocommit=True)
        version = self.database.info.server_version // 10000
        self.setup = f"PostgreSQL {version}, GIN, 'simple' over our lemmas, shared_buffers 256 MB"

    def build(self, documents: Iterable[Document]) -> None:
        kinds = ", ".join(
            f"{name} {'int' if name in ('grade', 'year') else 'text'}" for name in COLUMNS
        )
        run = self.database.execute
        run("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        run(
            f"CREATE TABLE item(id int PRIMARY KEY, title text, audience text, {kinds}, "
            "words tsvector, texts tsvector)"
        )
        names = ", ".join(("id", "title", "audience", *COLUMNS))
        with (
            self.database.cursor() as cursor,
            cursor.copy(f"COPY item({names}, words, texts) FROM STDIN") as copy,
        ):
            for one in documents:
                copy.write_row([*row_of(one), self._vector(one), self._row(one)])
        run("CREATE INDEX ON item USING gin(words)")
        run("CREATE INDEX ON item USING gin(texts)")
        run("CREATE INDEX ON item USING gin(lower(title) gin_trgm_ops)")
        run("CREATE INDEX ON item(subject, grade)")
        run("VACUUM ANALYZE item")

    def _vector(self, one: Document) -> str:
        """Words with the weight of their part, for ts_rank: A, B, C, D."""
        at, told = 0, []
        for part, label in zip(parts_of(one), "ABBCDD", strict=True):
            for word in part.split():
                at = min(at + 1, 16383)
                told.append(f"{_quoted(word)}:{at}{label}")
        return " ".join(told)

    def _row(self, one: Document) -> str:
        words = enumerate(texts_in_order(one).split(), 1)
        return " ".join(f"{_quoted(word)}:{min(at, 16383)}" for at, word in words)

    def add(self, document: Document) -> None:
        row = [*row_of(document), self._vector(document), self._row(document)]
        names = ", ".join(("id", "title", "audience", *COLUMNS, "words", "texts"))
        marks = ", ".join(["%s"] * (len(row) - 2) + ["%s::tsvector"] * 2)
        self.database.execute(f"INSERT INTO item({names}) VALUES({marks})", row)

    def found(self, query: Query, right: Right) -> tuple[int, tuple[int, ...], dict[str, Any]]:
        field, joint = ("texts", " <-> ") if query.sort == "phrase" else ("words", " & ")
        asked = " | ".join(
            "(" + joint.join(_quoted(word) for word in some) + ")" for some in right.sets
        )
        audience = list(EVERYONE)
        arms, bound = self.counted(query)
        total, facets = self.gathered(
            self.database.execute(
                f"WITH f AS MATERIALIZED (SELECT {', '.join(COLUMNS)} FROM item "
                f"WHERE {field} @@ %s::tsquery AND audience = ANY(%s)) {arms}",
                [asked, audience, *bound],
            ).fetchall()
        )
        limits, chosen = self.limits(query)
        hits = self.database.execute(
            f"SELECT id FROM item WHERE {field} @@ %s::tsquery AND audience = ANY(%s){limits} "
            f"ORDER BY ts_rank('{{0.1, 0.2, 0.5, 1}}', {field}, %s::tsquery) DESC LIMIT 10",
            [asked, audience, *chosen, asked],
        )
        return total, tuple(row[0] for row in hits.fetchall()), facets

    def begun(self, typed: str) -> Sequence[str]:
        rows = self.database.execute(
            "SELECT title FROM (SELECT DISTINCT title FROM item "
            "WHERE audience = ANY(%s) AND (lower(title) LIKE %s OR lower(title) LIKE %s)) AS t "
            "ORDER BY length(title) LIMIT 10",
            [list(EVERYONE), f"{typed}%", f"% {typed}%"],
        )
        return [row[0] for row in rows.fetchall()]

    def vocabulary(self) -> Iterable[str]:
        rows = self.database.execute("SELECT word FROM ts_stat('SELECT words FROM item')")
        return [row[0] for row in rows.fetchall()]

    def bytes(self) -> int:
        row = self.database.execute("SELECT pg_total_relation_size('item')").fetchone()
        return int(row[0]) if row else 0


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "''").replace("\\", "\\\\") + "'"


PEERS = ("whoosh", "tantivy", "fts5", "postgres")


def opened(name: str, folder: Path, dsn: str) -> Peer:
    """A peer over what stands in a folder."""
    if name == "postgres":
        return Postgres(folder, dsn)
    kind = {"whoosh": Whoosh, "tantivy": Tantivy, "fts5": Fts5}[name]
    return kind(folder)
