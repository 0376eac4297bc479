"""Pictures made ready for reading: grey, upright, on white, of a size that letters are read at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image

from ingest.parsing.fingerprint import picture_print
from ingest.parsing.opening import bounded, opened
from ingest.parsing.picture import PAGE_SIDES
from ingest.parsing.upright import upright

#: Pixels of a page that is read. A4 at 300 dpi has 8.7 million; a page of twice that takes
#: tesseract twice the time and is read no better.
MOST = 12_000_000
#: Below these a picture is enlarged, by how much: letters lower than 20 px are read badly.
SMALL = ((250_000, 3), (1_000_000, 2))
#: No word is written in fewer.
LEAST_SIDE = 16


def draw_for_reading(request: dict[str, Any]) -> dict[str, Any]:
    """``{"path", "format", "folder", "page"}`` → ``{"print", "file": name or ""}``.

    Page ``page`` (from 1) as a grey PNG in ``folder``, no file where no word can stand on it;
    ``print`` is the page's, as the page of a TIFF has it. Raises Unreadable.
    """
    with opened(request["path"], request["format"]) as picture:
        picture.seek(request["page"] - 1)
        bounded(picture)
        print_ = picture_print(upright(picture, PAGE_SIDES[0], PAGE_SIDES[0]))
        width, height = picture.size
        scale = min(1.0, (MOST / (width * height)) ** 0.5)
        page = _on_white(upright(picture, round(width * scale), round(height * scale)))
    return {"print": print_, "file": write_for_reading(page, request)}


def write_for_reading(page: Image.Image, request: dict[str, Any]) -> str:
    """The name of a PNG of ``page`` (grey) in ``folder``; none where no word can stand on it.

    That is a page too small for letters, or one of a single grey from edge to edge.
    """
    darkest, lightest = page.getextrema()
    if min(page.size) < LEAST_SIDE or darkest == lightest:
        return ""
    name = f"read-{request['page']:04d}.png"
    _enlarged(page).save(Path(request["folder"]) / name, "PNG", compress_level=1)
    return name


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture.convert("L")
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture)
    return white.convert("L")


def _enlarged(page: Image.Image) -> Image.Image:
    pixels = page.width * page.height
    times = next((times for below, times in SMALL if pixels < below), 1)
    if times == 1:
        return page
    return page.resize((page.width * times, page.height * times), Image.Resampling.LANCZOS)
