"""The description of the HTTP calls: OpenAPI 3.1, as JSON and as a page."""

from apiflask import APIFlask
from flask import Blueprint, current_app, jsonify, render_template, request
from werkzeug.wrappers import Response

from accounts.guard import public

views = Blueprint("docs", __name__)


def install(app: APIFlask) -> None:
    """Describe the calls at ``/api/docs`` and ``/api/openapi.json``."""
    app.config.update(
        OPENAPI_VERSION="3.1.0",
        AUTO_VALIDATION_ERROR_RESPONSE=False,
        AUTO_AUTH_ERROR_RESPONSE=False,
        AUTO_404_RESPONSE=False,
    )
    app.register_blueprint(views)


@views.get("/api/docs")
@public
def docs() -> str | Response:
    """The calls for a person to read; JSON for whoever does not ask for a page."""
    app = current_app
    assert isinstance(app, APIFlask)
    if request.accept_mimetypes.best_match(["application/json", "text/html"]) != "text/html":
        return jsonify(app.spec)
    return render_template("api/docs.html", spec=app.spec)
