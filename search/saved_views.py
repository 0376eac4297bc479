"""The pages of saved searches: the list with what is new, keeping, renaming, removing."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from accounts.guard import requires
from accounts.web import signed_in
from core import web
from core.errors import Conflict, Invalid
from core.quotes import quoted
from search.saved import forget_saved, look_into, query_of, rename, save
from search.saved_news import saved_news
from search.view_links import address, pairs_of, without
from search.views import views
from search.web import engine

DONE, REFUSED = "saved_done", "saved_refused"


@views.get("/saved")
@requires("search.save")
def saved() -> str:
    """What this person keeps, each with how much is new."""
    return render_template(
        "search/saved.html",
        saved=saved_news(web.session(), engine(), signed_in()),
        done=web.told(DONE),
        problem=web.told(REFUSED),
    )


@views.post("/saved")
@requires("search.save")
def save_search() -> Response:
    """Keep the search of the page where the button stood."""
    sent = request.form
    try:
        kept = save(
            web.session(),
            signed_in(),
            sent.get("parameters", ""),
            sent.get("name", ""),
            clock=web.clock(),
        )
        web.session().commit()
        said = (
            _(
                "Поиск «%(name)s» сохранён. О новом скажем на странице «Сегодня».",
                name=quoted(kept.name),
            )
            if signed_in().has_role("teacher")
            else _("Поиск «%(name)s» сохранён. О новом скажем здесь.", name=quoted(kept.name))
        )
        flash(said, DONE)
    except (Conflict, Invalid) as error:
        web.session().rollback()
        flash(error.message, REFUSED)
    return redirect(url_for("search.saved"), 303)


@views.get("/saved/<saved_id>")
@requires("search.save")
def open_saved(saved_id: str) -> Response:
    """On to what it finds, the newest first where something is new; it is new no more."""
    session, viewer = web.session(), signed_in()
    kept = look_into(session, viewer, saved_id, clock=web.clock())
    # A browser that looks ahead of its reader has seen nothing.
    if "prefetch" in request.headers.get("Sec-Purpose", ""):
        session.rollback()
    else:
        session.commit()
    pairs = pairs_of(query_of(kept.parameters))
    if request.args.get("new"):
        pairs = [*without(pairs, "sort"), ("sort", "newest")]
    return redirect(address(url_for("search.results"), pairs), 303)


@views.post("/saved/<saved_id>/rename")
@requires("search.save")
def rename_saved(saved_id: str) -> Response:
    """Call it otherwise."""
    rename(web.session(), signed_in(), saved_id, request.form.get("name", ""))
    web.session().commit()
    return redirect(url_for("search.saved"), 303)


@views.post("/saved/<saved_id>/remove")
@requires("search.save")
def remove_saved(saved_id: str) -> Response:
    """Keep it no longer."""
    forget_saved(web.session(), signed_in(), saved_id)
    web.session().commit()
    return redirect(url_for("search.saved"), 303)
