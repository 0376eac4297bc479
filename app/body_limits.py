"""How much of a request is read: whole files by the calls that take files, little by all others.

A body of a form or of JSON is held in memory, and one sent in pieces names no length: what is
not bounded here, any visitor could make as large as a film, in each of the threads.
"""

import tempfile
from typing import IO

from flask import current_app, request
from flask.wrappers import Request

from core.settings import Settings
from ingest.tus.headers import PIECE_TYPE

MIB = 1024 * 1024

FILE_CALLS = frozenset(
    {
        "ingest.take_files",
        "ingest.new_version",
        "ingest_api.create_item",
        "ingest_api.create_version",
    }
)
"""The views whose bodies hold files in a form."""

PIECE_CALLS = frozenset({"tus.go_on", "tus.by_post"})
"""The views whose bodies are a file's bytes, read piece by piece."""

SMALL_BODY = 2 * MIB
"""Bytes of any other body: the longest form of ours has some 100 KB."""


def largest_file_body(settings: Settings) -> int:
    """Bytes of a body that holds one file of the largest size and a form's fields around it."""
    return settings.max_upload_mb * MIB + MIB


def request_class(settings: Settings) -> type[Request]:
    """The class of this installation's requests."""

    class IncomingRequest(Request):
        """Uploads go to the installation's own folder while they arrive."""

        max_form_memory_size = SMALL_BODY
        max_form_parts = 1000

        def _get_file_stream(
            self,
            total_content_length: int | None,
            content_type: str | None,
            filename: str | None = None,
            content_length: int | None = None,
        ) -> IO[bytes]:
            settings.temporary.mkdir(parents=True, exist_ok=True)
            return tempfile.TemporaryFile("rb+", dir=settings.temporary)

    return IncomingRequest


def limit() -> None:
    """Before a request: bound what will be read of its body."""
    form = request.endpoint in FILE_CALLS and request.mimetype == "multipart/form-data"
    piece = request.endpoint in PIECE_CALLS and request.mimetype == PIECE_TYPE
    if not form and not piece:
        request.max_content_length = min(SMALL_BODY, current_app.config["MAX_CONTENT_LENGTH"])
