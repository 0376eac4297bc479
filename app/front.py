"""«/» for those who are signed in: the front page of the role that they work in."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import render_template, request

from accounts.viewer import Viewer
from accounts.web import signed_in
from app import chrome
from app.today.administrator import administrator_page
from app.today.guardian import guardian_page
from app.today.methodologist import methodologist_page
from app.today.pupil import pupil_pages
from app.today.roles import roles_of, shown_role
from app.today.teacher import teacher_page
from core import web
from search.web import engine


def front() -> str:
    """The page; ``?as=`` turns to another of one's roles. An unknown one is not asked for."""
    viewer = signed_in()
    role = shown_role(viewer, request.args.get("as", ""))
    if role is None:
        return render_template("today/nobody.html")
    local = web.clock()().astimezone(chrome.zone())
    return render_template(
        f"today/{role}.html",
        page=PAGES[role](viewer, local),
        today=local.date(),
        role=role,
        roles=roles_of(viewer),
    )


def _teacher(viewer: Viewer, local: datetime) -> Any:
    return teacher_page(web.session(), viewer, local, engine=engine())


def _pupil(viewer: Viewer, local: datetime) -> Any:
    pupil = viewer.person_id or 0
    return pupil_pages(web.session(), {pupil}, local)[pupil]


def _guardian(viewer: Viewer, local: datetime) -> Any:
    return guardian_page(web.session(), viewer, local)


def _methodologist(viewer: Viewer, local: datetime) -> Any:
    return methodologist_page(web.session(), viewer, local, clock=web.clock())


def _administrator(viewer: Viewer, _local: datetime) -> Any:
    return administrator_page(
        web.session(),
        viewer,
        home=web.settings().home,
        engine=engine(),
        clock=web.clock(),
    )


PAGES: dict[str, Callable[[Viewer, datetime], Any]] = {
    "teacher": _teacher,
    "pupil": _pupil,
    "guardian": _guardian,
    "methodologist": _methodologist,
    "administrator": _administrator,
}
