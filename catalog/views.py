"""The catalogue's pages: the library, a lesson, a material, one's own, what waits for review."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from accounts.guard import requires
from accounts.usual_grade import usual_grade
from accounts.web import signed_in
from catalog import queues
from catalog.ask_changes import CHANGES_ASKED, asked_of
from catalog.audience import sees_hidden
from catalog.browse import course as read_course
from catalog.browse import grades as read_grades
from catalog.browse import subjects_of
from catalog.choices import lesson_choices
from catalog.filed import Missing, missing_of
from catalog.item_page import ItemPage, item_page
from catalog.lesson_page import lesson_page
from catalog.made import slide_words
from catalog.making import Making, making_of
from catalog.may import may
from catalog.near.seen import NearLine, near_lines
from catalog.place import parse_grade
from catalog.usage import is_given
from catalog.viewing import view_of, viewing
from catalog.waits_for_author import REASONS, Waiting, waits_for_author
from core import web
from core.errors import NotFound

views = Blueprint("catalog", __name__)

REFUSED = "refused"
"""The category of messages about what could not be done."""


@views.get("/library")
@requires("library.read")
def library() -> str | Response:
    """The subjects of a grade: the asked one, or that which the viewer is at home in.

    Who writes a query into its address is led to the search.
    """
    if request.args.get("q", "").strip():
        said = urlencode(list(request.args.items(multi=True)))
        return redirect(f"{url_for('search.results')}?{said}")
    session, viewer = web.session(), signed_in()
    grades = read_grades(session)
    asked = request.args.get("grade", type=int) or usual_grade(session, viewer)
    grade = asked if asked in grades else (grades[0] if grades else 0)
    return render_template(
        "catalog/library.html",
        grades=grades,
        grade=grade,
        grade_link=lambda n: url_for("catalog.library", grade=n),
        subjects=subjects_of(session, viewer, grade) if grades else [],
        course=None,
    )


@views.get("/library/<subject>/<int(max=11):grade>")
@requires("library.read")
def course(subject: str, grade: int) -> str:
    """One subject in one grade: sections, topics, lessons, with counts."""
    session, viewer = web.session(), signed_in()
    subjects = subjects_of(session, viewer, grade)
    line = next((each for each in subjects if each.code == subject), None)
    if line is None:
        raise NotFound(_("В программе нет такого предмета в этом классе."))
    return render_template(
        "catalog/library.html",
        grades=read_grades(session),
        grade=grade,
        grade_link=lambda n: url_for("catalog.library", grade=n),
        subjects=subjects,
        course=read_course(session, viewer, line, grade, request.args.get("programme")),
        only_covered=request.args.get("only") == "covered",
    )


@views.get("/lessons/<key>")
@requires("lessons.read")
def lesson(key: str) -> str:
    """A lesson with its materials by kind."""
    page = lesson_page(web.session(), signed_in(), key)
    return render_template("catalog/lesson.html", page=page, near_lesson=page.lesson.key)


@views.get("/lessons/choices")
@requires("lessons.read")
def choices() -> str:
    """The lessons of a subject and grade as options of a form's field."""
    grade = request.args.get("grade", "")
    found = lesson_choices(
        web.session(), request.args.get("subject", ""), parse_grade(grade if grade else None)
    )
    return render_template("catalog/lesson_choices.html", choices=found)


@views.get("/items/<item_id>")
@requires("items.open")
def item(item_id: str) -> str:
    """A material: the viewer first."""
    session, viewer = web.session(), signed_in()
    page = item_page(session, viewer, item_id, request.args.get("version", type=int))
    told = page.inside or sees_hidden(viewer)
    making = making_of(session, page.version) if told else Making()
    waits_for_author = page.inside and page.newest.status == CHANGES_ASKED
    can = may(page)
    near: tuple[NearLine, ...] = ()
    if page.reviewer or can.submit:
        near = near_lines(session, viewer, [page.item.id], published=not page.reviewer).get(
            page.item.id, ()
        )
    return render_template(
        "catalog/item.html",
        **viewing(
            session,
            viewer,
            page,
            slide_link=lambda n: _item_link(page, slide=n),
            text_link=lambda n: _text_link(page, n),
        ),
        can=can,
        problem=refusal(),
        asked=asked_of(session, [page.item.id]) if waits_for_author else {},
        near=near,
        given=page.mine and not page.published and is_given(session, page.item),
        missing=missing(page),
        unfinished=page.inside and unfinished(page, making),
        failure=making.failure,
        retries=making.retries,
        remarks=making.remarks if sees_hidden(viewer) else (),
        assigns=viewer.has_role("teacher") and page.item.withdrawn_at is None,
    )


