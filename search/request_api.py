"""The calls of requests for materials."""

from apiflask import EmptySchema
from flask import Response, jsonify

from accounts.guard import requires
from accounts.web import signed_in
from catalog.opening import find_item
from core import web
from core.asked import body_schema, optional_json
from search import request_shapes as shapes
from search.answer_requests import answer, decline
from search.api import api
from search.request_lists import OwnRequest, WantedMaterial, own_requests, wanted_materials
from search.requests import Wanted, ask, take_back


@api.get("/requests")
@requires("requests.read")
@api.input(shapes.RequestsAsked, location="query", arg_name="asked")
@api.output(shapes.Requests, description="Просьбы")
@api.doc(operation_id="listRequests")
def list_requests(asked: shapes.RequestsAsked) -> Response:
    """Просьбы о материалах: свои или те, на которые отвечать."""
    session, viewer = web.session(), signed_in()
    found: list[OwnRequest] | list[WantedMaterial] = (
        own_requests(session, viewer) if asked.of == "mine" else wanted_materials(session, viewer)
    )
    return jsonify({"items": [one.as_json() for one in found], "next": None})


@api.post("/requests")
@requires("requests.ask")
@api.output(shapes.RequestMade, status_code=201, description="Просьба у методиста")
@api.doc(
    operation_id="askForMaterial",
    responses={
        404: "Такого урока нет",
        409: "Открытых просьб слишком много",
        415: "Тело не в JSON",
    },
    extensions={"x-json-body": body_schema(shapes.MaterialAsked)},
)
def ask_for_material() -> Response:
    """Попросить материал; повторная теми же словами меняет прежнюю, пустое note — нет."""
    sent = optional_json(shapes.MaterialAsked)
    session, viewer = web.session(), signed_in()
    wanted = Wanted(sent.text, sent.lesson, sent.kind or "", sent.note)
    made = ask(session, viewer, wanted, clock=web.clock())
    session.commit()
    answered = jsonify({"request_id": made.public_id})
    answered.status_code = 201
    return answered


@api.post("/requests/<request_id>/answer")
@requires("requests.answer")
@api.output(shapes.RequestsAnswered, description="Ответ отправлен")
@api.doc(
    operation_id="answerRequest",
    responses={404: "Такой просьбы нет, или она не к вам", 409: "Уже ответили"},
    extensions={"x-json-body": body_schema(shapes.RequestAnswered)},
)
def answer_material_request(request_id: str) -> Response:
    """Ответить всем, кто просит то же: материалом, а без него — почему его не будет."""
    sent = optional_json(shapes.RequestAnswered)
    session, viewer, clock = web.session(), signed_in(), web.clock()
    if sent.item_id:
        item = find_item(session, viewer, sent.item_id)
        said = sent.reply
        times = answer(session, viewer, request_id, item, said, place=sent.item_place, clock=clock)
    else:
        times = decline(session, viewer, request_id, sent.reply, clock=clock)
    session.commit()
    return jsonify({"answered": times})


@api.delete("/requests/<request_id>")
@requires("requests.ask")
@api.output(EmptySchema, status_code=204, description="Просьбы больше нет")
@api.doc(operation_id="takeRequestBack", responses={404: "Такой просьбы нет"})
def take_request_back(request_id: str) -> tuple[str, int]:
    """Отозвать свою просьбу."""
    take_back(web.session(), signed_in(), request_id)
    web.session().commit()
    return "", 204
