"""The page of one row of the lexicon: a new one, or one that is told otherwise."""

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
from search.lexicon_changes import Wording, add_row, reword, row_by, row_of
from search.lexicon_check import Target, targets_in_grid
from search.lexicon_kinds import KIND_TITLES
from search.lexicon_rows import LexiconRow, changed, same_term
from search.lexicon_views import DONE
from search.views import views


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
