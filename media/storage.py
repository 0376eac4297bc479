"""Where bytes lie: the port, and the folder that is its embedded side.

A name is a relative path such as ``originals/ab/cd/<sha256>``. What ``put`` has returned
from survives a kill and a power cut: the file is synced before its name appears, and so is
the folder that holds the name.
"""

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from core.errors import Invalid

CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Lying:
    """A file that lies in a storage; ``modified`` is when it was written, in seconds of the epoch.

    Also one that a kill left half kept, under a name that nobody asks for.
    """

    name: str
    bytes: int
    modified: float


class Storage(Protocol):
    """A store of immutable files by name."""

    def put(self, source: Path, name: str) -> None:
        """Take the file ``source`` away and keep it under ``name``; the same name twice is fine."""

    def exists(self, name: str) -> bool:
        """Whether something is kept under ``name``."""

    def size(self, name: str) -> int:
        """Bytes kept under ``name``. Raises FileNotFoundError."""

    def open(self, name: str) -> BinaryIO:
        """The bytes, seekable. Raises FileNotFoundError."""

    def local(self, name: str) -> AbstractContextManager[Path]:
        """The bytes as a read-only file on this machine. Raises FileNotFoundError."""

    def delete(self, name: str) -> None:
        """Forget ``name``; no error when it is not there."""

    def lying(self, under: str) -> Iterator[Lying]:
        """Every file whose name begins with the folder ``under``, folder by folder."""

    def discard(self, name: str, before: float) -> bool:
        """Forget ``name`` if it was written before that time; one that comes meanwhile stays."""


def original_name(sha256: str) -> str:
    """Where an original lies: two levels of folders, 65,536 in all."""
    return f"originals/{sha256[:2]}/{sha256[2:4]}/{sha256}"


def rendition_name(original_sha: str, recipe: str, recipe_version: int, name: str) -> str:
    """Where a rendition lies; removing the folder of a recipe's version frees what it made."""
    return f"derived/{original_sha}/{recipe}@{recipe_version}/{name}"


def sha256_of(path: Path) -> str:
    """Hexadecimal SHA-256 of a file, read in pieces of 1 MiB."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


class FolderStorage:
    """A folder of this machine. ``put`` is a rename when the source lies on the same disk."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, source: Path, name: str) -> None:
        target = self._path(name)
        self._make_folder(target.parent)
        arriving = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
        try:
            os.rename(source, arriving)
        except OSError:  # another disk
            shutil.copyfile(source, arriving)
            source.unlink()
        arriving.chmod(0o640)
        _sync(arriving)
        os.rename(arriving, target)
        _sync(target.parent)

    def exists(self, name: str) -> bool:
        return self._path(name).is_file()

    def size(self, name: str) -> int:
        return self._path(name).stat().st_size

    def open(self, name: str) -> BinaryIO:
        return self._path(name).open("rb")

    @contextmanager
    def local(self, name: str) -> Iterator[Path]:
        path = self._path(name)
        if not path.is_file():
            raise FileNotFoundError(name)
        yield path

    def delete(self, name: str) -> None:
        self._path(name).unlink(missing_ok=True)

    def lying(self, under: str) -> Iterator[Lying]:
        for folder, folders, files in os.walk(self._path(under)):
            folders.sort()
            for file in sorted(files):
                path = Path(folder, file)
                with suppress(FileNotFoundError):
                    found = path.stat()
                    name = path.relative_to(self.root).as_posix()
                    yield Lying(name, found.st_size, found.st_mtime)

    def discard(self, name: str, before: float) -> bool:
        path = self._path(name)
        aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}.aside")
        try:
            os.rename(path, aside)  # whoever puts the name anew now finds no old one to meet
        except FileNotFoundError:
            return False
        if aside.stat().st_mtime < before:
            aside.unlink()
            return True
        with suppress(FileExistsError):
            os.link(aside, path)
        aside.unlink()
        return False

    def _path(self, name: str) -> Path:
        parts = name.split("/")
        if any(part in ("", ".", "..") or "\x00" in part for part in parts):
            raise ValueError(f"not a storage name: {name!r}")
        return self.root.joinpath(*parts)

    def _make_folder(self, folder: Path) -> None:
        missing = []
        while not folder.is_dir():
            missing.append(folder)
            folder = folder.parent
        for fresh in reversed(missing):
            fresh.mkdir(exist_ok=True)
            _sync(fresh.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def open_storage(url: str, home: Path) -> Storage:
    """The storage that the setting names; empty means the installation's own folder.

    Raises Invalid for a storage that is not there.
    """
    if not url:
        return FolderStorage(home / "storage")
    raise Invalid("PARTA_STORAGE_URL: внешних хранилищ пока нет. Оставьте эту настройку пустой.")
