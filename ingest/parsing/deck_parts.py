"""One member of a deck as it goes on into the copy: with nothing in it that leads outside.

What is XML is written from its tree, whatever it is called; the rest is looked through for drawings
and copied.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from ingest.parsing.clean_svg import MAX_BYTES
from ingest.parsing.deck_copy import pour, put
from ingest.parsing.deck_drawings import (
    HEAD,
    clean_drawing,
    clean_embedded,
    clean_part,
    is_drawing,
    may_lead_out,
)
from ingest.parsing.deck_relations import cut_relations
from ingest.parsing.deck_xml import cut_all_hrefs, read_xml, written
from ingest.parsing.errors import DAMAGED, Unreadable
from ingest.parsing.odf_addresses import cut_hrefs
from ingest.parsing.odf_forms import cut_forms
from ingest.zips import opened, read_member

XML = (".rels", ".xml", ".vml")
#: PowerPoint writes it with the loose ends of HTML, and LibreOffice has always mended them.
MENDED = ".vml"
#: A deck shows without these, so one of them that is damaged is left empty.
BESIDE = re.compile(
    r"(?:docProps|docMetadata|customXml|_xmlsignatures|__MACOSX|Configurations2|Thumbnails|Basic"
    r"|Dialogs|Scripts)/|(?:.*/)?(?:meta\.xml|settings\.xml|\._[^/]*)$"
)


@dataclass(frozen=True, slots=True)
class Cut:
    """How much was cut from a member, and whether pictures were that it links to."""

    count: int = 0
    pictures: bool = False


def copy_part(
    deck: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    copy: zipfile.ZipFile,
    odf: bool,
    slides: Mapping[str, int],
) -> Cut:
    """Write ``member`` of ``deck`` into ``copy``; ``slides`` are the numbers of those parts.

    Raises Unreadable for XML that is not well-formed, unless the deck shows without it.
    """
    name = member.filename
    if name.endswith("/"):
        put(copy, member, b"")
        return Cut()
    if name.lower().endswith(XML) or name in slides:
        content, cut = _xml(deck, name, odf, slides)
        put(copy, member, content)
        return cut
    with opened(deck, name) as source:
        head = source.read(HEAD)
        if may_lead_out(head, name):
            head += source.read(MAX_BYTES + 1)
            safe = clean_part(head, name)
            if safe is not None:
                put(copy, member, safe.content)
                return Cut(int(safe.lost), safe.lost)
        pour(copy, member, head, source)
    return Cut()


def no_slide(number: int) -> str:
    """Why a deck is not taken whose slide ``number`` is damaged or missing."""
    return (
        f"Слайд {number} не читается: презентация повреждена. "
        "Откройте её в PowerPoint, сохраните заново и загрузите снова."
    )


def _xml(
    deck: zipfile.ZipFile, name: str, odf: bool, slides: Mapping[str, int]
) -> tuple[bytes, Cut]:
    content = read_member(deck, name)
    if not content.strip() and name not in slides:
        return b"", Cut()
    try:
        root = read_xml(content, mend=not odf and name.lower().endswith(MENDED))
    except etree.XMLSyntaxError as problem:
        if BESIDE.match(name):
            return written(etree.Element("empty")), Cut()
        raise Unreadable(no_slide(slides[name]) if name in slides else DAMAGED) from problem
    if is_drawing(root):
        safe = clean_drawing(content)
        return safe.content, Cut(int(safe.lost), safe.lost)
    if name.lower().endswith(".rels"):
        found = [cut_relations(deck, name, root), cut_all_hrefs(root)]
    elif odf:
        found = [(cut_forms(root), False), cut_hrefs(root), clean_embedded(root)]
    else:
        found = [cut_all_hrefs(root)]
    return written(root), Cut(sum(n for n, _ in found), any(pictures for _, pictures in found))
