"""The pages that change a material: its description and places, its withdrawal."""

from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from accounts.allow import require
from accounts.guard import requires
from accounts.viewer import Viewer
from accounts.web import signed_in
from catalog.choices import lesson_choices, subject_choices
from catalog.describe import LIMITS, describe
from catalog.forms import NOTHING, DescribeForm, WithdrawForm, licence_choices, options
from catalog.item_page import ItemPage, item_page
from catalog.items import get_lesson
from catalog.models import Item
from catalog.place import known_subject, parse_grade, place, unplace
from catalog.views import views
from catalog.withdraw import withdraw
from core import web
from core.errors import PartaError


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


@views.route("/items/<item_id>/withdraw", methods=["GET", "POST"])
@requires("items.withdraw")
def withdraw_item(item_id: str) -> str | Response | tuple[str, int]:
    """Ask why, then take the item away."""
    session, viewer = web.session(), signed_in()
    page = item_page(session, viewer, item_id)
    require(viewer, "items.withdraw", page.item)
    form = WithdrawForm()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render_template("catalog/withdraw.html", page=page, form=form), status
    try:
        withdraw(session, viewer, page.item, form.why.data or "", clock=web.clock())
        session.commit()
    except PartaError as error:
        session.rollback()
        html = render_template("catalog/withdraw.html", page=page, form=form, problem=error.message)
        return html, error.status
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
