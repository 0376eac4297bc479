"""The search page and the suggestions under its field."""

from dataclasses import dataclass
from typing import Any, cast

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from accounts.guard import requires
from accounts.web import signed_in
from core import web
from search.asked import SORTS, SearchQuery
from search.find import find
from search.passages import Passage
from search.port import FACETS, MOST_LESSONS, Engine
from search.results import FoundItem, Results
from search.suggest import suggest
from search.view_links import FACET_PARAMETERS, Pair, address, pairs_of, without

views = Blueprint("search", __name__)

PER_PAGE = 20
MOST_VALUES = 50
"""Values of one filter that are listened to."""


@dataclass(frozen=True)
class Choice:
    """A box of a filter."""

    code: str
    title: str
    count: int
    chosen: bool


@views.get("/search")
@requires("search")
def results() -> str:
    """What was found, with chips, filters and passages."""
    query = _asked()
    found = find(
        web.session(), _engine(), signed_in(), query, clock=web.clock(), log=_is_new(query)
    )
    pairs = pairs_of(query)
    listing = request.cookies.get("listing", "list")
    return render_template(
        "search/results.html",
        asked=found.query,
        searched=found.query,
        results=found,
        chips=_chips(found, pairs),
        hits=[_hit(hit) for hit in found.hits],
        assigns=signed_in().has_role("teacher"),
        facets=_facets(found),
        chosen=sum(1 for name, _value in pairs if name in FACET_PARAMETERS),
        sorts=_sorts(),
        sort=query.sort,
        kept=without(pairs, "sort"),
        kept_without_facets=without(pairs, *FACET_PARAMETERS),
        reset=_link(without(pairs, *FACET_PARAMETERS)),
        exact=_link([*without(pairs, "exact"), ("exact", "1")]),
        offered=_link([("q", found.offered), *without(pairs, "q")]) if found.offered else None,
        listing=request.args.get("listing", listing),
        listing_link=lambda how: _link([*pairs, ("listing", how)]),
        page_link=lambda n: _link([*pairs, ("page", str(n))]),
        widen=_widen(found, pairs) if not found.total else [],
    )


@views.get("/search/suggest")
@requires("search")
def suggestions() -> str:
    """The list under the field, for what is typed by now."""
    texts = suggest(web.session(), _engine(), signed_in(), request.args.get("q", ""))
    return render_template("search/suggest.html", suggestions=texts)


def _asked() -> SearchQuery:
    sent = request.args

    def several(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, sent.getlist(name)[:MOST_VALUES])))

    sort = sent.get("sort", "relevance")
    return SearchQuery(
        q=sent.get("q", ""),
        subjects=several("subject"),
        grades=tuple(int(grade) for grade in several("grade") if _is_grade(grade)),
        kinds=several("kind"),
        lessons=several("lesson"),
        licences=several("licence"),
        page=max(1, sent.get("page", default=1, type=int)),
        per_page=PER_PAGE,
        sort=sort if sort in SORTS else "relevance",
        exact=bool(sent.get("exact")),
        last_at_most=True,
    )


def _is_new(query: SearchQuery) -> bool:
    """Whether somebody asks for something new.

    Turning a page, changing the order or the look of the list, fetching a part does not.
    """
    again = query.page > 1 or "sort" in request.args or "listing" in request.args
    return not again and "HX-Request" not in request.headers


def _is_grade(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 2


def _chips(found: Results, pairs: list[Pair]) -> list[dict[str, str]]:
    """The words that remain, then what was understood as a filter; each with its ×."""
    words = found.understood.rest
    shown = [
        {"title": chip.title, "without": _link([("q", chip.without), *without(pairs, "q")])}
        for chip in found.chips
    ]
    if words and shown:
        kept = " ".join(
            found.understood.text[chip.start : chip.end] for chip in found.understood.chips
        )
        shown.insert(0, {"title": words, "without": _link([("q", kept), *without(pairs, "q")])})
    return shown


def _hit(hit: FoundItem) -> dict[str, Any]:
    passage = hit.passage
    if passage is None:
        return {"card": hit.card, "title": hit.title, "passage": None, "link": None, "slide": None}
    where = {"second": "t"}.get(passage.type, "slide")
    item = url_for("catalog.item", item_id=hit.card.item_id)
    link = address(item, [(where, str(passage.at))])
    return {
        "card": hit.card,
        "title": hit.title,
        "passage": _passage(passage),
        "link": link,
        # What «Задать» takes: a slide that answers, for a deck alone is set by slides.
        "slide": passage.at if passage.type == "slide" else None,
    }


def _passage(passage: Passage) -> dict[str, Any]:
    words = {
        "slide": _("Слайд %(n)d", n=passage.at),
        "page": _("Страница %(n)d", n=passage.at),
        "second": f"{passage.at // 60}:{passage.at % 60:02}",
    }
    return {"where": words[passage.type], "segments": passage.segments}


def _facets(found: Results) -> list[dict[str, Any]]:
    titles = {
        "kind": _("Вид"),
        "grade": _("Класс"),
        "subject": _("Предмет"),
        "lesson": _("Урок"),
        "licence": _("Лицензия"),
    }
    shown = []
    for name in sorted(FACETS, key=list(titles).index):
        chosen = {str(value) for value in found.filters.chosen(name)}
        counts = found.facets.get(name, [])[:MOST_LESSONS]
        choices = [Choice(c.code, c.title, c.count, c.code in chosen) for c in counts]
        if name == "grade":
            choices.sort(key=lambda choice: int(choice.code))
        if len(choices) > 1 or any(choice.chosen for choice in choices):
            shown.append({"name": name, "title": titles[name], "choices": choices})
    return shown


def _widen(found: Results, pairs: list[Pair]) -> list[dict[str, str]]:
    """Ways out of an empty page: the search without one of its limits."""
    ways = [
        {
            "title": _("без условия «%(what)s»", what=chip.title),
            "link": _link([("q", chip.without), *without(pairs, "q")]),
        }
        for chip in found.chips
    ]
    if any(name in FACET_PARAMETERS for name, _value in pairs):
        ways.append({"title": _("без фильтров"), "link": _link(without(pairs, *FACET_PARAMETERS))})
    return ways


def _sorts() -> list[tuple[str, str]]:
    return [
        ("relevance", _("Сначала подходящие")),
        ("lesson", _("По порядку уроков")),
        ("newest", _("Сначала новые")),
    ]


def _link(pairs: list[Pair]) -> str:
    return address(url_for("search.results"), pairs)


def _engine() -> Engine:
    return cast(Engine, web.part("engine"))
