"""Writes a deck anew for LibreOffice without what leads out of it, and looks at what is inside.

LibreOffice loads linked pictures, films and objects from the network and from the local disk and
embeds what it finds. Hyperlinks stay: it does not follow those.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from ingest.parsing.deck_copy import new_container
from ingest.parsing.deck_media import Medium, media_of_odf, media_of_pptx
from ingest.parsing.deck_parts import copy_part, no_slide
from ingest.parsing.errors import DAMAGED, Unreadable
from ingest.parsing.order import parsed, slide_parts
from ingest.zips import checked, read_member

ODF_PAGE = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}page"


def cut_links(request: dict[str, Any]) -> dict[str, Any]:
    """``{"path", "out"}`` → ``{"cut": n, "slides": n, "media": [Medium, …], "macros", "linked"}``.

    The copy stands at ``out``. ``slides`` is what the deck's own table of contents says;
    ``linked``: whether pictures were cut that the deck only links to. Raises Unreadable also for a
    part that is not well-formed, naming a slide.
    """
    with checked(Path(request["path"])) as deck:
        names = frozenset(deck.namelist())
        odf = "mimetype" in names
        slides = [] if odf else slide_parts(deck)
        numbers = {part: number for number, part in enumerate(slides, start=1)}
        for part, number in numbers.items():
            if part not in names:
                # LibreOffice would show such a deck with the slide silently empty.
                raise Unreadable(no_slide(number))
        with new_container(Path(request["out"])) as copy:
            cuts = [copy_part(deck, member, copy, odf, numbers) for member in deck.infolist()]
        count, media = _of_odf(deck) if odf else (len(slides), media_of_pptx(deck))
        return {
            "cut": sum(cut.count for cut in cuts),
            "slides": count,
            "media": media,
            "macros": any(_is_macro(name) for name in names),
            "linked": any(cut.pictures for cut in cuts),
        }


def _of_odf(deck: zipfile.ZipFile) -> tuple[int, list[Medium]]:
    try:
        content = parsed(read_member(deck, "content.xml"))
    except (KeyError, etree.XMLSyntaxError) as problem:
        raise Unreadable(DAMAGED) from problem
    return sum(1 for _ in content.iter(ODF_PAGE)), media_of_odf(deck, content)


def _is_macro(name: str) -> bool:
    """PowerPoint's project of macros, or a module of LibreOffice's Basic."""
    if name.endswith("/vbaProject.bin"):
        return True
    return name.startswith("Basic/") and not name.endswith(("/script-lb.xml", "/script-lc.xml"))
