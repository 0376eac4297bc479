"""PDF by pdfium: is it whole, its text, its pages as pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

from ingest.parsing import webp
from ingest.parsing.errors import DAMAGED, Unreadable
from ingest.parsing.fingerprint import picture_print
from ingest.parsing.progress import percent

MAX_PAGES = 1_000
MAX_PAGE_CHARS = 100_000
#: The longest side of a page's largest picture, pixels, and the sides of all with the whole number
#: by which each is smaller than the one before: such steps are quick (3 ms, not 80) and keep
#: letters sharp.
LARGEST = 1920
SIZES = ((1920, 1), (960, 2), (320, 3))
PRINT_SIDE = 96


def sniff_pdf(request: dict[str, Any]) -> dict[str, int]:
    """``{"path"}`` → ``{"pages"}``. Raises Unreadable for what is locked, damaged or empty."""
    with _opened(request["path"]) as document:
        return {"pages": _page_count(document)}


def read_pdf(request: dict[str, Any]) -> dict[str, Any]:
    """``{"path", "folder", "cover": n?}`` → ``{"pages": [{"text", "print"}], "cover": Made}``.

    ``cover`` is the page to be taken for it, from 1 (the first by default).
    """
    folder = Path(request["folder"])
    cover_at = request.get("cover", 1)
    pages = []
    cover: webp.Made | None = None
    with _opened(request["path"]) as document:
        count = _page_count(document)
        for number in range(1, count + 1):
            page = document[number - 1]
            pages.append(
                {
                    "text": _page_text(page),
                    "print": picture_print(_draw(page, PRINT_SIDE)),
                }
            )
            if number == min(cover_at, count):
                cover = webp.write_cover(_draw(page, 2 * webp.COVER_WIDTH), folder)
            page.close()
            percent(number, count)
    return {"pages": pages, "cover": cover}


def draw_pages(request: dict[str, Any]) -> dict[str, Any]:
    """``{"path", "folder", "cover": n}`` → ``{"pages": [[Made, …], …], "cover": Made or null}``.

    The pictures are ``slide-0001-960.webp`` and so on; page ``cover`` (from 1; 0: none) is one too.
    """
    folder = Path(request["folder"])
    drawn = []
    cover: webp.Made | None = None
    with _opened(request["path"]) as document:
        count = _page_count(document)
        for number in range(1, count + 1):
            page = document[number - 1]
            picture = _draw(page, LARGEST)
            page.close()
            if number == request["cover"]:
                cover = webp.write_cover(picture, folder)
            made = []
            for side, smaller in SIZES:
                picture = picture.reduce(smaller) if smaller > 1 else picture
                made.append(
                    webp.write(picture, folder / f"slide-{number:04d}-{side}.webp", method=1)
                )
            drawn.append(made)
            percent(number, count)
    return {"pages": drawn, "cover": cover}


def _opened(path: str) -> Any:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as problem:
        if "password" in str(problem).lower():
            raise Unreadable(
                "PDF закрыт паролем. Откройте его, распечатайте в новый PDF без пароля "
                "и загрузите его."
            ) from problem
        if "security" in str(problem).lower():
            raise Unreadable(
                "PDF защищён способом, который мы не умеем открывать. Сохраните его без защиты "
                "и загрузите снова."
            ) from problem
        raise Unreadable(DAMAGED) from problem


def _page_count(document: Any) -> int:
    count = len(document)
    if count == 0:
        raise Unreadable("В PDF нет страниц.")
    if count > MAX_PAGES:
        raise Unreadable(
            f"В PDF {count} страниц, а принимаем до {MAX_PAGES}. Разделите его на части."
        )
    return count


def _page_text(page: Any) -> str:
    reader = page.get_textpage()
    try:
        text: str = reader.get_text_range(0, min(reader.count_chars(), MAX_PAGE_CHARS))
    finally:
        reader.close()
    # pdfium marks a word broken at a line's end by U+FFFE (and sometimes U+0002).
    for broken in ("\ufffe\r\n", "\ufffe", "\x02\r\n", "\x02", "\xad\r\n", "\xad"):
        text = text.replace(broken, "")
    lines = (" ".join(line.split()) for line in text.replace("\0", " ").splitlines())
    return "\n".join(line for line in lines if line)


def _draw(page: Any, side: int) -> Image.Image:
    """The page with its longest side ``side`` pixels, whatever size it claims to have."""
    width, height = page.get_size()
    longest = max(width, height)
    if not longest > 0:
        return Image.new("RGB", (side, side), "white")
    bitmap = page.render(scale=(side - 0.5) / longest, fill_color=(255, 255, 255, 255))
    picture: Image.Image = bitmap.to_pil().convert("RGB")
    bitmap.close()
    return picture
