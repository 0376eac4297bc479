"""Served pictures: WebP, at most as large as asked, nothing but pixels inside."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict

from PIL import Image

COVER_WIDTH = 640
#: A cover may be a tall page or poster, yet not a scroll.
COVER_HEIGHT = 960


class Made(TypedDict):
    """A written picture: name of the file, size in pixels."""

    name: str
    width: int
    height: int


def fitted(picture: Image.Image, width: int, height: int) -> Image.Image:
    """A copy within ``width`` × ``height``, never larger than it was."""
    copy = picture.copy()
    copy.thumbnail((width, height), Image.Resampling.LANCZOS)
    return copy


def write(picture: Image.Image, path: Path, *, quality: int = 82, method: int = 2) -> Made:
    """Write ``picture`` (RGB, RGBA or L) to ``path`` without metadata."""
    bare = picture.copy()
    bare.info.clear()
    bare.save(path, "WEBP", quality=quality, method=method, exif=b"", xmp=b"", icc_profile=None)
    return {"name": path.name, "width": picture.width, "height": picture.height}


def write_cover(picture: Image.Image, folder: Path) -> Made:
    """``cover.webp`` of ``picture``."""
    return write(fitted(picture, COVER_WIDTH, COVER_HEIGHT), folder / "cover.webp", method=4)
