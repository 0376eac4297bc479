"""The homework calls: setting, changing, reading, hanging materials on it and taking them off."""

from typing import Any, cast

from apiflask import EmptySchema
from flask import Response, jsonify

from accounts.allow import allowed, require
from accounts.guard import requires
from accounts.viewer import Viewer
from accounts.web import signed_in
from catalog.item_answer import MediaUrl
from core import web
from core.asked import body_schema, optional_json
from diary import homework_shapes as shapes
from diary.api import api
from diary.attach import attach
from diary.attachable import attachable
from diary.attachment_files import attachment_files
from diary.detach import detach
from diary.draft import new_homework
from diary.due import Due, find_due
from diary.find import find_attachment, find_homework, find_occurrence, find_own_homework
from diary.fragment import read_part
from diary.hung import Hung, hung_on
from diary.models import Homework
from diary.remove_homework import remove_homework
from diary.set_homework import set_homework
from diary.write_homework import KEEP, Keep, write_homework

CONFLICT = {409: "Из этого состояния так сделать нельзя", 415: "Тело не в JSON"}


@api.post("/homework")
@requires("occurrences.teach")
@api.output(shapes.HomeworkMade, status_code=201, description="Задание задано")
@api.doc(
    operation_id="createHomework",
    responses={404: "Такого урока нет, или он вам не открыт", **CONFLICT},
    extensions={"x-json-body": body_schema(shapes.HomeworkWritten)},
)
def create_homework() -> Response:
    """Задать домашнее задание: класс видит его сразу."""
    sent = optional_json(shapes.HomeworkWritten)
    session, viewer, clock = web.session(), signed_in(), web.clock()
    occurrence = find_occurrence(session, viewer, sent.occurrence_id)
    require(viewer, "occurrences.teach", occurrence)
    due = find_due(session, occurrence, lesson=sent.due_occurrence_id, on=sent.due_on)
    homework = new_homework(session, viewer, occurrence, clock=clock)
    write_homework(
        session,
        viewer,
        homework,
        text=sent.text,
        minutes=sent.minutes,
        due=KEEP if due is None else due,
        pupils=sent.pupil_ids or (),
        clock=clock,
    )
    set_homework(session, viewer, homework, clock=clock)
    session.commit()
    return _made(homework_id=homework.public_id)


@api.get("/homework/<homework_id>")
@requires("homework.read")
@api.output(shapes.Homework, description="Задание")
@api.doc(operation_id="getHomework")
def read_homework(homework_id: str) -> Response:
    """Задание с материалами."""
    session, viewer = web.session(), signed_in()
    return jsonify(_answer(viewer, find_homework(session, viewer, homework_id)))


@api.patch("/homework/<homework_id>")
@requires("homework.edit")
@api.output(shapes.Homework, description="Задание")
@api.doc(
    operation_id="changeHomework",
    responses=CONFLICT,
    extensions={"x-json-body": body_schema(shapes.HomeworkChanged)},
)
def change_homework(homework_id: str) -> Response:
    """Изменить в задании то, что названо."""
    sent = optional_json(shapes.HomeworkChanged)
    session, viewer = web.session(), signed_in()
    homework = find_own_homework(session, viewer, homework_id)
    named = sent.model_fields_set
    write_homework(
        session,
        viewer,
        homework,
        text=(sent.text or "") if "text" in named else KEEP,
        minutes=sent.minutes if "minutes" in named else KEEP,
        due=_due(homework, sent),
        pupils=(sent.pupil_ids or ()) if "pupil_ids" in named else KEEP,
        clock=web.clock(),
    )
    session.commit()
    return jsonify(_answer(viewer, homework))


@api.delete("/homework/<homework_id>")
@requires("homework.edit")
@api.output(EmptySchema, status_code=204, description="Задания больше нет")
@api.doc(operation_id="deleteHomework")
def delete_homework(homework_id: str) -> tuple[str, int]:
    """Убрать задание со всем, что о нём отмечено; материалы остаются."""
    session, viewer = web.session(), signed_in()
    homework = find_own_homework(session, viewer, homework_id)
    remove_homework(session, viewer, homework)
    session.commit()
    return "", 204


@api.post("/homework/<homework_id>/attachments")
@requires("homework.edit")
@api.output(shapes.AttachmentMade, status_code=201, description="Материал прикреплён")
@api.doc(
    operation_id="createAttachment",
    responses=CONFLICT,
    extensions={"x-json-body": body_schema(shapes.AttachmentSent)},
)
def create_attachment(homework_id: str) -> Response:
    """Прикрепить материал или его отрывок; закрепляется версия, которая есть сейчас."""
    sent = optional_json(shapes.AttachmentSent)
    session, viewer = web.session(), signed_in()
    homework = find_own_homework(session, viewer, homework_id)
    version = attachable(session, viewer, sent.item_id)
    fragment = sent.fragment
    part = read_part(
        fragment.model_dump(by_alias=True, exclude_none=True) if fragment is not None else None,
        kind=version.item.kind,
        pages=version.original.pages,
        duration_ms=version.original.duration_ms,
    )
    attachment = attach(session, viewer, homework, version, part, clock=web.clock())
    session.commit()
    return _made(attachment_id=attachment.public_id)


@api.delete("/attachments/<attachment_id>")
@requires("homework.edit")
@api.output(EmptySchema, status_code=204, description="Материал убран")
@api.doc(operation_id="deleteAttachment", responses={409: "Задание осталось бы пустым"})
def delete_attachment(attachment_id: str) -> tuple[str, int]:
    """Убрать материал из задания; сам материал остаётся."""
    session, viewer = web.session(), signed_in()
    attachment = find_attachment(session, viewer, attachment_id)
    detach(session, viewer, attachment, clock=web.clock())
    session.commit()
    return "", 204


def _due(homework: Homework, sent: shapes.HomeworkChanged) -> Due | Keep | None:
    if not {"due_occurrence_id", "due_on"} & sent.model_fields_set:
        return KEEP
    return find_due(
        web.session(), homework.occurrence, lesson=sent.due_occurrence_id, on=sent.due_on
    )


def _answer(viewer: Viewer, homework: Homework) -> dict[str, Any]:
    edits = allowed(viewer, "homework.edit", homework)
    media_url = cast(MediaUrl, web.part("media_url"))
    hung = hung_on(web.session(), viewer, [homework], edits=edits)[homework.id]
    shape: dict[str, Any] = {
        "homework_id": homework.public_id,
        "occurrence_id": homework.occurrence.public_id,
        "text": homework.text,
        "attachments": [
            _attachment(one) | attachment_files(web.session(), viewer, one.attachment, media_url)
            for one in hung
        ],
    }
    if homework.minutes is not None:
        shape["minutes"] = homework.minutes
    if homework.due_occurrence is not None:
        shape["due_occurrence_id"] = homework.due_occurrence.public_id
    if homework.due_on is not None:
        shape["due_on"] = homework.due_on.isoformat()
    return shape


def _attachment(one: Hung) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "attachment_id": one.attachment.public_id,
        "item_id": one.item.public_id,
        "version_id": one.version.public_id,
        "kind": one.item.kind,
        "title": one.version.title,
        "state": one.state,
        "newer": one.offer is not None,
    }
    fragment = one.part.as_json()
    return shape | ({"fragment": fragment} if fragment is not None else {})


def _made(**answer: str) -> Response:
    response = jsonify(answer)
    response.status_code = 201
    return response
