"""Suggestions while typing."""

from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from language.words import words
from search.asked import who
from search.grid_words import grid_words
from search.port import Engine, IndexBroken
from search.understand import MOST_LETTERS, readable

MOST = 10


def suggest(session: Session, engine: Engine, viewer: Viewer, prefix: str) -> list[str]:
    """At most ten titles of items that the viewer may see, and topics of lessons.

    ``prefix`` is the beginning of any word in them, and what follows it. Items go first, half
    of the list where there are enough of both. Any text is answered; a broken index gives
    lessons only.
    """
    typed = " ".join(word.text for word in words(readable(prefix)[:MOST_LETTERS]))
    if not typed:
        return []
    try:
        titles = engine.suggest(typed, who(viewer), MOST)
    except IndexBroken:
        titles = []
    topics = grid_words(session).titles_with(typed, MOST)
    half = max(MOST // 2, MOST - len(topics))
    suggested: dict[str, str] = {}
    for text in (*titles[:half], *topics, *titles[half:]):
        suggested.setdefault(text.casefold(), text)
    return list(suggested.values())[:MOST]
