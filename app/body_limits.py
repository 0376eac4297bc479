"""How much of a request is read: whole files by the calls that take files, little by all others.

A body of a form or of JSON is held in memory, and one sent in pieces names no length: what is
not bounded here, any visitor could make as large as a film, in each of the threads.
"""

import tempfile
from typing import IO

from flask import current_app, request
from flask.wrappers import Request
from werkzeug.exceptions import RequestEntityTooLarge

from core.errors import PartaError
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


MOST_FILES = 1000
"""Files that one form may hold."""

FIELDS = 20
"""Parts of a form of files that are none."""


class TooManyFiles(PartaError):
    """A form holds more files than are taken in one."""

    code = "too_many_files"
    status = 413

    def __init__(self) -> None:
        super().__init__(
            f"За один раз принимаем до {MOST_FILES} файлов. Выберите меньше и отправьте "
            "их частями. Если включить в браузере JavaScript, страница отправит сколько угодно "
            "файлов, а целую папку администратор загрузит командой parta ingest."
        )


def largest_file_body(settings: Settings) -> int:
    """Bytes of a body that holds one file of the largest size and a form's fields around it."""
    return settings.max_upload_mb * MIB + MIB


def request_class(settings: Settings) -> type[Request]:
    """The class of this installation's requests."""

    class IncomingRequest(Request):
        """Uploads go to the installation's own folder while they arrive."""

        max_form_memory_size = SMALL_BODY
        max_form_parts = MOST_FILES + FIELDS

        def _load_form_data(self) -> None:
            try:
                super()._load_form_data()
            except RequestEntityTooLarge:
                # The parser says the same of both: of a length that fits, the parts are too many.
                length, most = self.content_length, self.max_content_length
                fits = length is not None and most is not None and length <= most
                if fits and self.endpoint in FILE_CALLS:
                    raise TooManyFiles from None
                raise

        def _get_file_stream(
            self,
            total_content_length: int | None,
            content_type: str | None,
            filename: str | None = None,
            content_length: int | None = None,
        ) -> IO[bytes]:
            settings.temporary.mkdir(parents=True, exist_ok=True)
            # Closed with the request.
            stream = tempfile.TemporaryFile("rb+", dir=settings.temporary)  # noqa: SIM115
            self.__dict__.setdefault("came", []).append(stream)
            return stream

        def close(self) -> None:
            """Also what came of a body that broke off: its form never held it."""
            super().close()
            for stream in self.__dict__.get("came", ()):
                stream.close()

    return IncomingRequest


def limit() -> None:
    """Before a request: bound what will be read of its body."""
    form = request.endpoint in FILE_CALLS and request.mimetype == "multipart/form-data"
    piece = request.endpoint in PIECE_CALLS and request.mimetype == PIECE_TYPE
    if not form and not piece:
        request.max_content_length = min(SMALL_BODY, current_app.config["MAX_CONTENT_LENGTH"])
