"""Bytes on their way in: copied into the installation while their hash is taken."""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ingest.errors import TooLarge
from media.scratch import ARRIVING

CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Arrived:
    """A whole file inside the installation; the file is gone once it was put into the storage."""

    path: Path
    sha256: str
    bytes: int


@contextmanager
def arriving(stream: IO[bytes], folder: Path, limit_mb: int) -> Iterator[Arrived]:
    """Copy ``stream`` to its end, at most ``limit_mb`` MiB; what is left is removed on leaving.

    Memory stays at one piece of 1 MiB. Raises TooLarge. The file is locked while in use, so that
    ``media.scratch.sweep`` tells what a killed server left from what is on its way.
    """
    handle, path = _locked(folder)
    try:
        digest, size = hashlib.sha256(), 0
        with os.fdopen(handle, "wb", closefd=False) as file:
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                if size > limit_mb * CHUNK:
                    raise TooLarge(limit_mb)
                digest.update(chunk)
                file.write(chunk)
        yield Arrived(path, digest.hexdigest(), size)
    finally:
        path.unlink(missing_ok=True)
        os.close(handle)


def size_of(stream: IO[bytes]) -> int:
    """Bytes of a file that came with a form and lies on the disk; it stands at its beginning."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    return size


def _locked(folder: Path) -> tuple[int, Path]:
    folder.mkdir(parents=True, exist_ok=True)
    while True:
        handle, name = tempfile.mkstemp(prefix=ARRIVING, dir=folder)
        fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:
            return handle, Path(name)
        os.close(handle)  # a sweep came between making and locking
