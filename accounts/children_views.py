"""A parent's page: how the children sign in."""

from babel.dates import format_date
from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from accounts.child_login import (
    close_child_login,
    create_child_login,
    get_child,
    new_child_password,
)
from accounts.children import children_of
from accounts.guard import requires
from accounts.models import Person, User
from accounts.slips import bare_address
from accounts.views import views
from accounts.web import signed_in
from core import web
from core.errors import PartaError

Page = str | Response | tuple[str, int]


@views.get("/children")
@requires("children.list")
def children() -> str:
    """The children and what can be done."""
    return _page()


@views.post("/children/<child_id>/login")
@requires("children.manage")
def child_login(child_id: str) -> Page:
    """Make a sign-in, or open a closed one again; the password is shown once."""
    child = get_child(web.session(), signed_in(), child_id)
    login = request.form.get("login", "")
    try:
        user, password = create_child_login(web.session(), child, login, web.clock())
    except PartaError as error:
        return _page(child, error.message, login), error.status
    return _once(child, user, password)


@views.get("/children/<child_id>/password")
@requires("children.manage")
def ask_child_password(child_id: str) -> str:
    """Ask before a new password is made: the present one is lost at once."""
    child = get_child(web.session(), signed_in(), child_id)
    return render_template("accounts/child_ask.html", child=child, asked="password")


@views.post("/children/<child_id>/password")
@requires("children.manage")
def child_password(child_id: str) -> Page:
    """Make a new password; it is shown once."""
    child = get_child(web.session(), signed_in(), child_id)
    try:
        user, password = new_child_password(web.session(), child, web.clock())
    except PartaError as error:
        return _page(child, error.message), error.status
    return _once(child, user, password)


@views.get("/children/<child_id>/close")
@requires("children.manage")
def ask_child_close(child_id: str) -> str:
    """Ask before a sign-in is closed."""
    child = get_child(web.session(), signed_in(), child_id)
    return render_template("accounts/child_ask.html", child=child, asked="close")


@views.post("/children/<child_id>/close")
@requires("children.manage")
def child_close(child_id: str) -> Page:
    """Close the sign-in."""
    child = get_child(web.session(), signed_in(), child_id)
    try:
        close_child_login(web.session(), child, web.clock())
    except PartaError as error:
        return _page(child, error.message), error.status
    return redirect(url_for("accounts.children"), 303)


def _page(about: Person | None = None, problem: str = "", login: str = "") -> str:
    found = children_of(web.session(), signed_in().person_id, web.clock())
    return render_template(
        "accounts/children.html",
        children=found,
        about=about,
        problem=problem,
        typed=login,
        on=lambda day: format_date(day, "d MMMM y", locale="ru"),
    )


def _once(child: Person, user: User, password: str) -> Response:
    address = bare_address(web.settings().address or url_for("accounts.front", _external=True))
    html = render_template(
        "accounts/child_password.html",
        child=child,
        login=user.login,
        password=password,
        address=address,
    )
    response = make_response(html)
    response.headers["Cache-Control"] = "no-store"
    return response
