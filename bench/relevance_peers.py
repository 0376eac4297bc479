"""What others give for a query over the same items: plain full-text search, ready to use."""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from whoosh.lang.snowball.russian import RussianStemmer

from bench.grid_items import GridItem
from language.words import words

Answer = Callable[[str], Sequence[tuple[str, str]]]
"""A search: lesson key and kind of its first ten hits."""

DEPTH = 10
WEIGHTS = (5.0, 3.0, 1.0)
"""Of title, lesson and text, about as ours weigh them."""


def columns(item: GridItem) -> tuple[str, str, str]:
    """An item's words for a peer: title, lesson, text."""
    lesson = item.lesson
    about = f"{lesson.topic} {lesson.section} {'; '.join(lesson.keywords)}"
    return lesson.title, about, " ".join(" ".join(passage) for passage in item.passages)


def fts5(items: Sequence[GridItem]) -> Answer:
    """SQLite FTS5 over Snowball stems, any word of the query, its own BM25."""
    stemmer = RussianStemmer()

    def stems(text: str) -> str:
        return " ".join(stemmer.stem(word.text) for word in words(text))

    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE item USING fts5(title, about, text)")
    database.executemany(
        "INSERT INTO item(rowid, title, about, text) VALUES (?, ?, ?, ?)",
        ((item.id, *map(stems, columns(item))) for item in items),
    )
    by_id = {item.id: (item.lesson.key, item.kind) for item in items}

    def answer(text: str) -> list[tuple[str, str]]:
        asked = " OR ".join(f'"{stem}"' for stem in dict.fromkeys(stems(text).split()))
        if not asked:
            return []
        rows = database.execute(
            f"SELECT rowid FROM item WHERE item MATCH ? ORDER BY bm25(item, {WEIGHTS[0]}, "
            f"{WEIGHTS[1]}, {WEIGHTS[2]}) LIMIT {DEPTH}",
            (asked,),
        )
        return [by_id[row[0]] for row in rows]

    return answer


def postgres(items: Sequence[GridItem], connection: Any) -> Answer:
    """PostgreSQL's 'russian' configuration, any word of the query, ts_rank over weighed parts.

    ``connection``: psycopg's, to a database where a temporary table may be made.
    """
    connection.execute("CREATE TEMPORARY TABLE item(id int PRIMARY KEY, words tsvector)")
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO item VALUES (%s, setweight(to_tsvector('russian', %s), 'A')"
            " || setweight(to_tsvector('russian', %s), 'B')"
            " || setweight(to_tsvector('russian', %s), 'D'))",
            [(item.id, *columns(item)) for item in items],
        )
    connection.execute("CREATE INDEX ON item USING gin(words)")
    by_id = {item.id: (item.lesson.key, item.kind) for item in items}

    def answer(text: str) -> list[tuple[str, str]]:
        rows = connection.execute(
            "WITH asked AS (SELECT replace(plainto_tsquery('russian', %s)::text, '&', '|')::tsquery"
            " AS q) SELECT id FROM item, asked WHERE words @@ q"
            f" ORDER BY ts_rank('{{0.2, 0.4, 0.6, 1.0}}', words, q) DESC LIMIT {DEPTH}",
            (text,),
        ).fetchall()
        return [by_id[row[0]] for row in rows]

    return answer
