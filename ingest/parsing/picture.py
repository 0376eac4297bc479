"""Pictures by Pillow: is it whole, its served sizes, the pages of a TIFF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image

from ingest.parsing import webp
from ingest.parsing.animation import write_animation
from ingest.parsing.errors import Unreadable
from ingest.parsing.fingerprint import picture_print
from ingest.parsing.opening import bounded, frames, load, opened
from ingest.parsing.progress import percent
from ingest.parsing.sizes import TALLEST, WIDTHS, largest, write_sizes
from ingest.parsing.tiff_pages import MAX_PAGES
from ingest.parsing.upright import orientation, upright

PAGE_SIDES = (1920, 960, 480)
MOVING = frozenset({"gif", "png", "webp", "avif"})
STILL = "Анимация слишком длинная или повреждена, показываем только первый кадр."


def sniff_picture(request: dict[str, Any]) -> dict[str, int]:
    """``{"path", "format"}`` → ``{"width", "height", "frames"}``; the first frame is decoded.

    Raises Unreadable for what is damaged, cut off or too large.
    """
    with opened(request["path"], request["format"]) as picture:
        width, height = picture.size
        count = frames(picture)
        if request["format"] == "jpeg":
            picture.draft(None, (200, 200))
        load(picture)
    return {"width": width, "height": height, "frames": count}


def make_picture(request: dict[str, Any]) -> dict[str, Any]:
    """The served pictures of one file.

    ``{"path", "format", "folder"}`` → ``{"width", "height", "made": [Made], "pages":
    [{"print", "made": [Made]}], "motion": Motion or None, "warnings": [text]}``. Sizes are those
    after turning upright.
    """
    folder = Path(request["folder"])
    notices: list[str] = []
    pages: list[dict[str, Any]] = []
    motion = None
    with opened(request["path"], request["format"]) as picture:
        width, height = picture.size
        count = frames(picture)
        if request["format"] == "jpeg":
            _decode_smaller(picture)
        made = write_sizes(upright(picture, WIDTHS[-1], TALLEST), folder)
        if orientation(picture) >= 5:
            width, height = height, width
        if count > 1 and request["format"] == "tiff":
            pages = _pages(picture, folder, count)
        elif count > 1 and request["format"] in MOVING:
            motion = write_animation(picture, folder, count)
            if motion is None:
                notices.append(STILL)
        elif count > 1 and request["format"] == "heic":
            notices.append(others_left_out(count - 1))
    return {
        "width": width,
        "height": height,
        "made": made,
        "pages": pages,
        "motion": motion,
        "warnings": notices,
    }


def others_left_out(count: int) -> str:
    """What is told of a file of several pictures, of which one is shown."""
    return (
        f"Показываем главную картинку файла, других картинок в нём: {count}. "
        "Если они нужны, сохраните каждую отдельным файлом."
    )


def _decode_smaller(picture: Image.Image) -> None:
    """Let a JPEG be decoded at the least of its eighths that gives the largest served size."""
    turned = orientation(picture) >= 5
    width, height = picture.size
    box = largest((height, width) if turned else (width, height))
    picture.draft(None, (box[1], box[0]) if turned else box)


def _pages(picture: Image.Image, folder: Path, count: int) -> list[dict[str, Any]]:
    if count > MAX_PAGES:
        raise Unreadable(
            f"Страниц в файле {count}, а принимаем до {MAX_PAGES}. Разделите его на части."
        )
    pages = []
    for number in range(1, count + 1):
        try:
            picture.seek(number - 1)
        except (OSError, EOFError, ValueError) as problem:
            raise Unreadable(f"Страница {number} не читается: файл повреждён.") from problem
        bounded(picture)
        page = upright(picture, PAGE_SIDES[0], PAGE_SIDES[0])
        entry: dict[str, Any] = {"print": picture_print(page), "made": []}
        for side in PAGE_SIDES:
            page = webp.fitted(page, side, side)
            entry["made"].append(webp.write(page, folder / f"page-{number:04d}-{side}.webp"))
        pages.append(entry)
        percent(number, count)
    return pages
