"""The addresses of the protocol: thin, each parses headers, calls a verb, answers headers."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import cast

from flask import Blueprint, Response, g, jsonify, request, url_for
from werkzeug.exceptions import ClientDisconnected, MethodNotAllowed
from werkzeug.http import http_date

from accounts.guard import public, requires
from accounts.web import signed_in, viewer
from core import web
from core.errors import Invalid, PartaError
from core.sizes import MIB
from ingest.allowance import allowance
from ingest.entering import Means
from ingest.formats import Refused
from ingest.models import Upload
from ingest.tus import headers
from ingest.tus.append import append
from ingest.tus.create import create
from ingest.tus.errors import (
    BadRequest,
    BeyondEnd,
    LineCut,
    TakenBefore,
    WrongOffset,
    WrongPiece,
    WrongProtocol,
)
from ingest.tus.find import find_upload
from ingest.tus.finish import finish
from ingest.tus.part import Part, locked, part_path, there
from ingest.tus.refused import note_refused
from ingest.tus.terminate import terminate

views = Blueprint("tus", __name__, url_prefix="/api/tus")

NOTED = "Upload-Refused"
"""Beside the protocol: under this id the page shows what was refused before a byte came."""

PIECE = 256 * 1024
SIP = 8 * 1024
"""Bytes read at once: what an upload of any size holds in memory."""


@views.after_request
def _say_protocol(response: Response) -> Response:
    response.headers["Tus-Resumable"] = headers.VERSION
    if response.status_code == 412:
        response.headers["Tus-Version"] = headers.VERSION
    response.headers["Cache-Control"] = "no-store"
    if noted := g.pop("refused_upload", None):
        response.headers[NOTED] = noted
    return response


@views.route("", methods=["OPTIONS"], provide_automatic_options=False)
@views.route("/<upload_id>", methods=["OPTIONS"], provide_automatic_options=False)
@public
def tell(upload_id: str = "") -> Response:
    """What of the protocol is spoken here."""
    response = Response(status=204)
    response.headers["Tus-Version"] = headers.VERSION
    response.headers["Tus-Extension"] = headers.EXTENSIONS
    response.headers["Tus-Checksum-Algorithm"] = ",".join(headers.ALGORITHMS)
    response.headers["Tus-Max-Size"] = str(_largest())
    return response


@views.post("")
@requires("items.upload")
def create_upload() -> Response:
    """Begin an upload."""
    _same_protocol()
    if "Upload-Defer-Length" in request.headers:
        raise BadRequest("Upload-Length")
    if "Upload-Concat" in request.headers:  # a part that would never be joined with its others
        raise BadRequest("Upload-Concat")
    length = headers.number("Upload-Length", request.headers.get("Upload-Length"))
    said = headers.metadata(request.headers.get("Upload-Metadata"))
    session, settings = web.session(), web.settings()
    try:
        upload = create(session, settings, signed_in(), length, said, web.clock())
    except PartaError as error:
        session.rollback()
        if error.status in (413, 422):
            _stands_on_the_page(said, length, error.message)
        raise
    response = _answer(upload, 201)
    response.headers["Location"] = url_for("tus.go_on", upload_id=upload.public_id)
    return response


@views.route("/<upload_id>", methods=["HEAD"], provide_automatic_options=False)
@requires("items.upload")
def ask(upload_id: str) -> Response:
    """How much has come. A whole file that was not taken in yet is taken in now."""
    _same_protocol()
    upload = _own(upload_id)
    if upload.outcome is None and upload.received == upload.length:
        # A refusal stands in the row: here the sender only learns that nothing is left to send.
        with suppress(TakenBefore, Refused, Invalid), locked(_path(upload)) as part:
            _finish(upload, part)
    response = _answer(upload, 200)
    if upload.outcome is None:
        response.headers["Upload-Offset"] = str(min(upload.received, there(_path(upload))))
    response.headers["Upload-Length"] = str(upload.length)
    return response


@views.get("/<upload_id>")
@requires("items.upload")
def outcome(upload_id: str) -> Response:
    """The upload in JSON: how much has come, and what came of the file."""
    upload = _own(upload_id)
    shape: dict[str, object] = {
        "upload_id": upload.public_id,
        "length": upload.length,
        "offset": upload.received,
        "outcome": upload.outcome,
        "warnings": upload.warnings,
        "words": upload.words,
    }
    if upload.reason:
        shape["reason"] = upload.reason
    if upload.item is not None:
        shape["item_id"] = upload.item.public_id
        shape["status_url"] = url_for("ingest_api.item_status", item_id=upload.item.public_id)
    return jsonify(shape)


@views.patch("/<upload_id>")
@requires("items.upload")
def go_on(upload_id: str) -> Response:
    """Take a piece in; with the last one the file is taken in."""
    _same_protocol()
    if request.mimetype != headers.PIECE_TYPE:
        raise WrongPiece
    offset = headers.number("Upload-Offset", request.headers.get("Upload-Offset"))
    checksum = headers.checksum(request.headers.get("Upload-Checksum"))
    session, settings, clock = web.session(), web.settings(), web.clock()
    upload = _own(upload_id)
    if request.content_length is not None and offset + request.content_length > upload.length:
        raise BeyondEnd
    if upload.outcome is not None:
        return _after_the_end(upload, offset)
    with locked(_path(upload)) as part:
        append(
            session,
            part,
            upload,
            offset,
            _pieces(),
            checksum,
            days=settings.upload_days,
            clock=clock,
        )
        if upload.received == upload.length:
            _finish(upload, part)
    return _answer(upload, 204)


@views.delete("/<upload_id>")
@requires("items.upload")
def give_up(upload_id: str) -> Response:
    """Forget the upload; an item that it has made stays."""
    _same_protocol()
    terminate(web.session(), _own(upload_id), web.settings().unfinished)
    return Response(status=204)


@views.post("/<upload_id>")
@requires("items.upload")
def by_post(upload_id: str) -> Response:
    """What a client asks for whose line lets no PATCH or DELETE by (X-HTTP-Method-Override)."""
    named = request.headers.get("X-HTTP-Method-Override", "").upper()
    if named not in ("PATCH", "DELETE"):
        raise MethodNotAllowed(("GET", "HEAD", "PATCH", "DELETE"))
    return go_on(upload_id) if named == "PATCH" else give_up(upload_id)


def _same_protocol() -> None:
    """After who asks is known to be allowed: others learn nothing, not even what is spoken."""
    if request.headers.get("Tus-Resumable") != headers.VERSION:
        raise WrongProtocol


def _stands_on_the_page(said: dict[str, str], length: int, reason: str) -> None:
    noted = note_refused(
        web.session(),
        signed_in(),
        said.get("filename", ""),
        length,
        reason,
        words=said,
        days=web.settings().upload_days,
        clock=web.clock(),
    )
    g.refused_upload = noted.public_id if noted is not None else None


def _largest() -> int:
    who = viewer()
    if who is not None:
        return allowance(web.settings(), who).file
    return web.settings().max_upload_mb * MIB


def _own(upload_id: str) -> Upload:
    return find_upload(web.session(), signed_in(), upload_id, web.clock())


def _pieces() -> Iterator[bytes]:
    """What comes, up to PIECE at a time; also the last of it before a line that broke."""
    # Of a body without a length the server hands out whole reads alone: what it holds of one when
    # the line breaks is lost.
    sip = PIECE if request.content_length is not None else SIP
    held = bytearray()
    while True:
        try:
            piece = request.stream.read(sip)
        except (ClientDisconnected, OSError) as error:
            if held:
                yield bytes(held)
            raise LineCut from error
        held += piece
        if held and (len(held) >= PIECE or not piece):
            yield bytes(held)
            held.clear()
        if not piece:
            return


def _finish(upload: Upload, part: Part) -> None:
    finish(web.session(), _means(), signed_in(), upload, part, web.settings().temporary)


def _after_the_end(upload: Upload, offset: int) -> Response:
    """The last piece again, or none: the answer that it got."""
    if offset != upload.received:
        raise WrongOffset(upload.received)
    if upload.outcome == "refused":
        raise TakenBefore(upload.reason)
    return _answer(upload, 204)


def _answer(upload: Upload, status: int) -> Response:
    response = Response(status=status)
    response.headers["Upload-Offset"] = str(upload.received)
    response.headers["Upload-Expires"] = http_date(upload.expires_at)
    return response


def _path(upload: Upload) -> Path:
    return part_path(web.settings().unfinished, upload.public_id)


def _means() -> Means:
    return cast(Means, web.part("means"))
