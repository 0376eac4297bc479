"""The search's calls."""

from apiflask import APIBlueprint
from flask import Response, jsonify

from accounts.guard import requires
from accounts.web import signed_in
from core import web
from search import api_shapes as shapes
from search.find import SearchQuery, find
from search.suggest import suggest
from search.web import engine, item_meanings

api = APIBlueprint("search_api", __name__, tag="Поиск")


@api.get("/search")
@requires("search")
@api.input(shapes.SearchAsked, location="query", arg_name="asked")
@api.output(shapes.Found, description="Страница найденного")
@api.doc(operation_id="search")
def search(asked: shapes.SearchAsked) -> Response:
    """Найти материалы, которые видны этому пользователю."""
    query = SearchQuery(
        q=asked.q,
        subjects=tuple(asked.subject),
        grades=tuple(asked.grade),
        kinds=tuple(asked.kind),
        lessons=tuple(asked.lesson),
        licences=tuple(asked.licence),
        sections=tuple(asked.section),
        authors=tuple(asked.author),
        lengths=tuple(asked.length),
        languages=tuple(asked.language),
        years=tuple(asked.year),
        sort=asked.sort,
        until=asked.as_of,
        near=asked.near,
        page=asked.page,
        per_page=asked.per_page,
    )
    results = find(
        web.session(),
        engine(),
        signed_in(),
        query,
        clock=web.clock(),
        log=asked.page == 1,
        meanings=item_meanings(),
    )
    return jsonify(results.as_json() | {"as_of": results.until, "twins": results.twins()})


@api.get("/suggest")
@requires("search")
@api.input(shapes.SuggestAsked, location="query", arg_name="asked")
@api.output(shapes.Suggested, description="Подсказки")
@api.doc(operation_id="suggest")
def suggest_texts(asked: shapes.SuggestAsked) -> Response:
    """Подсказать конец запроса."""
    found = suggest(web.session(), engine(), signed_in(), asked.q)
    return jsonify(found)
