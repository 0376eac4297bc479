"""The search that a material was opened from: its words stay in the field, and a way leads back."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

MOST_LETTERS = 500


@dataclass(frozen=True)
class CameFrom:
    """``query``: what was searched; ``address``: the page of results; both may be empty."""

    query: str = ""
    address: str = ""


def came_from(referrer: str | None, host: str, results: str) -> CameFrom:
    """What the request's Referer says, where it is the page at ``results`` of this ``host``."""
    try:
        before = urlsplit(referrer or "")
        if before.netloc != host or before.path != results:
            return CameFrom()
        query = parse_qs(before.query, max_num_fields=100).get("q", [""])[0]
    except ValueError:
        return CameFrom()
    address = f"{before.path}?{before.query}" if before.query else before.path
    return CameFrom(query[:MOST_LETTERS], address)
