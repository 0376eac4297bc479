"""Addresses of renditions and originals for the person who is looking."""

from flask import current_app, url_for

from accounts.web import signed_in
from core import web
from media.delivery import token


def media_url(version: str, name: str) -> str:
    """The address under which this viewer may fetch a rendition of a version, by public id."""
    given = token(
        current_app.config["SECRET_KEY"], str(signed_in().person_id), version, web.clock()()
    )
    return url_for("media.deliver", token=given, version=version, name=name)
