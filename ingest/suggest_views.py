"""«Похоже на урок …» on the page of an item that stands in no lesson, and its one press."""

from typing import cast

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from accounts.allow import require
from accounts.guard import requires
from accounts.web import signed_in
from catalog.audience import files
from catalog.change_item import change_item
from catalog.errors import ItemNotFound
from catalog.file_under import file_under
from catalog.items import newest
from catalog.kinds import SHOWN
from catalog.models import Item
from catalog.opening import find_item
from catalog.views import REFUSED
from core import web
from core.errors import Conflict, Invalid
from ingest.suggest import suggest_lessons
from ingest.views import views
from search.grid_words import grid_words
from search.lesson_scores import LessonMeanings
from search.likely_lessons import LikelyLesson, Reason


@views.get("/items/<item_id>/likely")
@requires("items.file")
def likely(item_id: str) -> str:
    """The likeliest lessons: a part of the item's page, and a page of its own without a script."""
    item, found = likely_of(item_id)
    part = request.headers.get("HX-Request")
    return render_template(
        "ingest/likely_part.html" if part else "ingest/likely.html",
        item=item,
        version=newest(item),
        likely=[_shown(each, item.kind) for each in found],
    )


@views.post("/items/<item_id>/lessons")
@requires("items.file")
def file_item(item_id: str) -> Response:
    """File the item under the lesson that was pressed."""
    key = request.form.get("lesson", "")
    try:
        change_item(
            web.session(), signed_in(), item_id, "items.file", file_under, key, clock=web.clock()
        )
    except (Conflict, Invalid) as error:
        flash(error.message, REFUSED)
    return redirect(url_for("catalog.item", item_id=item_id), 303)


def _shown(found: LikelyLesson, kind: str) -> dict[str, object]:
    titles = grid_words(web.session()).subjects.titles
    return {
        "lesson": found.lesson,
        "subject_title": titles.get(found.lesson.subject_code, ""),
        "why": "; ".join(in_words(reason, kind) for reason in found.reasons),
    }


def in_words(reason: Reason, kind: str) -> str:
    """A reason as a person reads it: «в названии: обыкновенные дроби»; ``kind`` of the item."""
    said = ", ".join(reason.words)
    if reason.kind == "same":
        return str(_("такой же материал стоит в этом уроке"))
    if reason.kind == "name":
        return str(_("в названии: %(words)s", words=said))
    if reason.kind == "text" and SHOWN[kind].slides:
        return str(_("слова на слайдах: %(words)s", words=said))
    if reason.kind == "text":
        return str(_("слова в тексте: %(words)s", words=said))
    if reason.kind == "hint":
        return str(_("указано: %(words)s", words=said))
    return str(_("близко по смыслу"))


def likely_of(item_id: str) -> tuple[Item, list[LikelyLesson]]:
    """The item and its likeliest lessons, none when it is filed; who files it asks.

    Raises ItemNotFound, and what ``require`` raises.
    """
    session, viewer = web.session(), signed_in()
    item = find_item(session, viewer, item_id)
    require(viewer, "items.file", item)
    if not files(session, viewer, item):
        raise ItemNotFound
    found = [] if item.placements else suggest_lessons(session, viewer, newest(item), meanings())
    return item, list(found)


def meanings() -> LessonMeanings | None:
    """How near lessons are to a text in meaning; None where that is turned off."""
    return cast(LessonMeanings | None, web.part("lesson_meanings"))
