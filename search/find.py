"""Searching: from what a person typed to what they see."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import partial
from time import perf_counter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.audience import sees_hidden, visible
from catalog.cards import cards
from catalog.models import Item, Version
from core.clock import Clock
from search import facets, heal, query_log
from search.asked import DEEPEST, SearchQuery, chip_title, filters_of, request_of, who
from search.bare_lessons import bare_lessons
from search.documents import shown_version
from search.grid_words import GridLesson, GridWords, grid_words
from search.look import Looked, look
from search.passages import Marker, Shown, best_passages
from search.port import Engine, Filters, Hit, SearchPage
from search.results import FoundItem, Results, ShownChip
from search.understand import Understood, readable

__all__ = ["Results", "SearchQuery", "find"]

LITTLE = 2
"""Hits so few that the query log keeps the lesson which they were wanted for."""


def find(
    session: Session,
    engine: Engine,
    viewer: Viewer,
    query: SearchQuery,
    *,
    clock: Clock,
    log: bool = True,
) -> Results:
    """What this viewer may find, a page of it, with counts.

    Any text is answered and none raises; a broken index is rebuilt or gives an empty page that
    is not ``ready``. Hits are looked up again in the database, so that what was withdrawn a
    moment ago is not shown. At most eight queries, seven when the grid was looked at within
    5 seconds; one more where a lesson's whole title is asked for. With ``log`` leaves a
    row in the query log, and commits.
    """
    began = perf_counter()
    grid = grid_words(session)
    looked = _look(session, engine, viewer, query, grid)
    if looked.page and query.last_at_most and query.page > _last(query, looked.page.total):
        query = replace(query, page=_last(query, looked.page.total))
        looked = _look(session, engine, viewer, query, grid)
    understood, page = looked.understood, looked.page
    filters = filters_of(query, understood)
    hits, stale = _shown(session, viewer, understood, page.hits if page else ())
    total = max(0, page.total - stale) if page else 0
    nearest = None
    if total <= LITTLE:
        nearest = grid.nearest(understood.words, filters.subject, filters.grade)
    results = Results(
        query=readable(query.q),
        understood=understood,
        corrected=looked.corrected,
        offered=looked.offered,
        chips=_chips(query, understood, grid),
        filters=filters,
        total=total,
        page=max(1, query.page),
        per_page=query.per_page,
        took_ms=round(1000 * (perf_counter() - began)),
        hits=hits,
        facets=facets.named(session, page.facets if page else {}, grid),
        nearest=nearest if not total else None,
        bare=bare_lessons(session, viewer, grid, query, understood) if page else (),
        ready=page is not None,
    )
    if log:
        query_log.note(session, viewer, results.query, _plain(filters), total, _id(nearest), clock)
    return results


def _look(
    session: Session, engine: Engine, viewer: Viewer, query: SearchQuery, grid: GridWords
) -> Looked:
    matching = partial(engine.matching, audiences=who(viewer), hidden=sees_hidden(viewer))

    def ask(understood: Understood) -> SearchPage | None:
        return heal.search(session, engine, request_of(query, understood, viewer))

    return look(query.q, grid.subjects, engine, ask, matching, exact=query.exact)


def _last(query: SearchQuery, total: int) -> int:
    """The last page that such a list has, from 1."""
    listed = min(total, DEEPEST)
    return max(1, -(-listed // query.per_page)) if query.per_page > 0 else 1


def _shown(
    session: Session, viewer: Viewer, understood: Understood, hits: Sequence[Hit]
) -> tuple[tuple[FoundItem, ...], int]:
    """The hits that still stand, as shown, and how many do not."""
    if not hits:
        return (), 0
    rows = session.execute(
        select(Item.id, Item.kind, Version.id.label("version_id"), Version.title)
        .join(Version, Version.id == shown_version())
        .where(Item.id.in_([hit.id for hit in hits]), visible(viewer))
    ).all()
    versions = {row.id: row.version_id for row in rows}
    standing = [hit for hit in hits if hit.id in versions]
    marker = Marker(understood.words)
    to_show = {row.version_id: Shown(row.kind, row.title) for row in rows}
    hidden = sees_hidden(viewer)
    passages = best_passages(session, to_show, marker, hidden=hidden)
    listed = cards(session, [hit.id for hit in standing], hidden=hidden)
    shown = {card.row_id: card for card in listed}
    found = tuple(
        FoundItem(
            card=shown[hit.id],
            score=hit.score,
            title=marker.marked(shown[hit.id].title),
            passage=passages.get(versions[hit.id]),
        )
        for hit in standing
        if hit.id in shown
    )
    return found, len(hits) - len(found)


def _chips(query: SearchQuery, understood: Understood, grid: GridWords) -> tuple[ShownChip, ...]:
    chosen = {"subject": query.subjects, "grade": query.grades, "kind": query.kinds}
    return tuple(
        ShownChip(
            facet=chip.facet,
            value=chip.value,
            title=chip_title(chip.facet, chip.value, grid),
            without=understood.without(chip.facet),
        )
        for chip in understood.chips
        if not chosen[chip.facet]
    )


def _plain(filters: Filters) -> dict[str, Any]:
    return {name: sorted(values) for name, values in asdict(filters).items() if values}


def _id(lesson: GridLesson | None) -> int | None:
    return lesson.id if lesson is not None else None
