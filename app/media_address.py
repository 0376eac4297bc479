"""Addresses of renditions and originals for the one who is looking."""

from flask import current_app, url_for

from accounts.web import signed_in
from core import web
from media.delivery import token


def media_url(version: str, name: str, word: str | None = None) -> str:
    """The address under which this viewer may fetch a rendition of a version, by public id.

    ``word`` names another than the person who is signed in: a board's screen.
    """
    given = token(
        current_app.config["MEDIA_KEY"],
        word or str(signed_in().person_id),
        version,
        web.clock()(),
    )
    return url_for("media.deliver", token=given, version=version, name=name)
