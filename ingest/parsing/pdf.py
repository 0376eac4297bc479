"""PDF by pdfium: is it whole, its text, its pages as pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from ingest.parsing import webp
from ingest.parsing.errors import DAMAGED, Unreadable
from ingest.parsing.fingerprint import picture_print
from ingest.parsing.layer import page_addresses
from ingest.parsing.progress import percent

MAX_PAGES = 1_000
MAX_PAGE_CHARS = 100_000
PRINT_SIDE = 96
#: So many pieces of text of a page are asked for their fonts.
MAX_TEXTS = 200


def sniff_pdf(request: dict[str, Any]) -> dict[str, int]:
    """``{"path"}`` → ``{"pages"}``. Raises Unreadable for what is locked, damaged or empty."""
    with opened(request["path"]) as document:
        return {"pages": page_count(document)}


def read_pdf(request: dict[str, Any]) -> dict[str, Any]:
    """``{"path", "folder", "cover": n?}`` → ``{"pages": [page, …], "fonts", "cover": Made}``.

    A page is ``{"text", "links": [address, …], "print", "blank"}``: whether it is of one colour.
    ``fonts`` are names of fonts in which the pages are written.
    ``cover`` is the page to be taken for it, from 1 (the first by default).
    """
    folder = Path(request["folder"])
    cover_at = request.get("cover", 1)
    pages = []
    cover: webp.Made | None = None
    fonts: set[str] = set()
    with opened(request["path"]) as document:
        count = page_count(document)
        for number in range(1, count + 1):
            page = document[number - 1]
            fonts.update(_page_fonts(page))
            small = draw(page, PRINT_SIDE)
            pages.append(
                {
                    "text": _page_text(page),
                    "links": page_addresses(document, page),
                    "print": picture_print(small),
                    "blank": small.getcolors(1) is not None,
                }
            )
            if number == min(cover_at, count):
                cover = webp.write_cover(draw(page, 2 * webp.COVER_WIDTH), folder)
            page.close()
            percent(number, count)
    return {"pages": pages, "fonts": sorted(fonts), "cover": cover}


def opened(path: str) -> Any:
    """The document. Raises Unreadable for what is locked or damaged."""
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


def page_count(document: Any) -> int:
    """How many pages there are. Raises Unreadable for none and for too many."""
    count = len(document)
    if count == 0:
        raise Unreadable("В PDF нет страниц.")
    if count > MAX_PAGES:
        raise Unreadable(
            f"Страниц в PDF {count}, а принимаем до {MAX_PAGES}. Разделите его на части."
        )
    return count


def _page_fonts(page: Any) -> Iterator[str]:
    name = ctypes.create_string_buffer(200)
    texts = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=3)
    for text in islice(texts, MAX_TEXTS):
        font = pdfium.FPDFTextObj_GetFont(text.raw)
        if font and pdfium.FPDFFont_GetBaseFontName(font, name, len(name)):
            yield name.value.decode("utf-8", "replace").rpartition("+")[2]


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


def draw(page: Any, side: int) -> Image.Image:
    """The page with its longest side ``side`` pixels, whatever size it claims to have."""
    width, height = page.get_size()
    longest = max(width, height)
    if not longest > 0:
        return Image.new("RGB", (side, side), "white")
    bitmap = page.render(scale=(side - 0.5) / longest, fill_color=(255, 255, 255, 255))
    picture: Image.Image = bitmap.to_pil().convert("RGB")
    bitmap.close()
    return picture
