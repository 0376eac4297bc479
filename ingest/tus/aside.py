"""Files that came whole by a form and wait to be looked at: the worker takes them in."""

import os
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from shutil import copyfileobj
from typing import IO

from sqlalchemy.orm import Session

from accounts.models import User
from accounts.viewer import Viewer
from core.clock import Clock
from core.errors import PartaError
from core.ids import new_public_id
from core.settings import Settings
from ingest.allowance import check_room
from ingest.arrive import CHUNK, size_of
from ingest.details import Details, clean_name
from ingest.models import Upload
from ingest.tus.create import WORDS, check_number
from ingest.tus.errors import EmptyFile
from ingest.tus.part import part_path, settle

MOST_ASIDE = 1000
"""Unfinished uploads of one person, these among them: no form holds more."""


def put_aside(
    session: Session,
    settings: Settings,
    viewer: Viewer,
    files: Sequence[tuple[str, IO[bytes]]],
    details: Details,
    clock: Clock,
) -> list[Upload | PartaError]:
    """Keep whole files, by name, as uploads to which nothing is wanting but to be looked at.

    For each its upload, or why it is not kept. Their rows are one transaction; commits. A kill
    before that leaves part files without a row, which are swept.
    """
    names = [new_public_id() for _file in files]
    paths = [part_path(settings.unfinished, name) for name in names]
    for path, (_name, stream) in zip(paths, files, strict=True):
        _copy(stream, path)
    settle(paths)
    # What begins at the same time waits here: each sees the room that those before it take.
    session.get_one(User, viewer.user_id, with_for_update=True)
    words = _words(details)
    told: list[Upload | PartaError] = []
    for public_id, path, (name, stream) in zip(names, paths, files, strict=True):
        size = size_of(stream)
        try:
            if size == 0:
                raise EmptyFile
            check_room(session, settings, viewer, size, clock)
            check_number(session, viewer, clock, MOST_ASIDE - 1)
        except PartaError as error:
            path.unlink()
            told.append(error)
            continue
        upload = Upload(
            public_id=public_id,
            user_id=viewer.user_id,
            file_name=clean_name(name),
            words=words,
            length=size,
            received=size,
            created_at=clock(),
            expires_at=clock() + timedelta(days=settings.upload_days),
        )
        session.add(upload)
        session.flush()
        told.append(upload)
    session.commit()
    return told


def _words(details: Details) -> dict[str, str]:
    said = {name: getattr(details, name) for name in WORDS}
    joined = {
        name: value if isinstance(value, str) else ";".join(value) for name, value in said.items()
    }
    return {name: value for name, value in joined.items() if value}


def _copy(stream: IO[bytes], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o640), "wb") as file:
        copyfileobj(stream, file, CHUNK)
