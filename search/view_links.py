"""Addresses of the results page: the same search with one thing changed."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from search.asked import SearchQuery
from search.port import FACETS

Pair = tuple[str, str]

FACET_PARAMETERS = FACETS
"""The parameters of an address that choose something: each is named like its facet."""


def pairs_of(query: SearchQuery) -> list[Pair]:
    """The search as parameters of an address, without the page number."""
    found: list[Pair] = [("q", query.q)] if query.q else []
    for name in FACET_PARAMETERS:
        found += [(name, str(value)) for value in query.chosen(name)]
    if query.sort != "relevance":
        found.append(("sort", query.sort))
    if query.exact:
        found.append(("exact", "1"))
    if query.near:
        found.append(("near", query.near))
    return found


def without(pairs: Sequence[Pair], *names: str) -> list[Pair]:
    """The parameters but these."""
    return [pair for pair in pairs if pair[0] not in names]


def address(base: str, pairs: Iterable[Pair]) -> str:
    """``base`` with the parameters."""
    query = urlencode(list(pairs))
    return f"{base}?{query}" if query else base
