"""Zip containers looked at before anything opens them."""

from __future__ import annotations

import errno
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from ingest.parsing.errors import DAMAGED, DAMAGED_INSIDE, Unreadable

#: A deck of 1,000 slides with layouts, notes and pictures has some 10,000 members.
MAX_MEMBERS = 20_000
MAX_DIRECTORY_BYTES = 8 * 1024 * 1024
#: One part is read into memory whole, and so are all of them together, several times over.
MAX_XML_BYTES = 64 * 1024 * 1024
MAX_XML_TOTAL = 400 * 1024 * 1024
MAX_MEMBER_BYTES = 1024 * 1024 * 1024
MAX_TOTAL_BYTES = 4 * 1024 * 1024 * 1024
#: XML of real decks packs up to some 60 times; more than this is made to burst.
MAX_RATIO = 400
RATIO_MATTERS_FROM = 8 * 1024 * 1024
#: All parts together: a deck with a picture in it packs some twice, one of words alone 20 times.
MAX_TOTAL_RATIO = 200
TOTAL_MATTERS_FROM = 64 * 1024 * 1024

_END, _END64, _LOCATOR = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
#: The record of zip64 with its locator, as they stand before the end record.
_END64_BYTES = 56 + 20
#: What the end record says of a count, a size, an offset that only the one of zip64 tells.
_MOST = (0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
BURSTING = (
    "Файл распаковывается в слишком большой объём, и открывать его небезопасно. "
    "Откройте его у себя и сохраните заново."
)
UNSOUND = (
    "Файл собран не так, как это делают программы: внутри лежат лишние или чужие части. "
    "Откройте его у себя, сохраните заново и загрузите снова."
)
LOCKED_PARTS = (
    "Части файла закрыты паролем. Откройте его у себя, сохраните без пароля и загрузите снова."
)
#: APPNOTE 4.4.4, the general purpose flags: encrypted, strongly encrypted, masked headers.
_ENCRYPTED = 0x1 | 0x40 | 0x2000
#: APPNOTE 4.3.7: a local header without its name.
_LOCAL_BYTES = 30


def checked(path: Path) -> zipfile.ZipFile:
    """The container, opened, its members' number, names, places, sizes and ratio checked.

    Raises Unreadable. Only the directory is read, and no more than 8 MiB of it.
    """
    _check_directory(path)
    try:
        container = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise Unreadable(DAMAGED) from problem
    total = xml = all_packed = 0
    for member in container.infolist():
        size, packed = member.file_size, member.compress_size
        total += size
        all_packed += packed
        if member.filename.lower().endswith((".xml", ".rels", ".vml")):
            xml += size
            if size > MAX_XML_BYTES:
                raise Unreadable(BURSTING)
        if size > MAX_MEMBER_BYTES or (
            size > RATIO_MATTERS_FROM and size > MAX_RATIO * max(packed, 1)
        ):
            raise Unreadable(BURSTING)
    if total > MAX_TOTAL_BYTES or xml > MAX_XML_TOTAL:
        raise Unreadable(BURSTING)
    if total > TOTAL_MATTERS_FROM and total > MAX_TOTAL_RATIO * all_packed:
        raise Unreadable(BURSTING)
    _check_members(container.infolist())
    return container


def _check_members(members: Sequence[zipfile.ZipInfo]) -> None:
    """Names that stay inside and stand once, nothing locked, no bytes that serve two members.

    Another reader may take the other one of two members of the same name: what was looked at must
    be what is opened.
    """
    seen: set[str] = set()
    for member in members:
        name = member.filename
        if member.flag_bits & _ENCRYPTED:
            raise Unreadable(LOCKED_PARTS)
        leads_out = name.startswith("/") or ".." in name.split("/") or name[1:2] == ":"
        odd = "\\" in name or any(ord(letter) < 32 for letter in name)
        linked = stat.S_ISLNK(member.external_attr >> 16)
        # Parts of a package differ by more than the case of letters (ECMA-376 part 2, 6.2.2.3).
        key = name.lower() if name.lower().endswith((".xml", ".rels")) else name
        if leads_out or odd or linked or key in seen:
            raise Unreadable(UNSOUND)
        seen.add(key)
    end = 0
    for member in sorted(members, key=lambda one: one.header_offset):
        if member.header_offset < end:
            raise Unreadable(UNSOUND)
        end = member.header_offset + _LOCAL_BYTES + member.compress_size


@contextmanager
def opened(container: zipfile.ZipFile, name: str) -> Iterator[IO[bytes]]:
    """A member as a stream; at most what its header claims comes out of it.

    Raises KeyError if it is absent and Unreadable if it is damaged, also while it is read.
    """
    try:
        with container.open(name) as member:
            yield member
    except OSError as problem:
        if problem.errno in (errno.ENOSPC, errno.EDQUOT):  # of a copy that is being written
            raise
        raise Unreadable(DAMAGED_INSIDE) from problem
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as problem:
        raise Unreadable(DAMAGED_INSIDE) from problem


def read_member(container: zipfile.ZipFile, name: str, limit: int = MAX_XML_BYTES) -> bytes:
    """At most ``limit`` bytes of a member, whatever its header claims.

    Raises KeyError if it is absent and Unreadable if it is longer or damaged.
    """
    with opened(container, name) as member:
        content = member.read(limit + 1)
    if len(content) > limit:
        raise Unreadable(BURSTING)
    return content


def _check_directory(path: Path) -> None:
    """The end records' own counts, so that an endless directory is never read into memory.

    Where there are two records, they name one directory (APPNOTE 4.3.14 to 4.3.16).
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 65_557 - _END64_BYTES))
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        raise Unreadable(DAMAGED)
    told = struct.unpack("<HII", tail[at + 10 : at + 20])
    if at >= 20 and tail.startswith(_LOCATOR, at - 20):
        record = max(0, at - _END64_BYTES)
        if not tail.startswith(_END64, record):
            raise Unreadable(UNSOUND)
        larger = struct.unpack("<QQQ", tail[record + 32 : record + 56])
        if any(one not in (most, two) for one, most, two in zip(told, _MOST, larger, strict=True)):
            raise Unreadable(UNSOUND)
        told = larger
    members, directory, _ = told
    if members > MAX_MEMBERS or directory > MAX_DIRECTORY_BYTES:
        raise Unreadable(BURSTING)
