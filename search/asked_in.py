"""The search that an address asks for: its parameters, whatever stands in them."""

from collections.abc import Container, Iterable

from werkzeug.datastructures import MultiDict

from catalog.kinds import KINDS
from search import lengths
from search.asked import FIELDS, SORTS, SearchQuery
from search.port import NUMBERS
from search.query_words import MOST_GRADES

PER_PAGE = 20

MOST_CHOSEN = 50
"""Values of one filter that are listened to."""

MOST_DIGITS = 4
"""Of a grade or a year."""

KNOWN: dict[str, Container[str | int]] = {
    "kind": KINDS,
    "length": lengths.TITLES,
    "grade": range(1, MOST_GRADES + 1),
}
"""Filter → all values that it can have, where they are few and fixed."""


def asked_in(sent: MultiDict[str, str]) -> SearchQuery:
    """The search of the results page; what makes no sense is left out.

    ``view_links.pairs_of`` writes it back.
    """
    chosen: dict[str, tuple[str | int, ...]] = {}
    for facet, field in FIELDS.items():
        values: Iterable[str | int] = filter(None, sent.getlist(facet)[:MOST_CHOSEN])
        if facet in NUMBERS:
            values = (int(value) for value in map(str, values) if _is_number(value))
        known = KNOWN.get(facet)
        chosen[field] = tuple(
            value for value in dict.fromkeys(values) if known is None or value in known
        )
    sort = sent.get("sort", "relevance")
    return SearchQuery(
        q=sent.get("q", ""),
        page=max(1, sent.get("page", default=1, type=int)),
        per_page=PER_PAGE,
        sort=sort if sort in SORTS else "relevance",
        exact=bool(sent.get("exact")),
        last_at_most=True,
        near=sent.get("near", ""),
        until=_instant(sent.get("as_of", "")),
        **chosen,  # type: ignore[arg-type]  # each under the field of its own type
    )


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS


def _instant(text: str) -> int | None:
    # 16 digits of milliseconds last for 300,000 years.
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 16 else None
