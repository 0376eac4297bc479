"""The lists of classes, and the codes for one of them."""

import io

from flask import render_template, request, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from accounts.allow import allowed, require
from accounts.class_list import class_list, classes_of, get_class
from accounts.guard import requires
from accounts.invite import invite_class
from accounts.slips import slips_csv, slips_html
from accounts.views import views
from accounts.web import signed_in
from core import web


@views.get("/classes")
@requires("classes.list")
def classes() -> str:
    """The classes that a teacher teaches, or all of an administrator's and methodologist's."""
    lines = classes_of(web.session(), signed_in())
    schools = {line.school_class.school_id: line.school_class.school for line in lines}
    return render_template("accounts/classes.html", lines=lines, schools=list(schools.values()))


@views.get("/classes/<class_id>")
@requires("classes.read")
def school_class(class_id: str) -> str:
    """A class's list, to read and to print."""
    found = get_class(web.session(), signed_in(), class_id)
    return render_template(
        "accounts/class.html",
        school_class=found,
        lines=class_list(web.session(), found),
        may_invite=allowed(signed_in(), "classes.invite", found),
    )


@views.post("/classes/<class_id>/invitations")
@requires("classes.invite")
def class_invitations(class_id: str) -> str | Response:
    """New codes for the class, as a file: shown nowhere, kept nowhere."""
    session, viewer = web.session(), signed_in()
    found = get_class(session, viewer, class_id)
    require(viewer, "classes.invite", found)
    sheet = invite_class(session, found, by=viewer.person_id, clock=web.clock())
    session.commit()
    if not sheet.slips:
        return render_template("accounts/no_codes.html", school_class=found, sheet=sheet)
    as_table = request.form.get("format") == "csv"
    address = web.settings().address or url_for("accounts.front", _external=True)
    text = slips_csv(sheet, address) if as_table else slips_html(sheet, address)
    response = send_file(
        io.BytesIO(text.encode()),
        mimetype="text/csv" if as_table else "text/html",
        as_attachment=True,
        download_name=_("Коды %(name)s", name=found.name) + (".csv" if as_table else ".html"),
    )
    response.headers["Cache-Control"] = "no-store"
    return response
