"""The pages of a week: one's own, a class's, a pupil's."""

from dataclasses import dataclass
from datetime import date

from flask import render_template, request, url_for
from flask_babel import gettext as _

from accounts.class_list import classes_of
from accounts.guard import requires
from accounts.viewer import Viewer
from accounts.web import signed_in
from core import web
from diary.iso_week import parse_week
from diary.views import views
from diary.week import class_week, pupil_week, teacher_week
from diary.week_lines import WeekPage
from diary.week_words import month_words, span_words, weekday_words
from diary.whose_week import (
    Studies,
    children_studies,
    find_class,
    find_pupil,
    own_studies,
    taught_school,
)


@dataclass(frozen=True)
class Tab:
    """Another diary that this person may turn to."""

    title: str
    address: str
    here: bool


@views.get("")
@requires("diary.read")
def own_week() -> str:
    """A teacher's lessons, a pupil's or a child's diary; for others the list of classes."""
    session, viewer = web.session(), signed_in()
    monday = _monday()
    school = taught_school(session, viewer)
    if school is not None and viewer.person_id is not None:
        page = teacher_week(session, viewer.person_id, school, monday, clock=web.clock())
        return _show(page, "teacher", str(_("мои уроки")), _tabs(viewer, "own"))
    own = own_studies(session, viewer)
    if own is not None:
        return _pupil(own, monday, "own", _tabs(viewer, "own"))
    children = children_studies(session, viewer)
    if children:
        first = children[0].pupil.public_id
        return _pupil(children[0], monday, "child", _tabs(viewer, first, children))
    return _classes(viewer)


@views.get("/classes")
@requires("classes.list")
def classes() -> str:
    """The classes whose diary a teacher, a methodologist or an administrator may open."""
    return _classes(signed_in())


@views.get("/classes/<class_id>")
@requires("diary.read_class")
def class_diary(class_id: str) -> str:
    """The week of a class."""
    session, viewer = web.session(), signed_in()
    found = find_class(session, viewer, class_id)
    page = class_week(session, found, _monday(), drafts_of=viewer.person_id, clock=web.clock())
    return _show(page, "class", found.name, _tabs(viewer, "class"))


@views.get("/pupils/<person_id>")
@requires("diary.read_pupil")
def pupil_diary(person_id: str) -> str:
    """The week of a pupil, for the pupil, those who answer for them, and their school."""
    session, viewer = web.session(), signed_in()
    children = children_studies(session, viewer)
    found = find_pupil(session, viewer, person_id, children)
    own = found.pupil.id == viewer.person_id
    tabs = _tabs(viewer, "own" if own else person_id, children)
    return _pupil(found, _monday(), "own" if own else "child", tabs)


def _pupil(found: Studies, monday: date | None, kind: str, tabs: list[Tab]) -> str:
    page = pupil_week(
        web.session(),
        found.pupil,
        found.school,
        monday,
        grades={found.school_class.grade},
        clock=web.clock(),
    )
    name = found.school_class.name
    return _show(page, kind, name if kind == "own" else f"{found.pupil.first_name}, {name}", tabs)


def _classes(viewer: Viewer) -> str:
    lines = classes_of(web.session(), viewer)
    schools = {line.school_class.school_id: line.school_class.school for line in lines}
    return render_template(
        "diary/classes.html",
        lines=lines,
        schools=list(schools.values()),
        tabs=_tabs(viewer, "class"),
    )


def _show(page: WeekPage, kind: str, whose: str, tabs: list[Tab]) -> str:
    return render_template(
        "diary/week.html",
        page=page,
        kind=kind,
        whose=whose,
        tabs=tabs if len(tabs) > 1 else [],
        span=span_words(page.days[0].day, page.days[-1].day, page.today),
        weekday=weekday_words,
        month=month_words,
        address=_address,
    )


def _address(week: str | None) -> str:
    """The same diary in another week; None is the present one."""
    assert request.endpoint is not None
    return url_for(request.endpoint, **(request.view_args or {}), week=week)


def _monday() -> date | None:
    asked = request.args.get("week", "").strip()
    return parse_week(asked) if asked else None


def _tabs(viewer: Viewer, here: str, children: list[Studies] | None = None) -> list[Tab]:
    """One's own diary, one's children's, the classes; what this person has none of is left out."""
    tabs = []
    teaches, studies = viewer.has_role("teacher"), viewer.has_role("pupil")
    if teaches or studies:
        title = _("Мои уроки") if teaches else _("Мой дневник")
        tabs.append(Tab(str(title), url_for("diary.own_week"), here == "own"))
    if children is None:
        children = children_studies(web.session(), viewer)
    for child in children:
        name = child.pupil.public_id
        address = url_for("diary.pupil_diary", person_id=name)
        tabs.append(Tab(child.pupil.first_name, address, here == name))
    if viewer.role_names & {"teacher", "methodologist", "administrator"}:
        tabs.append(Tab(str(_("Классы")), url_for("diary.classes"), here == "class"))
    return tabs
