"""The pages of the lexicon: its rows, a row of one's own, what is proposed, what was changed."""

from typing import cast

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from accounts.guard import requires
from accounts.web import signed_in
from catalog.forms import options
from core import web
from core.errors import Conflict, Invalid
from search.forms import LexiconRowForm
from search.grid_words import grid_words
from search.lexicon import commit
from search.lexicon_changes import Wording, add_row, reword, row_by, row_of, switch
from search.lexicon_check import Target, targets_in_grid, try_query
from search.lexicon_list import KIND_TITLES, PER_PAGE, Which, lexicon_changes, lexicon_page
from search.lexicon_proposals import proposals
from search.lexicon_rows import LexiconRow, changed, same_term
from search.lexicon_table import MOST_BYTES, MOST_TOLD, Taken, own_rows_table, take_table
from search.told_stand_ins import BY_TITLES
from search.views import views

DONE = "lexicon_done"


@views.get("/lexicon")
@requires("lexicon.edit")
def lexicon() -> str:
    """The rows, searched in; a query tried out."""
    return _lexicon_page()


@views.route("/lexicon/new", methods=["GET", "POST"])
@requires("lexicon.edit")
def new_lexicon_row() -> str | Response | tuple[str, int]:
    """A row of one's own; what is proposed stands in it already."""
    sent = request.args
    form = LexiconRowForm(
        data={
            "term": sent.get("term", ""),
            "targets": "\n".join(sent.getlist("target")),
            "kind": sent.get("kind", "synonym"),
            "subjects": sent.getlist("subject"),
        }
    )
    return _row_page(form, None)


@views.route("/lexicon/rows/<key>/edit", methods=["GET", "POST"])
@requires("lexicon.edit")
def edit_lexicon_row(key: str) -> str | Response | tuple[str, int]:
    """A row told otherwise."""
    found = row_by(web.session(), key)
    form = LexiconRowForm(
        data={
            "term": found.row.term,
            "targets": "\n".join(found.row.targets),
            "kind": found.row.kind,
            "subjects": sorted(found.row.subjects),
        }
    )
    return _row_page(form, found)


@views.post("/lexicon/rows/<key>/switch")
@requires("lexicon.edit")
def switch_lexicon_row(key: str) -> Response:
    """Put a row in force or out of it, and back to where the button stood."""
    session, sent = web.session(), request.form
    in_force = sent.get("in_force") == "1"
    found = switch(session, signed_in(), key, in_force=in_force, clock=web.clock())
    commit(web.session())
    said = _("«%(term)s» снова в словаре.") if in_force else _("«%(term)s» больше не в словаре.")
    flash(said % {"term": found.row.term}, DONE)
    if sent.get("from") == "history":
        return redirect(url_for("search.lexicon_history"), 303)
    which = _which(sent.get("of", ""))
    return redirect(
        url_for(
            "search.lexicon",
            q=sent.get("q") or None,
            of=None if which == "all" else which,
            page=sent.get("page", type=int),
        ),
        303,
    )


@views.get("/lexicon/proposals")
@requires("lexicon.edit")
def lexicon_proposals() -> str:
    """What was looked for and hardly found: each one press away from a row."""
    session = web.session()
    return render_template(
        "search/lexicon_proposals.html",
        proposals=proposals(session, signed_in(), clock=web.clock()),
        subjects=grid_words(session).subjects.titles,
    )


@views.get("/lexicon/changes")
@requires("lexicon.edit")
def lexicon_history() -> str:
    """Who changed what, and when; the last change of a row is taken back here."""
    page = max(1, request.args.get("page", 1, type=int))
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
    asked, tried = sent.get("q", ""), sent.get("try", "").strip()
    which: Which = "own" if taken is not None or problem else _which(sent.get("of", ""))
    page = lexicon_page(session, asked, which, sent.get("page", 1, type=int))
    return render_template(
        "search/lexicon.html",
        asked=asked,
        which=which,
        page=page,
        per_page=PER_PAGE,
        page_link=lambda n: url_for(
            "search.lexicon", q=asked or None, of=None if which == "all" else which, page=n
        ),
        kinds=KIND_TITLES,
        subjects=grid_words(session).subjects.titles,
        tried=try_query(session, tried) if tried else None,
        by_titles=BY_TITLES,
        taken=taken,
        most_told=MOST_TOLD,
        problem=problem,
        done=web.told(DONE),
    )


def _row_page(form: LexiconRowForm, found: LexiconRow | None) -> str | Response | tuple[str, int]:
    session, viewer = web.session(), signed_in()
    titles = grid_words(session).subjects.titles
    form.kind.choices = options(sorted(KIND_TITLES.items(), key=lambda one: one[1]))
    form.subjects.choices = list(titles.items())
    problem, status, unknown = "", 200, list[Target]()
    if form.validate_on_submit():
        targets = tuple(line for line in (form.targets.data or "").splitlines() if line.strip())
        wording = Wording(
            form.term.data or "", targets, form.subjects.data or (), form.kind.data or ""
        )
        try:
            row = row_of(session, wording)
            checked = targets_in_grid(grid_words(session), row.targets, row.subjects)
            unknown = [target for target in checked if not target.lessons]
            if not unknown or "anyway" in request.form:
                if found is None:
                    add_row(session, viewer, wording, clock=web.clock())
                else:
                    reword(session, viewer, found.key, wording, clock=web.clock())
                commit(web.session())
                flash(_("«%(term)s» в словаре. Поиск уже учитывает это.", term=row.term), DONE)
                return redirect(url_for("search.lexicon", q=row.term), 303)
        except (Invalid, Conflict) as error:
            session.rollback()
            problem, status = error.message, error.status
    elif form.is_submitted():
        status = 422
    html = render_template(
        "search/lexicon_row.html",
        form=form,
        found=found,
        others=_others(form.term.data or "", found),
        unknown=unknown,
        problem=problem,
        subjects=titles,
    )
    return html, status


def _others(term: str, found: LexiconRow | None) -> list[LexiconRow]:
    """The other rows in force of the same term."""
    plain = " ".join(term.split())
    if not plain:
        return []
    same = same_term(changed(web.session()).rows(), plain)
    return [one for one in same if one.in_force and (found is None or one.key != found.key)]


def _which(sent: str) -> Which:
    return cast(Which, sent) if sent in ("own", "off") else "all"
