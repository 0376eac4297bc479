"""«Разобрать»: materials of a bulk load that no lesson holds, each filed by one press."""

from flask import flash, get_flashed_messages, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from accounts.guard import requires
from accounts.viewer import Viewer
from accounts.web import signed_in
from catalog.change_item import Verb, change_item
from catalog.choices import subject_choices
from catalog.file_under import file_under
from catalog.items import get_lesson, newest
from catalog.models import Item
from catalog.views import REFUSED, refusal
from core import web
from core.clock import Clock
from core.errors import Conflict, Invalid
from ingest.models import Unsorted
from ingest.sort_back import unfile, wait_again
from ingest.sorting import leave_unfiled, sorting_page
from ingest.suggest_views import likely_of
from ingest.views import views
from search.grid_words import grid_words

SUGGESTED = 3
"""Lessons to press at once; the rest is chosen from the grid."""

DONE = "sorted"
"""The category of what a press has done; in the cookie, how the last one is taken back."""


@views.get("/sorting")
@requires("items.sort")
def sorting() -> str:
    """The queue, folder by folder."""
    session, viewer = web.session(), signed_in()
    page = sorting_page(session, viewer, max(1, request.args.get("page", 1, type=int)))
    return render_template(
        "ingest/sorting.html",
        page=page,
        subjects=subject_choices(session),
        grades=[(str(n), str(n)) for n in range(1, 12)],
        problem=refusal(),
        done=next(iter(get_flashed_messages(category_filter=[DONE])), None),
        back=cookie.get(DONE),
        page_link=lambda n: url_for("ingest.sorting", page=n),
    )


@views.get("/sorting/<item_id>/likely")
@requires("items.sort")
def sorting_likely(item_id: str) -> str:
    """The likeliest lessons of one material of the queue, each a button."""
    item, found = likely_of(item_id)
    return render_template(
        "ingest/sorting_likely.html",
        item=item,
        lessons=[each.lesson for each in found[:SUGGESTED]],
        titles=grid_words(web.session()).subjects.titles,
        page=max(1, request.args.get("page", 1, type=int)),
    )


@views.post("/sorting/<item_id>")
@requires("items.sort")
def sort_item(item_id: str) -> Response:
    """File the material under the lesson that was pressed or chosen; without one, leave it so."""
    cookie.pop(DONE, None)
    if "leave" in request.form:
        _leave(item_id)
    else:
        _file(item_id, request.form.get("lesson", ""))
    return _to_queue()


@views.post("/sorting/<item_id>/back")
@requires("items.sort")
def take_back(item_id: str) -> Response:
    """Take the last press back; of an older one no more is known than the item's page shows."""
    last = cookie.pop(DONE, {})
    if last.get("item") != item_id:
        flash(_("Это уже не отменить. Урок можно поправить на странице материала."), REFUSED)
        return _to_queue()
    verb, said = (unfile, ("lesson",)) if "lesson" in last else (wait_again, ("folder", "since"))
    if _changes(item_id, verb, *(last[word] for word in said)):
        flash(_("Отменено, материал снова ждёт урока: %(title)s.", title=last["title"]), DONE)
    return _to_queue()


def _file(item_id: str, key: str) -> None:
    seen: list[str] = []

    def file(session: Session, viewer: Viewer, item: Item, key: str, *, clock: Clock) -> bool:
        seen.append(newest(item).title)
        return file_under(session, viewer, item, key, clock=clock)

    filed = _changes(item_id, file, key)
    if filed is None:
        return
    said = {"lesson": get_lesson(web.session(), key).title, "title": seen[0]}
    if filed:
        cookie[DONE] = {"item": item_id, "title": seen[0], "lesson": key}
        flash(_("Добавлено к уроку «%(lesson)s»: %(title)s.", **said), DONE)
    else:
        flash(_("Уже стоит в уроке «%(lesson)s»: %(title)s.", **said), DONE)


def _leave(item_id: str) -> None:
    was: dict[str, str] = {"item": item_id}

    def leave(session: Session, viewer: Viewer, item: Item, *, clock: Clock) -> bool:
        row = session.get(Unsorted, item.id)
        was["title"] = newest(item).title
        if row is not None:
            was.update(folder=row.folder, since=row.loaded_at.isoformat())
        return leave_unfiled(session, viewer, item, clock=clock)

    left = _changes(item_id, leave)
    if left:
        cookie[DONE] = was
    if left is not None:
        flash(_("Оставлено без урока: %(title)s.", title=was["title"]), DONE)


def _changes(item_id: str, verb: Verb, *said: str) -> bool | None:
    """Whether the verb has changed anything; None where it was refused, which is told."""
    changed: list[bool] = []

    def noted(session: Session, viewer: Viewer, item: Item, *said: str, clock: Clock) -> None:
        changed.append(bool(verb(session, viewer, item, *said, clock=clock)))

    session, viewer = web.session(), signed_in()
    try:
        change_item(session, viewer, item_id, "items.file", noted, *said, clock=web.clock())
    except (Conflict, Invalid) as error:
        flash(error.message, REFUSED)
        return None
    return changed[0]


def _to_queue() -> Response:
    return redirect(url_for("ingest.sorting", page=request.form.get("page", 1, type=int)), 303)
