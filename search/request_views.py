"""The pages of requests: asking for a material, one's own requests, answering others'."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from accounts.allow import may_ever
from accounts.guard import requires
from accounts.viewer import Viewer
from accounts.web import signed_in
from catalog.audience import on_shelves
from catalog.forms import options
from catalog.kinds import SHOWN
from catalog.models import Item, Placement, Version
from catalog.opening import find_item
from core import web
from core.errors import Conflict, Invalid, NotFound, PartaError
from search.answer_requests import answer, decline
from search.asked import SearchQuery, filters_of
from search.forms import AnswerForm, AskForm
from search.grid_words import GridLesson, grid_words
from search.item_address import item_address
from search.lexicon import stand_ins
from search.models import MaterialRequest
from search.near_lessons import named_lesson, near_lessons
from search.request_lists import lesson_of, own_requests, read_answers, wanted_materials
from search.requests import MOST_TEXT, Wanted, ask, ask_again, take_back, told
from search.understand import understand
from search.views import views

DONE, REFUSED = "request_done", "request_refused"

MOST_ITEMS = 12
"""Materials of the lesson that stand to choose from; any other is named by its address."""

NO_LESSON = ""


@views.get("/requests")
@requires("requests.read")
def requests() -> str:
    """One's own requests with their answers; for a methodologist, what is asked for."""
    session, viewer = web.session(), signed_in()
    answers = may_ever(viewer, "requests.answer")
    asks = may_ever(viewer, "requests.ask")
    page = render_template(
        "search/requests.html",
        own=own_requests(session, viewer) if asks else [],
        wanted=wanted_materials(session, viewer) if answers else [],
        asks=asks,
        answers=answers,
        done=web.told(DONE),
        problem=web.told(REFUSED),
    )
    # A browser that looks ahead of its reader has read nothing.
    if asks and "prefetch" not in request.headers.get("Sec-Purpose", ""):
        read_answers(session, viewer, clock=web.clock())
        session.commit()
    return page


@views.route("/requests/new", methods=["GET", "POST"])
@requires("requests.ask")
def ask_for() -> str | Response | tuple[str, int]:
    """What is wanted, by the words of the search; the lessons near to it stand to choose from."""
    sent = request.args
    form = AskForm(
        data={
            "text": sent.get("q", "")[:MOST_TEXT],
            "lesson": sent.get("lesson", NO_LESSON),
            "kind": sent.get("kind", ""),
        }
    )
    lessons, named = _lessons(form.text.data or "", form.lesson.data or NO_LESSON)
    if named is not None and not form.is_submitted() and not form.lesson.data:
        form.lesson.data = named.key
    form.lesson.choices = [(lesson.key, lesson.title) for lesson in lessons]
    form.kind.choices = options([("", _("любой")), *((k, s.title) for k, s in SHOWN.items())])
    problem, status = "", 200
    if form.validate_on_submit():
        wanted = Wanted(
            form.text.data or "",
            form.lesson.data or NO_LESSON,
            form.kind.data or "",
            form.note.data or "",
        )
        try:
            ask(web.session(), signed_in(), wanted, clock=web.clock())
            web.session().commit()
        except PartaError as error:
            web.session().rollback()
            problem, status = error.message, error.status
        else:
            flash(_("Просьба у методиста. Когда появится ответ, вы увидите его здесь."), DONE)
            return redirect(url_for("search.requests"), 303)
    elif form.is_submitted():
        status = 422
    subjects = grid_words(web.session()).subjects.titles
    html = render_template(
        "search/ask_for.html", form=form, lessons=lessons, subjects=subjects, problem=problem
    )
    return html, status


@views.post("/requests/<request_id>/take-back")
@requires("requests.ask")
def take_request_back(request_id: str) -> Response:
    """The material is wanted no more."""
    take_back(web.session(), signed_in(), request_id)
    web.session().commit()
    return redirect(url_for("search.requests"), 303)


@views.post("/requests/<request_id>/again")
@requires("requests.ask")
def ask_request_again(request_id: str) -> Response:
    """The answer does not serve."""
    try:
        ask_again(web.session(), signed_in(), request_id, clock=web.clock())
        web.session().commit()
        flash(_("Просьба снова у методиста."), DONE)
    except Conflict as error:
        web.session().rollback()
        flash(error.message, REFUSED)
    return redirect(url_for("search.requests"), 303)


@views.route("/requests/<request_id>/answer", methods=["GET", "POST"])
@requires("requests.answer")
def answer_request(request_id: str) -> str | Response | tuple[str, int]:
    """Point to a material, or say why there will be none."""
    session, viewer = web.session(), signed_in()
    try:
        asked = told(session, viewer, request_id)
    except Conflict as error:
        flash(error.message, REFUSED)
        return redirect(url_for("search.requests"), 303)
    form = AnswerForm()
    choices = _items(viewer, asked)
    form.item.choices = choices
    if not choices:
        form.address.label.text = _("Адрес материала")
    problem, status = "", 200
    if form.validate_on_submit():
        try:
            _answer(viewer, request_id, form)
        except (Invalid, Conflict, NotFound) as error:
            session.rollback()
            status = 422 if isinstance(error, NotFound) else error.status
            if form.address.data and not isinstance(error, Conflict):
                form.address.errors = [error.message]
            else:
                problem = error.message
        else:
            return redirect(url_for("search.requests"), 303)
    elif form.is_submitted():
        status = 422
    html = render_template(
        "search/answer_request.html",
        form=form,
        asked=asked,
        lesson=lesson_of(session, asked),
        items=choices,
        problem=problem,
    )
    return html, status


def _answer(viewer: Viewer, request_id: str, form: AnswerForm) -> None:
    session, clock, reply = web.session(), web.clock(), form.reply.data or ""
    typed = (form.address.data or "").strip()
    there = item_address(typed or form.item.data) if typed or form.item.data else None
    if there is not None:
        item = find_item(session, viewer, there.item_id)
        answer(session, viewer, request_id, item, reply, place=there.place, clock=clock)
        flash(_("Ответ отправлен: тот, кто просил, увидит материал на своей странице."), DONE)
    else:
        decline(session, viewer, request_id, reply, clock=clock)
        flash(_("Ответ отправлен."), DONE)
    session.commit()


def _lessons(text: str, chosen: str) -> tuple[tuple[GridLesson, ...], GridLesson | None]:
    """The lessons that stand to choose from: those near to the words, the chosen one before.

    Then the first of them, where the words name it.
    """
    session = web.session()
    grid = grid_words(session)
    understood = understand(text, grid.subjects, stand_ins(session, grid))
    filters = filters_of(SearchQuery(q=text), understood)
    near = near_lessons(grid, understood, filters.subject, filters.grade)
    first = tuple(lesson for lesson in grid.lessons if lesson.key == chosen) if chosen else ()
    lessons = tuple(dict.fromkeys((*first, *near)))
    return lessons, named_lesson(grid, text, lessons, filters)


def _items(viewer: Viewer, asked: MaterialRequest) -> list[tuple[str, str]]:
    """(id, title) of what stands in the request's lesson."""
    if asked.lesson_id is None:
        return []
    rows = web.session().execute(
        select(Item.public_id, Version.title)
        .join(Placement, Placement.item_id == Item.id)
        .join(Version, Version.id == Item.published_version_id)
        .where(Placement.lesson_id == asked.lesson_id, on_shelves(viewer))
        .order_by((Item.kind == asked.kind).desc(), Item.id.desc())
        .limit(MOST_ITEMS)
    )
    return [(item_id, title) for item_id, title in rows]
