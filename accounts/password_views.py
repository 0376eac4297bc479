"""The page where people change their own password."""

from flask import render_template, request
from werkzeug.wrappers import Response

from accounts.accept_invitation import TooYoung
from accounts.change_password import change_password, may_change_password
from accounts.forms import PasswordForm, PupilPasswordForm
from accounts.guard import requires
from accounts.login import account
from accounts.views import views
from accounts.web import SignInNeeded, signed_in
from core import web
from core.errors import PartaError


@views.route("/me/password", methods=["GET", "POST"])
@requires("account.self")
def my_password() -> str | Response | tuple[str, int]:
    """Ask for the present password and a new one; a child under 14 is told who changes it."""
    here = account()
    if here is None:
        raise SignInNeeded
    if not may_change_password(web.session(), here.user, web.clock()):
        return render_template("accounts/password_of_child.html"), TooYoung.status
    form = PupilPasswordForm() if signed_in().role_names == {"pupil"} else PasswordForm()
    if not form.validate_on_submit():
        return _page(form), 422 if form.is_submitted() else 200
    try:
        change_password(
            web.session(),
            here.user,
            form.current.data,
            form.password.data,
            address=request.remote_addr or "",
            keep=here.session.id,
            clock=web.clock(),
        )
    except PartaError as error:
        return _page(form, error.message), error.status
    return render_template("accounts/password_changed.html")


def _page(form: PasswordForm, problem: str = "") -> str:
    return render_template("accounts/password.html", form=form, problem=problem)
