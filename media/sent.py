"""A stored file as an answer, the whole or a part of it, past Python where that can be."""

from io import BytesIO
from pathlib import Path

from flask import Response, request, send_file
from werkzeug.http import dump_options_header
from werkzeug.wsgi import wrap_file

from core import web
from media.ranges import ignore_unusable
from media.storage import Storage


def sent(stored: str, mime: str, sha256: str, *, download: str | None = None) -> Response:
    """The stored file of this name; ``download``: to be kept under this name, not shown.

    With a server in front that takes files over (``PARTA_ACCEL_REDIRECT``) the answer names the
    file, and ranges and tags are that server's matter. Raises FileNotFoundError.
    """
    prefix = web.settings().accel_redirect
    storage: Storage = web.part("storage")
    with storage.local(stored) as path:
        if prefix:
            return _handed_over(f"{prefix.rstrip('/')}/{stored}", mime, download)
        return _sent(path, mime, sha256, download)


def sent_bytes(content: bytes, mime: str, sha256: str) -> Response:
    """What stands in no file, the whole or a part of it."""
    return _answer(BytesIO(content), mime, sha256)


def _handed_over(address: str, mime: str, download: str | None) -> Response:
    response = Response(mimetype=mime)
    response.headers["X-Accel-Redirect"] = address
    if download is not None:
        response.headers["Content-Disposition"] = dump_options_header(
            "attachment", {"filename": download}
        )
    return response


def _sent(path: Path, mime: str, sha256: str, download: str | None) -> Response:
    response = _answer(path, mime, sha256, download)
    start = response.content_range.start
    if start is not None and "wsgi.file_wrapper" in request.environ:
        # Werkzeug reads a range by small pieces; the server sends an open file from where it
        # stands, as many bytes as the answer says it is long.
        response.response.close()  # type: ignore[union-attr]
        file = path.open("rb")
        file.seek(start)
        response.response = wrap_file(request.environ, file)
    return response


def _answer(file: Path | BytesIO, mime: str, sha256: str, download: str | None = None) -> Response:
    ignore_unusable(request)
    return send_file(
        file,
        mimetype=mime,
        as_attachment=download is not None,
        download_name=download or None,
        etag=sha256,
        last_modified=None,
    )
