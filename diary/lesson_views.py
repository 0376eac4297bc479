"""The pages of a teacher's lesson: its homework written, saved, set and removed."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Response as FlaskResponse
from flask import make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from accounts.allow import allowed, require
from accounts.guard import requires
from accounts.viewer import Viewer
from accounts.web import signed_in
from core import web
from core.errors import Conflict, Invalid, PartaError
from diary.calendar import now_at
from diary.cancel import cancel, restore
from diary.day_load import day_load
from diary.draft import draft_of, find_draft
from diary.due import due_day
from diary.errors import HomeworkNotFound
from diary.find import find_occurrence, find_own_homework
from diary.homework_form import is_sent, read_form, says_something
from diary.lesson_page import NEW, lesson_page
from diary.models import Homework, Occurrence
from diary.move_due import move_due
from diary.remove_homework import lost_with, remove_homework
from diary.set_once import set_once
from diary.topic import write_topic
from diary.views import views
from diary.write_homework import write_homework


@views.get("/lessons/<occurrence_id>")
@requires("occurrences.read")
def lesson(occurrence_id: str) -> str:
    """A lesson with its homework, to work on or to read."""
    return render_template("diary/lesson.html", **lesson_context(occurrence_id))


@views.post("/lessons/<occurrence_id>/homework")
@requires("occurrences.teach")
def save_homework(occurrence_id: str) -> Response | tuple[str, int]:
    """Keep what the form says; ``do=set`` sets it, ``do=materials`` goes on to the materials."""
    session, viewer = web.session(), signed_in()
    wish = request.form.get("do", "save")
    try:
        occurrence, homework = sent_homework(viewer, occurrence_id, make=wish == "set")
        if wish == "set" and homework is not None:
            homework = set_once(session, viewer, homework, clock=web.clock())
        session.commit()
    except PartaError as error:
        return refused_lesson(occurrence_id, error)
    goal = "diary.materials" if wish == "materials" else "diary.lesson"
    named = homework.public_id if homework is not None else None
    return redirect(url_for(goal, occurrence_id=occurrence.public_id, homework=named), 303)


@views.post("/lessons/<occurrence_id>/autosave")
@requires("occurrences.teach")
def autosave(occurrence_id: str) -> str:
    """Keep a draft while it is being written; what is set changes by its button alone."""
    session, viewer = web.session(), signed_in()
    problem, homework, load = "", None, None
    occurrence = find_occurrence(session, viewer, occurrence_id)
    require(viewer, "occurrences.teach", occurrence)
    try:
        homework = _named(viewer, occurrence)
        if homework is None or homework.state == "draft":
            homework = _written(viewer, occurrence, homework, make=False)
        session.commit()
    except PartaError as error:
        session.rollback()
        problem = error.message
    else:
        day = due_day(homework) if homework is not None else None
        load = day_load(session, occurrence.class_id, day, but=homework) if day else None
    return render_template(
        "diary/saved.html",
        homework=homework,
        problem=problem,
        occurrence=occurrence,
        load=load,
    )


@views.route("/homework/<homework_id>/remove", methods=["GET", "POST"])
@requires("homework.edit")
def remove(homework_id: str) -> str | Response:
    """Say what is lost, then take the homework away."""
    session, viewer = web.session(), signed_in()
    homework = find_own_homework(session, viewer, homework_id)
    if request.method == "GET":
        lost = lost_with(session, homework)
        return render_template("diary/remove_homework.html", homework=homework, lost=lost)
    occurrence_id = homework.occurrence.public_id
    remove_homework(session, viewer, homework)
    session.commit()
    return redirect(url_for("diary.lesson", occurrence_id=occurrence_id), 303)


def lesson_context(
    occurrence_id: str, homework_id: str = "", problem: str = "", typed: Any = None
) -> dict[str, Any]:
    """What the lesson's template and its sheet need; ``typed`` keeps what was not taken."""
    asked = homework_id or request.values.get("homework") or None
    page = lesson_page(web.session(), signed_in(), occurrence_id, asked)
    now = now_at(page.occurrence.school, web.clock())
    begun = now.begun(page.occurrence.day, page.bell[0] if page.bell else None)
    return {
        "page": page,
        "problem": problem,
        "typed": typed,
        "today": now.today,
        "hung_now": "attached" in request.args,
        "cancels": not begun
        and (page.teaches or allowed(signed_in(), "occurrences.cancel", page.occurrence)),
    }


