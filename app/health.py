"""``/live`` and ``/ready``, for whoever watches over the process."""

from flask import Blueprint, jsonify
from sqlalchemy import text
from werkzeug.wrappers import Response

from accounts.guard import public
from core import web

views = Blueprint("health", __name__)


@views.get("/live")
@public
def live() -> Response:
    """The process answers."""
    return jsonify(status="live")


@views.get("/ready")
@public
def ready() -> tuple[Response, int]:
    """The process can do its work: the database answers and has the newest shape."""
    from app.migrate import is_current

    try:
        web.session().execute(text("SELECT 1"))
        current = is_current(web.sessions().kw["bind"])
    except Exception:  # whatever it is, this process is not ready
        current = False
    return jsonify(status="ready" if current else "not ready"), 200 if current else 503
