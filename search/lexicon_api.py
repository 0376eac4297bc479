"""The calls of the lexicon."""

from apiflask import EmptySchema
from flask import Response, jsonify, url_for

from accounts.guard import requires
from accounts.web import signed_in
from core import web
from core.asked import body_schema, optional_json
from search import lexicon_shapes as shapes
from search.api import api
from search.grid_words import grid_words
from search.lexicon import commit
from search.lexicon_changes import Wording, add_row, remove, reword, switch
from search.lexicon_check import targets_in_grid, try_query
from search.lexicon_list import lexicon_page, row_as_json
from search.lexicon_proposals import proposals
from search.lexicon_rows import LexiconRow
from search.web import engine


@api.get("/lexicon")
@requires("lexicon.edit")
@api.input(shapes.LexiconAsked, location="query", arg_name="asked")
@api.output(shapes.LexiconRows, description="Строки словаря")
@api.doc(operation_id="listLexiconRows")
def list_lexicon(asked: shapes.LexiconAsked) -> Response:
    """Строки словаря поиска; если страница за последней — последняя."""
    found = lexicon_page(web.session(), asked.q, asked.of, asked.page, asked.per_page)
    further = asked.model_dump() | {"page": found.page + 1}
    more = found.page * asked.per_page < found.total
    return jsonify(
        items=[row_as_json(one) for one in found.rows],
        total=found.total,
        next=url_for("search_api.list_lexicon", **further) if more else None,
    )


@api.post("/lexicon")
@requires("lexicon.edit")
@api.output(shapes.RowMade, status_code=201, description="Строка в словаре")
@api.doc(
    operation_id="addLexiconRow",
    responses={409: "Такая строка уже есть, или своих строк слишком много", 415: "Тело не в JSON"},
    extensions={"x-json-body": body_schema(shapes.RowTold)},
)
def add_lexicon_row() -> Response:
    """Добавить строку; поиск учитывает её сразу."""
    made = add_row(web.session(), signed_in(), _wording(), clock=web.clock())
    answer = _made(made)
    answer.status_code = 201
    return answer


@api.put("/lexicon/<row_id>")
@requires("lexicon.edit")
@api.output(shapes.RowMade, description="Новая строка вместо прежней")
@api.doc(
    operation_id="rewordLexiconRow",
    responses={404: "Такой строки нет", 409: "Такая строка уже есть", 415: "Тело не в JSON"},
    extensions={"x-json-body": body_schema(shapes.RowTold)},
)
def reword_lexicon_row(row_id: str) -> Response:
    """Сказать строку иначе: прежняя выключается, у новой свой row_id."""
    return _made(reword(web.session(), signed_in(), row_id, _wording(), clock=web.clock()))


@api.patch("/lexicon/<row_id>")
@requires("lexicon.edit")
@api.output(shapes.LexiconRow, description="Строка")
@api.doc(
    operation_id="switchLexiconRow",
    responses={404: "Такой строки нет", 415: "Тело не в JSON"},
    extensions={"x-json-body": body_schema(shapes.RowSwitched)},
)
def switch_lexicon_row(row_id: str) -> Response:
    """Выключить строку или включить снова."""
    sent = optional_json(shapes.RowSwitched)
    found = switch(web.session(), signed_in(), row_id, in_force=sent.in_force, clock=web.clock())
    commit(web.session())
    return jsonify(row_as_json(found))


@api.delete("/lexicon/<row_id>")
@requires("lexicon.edit")
@api.output(EmptySchema, status_code=204, description="Строки больше нет")
@api.doc(
    operation_id="removeLexiconRow",
    responses={404: "Такой строки нет", 409: "Строка пришла с программой"},
)
def remove_lexicon_row(row_id: str) -> tuple[str, int]:
    """Удалить свою строку; вернёт её PATCH."""
    remove(web.session(), signed_in(), row_id, clock=web.clock())
    commit(web.session())
    return "", 204


@api.get("/lexicon/proposals")
@requires("lexicon.edit")
@api.output(shapes.Proposals, description="Предложения")
@api.doc(operation_id="listLexiconProposals")
def list_proposals() -> Response:
    """Что искали за 90 дней и почти ничего не нашли."""
    found = proposals(web.session(), engine(), signed_in(), clock=web.clock())
    return jsonify({"items": [one.as_json() for one in found], "next": None})


@api.get("/lexicon/try")
@requires("lexicon.edit")
@api.input(shapes.QueryToTry, location="query", arg_name="asked")
@api.output(shapes.Tried, description="Слова запроса и что ищется вместе с ними")
@api.doc(operation_id="tryQuery")
def try_out(asked: shapes.QueryToTry) -> Response:
    """Проверить, какими словами ищется запрос."""
    return jsonify(try_query(web.session(), asked.q).as_json())


def _wording() -> Wording:
    sent = optional_json(shapes.RowTold)
    return Wording(sent.term, sent.targets, sent.subjects, sent.kind)


def _made(made: LexiconRow) -> Response:
    commit(web.session())
    row = made.row
    targets = targets_in_grid(grid_words(web.session()), row.targets, row.subjects)
    unknown = [target.text for target in targets if not target.lessons]
    return jsonify({"row_id": made.key, "unknown_targets": unknown})
