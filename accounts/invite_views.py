"""The page for a one-time code: type it, see whose it is, choose login and password."""

from flask import make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from accounts.accept_invitation import Invited, accept_invitation, look_at_code
from accounts.forms import AcceptForm, CodeForm
from accounts.guard import public
from accounts.login import cookie_token, remember
from accounts.models import ROLE_TITLES
from accounts.sessions import revoke
from accounts.views import views
from core import web
from core.errors import PartaError

Page = str | Response | tuple[str, int]


@views.get("/invite")
@public
def invite() -> str:
    """Where the code is typed."""
    return _ask(CodeForm())


@views.post("/invite")
@public
def look_up_code() -> Page:
    """Whose code it is, and the form for a login and a password."""
    form = CodeForm()
    if not form.validate():
        return _ask(form), 422
    try:
        invited = _look(form.code.data)
    except PartaError as error:
        return _ask(form, error.message), error.status
    choose = AcceptForm(formdata=None, data={"code": form.code.data, "login": invited.login})
    return _choose(choose, invited)


@views.post("/invite/accept")
@public
def accept_code() -> Page:
    """Make the sign-in and open it."""
    form = AcceptForm()
    try:
        invited = _look(form.code.data or "")
    except PartaError as error:
        return _ask(CodeForm(formdata=None), error.message), error.status
    if not form.validate():
        return _choose(form, invited), 422
    try:
        _opened, token = accept_invitation(
            web.session(),
            form.code.data,
            form.login.data,
            form.password.data,
            address=request.remote_addr or "",
            device=request.user_agent.string,
            clock=web.clock(),
            days=web.settings().session_days,
        )
    except PartaError as error:
        return _choose(form, invited, error.message), error.status
    revoke(web.session(), cookie_token(), web.clock())  # whoever sat here before is signed out
    to = "accounts.children" if invited.role == "guardian" else "accounts.front"
    response = make_response(redirect(url_for(to), 303))
    remember(response, token)
    return response


def _look(typed: str) -> Invited:
    return look_at_code(web.session(), typed, address=request.remote_addr or "", clock=web.clock())


def _ask(form: CodeForm, problem: str = "") -> str:
    return render_template("accounts/invite.html", form=form, problem=problem)


def _choose(form: AcceptForm, invited: Invited, problem: str = "") -> str:
    # To whom the form speaks: pupils are called «ты».
    title = _("%(role)s, %(school)s", role=ROLE_TITLES[invited.role], school=invited.school)
    return render_template(
        "accounts/accept.html", form=form, invited=invited, title=title, problem=problem
    )
