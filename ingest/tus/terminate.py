"""Giving an upload up: its bytes and its row are gone, an item that it has made stays."""

from pathlib import Path

from sqlalchemy.orm import Session

from ingest.models import Upload
from ingest.tus.errors import UploadNotFound
from ingest.tus.part import locked, part_path


def terminate(session: Session, upload: Upload, folder: Path) -> None:
    """Forget the upload; commits. Raises UploadBusy while a request is writing to it."""
    path = part_path(folder, upload.public_id)
    try:
        with locked(path):
            session.delete(upload)
            session.commit()
            path.unlink(missing_ok=True)
    except UploadNotFound:  # ended before, or the disk has lost it
        session.delete(upload)
        session.commit()
