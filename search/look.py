"""Looking for what was typed, and for what was meant when that finds more."""

from collections.abc import Callable
from dataclasses import dataclass

from search.correction import corrected
from search.other_layout import in_right_layout
from search.port import Engine, IndexBroken, Matching, SearchPage
from search.subject_words import SubjectWords
from search.understand import Understood, understand

Ask = Callable[[Understood], SearchPage | None]
"""The engine's answer to a query as understood; None while the index is rebuilt."""


@dataclass(frozen=True)
class Looked:
    """What was found and by what words.

    ``page`` is None while the index is rebuilt. ``corrected``: the query that was searched
    instead of the one typed. ``offered``: a query that would find something, when nothing was
    found and every word is right.
    """

    understood: Understood
    page: SearchPage | None
    corrected: str | None = None
    offered: str | None = None


def look(
    text: str,
    subjects: SubjectWords,
    engine: Engine,
    ask: Ask,
    matching: Matching,
    *,
    exact: bool = False,
) -> Looked:
    """Search for ``text``; unless ``exact``, for what was meant by it, if that finds anything.

    The keyboard's layout is put right first, then slips in words that are no words.
    """
    found = Looked(understand(text, subjects), None)
    found = Looked(found.understood, ask(found.understood))
    if found.page is None or exact or not text.strip():
        return found
    try:
        turned = in_right_layout(text, matching)
        found = _better(found, turned, subjects, ask, or_nothing=True)
        # What was turned may find nothing because of a slip in it.
        for typed in dict.fromkeys((turned, found.understood.text)):
            slips = corrected(understand(typed, subjects), engine, matching)
            if slips is not None:
                found = _better(found, slips, subjects, ask)
                break
        if found.page is not None and not found.page.total:
            offered = corrected(found.understood, engine, matching, known_too=True)
            page = ask(understand(offered, subjects)) if offered else None
            if page is not None and page.total:
                return Looked(found.understood, found.page, found.corrected, offered)
    except IndexBroken:
        pass
    return found


def _better(
    found: Looked, text: str | None, subjects: SubjectWords, ask: Ask, *, or_nothing: bool = False
) -> Looked:
    """What another text finds, when it finds anything; ``or_nothing``: or neither of them does."""
    if text is None or text == found.understood.text:
        return found
    understood = understand(text, subjects)
    page = ask(understood)
    if page is None or found.page is None:
        return found
    better = page.total > 0 or (or_nothing and not found.page.total)
    return Looked(understood, page, text) if better else found
