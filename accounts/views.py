"""The door: the sign-in page, signing in and out, one's own page, the look of pages."""

from typing import cast
from urllib.parse import urlsplit

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from accounts.change_password import may_change_password
from accounts.demo import DEMO_ROLES
from accounts.forms import SignInForm
from accounts.guard import public, requires
from accounts.login import cookie_token, forget, remember
from accounts.models import ROLE_TITLES, Role, User
from accounts.sessions import BROWSER, open_session, revoke
from accounts.sign_in import sign_in
from accounts.web import signed_in, viewer
from core import web
from core.addresses import inside
from core.errors import NotFound, PartaError

views = Blueprint("accounts", __name__)

LOOKS = ("", "light", "dark", "contrast")
YEAR_SECONDS = 365 * 24 * 3600


@views.get("/")
@public
def front() -> str:
    """The sign-in page itself for a visitor; the day's page, which the app makes, for others."""
    if viewer() is not None:
        return cast(str, web.part("front")())
    return _door(SignInForm(data={"next": inside(request.args.get("next"))}))


@views.post("/signin")
@public
def signin() -> str | Response | tuple[str, int]:
    """Sign in with login and password."""
    form = SignInForm()
    if not form.validate():
        return _door(form), 422
    try:
        _opened, token = sign_in(
            web.session(),
            form.login.data,
            form.password.data,
            address=request.remote_addr or "",
            device=request.user_agent.string,
            clock=web.clock(),
            days=web.settings().session_days,
        )
    except PartaError as error:
        return _door(form, error.message), error.status
    return _enter(token, inside(form.next.data))


@views.post("/signin/demo")
@public
def demo_signin() -> Response:
    """One button a role, in a demo installation only."""
    login = request.form.get("login", "")
    known = web.settings().demo and login in DEMO_ROLES
    user = web.session().scalar(select(User).where(User.login == login)) if known else None
    if user is None:
        raise NotFound(_("Такого входа нет."))
    _opened, token = open_session(
        web.session(),
        user,
        kind=BROWSER,
        device=request.user_agent.string,
        days=web.settings().session_days,
        now=web.clock()(),
    )
    web.session().commit()
    return _enter(token, inside(request.form.get("next")))


@views.post("/signout")
@requires("account.self")
def signout() -> Response:
    """End this session."""
    revoke(web.session(), cookie_token(), web.clock())
    response = make_response(redirect(url_for("accounts.front"), 303))
    forget(response)
    return response


@views.get("/me")
@requires("account.self")
def me() -> str:
    """Who is signed in, and where they belong."""
    user = web.session().get(User, signed_in().user_id)
    roles = web.session().scalars(
        select(Role)
        .where(Role.user_id == signed_in().user_id)
        .options(joinedload(Role.school), joinedload(Role.territory))
        .order_by(Role.id)
    )
    lines = [
        {
            "title": str(ROLE_TITLES[role.role]).capitalize(),
            "where": role.school.name
            if role.school
            else role.territory.name
            if role.territory
            else "",
        }
        for role in roles
    ]
    return render_template(
        "accounts/me.html",
        roles=lines,
        login=user.login if user else "",
        keeps_password=user is not None and may_change_password(web.session(), user, web.clock()),
    )


@views.post("/look")
@public
def look() -> Response:
    """How pages look: kept in a cookie, for those without a script."""
    response = redirect(inside(_path_of(request.referrer)) or url_for("accounts.front"), 303)
    chosen = request.form.get("look", "")
    if chosen in LOOKS:
        response.set_cookie("look", chosen, max_age=YEAR_SECONDS, samesite="Lax")
    return response


def _door(form: SignInForm, problem: str = "") -> str:
    roles = [(login, ROLE_TITLES[role].capitalize()) for login, role in DEMO_ROLES.items()]
    return render_template(
        "accounts/signin.html",
        form=form,
        problem=problem,
        demo_roles=roles if web.settings().demo else [],
    )


def _enter(token: str, path: str | None) -> Response:
    response = make_response(redirect(path or url_for("accounts.front"), 303))
    remember(response, token)
    return response


def _path_of(address: str | None) -> str | None:
    parts = urlsplit(address or "")
    return f"{parts.path}?{parts.query}" if parts.query else parts.path or None
