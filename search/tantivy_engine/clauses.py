"""Queries put together: all of, any of, and what only tells documents apart."""

from collections.abc import Iterable, Sequence

from tantivy import Occur, Query, Schema


def term(schema: Schema, field: str, value: str | int) -> Query:
    """Documents with this value, scored by how often and how rare it is."""
    return Query.term_query(schema, field, value)


def plain(query: Query) -> Query:
    """The same documents, adding nothing to a score."""
    return Query.const_score_query(query, 0.0)


def all_of(queries: Sequence[Query]) -> Query:
    """Documents that each of the queries finds; the sum of their scores."""
    return (
        queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, q) for q in queries])
    )


def any_of(queries: Sequence[Query], least: int = 1) -> Query:
    """Documents that at least so many of the queries find; the sum of their scores."""
    if not queries:
        return Query.empty_query()
    if len(queries) == 1:
        return queries[0]
    wanted = [(Occur.Should, query) for query in queries]
    if least == 1:
        return Query.boolean_query(wanted)
    return Query.boolean_query(wanted, minimum_number_should_match=least)


def without(query: Query, others: Iterable[Query]) -> Query:
    """Documents of a query that none of the others finds."""
    taken = [(Occur.MustNot, other) for other in others]
    return Query.boolean_query([(Occur.Must, query), *taken]) if taken else query


def and_maybe(query: Query, others: Sequence[Query]) -> Query:
    """Documents of a query; the others add to their scores."""
    more = [(Occur.Should, other) for other in others]
    return Query.boolean_query([(Occur.Must, query), *more]) if more else query


def values(schema: Schema, field: str, wanted: Iterable[str | int]) -> Query:
    """Documents with any of these values; in the index all of them are texts."""
    return any_of([term(schema, field, value) for value in sorted(map(str, wanted))])
