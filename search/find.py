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
from catalog.cards import Card, LessonLine, cards
from catalog.models import Item, Version
from core.clock import Clock
from search import facets, query_log
from search.asked import DEEPEST, SearchQuery, filters_of
from search.bare_lessons import bare_lessons
from search.documents import shown_version
from search.find_ways_out import similar_words, without_filters
from search.found_instead import found_instead
from search.grid_words import GridLesson
from search.item_meanings import PATIENCE, ItemMeanings
from search.marker import Marker
from search.meant_passages import meant_passages
from search.near_lessons import near_lessons
from search.numbered_lessons import numbered_lessons
from search.passages import Shown, best_passages
from search.port import Engine, Filters, Hit, IndexBroken
from search.results import FoundItem, Results
from search.searcher import Searcher
from search.told_stand_ins import told_stand_ins
from search.understand import Understood, readable
from search.understood_chips import understood_chips
from search.ways_out import WaysOut

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
    meanings: ItemMeanings | None = None,
    patience: float | None = PATIENCE,
) -> Results:
    """What this viewer may find, a page of it, with counts.

    Any text is answered and none raises; a broken index is rebuilt or gives an empty page that
    is not ``ready``. Hits are looked up again in the database, so that what was withdrawn a
    moment ago is not shown. At most ten queries, seven when the grid and the lexicon
    were looked at within 5 seconds; one more where a lesson's whole title is asked for. With
    ``log`` leaves a row in the query log, and commits.
    """
    began = perf_counter()
    searcher = Searcher.of(session, engine, viewer, meanings, patience)
    grid = searcher.grid
    looked = searcher.look(query)
    if looked.page and query.last_at_most and query.page > _last(query, looked.page.total):
        query = replace(query, page=_last(query, looked.page.total))
        looked = searcher.look(query)
    understood, page = looked.understood, looked.page
    filters = filters_of(query, understood)
    hits, stale = _shown(searcher, understood, filters, page.hits if page else ())
    total = max(0, page.total - stale) if page else 0
    close = bool(page and total and page.worded == 0)
    nearest = None
    if total <= LITTLE or close:
        nearest = grid.nearest(understood.words, filters.subject, filters.grade)
    chips = understood_chips(query, understood, grid)
    counts = facets.named(session, page.facets if page else {}, grid, filters)
    results = Results(
        query=readable(query.q),
        understood=understood,
        corrected=looked.corrected,
        offered=looked.offered,
        chips=tuple(chip for chip in chips if chip.facet not in understood.loose),
        loosened=tuple(chip.title for chip in chips if chip.facet in understood.loose),
        filters=filters,
        total=total,
        page=max(1, query.page),
        per_page=query.per_page,
        took_ms=round(1000 * (perf_counter() - began)),
        hits=hits,
        facets=counts,
        nearest=nearest if not total else None,
        bare=bare_lessons(session, viewer, grid, query, understood) if page else (),
        numbered=numbered_lessons(understood, grid, filters),
        ready=page is not None,
        close=close,
        until=page.until if page else 0,
    )
    if page is not None and not total and not query.page > 1:
        results = replace(results, out=_ways_out(searcher, query, results))
    if log:
        found = 0 if close else total
        put_right = looked.corrected is not None and found > 0
        said = results.query, _plain(filters), found, _id(nearest)
        query_log.note(session, viewer, *said, clock, corrected=put_right)
    return results


def _ways_out(searcher: Searcher, query: SearchQuery, found: Results) -> WaysOut:
    """What is offered where nothing was found; as many searches as it names, and some more."""
    understood, filters, grid = found.understood, found.filters, searcher.grid
    titles = {
        facet: ", ".join(one.title for one in counts if one.code in map(str, query.chosen(facet)))
        for facet, counts in found.facets.items()
    }
    by_words = replace(searcher, meaning=None)
    try:
        without = without_filters(query, understood, found.chips, titles, searcher.count)
        similar = similar_words(query, understood, searcher.spelling, by_words.count)
    except IndexBroken:
        without, similar = (), ()
    near = near_lessons(grid, understood, filters.subject, filters.grade)
    return WaysOut(without, similar, near)


def _last(query: SearchQuery, total: int) -> int:
    """The last page that such a list has, from 1."""
    listed = min(total, DEEPEST)
    return max(1, -(-listed // query.per_page)) if query.per_page > 0 else 1


def _shown(
    searcher: Searcher, understood: Understood, filters: Filters, hits: Sequence[Hit]
) -> tuple[tuple[FoundItem, ...], int]:
    """The hits that still stand, as shown, and how many do not."""
    if not hits:
        return (), 0
    session, viewer = searcher.session, searcher.viewer
    rows = session.execute(
        select(Item.id, Item.kind, Version.id.label("version_id"), Version.title)
        .join(Version, Version.id == shown_version())
        .where(Item.id.in_([hit.id for hit in hits]), visible(viewer))
    ).all()
    versions = {row.id: row.version_id for row in rows}
    standing = [hit for hit in hits if hit.id in versions]
    marker = Marker(understood.shown)
    to_show = {row.version_id: Shown(row.kind, row.title) for row in rows}
    hidden = sees_hidden(viewer)
    passages = best_passages(session, to_show, marker, hidden=hidden)
    unsaid = {
        row.version_id: row.id
        for row in rows
        if row.version_id not in passages and not marker.found(row.title)
    }
    told = partial(told_stand_ins, understood, searcher.grid.subjects, searcher.others)
    instead = found_instead(session, told, unsaid, standing, to_show, hidden=hidden)
    meant = searcher.meant(understood)
    if meant is not None:
        near = {version: meant.fragment(item) for version, item in unsaid.items()}
        places = {version: n for version, n in near.items() if n is not None}
        passages |= meant_passages(session, places, to_show)
    passages |= instead.passages
    listed = cards(session, [hit.id for hit in standing], hidden=hidden)
    shown = {card.row_id: _led(card, filters) for card in listed}
    found = tuple(
        FoundItem(
            card=shown[hit.id],
            score=hit.score,
            title=instead.marker_of(hit, marker).marked(shown[hit.id].title),
            passage=passages.get(versions[hit.id]),
            under=shown[hit.under].item_id if hit.under in shown else None,
            wordless=hit.wordless,
            instead=instead.why(shown[hit.id], passages.get(versions[hit.id])),
        )
        for hit in standing
        if hit.id in shown
    )
    return found, len(hits) - len(found)


def _led(card: Card, filters: Filters) -> Card:
    """The card, the lesson by which it passes the filters first."""

    def misses(lesson: LessonLine) -> int:
        return (
            (bool(filters.subject) and lesson.subject_code not in filters.subject)
            + (bool(filters.grade) and lesson.grade not in filters.grade)
            + (bool(filters.lesson) and lesson.key not in filters.lesson)
        )

    return replace(card, lessons=tuple(sorted(card.lessons, key=misses)))


def _plain(filters: Filters) -> dict[str, Any]:
    return {name: sorted(values) for name, values in asdict(filters).items() if values}


def _id(lesson: GridLesson | None) -> int | None:
    return lesson.id if lesson is not None else None
