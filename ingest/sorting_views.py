"""«Разобрать»: materials of a bulk load that no lesson holds, each filed by one press."""

from flask import flash, get_flashed_messages, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from accounts.guard import requires
from accounts.web import signed_in
from catalog.change_item import change_item
from catalog.choices import subject_choices
from catalog.file_under import file_under
from catalog.views import REFUSED
from core import web
from core.errors import Conflict, Invalid
from ingest.sorting import leave_unfiled, sorting_page
from ingest.suggest_views import likely_of
from ingest.views import views
from search.grid_words import grid_words

SUGGESTED = 3
"""Lessons to press at once; the rest is chosen from the grid."""


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
        problem=" ".join(map(str, get_flashed_messages(category_filter=[REFUSED]))),
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
    session, viewer, key = web.session(), signed_in(), request.form.get("lesson", "")
    verb, said = (leave_unfiled, ()) if "leave" in request.form else (file_under, (key,))
    try:
        change_item(session, viewer, item_id, "items.edit", verb, *said, clock=web.clock())
    except (Conflict, Invalid) as error:
        flash(error.message, REFUSED)
    return redirect(url_for("ingest.sorting", page=request.form.get("page", 1, type=int)), 303)