def sent_homework(
    viewer: Viewer, occurrence_id: str, *, make: bool
) -> tuple[Occurrence, Homework | None]:
    """The lesson, and its homework with what the form says; flushes only.

    An empty form makes no draft unless ``make``. Raises what the verbs raise.
    """
    session = web.session()
    occurrence = find_occurrence(session, viewer, occurrence_id)
    require(viewer, "occurrences.teach", occurrence)
    return occurrence, _written(viewer, occurrence, _named(viewer, occurrence), make=make)


def refused_lesson(occurrence_id: str, error: PartaError) -> tuple[str, int]:
    """The lesson's page with what was typed and why it was not taken."""
    web.session().rollback()
    typed = request.form if is_sent(request.form) else None
    try:
        context = lesson_context(occurrence_id, problem=error.message, typed=typed)
    except HomeworkNotFound:
        context = lesson_context(occurrence_id, NEW, typed=typed)
        if context["page"].shown is None:
            gone = _("Это задание уже убрали. Написанное здесь станет новым заданием.")
        else:
            gone = _("Это задание уже убрали. Написанное здесь заменит ваш черновик.")
        context["problem"] = str(gone)
    if request.headers.get("HX-Request"):
        return render_template("diary/homework_sheet.html", **context), 200
    return render_template("diary/lesson.html", **context), error.status


def sheet(occurrence_id: str, homework_id: str) -> FlaskResponse:
    """The sheet anew for the page's script; the panel beside it hears of the change."""
    html = render_template(
        "diary/homework_sheet.html", **lesson_context(occurrence_id, homework_id)
    )
    response = make_response(html)
    response.headers["HX-Trigger"] = "homework-changed"
    return response


def _named(viewer: Viewer, occurrence: Occurrence) -> Homework | None:
    """The homework that the form is of; else the viewer's draft, if there is one."""
    session = web.session()
    asked = request.form.get("homework", "")
    if not asked:
        return find_draft(session, viewer, occurrence)
    homework = find_own_homework(session, viewer, asked)
    if homework.occurrence_id != occurrence.id:
        raise HomeworkNotFound
    return homework


def _written(
    viewer: Viewer,
    occurrence: Occurrence,
    homework: Homework | None,
    *,
    make: bool,
) -> Homework | None:
    session, form, clock = web.session(), request.form, web.clock()
    if not is_sent(form):
        return homework
    if homework is None:
        if not (make or says_something(form)):
            return None
        homework = draft_of(session, viewer, occurrence, clock=clock)
    said = read_form(session, occurrence, homework, form)
    write_homework(session, viewer, homework, **said, clock=clock)
    return homework


@views.post("/lessons/<occurrence_id>/topic")
@requires("occurrences.teach")
def lesson_topic(occurrence_id: str) -> Response | tuple[str, int]:
    """Write the topic by hand; an empty one is the grid's again."""
    return _changed(occurrence_id, write_topic, request.form.get("topic", ""))


@views.post("/lessons/<occurrence_id>/cancel")
@requires("occurrences.cancel")
def lesson_cancel(occurrence_id: str) -> Response | tuple[str, int]:
    """The lesson will not be held."""
    return _changed(occurrence_id, partial(cancel, clock=web.clock()))


@views.post("/lessons/<occurrence_id>/restore")
@requires("occurrences.cancel")
def lesson_restore(occurrence_id: str) -> Response | tuple[str, int]:
    """The lesson will be held after all."""
    return _changed(occurrence_id, partial(restore, clock=web.clock()))


@views.post("/lessons/<occurrence_id>/move-due")
@requires("homework.edit")
def lesson_move_due(occurrence_id: str) -> Response | tuple[str, int]:
    """What is due at this cancelled lesson is due at the next one."""
    return _changed(occurrence_id, partial(move_due, clock=web.clock()))


def _changed(
    occurrence_id: str, verb: Callable[..., None], *said: str
) -> Response | tuple[str, int]:
    session, viewer = web.session(), signed_in()
    occurrence = find_occurrence(session, viewer, occurrence_id)
    try:
        verb(session, viewer, occurrence, *said)
        session.commit()
    except (Conflict, Invalid) as error:
        return refused_lesson(occurrence_id, error)
    return redirect(url_for("diary.lesson", occurrence_id=occurrence_id), 303)
