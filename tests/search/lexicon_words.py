"""Rows of the lexicon for the tests of search."""

from accounts.viewer import Viewer
from search.lexicon import commit
from search.lexicon_changes import Wording, add_row
from tests.search.library import Library, clock


def add(library: Library, who: Viewer, term: str, *targets: str, subjects: str = "") -> str:
    """Put a row in force and commit; its key."""
    made = add_row(library.session, who, Wording(term, targets, subjects.split()), clock=clock)
    commit(library.session)
    return made.key
