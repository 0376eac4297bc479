"""What lies over a page's picture: its words, to be selected, and its links, to be pressed."""

from __future__ import annotations

import ctypes
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pypdfium2.raw as pdfium

MAX_WORDS = 5_000
MAX_LINKS = 500
MAX_ADDRESS = 2_000
#: A pupil's browser follows no other: `javascript:` and `file:` lead nowhere good.
SCHEMES = frozenset({"http", "https", "mailto"})

#: fpdf_doc.h, action types.
GOTO, URI = 1, 3
#: Of FPDF_PageToDevice's whole numbers: fine enough for four digits of a share.
FINE = 1_000_000

Box = tuple[float, float, float, float]
ToShares = Callable[[float, float, float, float], Box]


def write_layer(document: Any, page: Any, path: Path) -> bool:
    """Write the layer of ``page`` as JSON to ``path``; False (and no file) if it is empty.

    ``{"words": [[x, y, w, h, text], …], "links": [[x, y, w, h, target], …]}``: boxes are shares of
    the page from its top left corner, 0 to 1. A word that ends a line ends with a line feed. A
    target is an address (http, https, mailto) or a page's number from 1.
    """
    to_shares = _to_shares(page)
    words = [[*box, word] for box, word in _words(page, to_shares)]
    links = [[*box, target] for box, target in _links(document, page, to_shares)]
    if not words and not links:
        return False
    layer = {"words": words, "links": links}
    path.write_text(json.dumps(layer, ensure_ascii=False, separators=(",", ":")), "utf-8")
    return True


def page_addresses(document: Any, page: Any) -> list[str]:
    """Where the page's links lead outside, each once, in order."""
    targets = (target for _, target in _links(document, page, lambda *box: box))
    return list(dict.fromkeys(target for target in targets if isinstance(target, str)))


def safe_address(address: str) -> str | None:
    """``address`` if a browser may be sent there from a slide, else None."""
    plain = "".join(c for c in address if c.isprintable() and not c.isspace())
    try:
        scheme = urlsplit(plain).scheme.lower()
    except ValueError:
        return None
    return plain if scheme in SCHEMES and len(plain) <= MAX_ADDRESS else None


def _words(page: Any, to_shares: ToShares) -> Iterator[tuple[Box, str]]:
    reader = page.get_textpage()
    try:
        word: list[str] = []
        boxes: list[tuple[float, float, float, float]] = []
        found = 0
        count = reader.count_chars()
        for at in range(count + 1):
            letter = chr(pdfium.FPDFText_GetUnicode(reader.raw, at)) if at < count else "\n"
            # A hyphen at a line's end and the like: pdfium's own marks.
            if letter in "\x02\ufffe\xad":
                continue
            if letter.isspace() or letter == "\0":
                if word and found < MAX_WORDS:
                    found += 1
                    end = "\n" if letter in "\r\n" else ""
                    yield to_shares(*_around(boxes)), _joined(word) + end
                word, boxes = [], []
                continue
            box = _letter_box(reader, at)
            if box is not None:
                word.append(letter)
                boxes.append(box)
    finally:
        reader.close()


def _letter_box(reader: Any, at: int) -> tuple[float, float, float, float] | None:
    rectangle = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(reader.raw, at, rectangle):
        return None
    return rectangle.left, rectangle.bottom, rectangle.right, rectangle.top


def _joined(letters: list[str]) -> str:
    """The word; a character beyond the basic plane comes from pdfium in halves."""
    text = "".join(letters)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _around(boxes: list[tuple[float, float, float, float]]) -> Box:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _links(document: Any, page: Any, to_shares: ToShares) -> Iterator[tuple[Box, str | int]]:
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    for _ in range(MAX_LINKS):
        if not pdfium.FPDFLink_Enumerate(page.raw, position, link):
            return
        area = pdfium.FS_RECTF()
        target = _target(document, link)
        if target is not None and pdfium.FPDFLink_GetAnnotRect(link, area):
            yield to_shares(area.left, area.bottom, area.right, area.top), target


def _target(document: Any, link: Any) -> str | int | None:
    destination = pdfium.FPDFLink_GetDest(document.raw, link)
    if not destination:
        action = pdfium.FPDFLink_GetAction(link)
        kind = pdfium.FPDFAction_GetType(action) if action else 0
        if kind == URI:
            return _address(document, action)
        if kind == GOTO:
            destination = pdfium.FPDFAction_GetDest(document.raw, action)
    if not destination:
        return None
    number = pdfium.FPDFDest_GetDestPageIndex(document.raw, destination)
    return number + 1 if number >= 0 else None


def _address(document: Any, action: Any) -> str | None:
    size = pdfium.FPDFAction_GetURIPath(document.raw, action, None, 0)
    if not 1 < size <= 4 * MAX_ADDRESS:
        return None
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFAction_GetURIPath(document.raw, action, buffer, size)
    return safe_address(buffer.value.decode("utf-8", "replace"))


def _to_shares(page: Any) -> ToShares:
    """From a box in the page's own units to shares, as the page is shown: turned and cropped."""
    width, height = page.get_size()
    width, height = max(width, 1e-3), max(height, 1e-3)

    def shown(x: float, y: float) -> tuple[float, float]:
        right, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page.raw, 0, 0, FINE, FINE, 0, x, y, right, down)
        return right.value / FINE, down.value / FINE

    (x0, y0), (x1, y1), (x2, y2) = shown(0, 0), shown(width, 0), shown(0, height)
    across, along = ((x1 - x0) / width, (x2 - x0) / height), ((y1 - y0) / width, (y2 - y0) / height)

    def to_shares(left: float, bottom: float, right: float, top: float) -> Box:
        xs = [x0 + across[0] * x + across[1] * y for x in (left, right) for y in (bottom, top)]
        ys = [y0 + along[0] * x + along[1] * y for x in (left, right) for y in (bottom, top)]
        begin, end = _within(min(xs)), _within(max(xs))
        upper, lower = _within(min(ys)), _within(max(ys))
        return begin, upper, round(end - begin, 4), round(lower - upper, 4)

    return to_shares


def _within(share: float) -> float:
    return round(min(1.0, max(0.0, share)), 4)
