"""Pictures that claim, script or pretend."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

from PIL import Image

from tests.ingest import makers


def huge(folder: Path, form: str, side: int = 50_000) -> Path:
    """A picture that says it is ``side`` × ``side``, in a few bytes."""
    path = folder / f"huge.{form}"
    small = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(small, form.upper())
    content = bytearray(small.getvalue())
    if form == "png":
        header = struct.pack(">2I5B", side, side, 8, 2, 0, 0, 0)
        content[16:29] = header
        content[29:33] = struct.pack(">I", zlib.crc32(b"IHDR" + header))
    elif form == "gif":
        content[6:10] = struct.pack("<2H", side, side)
    elif form == "bmp":
        content[18:26] = struct.pack("<2i", side, side)
    elif form == "jpeg":
        at = content.index(b"\xff\xc0") + 5
        content[at : at + 4] = struct.pack(">2H", side, side)
    elif form == "tiff":
        for tag in (256, 257):  # ImageWidth, ImageLength as LONG
            at = content.index(struct.pack("<HH", tag, 4))
            content[at + 8 : at + 12] = struct.pack("<I", side)
    elif form == "webp":  # RIFF container, extended: canvas in 24 bits each, less one
        frame = bytes(content[12:])
        side = min(side, 16_384 * 3)
        size = (side - 1).to_bytes(3, "little") * 2
        chunk = b"VP8X" + struct.pack("<I", 10) + bytes(4) + size
        body = b"WEBP" + chunk + frame
        content = bytearray(b"RIFF" + struct.pack("<I", len(body)) + body)
    path.write_bytes(content)
    return path


def scripted_svg(folder: Path, file: Path, address: str) -> Path:
    """A drawing with scripts, handlers, foreign pages, style sheets and pictures by address."""
    path = folder / "scripted.svg"
    path.write_text(
        '<?xml version="1.0"?>'
        f'<?xml-stylesheet href="{address}"?>'
        f'<!DOCTYPE svg [<!ENTITY c SYSTEM "{file.as_uri()}">]>'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="200" height="100" onload="fetch(\'{address}\')">'
        f"<script>fetch('{address}')</script><script xlink:href=\"{address}\"/>"
        f"<style>@import url('{address}'); rect {{ fill: url({file.as_uri()}#x) }}</style>"
        f'<rect width="90" height="90" fill="green"/><image width="90" height="90" '
        f'xlink:href="{file.as_uri()}"/><image width="9" height="9" href="{address}"/>'
        f'<use href="{file.as_uri()}#a"/><text x="1" y="80">Рисунок</text>'
        f'<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="{address}"/>'
        "</foreignObject></svg>",
        "utf-8",
    )
    return path


def two_in_one(folder: Path, first: bytes, ending: str) -> Path:
    """A file that begins as one thing and ends as a zip with a page in it."""
    path = folder / f"polyglot.{ending}"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("index.html", "<script>alert(1)</script>")
    path.write_bytes(first + path.read_bytes())
    return path


def gif(folder: Path) -> bytes:
    """A plain GIF."""
    return makers.make("gif", folder / "gif").read_bytes()
