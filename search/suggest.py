"""Suggestions while typing."""

from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from language.words import words
from search.asked import who
from search.grid_titles import GridTitles
from search.grid_words import grid_words
from search.port import Engine, IndexBroken
from search.understand import MOST_LETTERS, readable

MOST = 10

WEIGHED = 50
"""Titles of items that are put in order; of more the shortest."""


def suggest(session: Session, engine: Engine, viewer: Viewer, prefix: str) -> list[str]:
    """At most ten titles of items that the viewer may see, and topics of lessons.

    ``prefix`` is the beginning of any word in them, and what follows it. Items go first, half
    of the list where there are enough of both. Among each those come first in which the word
    that is being typed is most the matter of a subject's lessons (``GridTitles.matter``), and
    titles that begin with it before others. Any text is answered; a broken index gives lessons
    only.
    """
    typed = " ".join(word.text for word in words(readable(prefix)[:MOST_LETTERS]))
    if not typed:
        return []
    try:
        titles = engine.suggest(typed, who(viewer), WEIGHED)
    except IndexBroken:
        titles = []
    grid = grid_words(session).titles
    titles = sorted(titles, key=lambda title: -_matter(grid, title, typed))[:MOST]
    topics = grid.with_prefix(typed, MOST)
    half = max(MOST // 2, MOST - len(topics))
    suggested: dict[str, str] = {}
    for text in (*titles[:half], *topics, *titles[half:]):
        suggested.setdefault(text.casefold(), text)
    return list(suggested.values())[:MOST]


def _matter(grid: GridTitles, title: str, typed: str) -> float:
    """That of the word in the title that goes on from the last one typed."""
    cut = [word.text for word in words(title)]
    last = typed.count(" ")
    return max(
        (
            grid.matter(cut[at + last])
            for at in range(len(cut) - last)
            if " ".join(cut[at:]).startswith(typed)
        ),
        default=0.0,
    )
