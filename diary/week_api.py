"""The diary call: a week of a class, of a pupil, or one's own."""

from datetime import date

from flask import Response, jsonify
from sqlalchemy import select

from accounts.guard import requires
from accounts.models import SchoolClass, Teaching
from accounts.viewer import Viewer
from accounts.web import signed_in
from core import web
from core.errors import Invalid
from diary import week_shapes as shapes
from diary.api import api
from diary.iso_week import parse_week
from diary.week import class_week, pupil_week, teacher_week
from diary.week_lines import WeekPage
from diary.whose_week import (
    Studies,
    children_studies,
    find_class,
    find_pupil,
    own_studies,
    taught_school,
)

WHOSE = "Укажите, чей дневник: class=5А или pupil=id ученика."


@api.get("/diary")
@requires("diary.read")
@api.input(shapes.WeekAsked, location="query", arg_name="asked")
@api.output(shapes.DiaryWeek, description="Неделя")
@api.doc(
    operation_id="getDiary",
    responses={404: "Такого класса или ученика нет, или дневник вам не открыт"},
)
def diary(asked: shapes.WeekAsked) -> Response:
    """Неделя класса, ученика или своя: уроки с темами и заданиями."""
    monday = parse_week(asked.week) if asked.week else None
    if asked.school_class and asked.pupil:
        raise Invalid("Укажите что-то одно: class или pupil.")
    session, viewer = web.session(), signed_in()
    if asked.school_class:
        found = find_class(session, viewer, asked.school_class)
        page = class_week(
            session,
            found,
            monday,
            drafts_of=viewer.person_id,
            opened_of=_taught(viewer, found),
            clock=web.clock(),
        )
    elif asked.pupil:
        page = _pupil(find_pupil(session, viewer, asked.pupil), monday)
    else:
        page = _own(viewer, monday)
    return jsonify(shapes.week_answer(page))


def _taught(viewer: Viewer, school_class: SchoolClass) -> list[str]:
    """The subjects that the viewer teaches in the class: of those they may see who has opened."""
    return list(
        web.session().scalars(
            select(Teaching.subject_code).where(
                Teaching.person_id == viewer.person_id, Teaching.class_id == school_class.id
            )
        )
    )


def _own(viewer: Viewer, monday: date | None) -> WeekPage:
    """A teacher's lessons, a pupil's diary, an only child's. Raises Invalid where there is none."""
    session = web.session()
    school = taught_school(session, viewer)
    if school is not None and viewer.person_id is not None:
        return teacher_week(session, viewer.person_id, school, monday, clock=web.clock())
    own = own_studies(session, viewer)
    children = [own] if own is not None else children_studies(session, viewer)
    if len(children) != 1:
        raise Invalid(WHOSE)
    return _pupil(children[0], monday)


def _pupil(found: Studies, monday: date | None) -> WeekPage:
    return pupil_week(
        web.session(),
        found.pupil,
        found.school,
        monday,
        grades={found.school_class.grade},
        clock=web.clock(),
    )
