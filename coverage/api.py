"""The coverage call."""

from apiflask import APIBlueprint
from flask import Response, jsonify

from accounts.guard import requires
from accounts.web import signed_in
from catalog.audience import on_shelves
from core import web
from coverage import api_shapes as shapes
from coverage.answer import coverage_answer

api = APIBlueprint("coverage_api", __name__, tag="Покрытие")


@api.get("/coverage")
@requires("coverage.read")
@api.input(shapes.CoverageAsked, location="query", arg_name="asked")
@api.output(shapes.Coverage, description="Клетки матрицы или уроки одной клетки")
@api.doc(operation_id="getCoverage")
def coverage(asked: shapes.CoverageAsked) -> Response:
    """У скольких уроков есть материалы на полках, которые доступны этому пользователю."""
    reach = on_shelves(signed_in())
    return jsonify(coverage_answer(web.session(), reach, asked.subject, asked.grade))
