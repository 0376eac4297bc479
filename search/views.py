"""The search page and the suggestions under its field."""

from dataclasses import fields
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from accounts.allow import may_ever
from accounts.guard import requires
from accounts.web import signed_in
from catalog.kinds import KINDS, SHOWN
from core import web
from search import lengths
from search.asked import SearchQuery
from search.asked_in import asked_in
from search.exact_search import ExactSearch, as_form
from search.find import LITTLE, find
from search.grid_words import grid_words
from search.in_grid import in_grid
from search.query_syntax import as_plain
from search.results import Results
from search.shown_filters import shown_filters
from search.shown_hits import shown_hits
from search.shown_ways import way_words
from search.suggest import suggest
from search.view_links import FACET_PARAMETERS, Pair, address, pairs_of, without
from search.web import engine, item_meanings

views = Blueprint("search", __name__)

PER_PAGE = 20


@views.get("/search")
@requires("search")
def results() -> str | Response:
    """What was found, with chips, filters and passages.

    The form of an exact search is led on to the query that it writes.
    """
    if request.args.get("form") == "exact":
        sent = {field.name: request.args.get(field.name, "") for field in fields(ExactSearch)}
        written = ExactSearch(**sent).query(_subjects())
        return redirect(_link([("q", written)] if written else []), 303)
    query = in_grid(web.session(), grid_words(web.session()), asked_in(request.args))
    found = find(
        web.session(),
        engine(),
        signed_in(),
        query,
        clock=web.clock(),
        log=_is_new(query),
        meanings=item_meanings(),
    )
    pairs = pairs_of(query)
    listing = request.cookies.get("listing", "list")
    return render_template(
        "search/results.html",
        asked=found.query,
        searched=found.query,
        results=found,
        understood_chips=_chips(found, pairs),
        chosen_chips=[*_chosen(found, pairs), *_near(query, pairs)],
        exact_form=as_form(found.understood),
        exact_subjects=sorted(_subjects().items(), key=lambda one: one[1]),
        exact_kinds=[(code, SHOWN[code].one) for code in KINDS],
        hits=shown_hits(found),
        assigns=signed_in().has_role("teacher"),
        facets=shown_filters(found),
        chosen=sum(1 for name, _value in pairs if name in FACET_PARAMETERS),
        sorts=_sorts(),
        sort=query.sort,
        kept=without(pairs, "sort"),
        kept_without_facets=without(pairs, "sort", *FACET_PARAMETERS),
        reset=_link(without(pairs, *FACET_PARAMETERS)),
        exact=_link([*without(pairs, "exact"), ("exact", "1")]),
        offered=_link([("q", found.offered), *without(pairs, "q")]) if found.offered else None,
        listing=request.args.get("listing", listing),
        listing_link=lambda how: _link([*pairs, ("listing", how)]),
        page_link=lambda n: _link(
            [*pairs, *([("as_of", str(found.until))] if n > 1 else []), ("page", str(n))]
        ),
        without=_without(found),
        similar=_similar(found),
        asks=may_ever(signed_in(), "requests.ask") and (found.total <= LITTLE or found.close),
        saves=may_ever(signed_in(), "search.save") and bool(pairs),
        saved_state=urlencode(_saved(found, pairs)),
        saved_name=_saved_name(found, pairs),
    )


@views.get("/search/suggest")
@requires("search")
def suggestions() -> str:
    """The list under the field, for what is typed by now."""
    texts = suggest(web.session(), engine(), signed_in(), request.args.get("q", ""))
    asked = [(text, as_plain(text)) for text in texts]
    return render_template("search/suggest.html", suggestions=asked)


def _subjects() -> dict[str, str]:
    """A subject's code → its title."""
    return grid_words(web.session()).subjects.titles


def _is_new(query: SearchQuery) -> bool:
    """Whether somebody asks for something new.

    Turning a page, ticking a filter, changing the order or the look of the list, fetching a part
    does not.
    """
    narrowed = any(query.chosen(facet) for facet in FACET_PARAMETERS)
    again = narrowed or query.page > 1 or query.sort != "relevance" or "listing" in request.args
    return not again and "HX-Request" not in request.headers


def _chips(found: Results, pairs: list[Pair]) -> list[dict[str, str]]:
    """The words that remain, then what was understood as a filter; each with its ×."""
    words = found.understood.rest
    shown = [
        {"title": chip.title, "without": _link([("q", chip.without), *without(pairs, "q")])}
        for chip in found.chips
    ]
    if words and shown:
        places = dict.fromkeys((chip.start, chip.end) for chip in found.understood.chips)
        kept = " ".join(found.understood.text[start:end] for start, end in places)
        shown.insert(0, {"title": words, "without": _link([("q", kept), *without(pairs, "q")])})
    return shown


def _chosen(found: Results, pairs: list[Pair]) -> list[dict[str, str]]:
    """The filters that are chosen in the address; each with its ×."""
    titles = {
        (name, count.code): count.title for name, counts in found.facets.items() for count in counts
    }
    return [
        {
            "title": _(lengths.TITLES[pair[1]])
            if pair[1] in lengths.TITLES
            else titles.get(pair, pair[1]),
            "without": _link([other for other in pairs if other != pair]),
        }
        for pair in pairs
        if pair[0] in FACET_PARAMETERS
    ]


def _near(query: SearchQuery, pairs: list[Pair]) -> list[dict[str, str]]:
    """The lesson that one came from; with its ×."""
    lesson = grid_words(web.session()).lesson(query.near)
    if lesson is None:
        return []
    title = _("ближе к уроку %(no)d (%(grade)d класс)", no=lesson.lesson_no, grade=lesson.grade)
    return [{"title": title, "without": _link(without(pairs, "near"))}]


def _without(found: Results) -> list[dict[str, Any]]:
    """Ways out of an empty page: the search without one of its limits, and how much it finds."""
    ways = found.out.without if found.out is not None else ()
    return [
        {"title": way_words(way), "total": way.total, "link": _link(pairs_of(way.query))}
        for way in ways
    ]


def _similar(found: Results) -> list[dict[str, Any]]:
    """The search with a near word for one that nothing has."""
    similar = found.out.similar if found.out is not None else ()
    return [
        {"title": one.query.q, "total": one.total, "link": _link(pairs_of(one.query))}
        for one in similar
    ]


def _saved(found: Results, pairs: list[Pair]) -> list[Pair]:
    """What is kept of this search: with the words that were searched, were they put right."""
    if not found.corrected:
        return pairs
    return [("q", found.corrected), *without(pairs, "q")]


def _saved_name(found: Results, pairs: list[Pair]) -> str:
    words = [found.corrected or found.query, *(chip["title"] for chip in _chosen(found, pairs))]
    return ", ".join(filter(None, words))


def _sorts() -> list[tuple[str, str]]:
    return [
        ("relevance", _("Сначала подходящие")),
        ("lesson", _("По порядку уроков")),
        ("newest", _("Сначала новые")),
        ("used", _("Чаще используемые")),
    ]


def _link(pairs: list[Pair]) -> str:
    return address(url_for("search.results"), pairs)