def refusal() -> str:
    """Why the last press of a button did nothing, told once."""
    return web.told(REFUSED)


def missing(page: ItemPage) -> Missing:
    """What is not said of where the item belongs."""
    return missing_of(page.item.subject_code, page.item.grade, placed=bool(page.lessons))


def unfinished(page: ItemPage, making: Making) -> bool:
    """Whether something of the shown version is still to be made."""
    if page.version.processed_at is None or view_of(page) == "waiting":
        return True
    missing = any(slide.large is None for slide in page.slides)
    return missing or making.under_way


@views.get("/items/<item_id>/slides/<int(max=1000000):n>")
@requires("items.open")
def slide_text(item_id: str, n: int) -> str:
    """The words of one slide, for the viewer."""
    version = request.args.get("version", type=int)
    page = item_page(web.session(), signed_in(), item_id, version)
    words = None
    if any(slide.n == n for slide in page.slides):
        words = slide_words(web.session(), page.version, page.item.kind, n)
    return render_template(
        "catalog/slide_text.html",
        version=page.version,
        words=words,
        notes=sees_hidden(signed_in()),
    )


@views.get("/mine")
@requires("items.upload")
def mine() -> str:
    """What this person has sent in, or of it what waits for them for one reason."""
    waits = request.args.get("waits", "")
    waits = waits if waits in REASONS else ""
    only = [one.item_id for one in _waiting(waits)] if waits else None
    page = queues.mine(web.session(), signed_in(), _page_number(), only)
    return render_template(
        "catalog/mine.html",
        page=page,
        waits=waits,
        asked=asked_of(web.session(), [card.row_id for card in page.cards]),
        page_link=lambda n: url_for("catalog.mine", waits=waits or None, page=n),
    )


def _waiting(reason: str) -> tuple[Waiting, ...]:
    found: tuple[Waiting, ...] = getattr(waits_for_author(web.session(), signed_in()), reason)
    return found


@views.get("/review")
@requires("items.review_queue")
def review() -> str:
    """What waits for this methodologist, each with its two answers."""
    session, viewer = web.session(), signed_in()
    done = request.args.get("done")
    page = queues.waiting_for_review(session, viewer, _page_number())
    return render_template(
        "catalog/review.html",
        page=page,
        submitted=queues.submitted_at(session, [card.row_id for card in page.cards]),
        near=near_lines(session, viewer, [card.row_id for card in page.cards]),
        page_link=lambda n: url_for("catalog.review", page=n),
        done=_done(done) if done else None,
        problem=refusal(),
    )


def _done(item_id: str) -> dict[str, Any] | None:
    try:
        page = item_page(web.session(), signed_in(), item_id)
    except NotFound:
        return None
    back = page.newest.status == "changes_asked"
    word = _("Возвращён на доработку") if back else _("Опубликован")
    return {
        "word": word,
        "title": page.newest.title,
        "item_id": item_id,
        "missing": "" if back else missing(page),
    }


def _item_link(page: ItemPage, **query: Any) -> str:
    if not page.published:
        query["version"] = page.version.no
    return url_for("catalog.item", item_id=page.item.public_id, **query)


def _text_link(page: ItemPage, n: int) -> str:
    return url_for("catalog.slide_text", item_id=page.item.public_id, n=n, version=page.version.no)


def _page_number() -> int:
    return max(1, request.args.get("page", default=1, type=int))
