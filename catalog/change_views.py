"""The pages that change a material: its description and places, its status."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from accounts.allow import require
from accounts.guard import requires
from accounts.viewer import Viewer
from accounts.web import signed_in
from catalog.ask_changes import ask_changes
from catalog.change_item import Verb, change_item
from catalog.choices import lesson_choices, subject_choices
from catalog.describe import LIMITS, describe
from catalog.forms import (
    NOTHING,
    AskChangesForm,
    DescribeForm,
    WithdrawForm,
    licence_choices,
    options,
)
from catalog.item_page import ItemPage, item_page
from catalog.items import get_lesson
from catalog.models import Item
from catalog.place import known_subject, parse_grade, place, unplace
from catalog.publish import publish
from catalog.submit import submit
from catalog.views import REFUSED, views
from catalog.withdraw import withdraw
from core import web
from core.errors import Conflict, Invalid, PartaError


@views.route("/items/<item_id>/edit", methods=["GET", "POST"])
@requires("items.edit")
def edit_item(item_id: str) -> str | Response | tuple[str, int]:
    """Title, words, licence, subject and grade, lessons."""
    session, viewer = web.session(), signed_in()
    page = item_page(session, viewer, item_id)
    require(viewer, "items.edit", page.item)
    form = DescribeForm(data=_said(page))
    form.subject.choices = options([NOTHING, *subject_choices(session)])
    form.licence.choices = licence_choices(page.newest.licence)
    form.keep.choices = options(
        (line.key, _line(line.grade, line.lesson_no, line.title)) for line in page.lessons
    )
    if not form.is_submitted():
        form.keep.data = [line.key for line in page.lessons]
    grade = parse_grade(form.grade.data or None)
    lessons = lesson_choices(session, form.subject.data or "", grade)
    form.lesson.choices = options([NOTHING, *lessons])
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render_template("catalog/edit.html", page=page, form=form), status
    try:
        _change(viewer, page.item, form)
        session.commit()
    except PartaError as error:
        session.rollback()
        page = item_page(session, viewer, item_id)
        html = render_template("catalog/edit.html", page=page, form=form, problem=error.message)
        return html, error.status
    return redirect(url_for("catalog.item", item_id=item_id, version=page.newest.no), 303)


@views.post("/items/<item_id>/submit")
@requires("items.submit")
def submit_item(item_id: str) -> Response:
    """Send to the methodologist."""
    return _changed(item_id, "items.submit", submit)


@views.post("/items/<item_id>/publish")
@requires("items.publish")
def publish_item(item_id: str) -> Response:
    """Publish to the methodologist's own shelf."""
    return _changed(item_id, "items.publish", publish)


@views.route("/items/<item_id>/ask-changes", methods=["GET", "POST"])
@requires("items.ask_changes")
def ask_item_changes(item_id: str) -> str | Response | tuple[str, int]:
    """Ask what is to be mended, then give the item back to its author."""
    page = item_page(web.session(), signed_in(), item_id)
    require(signed_in(), "items.ask_changes", page.item)
    form = AskChangesForm()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        back = request.values.get("back", "")
        html = render_template("catalog/ask_changes.html", page=page, form=form, back=back)
        return html, status
    return _changed(item_id, "items.ask_changes", ask_changes, form.why.data or "")


@views.route("/items/<item_id>/withdraw", methods=["GET", "POST"])
@requires("items.withdraw")
def withdraw_item(item_id: str) -> str | Response | tuple[str, int]:
    """Say what it means and ask why, then take the item away."""
    page = item_page(web.session(), signed_in(), item_id)
    require(signed_in(), "items.withdraw", page.item)
    form = WithdrawForm()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render_template("catalog/withdraw.html", page=page, form=form), status
    return _changed(item_id, "items.withdraw", withdraw, form.why.data or "")


def _changed(item_id: str, permission: str, verb: Verb, *said: str) -> Response:
    """Do it and go back to where the button stood; what was refused is told there."""
    done: str | None = item_id
    try:
        change_item(web.session(), signed_in(), item_id, permission, verb, *said, clock=web.clock())
    except (Conflict, Invalid) as error:
        flash(error.message, REFUSED)
        done = None
    if request.values.get("back") == "review":
        return redirect(url_for("catalog.review", done=done), 303)
    return redirect(url_for("catalog.item", item_id=item_id), 303)


def _said(page: ItemPage) -> dict[str, object]:
    version, first = page.newest, page.lessons[0] if page.lessons else None
    return {
        **{name: getattr(version, name) for name in LIMITS},
        "licence": version.licence,
        "keywords": "; ".join(version.keywords),
        "subject": first.subject_code if first else page.item.subject_code or "",
        "grade": str((first.grade if first else page.item.grade) or ""),
    }


def _change(viewer: Viewer, item: Item, form: DescribeForm) -> None:
    """All that the form says, in one transaction. Raises what the verbs raise."""
    session, clock = web.session(), web.clock()
    said = {name: form[name].data or "" for name in (*LIMITS, "licence") if name in form}
    describe(session, viewer, item, said, keywords=[form.keywords.data or ""], clock=clock)
    kept = set(form.keep.data or ())
    for placement in list(item.placements):
        if placement.lesson.key not in kept:
            unplace(session, item, placement.lesson, clock=clock)
    if form.lesson.data:
        lesson = get_lesson(session, form.lesson.data)
        place(session, item, lesson, by_id=viewer.person_id, clock=clock)
    if not item.placements:
        item.subject_code = known_subject(session, form.subject.data)
        item.grade = parse_grade(form.grade.data or None)


def _line(grade: int, number: int, title: str) -> str:
    return str(_("%(grade)d класс · урок %(no)d: %(title)s", grade=grade, no=number, title=title))
