"""Which engine serves an installation."""

from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from core.errors import Invalid
from search.port import Engine

WHOOSH, TANTIVY = "Whoosh", "Tantivy"
"""The embedded engines by name."""

EMBEDDED = ("", "whoosh:", "tantivy:")
"""How the embedded engines are set."""

GROUP = "parta.search_engines"
"""The group of entry points where an installed package offers an engine of its own.

The name of the entry point is the scheme of its URLs; what it names is called with the URL and
the folder of the installation, ``(url: str, home: Path) -> search.port.Engine``, and must pass
``tests/search/test_engines.py``.
"""

Opener = Callable[[str, Path], Engine]


def open_engine(url: str, home: Path) -> Engine:
    """The engine that the setting names.

    Empty or ``whoosh:`` is Whoosh in ``<home>/index``, ``tantivy:`` Tantivy in
    ``<home>/index-tantivy``; where only the other one's index stands, that one serves until it is
    built anew. Any other scheme is looked for among the entry points of ``GROUP``.

    Nothing is read yet: a missing index is noticed at the first use. Raises Invalid for an
    engine that is not there.
    """
    if url not in EMBEDDED:
        opener: Opener = _offered(url).load()
        return opener(url, home)
    # A command that does not search starts without them: a sixth of a second.
    from search.moving import MovingEngine
    from search.tantivy_engine import TantivyEngine
    from search.whoosh_engine import WhooshEngine

    whoosh, tantivy = WhooshEngine(home / "index"), TantivyEngine(home / "index-tantivy")
    return MovingEngine(tantivy, whoosh) if url == "tantivy:" else MovingEngine(whoosh, tantivy)


def refuse_unknown(url: str) -> None:
    """Raises Invalid for an engine that is not there; loads none."""
    if url not in EMBEDDED:
        _offered(url)


def _offered(url: str) -> EntryPoint:
    scheme, colon, _ = url.partition(":")
    for one in entry_points(group=GROUP, name=scheme) if colon else ():
        return one
    raise Invalid(
        f"Поисковый движок «{url}» неизвестен. В PARTA_SEARCH_URL пишут «tantivy:» или ничего."
    )
