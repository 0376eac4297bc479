"""The catalogue's calls: a material, its change of status, the lessons of the grid."""

from typing import cast

from apiflask import APIBlueprint
from flask import Response, jsonify, url_for

from accounts.guard import requires
from accounts.web import signed_in
from catalog import api_shapes as shapes
from catalog.ask_changes import ask_changes
from catalog.change_item import Verb, change_item
from catalog.item_answer import (
    MediaUrl,
    card_answer,
    changed_answer,
    item_answer,
    lesson_answer,
)
from catalog.item_page import item_page
from catalog.lesson_list import list_lessons
from catalog.lesson_page import lesson_page
from catalog.opening import Opens
from catalog.publish import publish
from catalog.submit import submit
from catalog.withdraw import withdraw
from core import web
from core.asked import optional_json

api = APIBlueprint("catalog_api", __name__, tag="Каталог")


@api.get("/items/<item_id>")
@requires("items.open")
@api.input(shapes.ItemAsked, location="query", arg_name="asked")
@api.output(shapes.Item, description="Материал")
@api.doc(operation_id="getItem")
def item(item_id: str, asked: shapes.ItemAsked) -> Response:
    """Материал: описание, слова, просмотровые копии."""
    session, viewer = web.session(), signed_in()
    also = cast(Opens, web.part("opens_beside"))
    page = item_page(session, viewer, item_id, asked.version, also)
    return jsonify(item_answer(session, viewer, page, _media_url()))


@api.post("/items/<item_id>/submit")
@requires("items.submit")
@api.output(shapes.Changed, description="Материал отправлен")
@api.doc(operation_id="submitItem", responses={409: "Из этого состояния отправить нельзя"})
def submit_item(item_id: str) -> Response:
    """Отправить свой материал методисту."""
    return _changed(item_id, "items.submit", submit)


@api.post("/items/<item_id>/publish")
@requires("items.publish")
@api.output(shapes.Changed, description="Материал опубликован")
@api.doc(operation_id="publishItem", responses={409: "Из этого состояния опубликовать нельзя"})
def publish_item(item_id: str) -> Response:
    """Опубликовать на полке своей школы или территории."""
    return _changed(item_id, "items.publish", publish)


@api.post("/items/<item_id>/ask-changes")
@requires("items.ask_changes")
@api.output(shapes.Changed, description="Материал возвращён автору")
@api.doc(
    operation_id="askChanges",
    responses={409: "Материал не ждёт проверки", 415: "Тело не в JSON"},
    extensions={"x-json-body": shapes.ChangesAsked.model_json_schema()},
)
def ask_item_changes(item_id: str) -> Response:
    """Вернуть материал автору на доработку: причину он увидит."""
    asked = optional_json(shapes.ChangesAsked)
    return _changed(item_id, "items.ask_changes", ask_changes, asked.why)


@api.post("/items/<item_id>/withdraw")
@requires("items.withdraw")
@api.output(shapes.Changed, description="Материал снят")
@api.doc(
    operation_id="withdrawItem",
    responses={409: "Материал уже снят", 415: "Тело не в JSON"},
    extensions={"x-json-body": shapes.WithdrawAsked.model_json_schema()},
)
def withdraw_item(item_id: str) -> Response:
    """Снять материал: он уходит со всех полок, история остаётся."""
    asked = optional_json(shapes.WithdrawAsked)
    return _changed(item_id, "items.withdraw", withdraw, asked.why)


@api.get("/lessons")
@requires("lessons.read")
@api.input(shapes.LessonsAsked, location="query", arg_name="asked")
@api.output(shapes.LessonPage, description="Уроки")
@api.doc(operation_id="listLessons")
def lessons(asked: shapes.LessonsAsked) -> Response:
    """Уроки действующего плана по порядку."""
    found = list_lessons(
        web.session(),
        signed_in(),
        subjects=asked.subject,
        grades=asked.grade,
        page=asked.page,
        per_page=asked.per_page,
    )
    further = asked.model_dump() | {"page": asked.page + 1}
    return jsonify(
        items=[lesson_answer(lesson) | {"items_count": count} for lesson, count in found.lessons],
        next=url_for("catalog_api.lessons", **further) if found.more else None,
    )


@api.get("/lessons/<path:key>")
@requires("lessons.read")
@api.output(shapes.LessonWithItems, description="Урок")
@api.doc(operation_id="getLesson")
def lesson(key: str) -> Response:
    """Урок с его материалами."""
    page = lesson_page(web.session(), signed_in(), key)
    cards = [card for found in page.by_kind.values() for card in found]
    return jsonify(
        lesson_answer(page.lesson)
        | {
            "retired": page.lesson.retired_at is not None,
            "items": [card_answer(card, _media_url()) for card in cards],
        }
    )


def _changed(item_id: str, permission: str, verb: Verb, *said: str) -> Response:
    """Do it, and answer where the material stands now."""
    item = change_item(
        web.session(), signed_in(), item_id, permission, verb, *said, clock=web.clock()
    )
    return jsonify(changed_answer(item))


def _media_url() -> MediaUrl:
    return cast(MediaUrl, web.part("media_url"))
