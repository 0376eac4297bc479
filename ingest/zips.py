"""Zip containers looked at before anything opens them."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

from ingest.parsing.errors import Unreadable

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
#: What the reading child takes whole besides XML: pictures, films, embedded books.
MAX_LOADED_BYTES = 600 * 1024 * 1024

_END = b"PK\x05\x06"
BURSTING = (
    "Файл распаковывается в слишком большой объём, и открывать его небезопасно. "
    "Откройте его у себя и сохраните заново."
)


def checked(path: Path) -> zipfile.ZipFile:
    """The container, opened, its members' number, sizes and ratio checked.

    Raises Unreadable. Only the directory is read, and no more than 8 MiB of it.
    """
    _check_directory(path)
    try:
        container = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise Unreadable(
            "Файл не читается: он загрузился не до конца или повреждён. Сохраните его заново."
        ) from problem
    total = xml = 0
    for member in container.infolist():
        size, packed = member.file_size, member.compress_size
        total += size
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
    return container


def read_member(container: zipfile.ZipFile, name: str, limit: int = MAX_XML_BYTES) -> bytes:
    """At most ``limit`` bytes of a member, whatever its header claims.

    Raises KeyError if it is absent and Unreadable if it is longer or damaged.
    """
    try:
        with container.open(name) as member:
            content = member.read(limit + 1)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as problem:
        raise Unreadable("Файл повреждён внутри. Сохраните его заново.") from problem
    if len(content) > limit:
        raise Unreadable(BURSTING)
    return content


def _check_directory(path: Path) -> None:
    """The end record's own counts, so that an endless directory is never read into memory."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 65_557))
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        raise Unreadable(
            "Файл обрывается: он загрузился или скопировался не до конца. Загрузите его ещё раз."
        )
    members, directory = struct.unpack("<HI", tail[at + 10 : at + 16])
    if members > MAX_MEMBERS or directory > MAX_DIRECTORY_BYTES:
        raise Unreadable(BURSTING)
