"""The search's calls."""

from typing import cast

from apiflask import APIBlueprint
from flask import Response, jsonify

from accounts.guard import requires
from accounts.web import signed_in
from core import web
from search import api_shapes as shapes
from search.find import SearchQuery, find
from search.port import Engine
from search.suggest import suggest

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
        page=asked.page,
        per_page=asked.per_page,
    )
    results = find(
        web.session(), _engine(), signed_in(), query, clock=web.clock(), log=asked.page == 1
    )
    return jsonify(results.as_json())


@api.get("/suggest")
@requires("search")
@api.input(shapes.SuggestAsked, location="query", arg_name="asked")
@api.output(shapes.Suggested, description="Подсказки")
@api.doc(operation_id="suggest")
def suggest_texts(asked: shapes.SuggestAsked) -> Response:
    """Подсказать конец запроса."""
    found = suggest(web.session(), _engine(), signed_in(), asked.q)
    return jsonify(found)


def _engine() -> Engine:
    return cast(Engine, web.part("engine"))
