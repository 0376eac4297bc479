"""Films and sounds inside a deck: where they stand, which member holds each."""

from __future__ import annotations

import zipfile
from typing import Any, TypedDict

from lxml import etree

from ingest.parsing.order import main_part, parsed, relations, slide_parts
from ingest.zips import read_member

MAX_MEDIA = 100
#: Where nothing tells the place: the middle.
MIDDLE = (0.25, 0.25, 0.5, 0.5)

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"

LINKED = tuple(f"{A}{name}" for name in ("videoFile", "audioFile", "quickTimeFile"))
EMBEDDED = f"{A}wavAudioFile"
#: Lengths of ODF in millimetres (ODF 1.3 part 3, 18.3.18 «length»).
MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "px": 25.4 / 96}


class Medium(TypedDict):
    """One film or sound at one slide.

    ``slide`` counts from 1; ``box`` is x, y, width, height in shares of the slide; ``member`` is
    the name in the container, empty for what the deck only links to.
    """

    slide: int
    box: tuple[float, float, float, float]
    title: str
    member: str


def media_of_pptx(deck: zipfile.ZipFile) -> list[Medium]:
    """Of an OOXML deck, in the order of its slides; what cannot be read is passed over."""
    names = set(deck.namelist())
    found: list[Medium] = []
    size: tuple[float, float] | None = None
    for number, part in enumerate(slide_parts(deck), start=1):
        known = relations(deck, part) if part in names else {}
        # Most slides have none, and their XML need not be read.
        if not any(kind.endswith(("/video", "/audio", "/media")) for kind, _, _ in known.values()):
            continue
        size = size or _slide_size(deck)
        try:
            root = parsed(read_member(deck, part))
        except etree.XMLSyntaxError:
            continue
        for picture in root.iter(f"{P}pic"):
            linked = _media_target(picture, known)
            if linked is None or len(found) >= MAX_MEDIA:
                continue
            target, outside = linked
            name = picture.find(f"{P}nvPicPr/{P}cNvPr")
            found.append(
                {
                    "slide": number,
                    "box": _box(picture, size),
                    "title": (name.get("name") or "") if name is not None else "",
                    "member": "" if outside or target not in names else target,
                }
            )
    return found


def media_of_odf(deck: zipfile.ZipFile, content: Any) -> list[Medium]:
    """Of an ODF deck, whose parsed ``content.xml`` is ``content``."""
    names = set(deck.namelist())
    found: list[Medium] = []
    pages = list(content.iter(f"{DRAW}page"))
    size = _page_size(deck) if any(True for _ in content.iter(f"{DRAW}plugin")) else (0.0, 0.0)
    for number, page in enumerate(pages, start=1):
        for plugin in page.iter(f"{DRAW}plugin"):
            frame = plugin.getparent()
            member = (plugin.get(f"{XLINK}href") or "").removeprefix("./")
            if frame is None or len(found) >= MAX_MEDIA:
                continue
            found.append(
                {
                    "slide": number,
                    "box": _frame_box(frame, size),
                    "title": frame.get(f"{DRAW}name") or "",
                    "member": member if member in names else "",
                }
            )
    return found


def _media_target(picture: Any, known: dict[str, tuple[str, str, bool]]) -> tuple[str, bool] | None:
    """The target and whether it lies outside; what is embedded goes before what is linked."""
    ids = [element.get(f"{R}embed") for element in picture.iter(f"{P14}media", EMBEDDED)]
    ids += [element.get(f"{R}link") for element in picture.iter(*LINKED)]
    told = [known[one][1:] for one in ids if one in known]
    return min(told, key=lambda one: one[1], default=None)


def _slide_size(deck: zipfile.ZipFile) -> tuple[float, float]:
    root = parsed(read_member(deck, main_part(deck)))
    size = root.find(f"{P}sldSz")
    return _number(size, "cx"), _number(size, "cy")


def _box(picture: Any, size: tuple[float, float]) -> tuple[float, float, float, float]:
    place = picture.find(f"{P}spPr/{A}xfrm")
    in_group = next(picture.iterancestors(f"{P}grpSp"), None) is not None
    if place is None or in_group:
        return MIDDLE
    off, ext = place.find(f"{A}off"), place.find(f"{A}ext")
    return _shares(
        (_number(off, "x"), _number(off, "y"), _number(ext, "cx"), _number(ext, "cy")), size
    )


def _page_size(deck: zipfile.ZipFile) -> tuple[float, float]:
    try:
        root = parsed(read_member(deck, "styles.xml"))
    except (KeyError, etree.XMLSyntaxError):
        return 0.0, 0.0
    for layout in root.iter(f"{STYLE}page-layout-properties"):
        width, height = (_length(layout.get(f"{FO}page-{side}")) for side in ("width", "height"))
        if width > height > 0:  # the first wide one: notes and handouts stand upright
            return width, height
    return 0.0, 0.0


def _frame_box(frame: Any, size: tuple[float, float]) -> tuple[float, float, float, float]:
    x, y, width, height = (_length(frame.get(f"{SVG}{n}")) for n in ("x", "y", "width", "height"))
    return _shares((x, y, width, height), size)


def _shares(
    box: tuple[float, float, float, float], size: tuple[float, float]
) -> tuple[float, float, float, float]:
    (x, y, width, height), (whole, tall) = box, size
    if not (whole > 0 and tall > 0 and width > 0 and height > 0):
        return MIDDLE
    left, top = _within(x / whole), _within(y / tall)
    wide, high = _within(width / whole), _within(height / tall)
    return left, top, round(min(wide, 1 - left), 4), round(min(high, 1 - top), 4)


def _within(share: float) -> float:
    return round(min(1.0, max(0.0, share)), 4)


def _length(text: str | None) -> float:
    unit = (text or "")[-2:]
    try:
        return float((text or "")[:-2]) * MILLIMETRES.get(unit, 0.0)
    except ValueError:
        return 0.0


def _number(element: Any, name: str) -> float:
    try:
        return float(element.get(name)) if element is not None else 0.0
    except (TypeError, ValueError):
        return 0.0
