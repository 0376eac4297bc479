"""«Задать» on a material's page: choose the class and the lesson, go on at the lesson."""

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from accounts.age import today_of
from accounts.guard import requires
from accounts.models import Person
from accounts.web import signed_in
from core import web
from core.errors import Invalid
from diary.assign_page import assign_page
from diary.attach import attach
from diary.attachable import attachable
from diary.draft import draft_of
from diary.find import find_occurrence
from diary.fragment import Part
from diary.part_form import part_query, read_part_form
from diary.views import views


@views.get("/assign/<item_id>")
@requires("occurrences.teach")
def assign(item_id: str) -> str:
    """The teacher's next lessons, for the material or the part that the address names."""
    return _page(item_id)


@views.post("/assign/<item_id>")
@requires("occurrences.teach")
def assign_to(item_id: str) -> Response:
    """Hang it on the homework of the chosen lesson: the draft that stands there, or a new one."""
    session, viewer, clock = web.session(), signed_in(), web.clock()
    version = attachable(session, viewer, item_id, request.form.get("version", type=int))
    part = read_part_form(request.form, version)
    chosen = request.form.get("occurrence", "")
    if not chosen:
        raise Invalid(_("Выберите урок, на котором задать."))
    occurrence = find_occurrence(session, viewer, chosen)
    homework = draft_of(session, viewer, occurrence, clock=clock)
    attach(session, viewer, homework, version, part, clock=clock)
    session.commit()
    return redirect(
        url_for(
            "diary.lesson",
            occurrence_id=occurrence.public_id,
            homework=homework.public_id,
            attached=1,
        ),
        303,
    )


def _page(item_id: str) -> str:
    session, viewer = web.session(), signed_in()
    version = attachable(session, viewer, item_id, request.args.get("version", type=int))
    problem, part = "", Part()
    try:
        part = read_part_form(request.args, version)
    except Invalid as error:
        problem = error.message
    today = today_of(session, session.get_one(Person, viewer.person_id), web.clock()())
    return render_template(
        "diary/assign.html",
        version=version,
        part=part,
        problem=problem,
        sent=part_query(request.args),
        page=assign_page(session, viewer, version.item, today, request.args.get("class", "")),
    )
