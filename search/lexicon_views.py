"""The pages of the lexicon: its rows, what is proposed, what was changed, the table."""

from typing import Any, cast

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from accounts.guard import requires
from accounts.web import signed_in
from core import web
from core.errors import Invalid
from search.grid_words import grid_words
from search.lexicon import commit
from search.lexicon_changes import remove, switch
from search.lexicon_check import try_query
from search.lexicon_history import lexicon_changes
from search.lexicon_kinds import KIND_TITLES
from search.lexicon_list import PER_PAGE, Which, lexicon_page
from search.lexicon_proposals import proposals
from search.lexicon_rows import LexiconRow, rows_of
from search.lexicon_table import MOST_BYTES, MOST_TOLD, Taken, own_rows_table, take_table
from search.told_stand_ins import BY_TITLES
from search.views import views
from search.web import engine

MOST_PAGES = 10_000
"""Pages of the changes that are turned to; a database counts no further than 2**63 either."""

DONE = "lexicon_done"


@views.get("/lexicon")
@requires("lexicon.edit")
def lexicon() -> str:
    """The rows, searched in; a query tried out."""
    return _lexicon_page()


@views.post("/lexicon/rows/<key>/switch")
@requires("lexicon.edit")
def switch_lexicon_row(key: str) -> Response:
    """Put a row in force or out of it, and back to where the button stood."""
    session, in_force = web.session(), request.form.get("in_force") == "1"
    found = switch(session, signed_in(), key, in_force=in_force, clock=web.clock())
    commit(session)
    said = _("«%(term)s» снова в словаре.") if in_force else _("«%(term)s» больше не в словаре.")
    return _back(said, found)


@views.post("/lexicon/rows/<key>/remove")
@requires("lexicon.edit")
def remove_lexicon_row(key: str) -> Response:
    """Take an own row out of all lists, and back to where the button stood."""
    session = web.session()
    found = remove(session, signed_in(), key, clock=web.clock())
    commit(session)
    return _back(_("«%(term)s» удалено. Вернуть можно на странице «Изменения»."), found)


@views.get("/lexicon/proposals")
@requires("lexicon.edit")
def lexicon_proposals() -> str:
    """What was looked for and hardly found: each one press away from a row."""
    session = web.session()
    return render_template(
        "search/lexicon_proposals.html",
        proposals=proposals(session, engine(), signed_in(), clock=web.clock()),
        subjects=grid_words(session).subjects.titles,
    )


@views.get("/lexicon/changes")
@requires("lexicon.edit")
def lexicon_history() -> str:
    """Who changed what, and when; the last change of a row is taken back here."""
    page = min(max(1, request.args.get("page", 1, type=int)), MOST_PAGES)
    told, total = lexicon_changes(web.session(), page)
    return render_template(
        "search/lexicon_changes.html",
        changes=told,
        total=total,
        page=page,
        per_page=PER_PAGE,
        page_link=lambda n: url_for("search.lexicon_history", page=n),
        done=web.told(DONE),
    )


@views.get("/lexicon.csv")
@requires("lexicon.edit")
def lexicon_table() -> Response:
    """The installation's own rows for a spreadsheet."""
    answer = FlaskResponse(own_rows_table(web.session()), mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename="lexicon.csv")
    return answer


@views.get("/lexicon/import")
@requires("lexicon.edit")
def lexicon_after_import() -> Response:
    """The address of a table that has come in, typed or kept: the own rows."""
    return redirect(url_for("search.lexicon", of="own"), 303)


@views.post("/lexicon/import")
@requires("lexicon.edit")
def import_lexicon() -> tuple[str, int]:
    """Rows out of a table; the good lines come in, the others are told."""
    sent = request.files.get("table")
    content = sent.stream.read(MOST_BYTES + 1) if sent is not None else b""
    try:
        taken = take_table(web.session(), signed_in(), content, clock=web.clock())
    except Invalid as error:
        web.session().rollback()
        return _lexicon_page(problem=error.message), error.status
    commit(web.session())
    return _lexicon_page(taken=taken), 422 if taken.bad else 200


def _lexicon_page(*, taken: Taken | None = None, problem: str = "") -> str:
    session, sent = web.session(), request.args
    asked, words = sent.get("q", ""), sent.get("try", "").strip()
    tried = try_query(session, words) if words else None
    which: Which = "own" if taken is not None or problem else _which(sent.get("of", ""))
    page = lexicon_page(session, asked, which, sent.get("page", 1, type=int))
    return render_template(
        "search/lexicon.html",
        asked=asked,
        which=which,
        page=page,
        rows=page.rows if tried is None else rows_of(session, tried.spoken),
        per_page=PER_PAGE,
        page_link=lambda n: url_for(
            "search.lexicon", q=asked or None, of=None if which == "all" else which, page=n
        ),
        kinds=KIND_TITLES,
        subjects=grid_words(session).subjects.titles,
        tried=tried,
        by_titles=BY_TITLES,
        taken=taken,
        most_told=MOST_TOLD,
        problem=problem,
        done=web.told(DONE),
    )


def _back(said: str, found: LexiconRow) -> Response:
    """Tell what was done and lead back to the list in which the button stood."""
    sent = request.form
    flash(said % {"term": found.row.term}, DONE)
    if sent.get("from") == "history":
        return redirect(url_for("search.lexicon_history"), 303)
    which = _which(sent.get("of", ""))
    kept: dict[str, Any] = {
        "q": sent.get("q") or None,
        "try": sent.get("try") or None,
        "of": None if which == "all" else which,
        "page": sent.get("page", type=int),
    }
    return redirect(url_for("search.lexicon", **kept), 303)


def _which(sent: str) -> Which:
    return cast(Which, sent) if sent in ("own", "off") else "all"
