"""The container of a deck written anew, so that no reader finds another directory in it."""

from __future__ import annotations

import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from ingest.parsing.errors import Unreadable
from ingest.zips import UNSOUND

COPY_BYTES = 1024 * 1024
#: What packs well stays packed, if cheaply: LibreOffice copies a deck before it reads it, and its
#: files are bounded. What is small, or packs no further, is only copied.
PACKED_FROM = 1024 * 1024
FAST = 1
#: APPNOTE 4.4.4, bit 11: the name is UTF-8. Without it Python reads code page 437.
_UTF8 = 0x800


@contextmanager
def new_container(out: Path) -> Iterator[zipfile.ZipFile]:
    """An empty one at ``out``, whole when the context ends."""
    with zipfile.ZipFile(out, "w", compresslevel=FAST) as copy:
        yield copy


def put(copy: zipfile.ZipFile, member: zipfile.ZipInfo, content: bytes) -> None:
    """Write ``content`` in the place of ``member``."""
    with _new_in(copy, member) as target:
        target.write(content)


def pour(copy: zipfile.ZipFile, member: zipfile.ZipInfo, head: bytes, rest: IO[bytes]) -> None:
    """Write ``head`` and what still comes of ``member``.

    Of a damaged one what came before: a picture of which a part is missing spoils no deck.
    """
    with _new_in(copy, member) as target:
        target.write(head)
        try:
            shutil.copyfileobj(rest, target, COPY_BYTES)
        except (zipfile.BadZipFile, zlib.error, EOFError):
            return


def _new_in(copy: zipfile.ZipFile, member: zipfile.ZipInfo) -> IO[bytes]:
    name = _name(member)
    if name in copy.NameToInfo:
        raise Unreadable(UNSOUND)
    packs = member.file_size >= PACKED_FROM and member.compress_size * 2 < member.file_size
    copy.compression = zipfile.ZIP_DEFLATED if packs else zipfile.ZIP_STORED
    return copy.open(name, "w")


def _name(member: zipfile.ZipInfo) -> str:
    """As LibreOffice reads it: UTF-8, whether that is told or not."""
    name = member.filename
    if name.isascii() or member.flag_bits & _UTF8:
        return name
    try:
        return name.encode("cp437").decode()
    except UnicodeError:
        return name
