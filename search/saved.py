"""Searches that a person keeps: the whole state of the results page under a name."""

from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from accounts.allow import require
from accounts.viewer import Viewer
from core.clock import Clock
from core.database import add_or_find
from search.asked import FIELDS, SearchQuery
from search.asked_in import asked_in
from search.errors import NothingToSave, SavedNotFound, SearchTooLong, TooManySaved
from search.models import SavedSearch
from search.understand import readable
from search.view_links import pairs_of

MOST_SAVED = 50
"""Searches of one person: a list that one still reads."""

MOST_NAME, MOST_PARAMETERS = 120, 4000
"""Signs that are kept, as the columns are wide."""


def query_of(parameters: str) -> SearchQuery:
    """The search that stands after the «?» of an address; what makes no sense there is not asked.

    Neither the page nor the moment of the list is part of it.
    """
    sent = MultiDict((name, readable(value)) for name, value in parse_qsl(parameters))
    query = asked_in(sent)
    return replace(query, q=" ".join(query.q.split()), page=1, until=None)


def save(
    session: Session, viewer: Viewer, parameters: str, name: str = "", *, clock: Clock
) -> SavedSearch:
    """Keep a search; the same one twice is one. Without a name it is called by its words.

    Raises NotAllowed, NothingToSave, SearchTooLong, TooManySaved.
    """
    require(viewer, "search.save")
    query = query_of(parameters)
    state = urlencode(pairs_of(query))
    if viewer.person_id is None or not (query.q or any(map(query.chosen, FIELDS))):
        raise NothingToSave
    if len(state) > MOST_PARAMETERS:
        raise SearchTooLong
    found = _same(session, viewer, state)
    if found is not None:
        return found
    if _count(session, viewer) >= MOST_SAVED:
        raise TooManySaved(MOST_SAVED)
    now = clock()
    made = SavedSearch(
        person_id=viewer.person_id,
        name=_named(name) or _named(query.q) or "Поиск без слов",
        parameters=state,
        seen_at=now,
        created_at=now,
    )
    # The button may have been pressed twice.
    return add_or_find(session, made, lambda: _same(session, viewer, state))


def rename(session: Session, viewer: Viewer, saved_id: str, name: str) -> SavedSearch:
    """Call it otherwise; without a name it keeps its own. Raises SavedNotFound."""
    found = find_saved(session, viewer, saved_id)
    found.name = _named(name) or found.name
    session.flush()
    return found


def forget_saved(session: Session, viewer: Viewer, saved_id: str) -> None:
    """Keep it no longer. Raises SavedNotFound."""
    session.delete(find_saved(session, viewer, saved_id))
    session.flush()


def look_into(session: Session, viewer: Viewer, saved_id: str, *, clock: Clock) -> SavedSearch:
    """The person looks at what it finds: nothing of that is new any more. Raises SavedNotFound."""
    found = find_saved(session, viewer, saved_id)
    found.seen_at = clock()
    session.flush()
    return found


def find_saved(session: Session, viewer: Viewer, saved_id: str) -> SavedSearch:
    """The viewer's own by its public id. Raises SavedNotFound."""
    found = session.scalar(
        select(SavedSearch).where(
            SavedSearch.public_id == saved_id, SavedSearch.person_id == viewer.person_id
        )
    )
    if found is None:
        raise SavedNotFound
    return found


def saved_searches(session: Session, viewer: Viewer) -> list[SavedSearch]:
    """The viewer's own, the newest first; one query."""
    return list(
        session.scalars(
            select(SavedSearch)
            .where(SavedSearch.person_id == viewer.person_id)
            .order_by(SavedSearch.id.desc())
        )
    )


def _same(session: Session, viewer: Viewer, state: str) -> SavedSearch | None:
    return session.scalar(
        select(SavedSearch).where(
            SavedSearch.person_id == viewer.person_id, SavedSearch.parameters == state
        )
    )


def _count(session: Session, viewer: Viewer) -> int:
    rows = select(func.count()).where(SavedSearch.person_id == viewer.person_id)
    return session.scalar(rows) or 0


def _named(name: str) -> str:
    return " ".join(readable(name).split())[:MOST_NAME]
