"""The part file of an upload: its bytes so far, written by one request at a time."""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingest.tus.errors import UploadBusy, UploadNotFound


@dataclass(frozen=True)
class Part:
    """A part file that this request alone writes to; ``handle`` is its open descriptor."""

    path: Path
    handle: int

    def size(self) -> int:
        """Bytes that the file holds, kept for sure or not."""
        return os.fstat(self.handle).st_size

    def cut(self, at: int) -> None:
        """Forget what lies beyond ``at``."""
        os.ftruncate(self.handle, at)

    def write(self, piece: bytes, at: int) -> None:
        """Put ``piece`` at ``at``."""
        left = memoryview(piece)
        while left:
            done = os.pwrite(self.handle, left, at)
            left, at = left[done:], at + done

    def keep(self) -> None:
        """Return when all that was written is on the disk."""
        os.fsync(self.handle)


def part_path(folder: Path, public_id: str) -> Path:
    """Where the part file of an upload lies."""
    return folder / f"{public_id}.part"


def there(path: Path) -> int:
    """Bytes that lie in a part file. Raises UploadNotFound when the disk has lost it."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        raise UploadNotFound from None


def begin(path: Path) -> None:
    """Make an empty part file whose name is on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o640, exist_ok=False)
    _sync(path.parent)


def settle(paths: Sequence[Path]) -> None:
    """Return when whole part files and their names are on the disk."""
    for path in [*paths, *{path.parent for path in paths}]:
        _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def locked(path: Path) -> Iterator[Part]:
    """The part file for this request alone, among all processes; a killed one's lock is gone.

    Raises UploadBusy when another request has it, UploadNotFound when there is no file.
    """
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        raise UploadNotFound from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UploadBusy from None
        if not os.fstat(handle).st_nlink:  # ended between opening and locking
            raise UploadNotFound
        yield Part(path, handle)
    finally:
        os.close(handle)
