"""The calls of the way in: a file sent, a new version, how far it has come."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from apiflask import APIBlueprint
from flask import Response, jsonify, url_for
from werkzeug.datastructures import FileStorage

from accounts.allow import require
from accounts.guard import requires
from accounts.web import signed_in
from catalog.audience import answers_for, sees_hidden
from catalog.models import Item
from catalog.opening import find_item
from core import web
from ingest import api_shapes as shapes
from ingest.allowance import check_room
from ingest.arrive import Arrived, arriving, size_of
from ingest.details import Details, split_lessons
from ingest.entering import Means
from ingest.intake import take
from ingest.renewal import take_version
from ingest.restore import restore_version
from ingest.status import status

api = APIBlueprint("ingest_api", __name__, tag="Загрузка")

TOO_LARGE = {413: "Файл больше, чем принимает установка"}


@api.post("/items")
@requires("items.upload")
@api.input(shapes.ItemSent, location="files", arg_name="sent")
@api.output(shapes.Taken, status_code=202, description="Файл принят или уже есть: см. outcome")
@api.doc(operation_id="createItem", responses=TOO_LARGE)
def create_item(sent: shapes.ItemSent) -> Response:
    """Загрузить файл новым материалом."""
    with _arrived(sent.file) as arrived:
        taken = take(
            web.session(),
            _means(),
            signed_in(),
            arrived,
            sent.file.filename or "",
            _details(sent),
            settings=web.settings(),
        )
    return _taken(taken.item, taken.outcome, taken.reason, taken.warnings)


@api.post("/items/<item_id>/versions")
@requires("items.edit")
@api.input(shapes.FileSent, location="files", arg_name="sent")
@api.output(shapes.Taken, status_code=202, description="Файл принят и обрабатывается")
@api.doc(
    operation_id="createVersion",
    responses={409: "Тот же файл, другой вид или материал снят", **TOO_LARGE},
)
def create_version(item_id: str, sent: shapes.FileSent) -> Response:
    """Загрузить файл следующей версией материала."""
    session, viewer = web.session(), signed_in()
    item = find_item(session, viewer, item_id)
    require(viewer, "items.edit", item)
    with _arrived(sent.file) as arrived:
        take_version(
            session,
            _means(),
            viewer,
            item,
            arrived,
            sent.file.filename or "",
            settings=web.settings(),
        )
    return _taken(item, "accepted", "", [])


@api.post("/items/<item_id>/versions/<int(min=1,max=1000000):no>/restore")
@requires("items.edit")
@api.output(shapes.Taken, status_code=202, description="Версия возвращена следующей")
@api.doc(
    operation_id="restoreVersion",
    responses={409: "Этот файл и так последний или показан, или материал снят"},
)
def restore(item_id: str, no: int) -> Response:
    """Вернуть прежнюю версию: её файл и описание становятся следующей версией."""
    session, viewer = web.session(), signed_in()
    item = find_item(session, viewer, item_id)
    require(viewer, "items.edit", item)
    restore_version(session, viewer, item, no, clock=web.clock())
    return _taken(item, "accepted", "", [])


@api.get("/items/<item_id>/status")
@requires("items.open")
@api.output(shapes.Status, description="Состояние")
@api.doc(operation_id="getItemStatus")
def item_status(item_id: str) -> Response:
    """Как идёт обработка материала; читателю — его опубликованной версии."""
    session, viewer = web.session(), signed_in()
    item = find_item(session, viewer, item_id)
    inside = answers_for(session, viewer, item)
    version = None if inside else item.published
    shown = status(session, item, version, web.clock())
    return jsonify(shown.as_json(remarks=sees_hidden(viewer)))


@contextmanager
def _arrived(file: FileStorage) -> Iterator[Arrived]:
    settings = web.settings()
    check_room(web.session(), settings, signed_in(), size_of(file.stream), web.clock())
    with arriving(file.stream, settings.temporary, settings.max_upload_mb) as arrived:
        yield arrived


def _details(sent: shapes.ItemSent) -> Details:
    return Details(
        title=sent.title,
        subject=sent.subject,
        grade="" if sent.grade is None else str(sent.grade),
        lessons=split_lessons(";".join(sent.lesson)),
        licence=sent.licence,
        author=sent.author,
        source=sent.source,
        language=sent.language,
        keywords=sent.keywords,
        description=sent.description,
    )


def _taken(item: Item, outcome: str, reason: str, warnings: list[str]) -> Response:
    shape = {
        "item_id": item.public_id,
        "outcome": outcome,
        "status_url": url_for("ingest_api.item_status", item_id=item.public_id),
        "warnings": warnings,
    }
    answer = jsonify(shape | ({"reason": reason} if reason else {}))
    answer.status_code = 202
    return answer


def _means() -> Means:
    return cast(Means, web.part("means"))
