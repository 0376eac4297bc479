"""Large pictures of a deck made smaller in the copy that LibreOffice opens.

LibreOffice holds what it has unpacked of all pictures at once; beyond its memory it leaves the rest
of the slides empty and says nothing of it, its exit status 0.
"""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path
from typing import Any

from PIL import Image

from ingest.parsing.deck_bounds import UNPACKED
from ingest.parsing.order import relations, slide_parts
from ingest.parsing.progress import percent
from ingest.zips import checked, opened, read_member

#: Longest sides, tried in turn until the whole comes within the bound; the last is taken anyway.
#: Slides are drawn with 1920 pixels: what is larger serves pictures of which a part is shown.
SIDES = (3840, 2560, 1920, 1280)
#: Bytes a pixel of a JPEG that was written again, about.
PACKED = 0.25
MAX_PICTURE_BYTES = 256 * 1024 * 1024
#: Formats that are written again as they were.
KEPT: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 85},
    "PNG": {"compress_level": 3},
    "BMP": {},
    "TIFF": {"compression": "tiff_lzw"},
}
ENDS = (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".bmp", ".dib", ".tif", ".tiff")
MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA", "CMYK"})
COPY_BYTES = 1024 * 1024
#: What a picture is taken to have that tells no dots an inch: its size in a tiled background and
#: where it is cut are reckoned with them.
DOTS = 96.0


def shrink_pictures(request: dict[str, Any]) -> dict[str, Any]:
    """``{"path", "out", "most"}`` → ``{"pictures", "pixels", "shrunk", "slides"}``.

    The number of pictures that are made of dots, their pixels, how many of them are smaller in the
    copy, which stands at ``out`` when there are any, and in OOXML the slides that have pictures.
    """
    with checked(Path(request["path"])) as deck:
        sizes = _sizes(deck)
        packed = sum(deck.getinfo(name).file_size for name in sizes)
        side = _side(list(sizes.values()), packed, request["most"])
        large = frozenset(name for name in sizes if side and max(sizes[name]) > side)
        shrunk = _copied(deck, Path(request["out"]), large, side) if side and large else 0
        return {
            "pictures": len(sizes),
            "pixels": sum(width * height for width, height in sizes.values()),
            "shrunk": shrunk,
            "slides": _slides_with_pictures(deck),
        }


def _copied(deck: zipfile.ZipFile, out: Path, large: frozenset[str], side: int) -> int:
    """Write the copy with ``large`` made smaller; how many of them are."""
    shrunk = looked_at = 0
    with zipfile.ZipFile(out, "w") as copy:
        for member in deck.infolist():
            name = member.filename
            if name in large:
                looked_at += 1
                percent(looked_at, len(large))
                smaller = _smaller(read_member(deck, name, MAX_PICTURE_BYTES), side)
                if smaller is not None:
                    copy.writestr(name, smaller, zipfile.ZIP_STORED)
                    shrunk += 1
                    continue
            with (
                opened(deck, name) as source,
                copy.open(_like(member), "w", force_zip64=True) as target,
            ):
                shutil.copyfileobj(source, target, COPY_BYTES)
    return shrunk


def _slides_with_pictures(deck: zipfile.ZipFile) -> list[int]:
    if "content.xml" in deck.namelist():
        return []
    return [
        number
        for number, part in enumerate(slide_parts(deck), start=1)
        if any(kind.endswith("/image") for kind, _, _ in relations(deck, part).values())
    ]


def _like(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(member.filename)
    entry.compress_type = member.compress_type
    return entry


def _sizes(deck: zipfile.ZipFile) -> dict[str, tuple[int, int]]:
    """By member; only heads are read."""
    found = {}
    for member in deck.infolist():
        if not member.filename.lower().endswith(ENDS):
            continue
        if member.file_size > MAX_PICTURE_BYTES:
            continue
        try:
            with opened(deck, member.filename) as stream, Image.open(stream) as picture:
                if picture.format in KEPT:
                    found[member.filename] = picture.size
        except Exception:  # what Pillow cannot read is LibreOffice's to judge
            continue
    return found


def _side(sizes: list[tuple[int, int]], packed: int, most: int) -> int | None:
    """The longest side that pictures may have, None where all of them are within the bound.

    ``packed`` is what they take as they are and ``most`` the bound, in bytes.
    """
    if sum(width * height for width, height in sizes) * UNPACKED + packed <= most:
        return None
    for side in SIDES:
        pixels = sum(_pixels(size, side) for size in sizes)
        if pixels * (UNPACKED + PACKED) <= most:
            return side
    return SIDES[-1]


def _pixels(size: tuple[int, int], side: int) -> int:
    share = min(1.0, side / max(size))
    return int(size[0] * share) * int(size[1] * share)


def _smaller(content: bytes, side: int) -> bytes | None:
    """The picture with no side above ``side``, None for one that is left alone."""
    out = io.BytesIO()
    try:
        with Image.open(io.BytesIO(content)) as picture:
            kind, info, whole = str(picture.format), dict(picture.info), max(picture.size)
            if picture.mode not in MODES or getattr(picture, "n_frames", 1) > 1:
                return None
            small = picture.convert("RGBA") if picture.mode in ("P", "LA", "1") else picture
            small.thumbnail((side, side), Image.Resampling.BICUBIC)
            share = max(small.size) / whole
            dots = [float(one or DOTS) * share for one in info.get("dpi", (DOTS, DOTS))]
            kept = {name: info[name] for name in ("icc_profile", "exif") if info.get(name)}
            small.save(out, kind, dpi=(dots[0], dots[1]), **KEPT[kind], **kept)
    except Exception:  # damaged, or too large for this process
        return None
    return out.getvalue()
