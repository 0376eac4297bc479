"""Loading ahead what the first search of a process would wait for."""

from sqlalchemy.orm import Session

from search.grid_words import grid_words
from search.port import Engine, IndexBroken, SearchRequest


def warm(session: Session, engine: Engine) -> None:
    """Load the dictionary, the grid's words and the index: 2 s of a processor, 60 MB.

    For a web process's start, in a thread; a broken index is left to whoever searches.
    """
    grid_words(session).nearest(("урок",))
    grid_words(session).titles.with_prefix("урок", 1)
    try:
        engine.search(SearchRequest(frozenset({"all"}), ("урок",), limit=1))
        engine.suggest("урок", frozenset({"all"}), 1)
    except IndexBroken:
        return
