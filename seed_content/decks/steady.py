"""The same bytes for the same deck: fixed dates, fixed order, no trace of the moment of saving."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from seed_content.source import Source

# The day on which the demo lessons were written; a file's date says nothing else.
_DAY = dt.datetime(2026, 9, 1, 9, 0, 0, tzinfo=dt.UTC).replace(tzinfo=None)
_ZIP_DAY = (2026, 9, 1, 9, 0, 0)


def stamp_properties(properties: Any, source: Source) -> None:
    """Title, author and fixed dates in a deck's core properties."""
    properties.title = source.title
    properties.author = source.author
    properties.last_modified_by = source.author
    properties.subject = source.subject_title
    properties.keywords = "; ".join(source.keywords)
    properties.comments = source.description
    properties.language = source.language
    properties.created = properties.modified = _DAY
    properties.revision = 1


def steady_zip(
    raw: Path | IO[bytes],
    path: Path | IO[bytes],
    change: Callable[[str, bytes], bytes] | None = None,
) -> None:
    """Copy a zip container member by member with fixed dates; ``change`` may rewrite a member."""
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(path, "w") as new:
        for member in old.infolist():
            data = old.read(member)
            if member.filename.endswith(".xlsx"):
                data = _steady_workbook(data)
            info = zipfile.ZipInfo(member.filename, _ZIP_DAY)
            info.compress_type = member.compress_type
            info.external_attr = 0o644 << 16
            new.writestr(info, change(member.filename, data) if change else data)


def _steady_workbook(data: bytes) -> bytes:
    """A chart's embedded workbook without the moment of saving."""
    made = io.BytesIO()
    steady_zip(io.BytesIO(data), made, _steady_workbook_member)
    return made.getvalue()


def _steady_workbook_member(name: str, data: bytes) -> bytes:
    if name != "docProps/core.xml":
        return data
    stamp = _DAY.isoformat().encode() + b"Z"
    return re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp, data)


def steady_odf_member(name: str, data: bytes) -> bytes:
    """An ODF member without the moment of saving, its font faces named in a fixed order."""
    if name == "meta.xml":
        stamp = _DAY.isoformat().encode()
        for tag in (b"meta:creation-date", b"dc:date"):
            pattern = b"<" + tag + b">[^<]*</" + tag
            data = re.sub(pattern, b"<" + tag + b">" + stamp + b"</" + tag, data)
        data = re.sub(rb"<meta:editing-duration>[^<]*</meta:editing-duration>", b"", data)
    if name in ("content.xml", "styles.xml"):
        data = _steady_fonts(data)
    return data


def _steady_fonts(data: bytes) -> bytes:
    """Rename the font faces: LibreOffice numbers those of one family in the order of addresses."""
    faces = re.findall(
        rb'<style:font-face style:name="([^"]*)"( svg:font-family="([^"]*)"[^>]*)/>', data
    )
    renamed: dict[bytes, bytes] = {}
    lines = []
    for number, (old, rest, family) in enumerate(sorted(faces, key=lambda face: face[1])):
        renamed[old] = family.replace(b"&apos;", b"") + b" %d" % number
        lines.append(b'<style:font-face style:name="' + renamed[old] + b'"' + rest + b"/>")
    data = re.sub(
        rb"(<office:font-face-decls>).*?(</office:font-face-decls>)",
        lambda m: m[1] + b"".join(lines) + m[2],
        data,
        flags=re.DOTALL,
    )
    return re.sub(
        rb'(style:font-name(?:-asian|-complex)?=")([^"]*)"',
        lambda m: m[1] + renamed.get(m[2], m[2]) + b'"',
        data,
    )


def steady_pdf(raw: Path, path: Path) -> None:
    """Copy a PDF with fixed dates and identifiers, each of the same length, so offsets hold."""
    data = raw.read_bytes()
    stamp = _DAY.strftime("D:%Y%m%d%H%M%S").encode()
    data = re.sub(
        rb"D:\d{14}[+\-Z](?:\d\d'\d\d'?)?",
        lambda m: (stamp + b"Z" + b" " * 20)[: len(m[0])],
        data,
    )
    data = re.sub(
        rb"/ID \[ <[0-9A-F]{32}>\s*<[0-9A-F]{32}> \]",
        lambda m: re.sub(rb"[0-9A-F]{32}", b"0" * 32, m[0]),
        data,
    )
    data = re.sub(rb"/DocChecksum /[0-9A-F]{32}", b"/DocChecksum /" + b"0" * 32, data)
    path.write_bytes(data)
