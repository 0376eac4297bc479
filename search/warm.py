"""Loading ahead what the first search of a process would wait for."""

from sqlalchemy.orm import Session

from search import spelling
from search.grid_words import grid_words
from search.item_meanings import ItemMeanings
from search.lexicon import lexicon, stand_ins
from search.port import Engine, IndexBroken, SearchRequest
from search.understand import understand


def warm(session: Session, engine: Engine, meanings: ItemMeanings | None = None) -> None:
    """Load the dictionary, the grid's words, the lexicon, the index, the encoder: 4 s, 220 MB.

    For a web process's start, in a thread; a broken index is left to whoever searches.
    """
    grid = grid_words(session)
    grid.nearest(("урок",))
    understand("урок абвг", grid.subjects, stand_ins(session, grid))
    grid.shortened.hyphens_written_out("ур-к")
    if meanings is not None:
        meanings.warm()
    grid.titles.with_beginnings(grid.titles.words[:1] or ["урок"], 1)
    grid.plain_names.with_prefix("урок", 1)
    grid.subject_names.with_prefix("урок", 1)
    try:
        engine.search(SearchRequest(frozenset({"all"}), ("урок",), limit=1))
        engine.suggest("урок", frozenset({"all"}), 1)
        spelling.warm(engine, lexicon(session))
    except IndexBroken:
        return
