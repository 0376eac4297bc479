"""What the upload page asks of uploads in pieces: a finished one's row, and giving one up."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from accounts.guard import requires
from accounts.web import signed_in
from core import web
from ingest.row import Row, duplicate, refused_row, row_of
from ingest.tus.find import find_upload
from ingest.tus.said import said_of
from ingest.tus.terminate import terminate
from ingest.unfinished import unfinished_row
from ingest.views import views

__all__ = ["views"]


@views.get("/upload/sent/<upload_id>")
@requires("items.upload")
def sent(upload_id: str) -> str:
    """The row of what was sent in pieces, as the plain form's answer draws it."""
    return render_template("ingest/rows.html", rows=[_row(upload_id)])


@views.post("/upload/sent/<upload_id>/forget")
@requires("items.upload")
def forget(upload_id: str) -> Response | str:
    """Give up what has not come whole, or put away what was refused."""
    session, settings = web.session(), web.settings()
    upload = find_upload(session, signed_in(), upload_id, web.clock())
    terminate(session, upload, settings.unfinished)
    if request.headers.get("HX-Request"):
        return ""
    return redirect(url_for("ingest.upload"), 303)


def _row(upload_id: str) -> Row:
    session = web.session()
    upload = find_upload(session, signed_in(), upload_id, web.clock())
    if upload.outcome is None:
        return unfinished_row(upload, said_of(session, [upload])[upload.id])
    if upload.item_id is None:
        return refused_row(upload)
    if upload.outcome == "duplicate":
        told = " ".join((upload.reason, *upload.warnings))
        return duplicate(session, upload.item_id, upload.file_name, told, web.clock())
    return row_of(session, upload.item_id, web.clock())
