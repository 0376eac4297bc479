"""Which engine serves an installation."""

from pathlib import Path

from core.errors import Invalid
from search.port import Engine
from search.whoosh_engine import WhooshEngine


def open_engine(url: str, home: Path) -> Engine:
    """The engine that the setting names; empty or ``whoosh:`` is Whoosh in ``<home>/index``.

    Nothing is read yet: a missing index is noticed at the first use. Raises Invalid for an
    engine that is not there.
    """
    if url in ("", "whoosh:"):
        return WhooshEngine(home / "index")
    raise Invalid(f"Поисковый движок «{url}» неизвестен. Оставьте PARTA_SEARCH_URL пустым.")
