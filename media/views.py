"""Addresses of bytes: ``/media/<token>/<version>/<name>``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from flask import Blueprint, Response, current_app, request, send_file
from sqlalchemy.orm import Session

from accounts.allow import require
from accounts.guard import public
from accounts.web import signed_in
from core import web
from core.errors import NotFound
from media.delivery import accepts
from media.models import Original, Rendition
from media.ranges import ignore_unusable
from media.renditions import made_of, storage_name
from media.storage import Storage, original_name
from media.written import WrittenFile

ORIGINAL = "original"
"""The name under which the file itself is handed out, always as a download."""

MAX_AGE = 7 * 24 * 3600
"""Seconds for which a browser keeps what it got; an address lives as long."""


@dataclass(frozen=True)
class Opened:
    """A version that the one who asks may open.

    ``file_name`` is None where the licence keeps the original to its author.
    """

    original_sha: str
    file_name: str | None


MayOpen = Callable[[Session, str, str, str], Opened | None]
"""Given by the app: by the viewer's word, the version with this public id, if they may have its
file of this name (a rendition's, or ``original``) now."""

Words = Callable[[], Sequence[str]]
"""Given by the app: who is asking, as addresses of files know them. A board's screen is somebody
too, and so one browser may be two; none for a visitor."""


Missed = Callable[[Session, Rendition], None]
"""Given by the app: told of a rendition whose bytes are gone, so that it is made again."""


class MadeAgain(NotFound):
    """The rendition was lost and is on its way again."""

    code = "made_again"

    def __init__(self) -> None:
        super().__init__("Копия для просмотра потерялась, делаем её заново. Зайдите позже.")


class NoSuchFile(NotFound):
    """Nothing stands at this address, or not for this person."""

    code = "no_such_file"

    def __init__(self) -> None:
        super().__init__("Файла по этому адресу нет, или он вам не открыт.")


views = Blueprint("media", __name__)


@views.get("/media/<token>/<version>/<path:name>")
@public
def deliver(token: str, version: str, name: str) -> Response:
    """A rendition, or the original as a download. The right is asked at every request.

    Public for the screens of a showing, which nobody signs in at; any other visitor is asked to.
    """
    viewer_words: Words = web.part("viewer_words")
    may_open: MayOpen = web.part("may_open")
    key, now, words = current_app.config["SECRET_KEY"], web.clock()(), viewer_words()
    if not words:
        require(signed_in(), "items.open")
    word = next((one for one in words if accepts(key, one, version, token, now)), None)
    opened = may_open(web.session(), word, version, name) if word is not None else None
    if opened is None:
        raise NoSuchFile
    if name == ORIGINAL:
        return _original(opened)
    rendition = next(
        (row for row in made_of(web.session(), opened.original_sha) if row.name == name), None
    )
    if rendition is None:
        return _written(version, name)
    return _rendition(rendition)


def _rendition(row: Rendition) -> Response:
    try:
        return _send(storage_name(row), row.mime, row.sha256, None)
    except NoSuchFile:
        missed: Missed = web.part("missed")
        missed(web.session(), row)
        raise MadeAgain from None


def _written(version: str, name: str) -> Response:
    written_file: WrittenFile = web.part("written_file")
    found = written_file(web.session(), version, name)
    if found is None:
        raise NoSuchFile
    ignore_unusable(request)
    return _for_a_week(
        send_file(
            BytesIO(found.content),
            mimetype=found.mime,
            etag=found.sha256,
            last_modified=None,
            max_age=MAX_AGE,
        )
    )


def _original(opened: Opened) -> Response:
    original = web.session().get_one(Original, opened.original_sha)
    if opened.file_name is None:
        raise NoSuchFile
    name = download_name(opened.file_name, original.format)
    return _send(original_name(original.sha256), "application/octet-stream", original.sha256, name)


def download_name(file_name: str, format: str) -> str:
    """The name that a download gets: the sender's, with an ending where there was none."""
    return file_name if PurePosixPath(file_name).suffix else f"{file_name}.{format}"


def _send(stored: str, mime: str, sha256: str, download: str | None) -> Response:
    storage: Storage = web.part("storage")
    prefix = web.settings().accel_redirect
    ignore_unusable(request)
    try:
        with storage.local(stored) as path:
            response = send_file(
                path,
                mimetype=mime,
                as_attachment=download is not None,
                download_name=download or None,
                etag=sha256,
                last_modified=None,
                max_age=MAX_AGE,
            )
    except FileNotFoundError:
        raise NoSuchFile from None
    if prefix and not request.range:
        response.response = []
        response.headers["X-Accel-Redirect"] = f"{prefix.rstrip('/')}/{stored}"
    return _for_a_week(response)


def _for_a_week(response: Response) -> Response:
    """Its own browser may keep it and need not ask again: a name's bytes never change."""
    response.cache_control.no_cache = None
    response.cache_control.public = False
    response.cache_control.private = True
    response.cache_control.max_age = MAX_AGE
    response.cache_control.immutable = True
    return response
