"""Addresses of bytes: ``/media/<token>/<version>/<name>``."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from flask import Blueprint, Response, current_app
from sqlalchemy.orm import Session

from accounts.allow import require
from accounts.guard import public
from accounts.web import signed_in
from core import web
from core.errors import NotFound
from media.delivery import ORIGINAL, accepts
from media.models import Original, Rendition
from media.renditions import called, storage_name
from media.sent import sent, sent_bytes
from media.storage import original_name
from media.written import WrittenFile

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
    key, now, words = current_app.config["MEDIA_KEY"], web.clock()(), viewer_words()
    if not words:
        require(signed_in(), "items.open")
    word = next((one for one in words if accepts(key, one, version, token, now)), None)
    opened = may_open(web.session(), word, version, name) if word is not None else None
    if opened is None:
        raise NoSuchFile
    if name == ORIGINAL:
        return _original(opened)
    made = called(web.session(), opened.original_sha, name)
    return _rendition(made) if made else _written(version, name)


def _rendition(made: Sequence[Rendition]) -> Response:
    for row in made:
        try:
            response = sent(storage_name(row), row.mime, row.sha256)
        except FileNotFoundError:
            continue
        recipes: Mapping[str, int] = web.part("recipes")
        if row.recipe_version < recipes.get(row.recipe, 0):
            return _asked_each_time(response)
        return _kept_by_browsers(response)
    missed: Missed = web.part("missed")
    missed(web.session(), made[-1])
    raise MadeAgain


def _written(version: str, name: str) -> Response:
    written_file: WrittenFile = web.part("written_file")
    found = written_file(web.session(), version, name)
    if found is None:
        raise NoSuchFile
    return _kept_by_browsers(sent_bytes(found.content, found.mime, found.sha256))


def _original(opened: Opened) -> Response:
    original = web.session().get_one(Original, opened.original_sha)
    if opened.file_name is None:
        raise NoSuchFile
    name = download_name(opened.file_name, original.format)
    stored, octets = original_name(original.sha256), "application/octet-stream"
    try:
        return _kept_by_browsers(sent(stored, octets, original.sha256, download=name))
    except FileNotFoundError:
        raise NoSuchFile from None


def download_name(file_name: str, format: str) -> str:
    """The name that a download gets: the sender's, with an ending where there was none."""
    return file_name if PurePosixPath(file_name).suffix else f"{file_name}.{format}"


def _kept_by_browsers(response: Response) -> Response:
    """Its own browser may keep it and need not ask again: the bytes here never change."""
    response.cache_control.no_cache = None
    response.cache_control.public = False
    response.cache_control.private = True
    response.cache_control.max_age = MAX_AGE
    response.cache_control.immutable = True
    return response


def _asked_each_time(response: Response) -> Response:
    """Its own browser asks whether it is still so: a newer recipe's bytes will come here."""
    response.cache_control.public = False
    response.cache_control.private = True
    response.cache_control.max_age = None
    response.cache_control.no_cache = True
    return response
