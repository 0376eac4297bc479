"""The calls about captions: listed, sent, removed."""

from typing import Any, cast

from apiflask import APIBlueprint, EmptySchema
from flask import Response, jsonify

from accounts.allow import require
from accounts.guard import requires
from accounts.web import signed_in
from catalog.api_shapes import ItemAsked
from catalog.item_answer import MediaUrl
from catalog.models import Version
from catalog.opening import Opens, chosen_version, find_item
from core import web
from ingest.captions import api_shapes as shapes
from ingest.captions.listed import Listed, listed
from ingest.captions.read import LARGEST
from ingest.captions.send import remove_captions, send_captions
from media.storage import Storage

api = APIBlueprint("captions_api", __name__, tag="Загрузка")


@api.get("/items/<item_id>/captions")
@requires("items.open")
@api.input(ItemAsked, location="query", arg_name="asked")
@api.output(shapes.CaptionsList, description="Субтитры")
@api.doc(operation_id="listCaptions")
def list_captions(item_id: str, asked: ItemAsked) -> Response:
    """Субтитры фильма или записи, по одним на язык."""
    session, viewer = web.session(), signed_in()
    opens: Opens = web.part("opens_beside")
    item = find_item(session, viewer, item_id, opens)
    version = chosen_version(session, viewer, item, asked.version, opens)
    found = [_answer(version, one) for one in listed(session, version)]
    return jsonify({"items": found, "next": None})


@api.post("/items/<item_id>/captions")
@requires("items.edit")
@api.input(ItemAsked, location="query", arg_name="asked")
@api.input(shapes.CaptionsSent, location="files", arg_name="sent")
@api.output(shapes.Captions, status_code=201, description="Субтитры приняты")
@api.doc(operation_id="sendCaptions", responses={409: "У материала такого вида их не бывает"})
def create_captions(item_id: str, asked: ItemAsked, sent: shapes.CaptionsSent) -> Response:
    """Прислать субтитры (SRT или VTT); прежние на этом языке заменяются."""
    session, viewer = web.session(), signed_in()
    item = find_item(session, viewer, item_id)
    require(viewer, "items.edit", item)
    version = chosen_version(session, viewer, item, asked.version)
    row = send_captions(
        session,
        _storage(),
        viewer,
        version,
        sent.language,
        sent.file.stream.read(LARGEST + 1),
        clock=web.clock(),
    )
    session.commit()
    made = next(one for one in listed(session, version) if one.language == row.language)
    answer = jsonify(_answer(version, made))
    answer.status_code = 201
    return answer


@api.delete("/items/<item_id>/captions/<language>")
@requires("items.edit")
@api.input(ItemAsked, location="query", arg_name="asked")
@api.output(EmptySchema, status_code=204, description="Субтитры убраны")
@api.doc(operation_id="deleteCaptions")
def delete_captions(item_id: str, language: str, asked: ItemAsked) -> tuple[str, int]:
    """Убрать присланные субтитры; те, что внутри файла, остаются."""
    session, viewer = web.session(), signed_in()
    item = find_item(session, viewer, item_id)
    require(viewer, "items.edit", item)
    version = chosen_version(session, viewer, item, asked.version)
    remove_captions(session, _storage(), viewer, version, language, clock=web.clock())
    session.commit()
    return "", 204


def _answer(version: Version, one: Listed) -> dict[str, Any]:
    media_url = cast(MediaUrl, web.part("media_url"))
    return {
        "language": one.language,
        "origin": "sent" if one.sent else "file",
        "url": media_url(version.public_id, one.name),
    }


def _storage() -> Storage:
    return cast(Storage, web.part("storage"))
