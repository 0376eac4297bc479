"""Cuts what leads out of a deck before LibreOffice opens it.

LibreOffice loads linked pictures, films and objects from the network and from the local disk and
embeds what it finds. Hyperlinks stay: it does not follow those.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from ingest.parsing.errors import DAMAGED, Unreadable
from ingest.zips import checked, read_member

RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
HREF = "{http://www.w3.org/1999/xlink}href"
ANCHORS = {
    "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}a",
    "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}a",
    "{urn:oasis:names:tc:opendocument:xmlns:presentation:1.0}event-listener",
}
ODF_PAGE = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}page"
SLIDE_ID = "{http://schemas.openxmlformats.org/presentationml/2006/main}sldId"
#: LibreOffice would show such a deck with the slide silently empty.
LOST_SLIDE = (
    "Один из слайдов не читается: презентация повреждена. "
    "Откройте её в PowerPoint, сохраните заново и загрузите снова."
)


def cut_links(request: dict[str, Any]) -> dict[str, Any]:
    """``{"path", "out"}`` → ``{"cut": n, "slides": n or null}``.

    The copy stands at ``out`` when ``cut`` is not 0. ``slides`` is what the deck's own table of
    contents says. Raises Unreadable also for a slide that is not well-formed.
    """
    changed: dict[str, bytes] = {}
    cut = 0
    slides: int | None = None
    with checked(Path(request["path"])) as deck:
        for member in deck.infolist():
            name = member.filename
            if not name.endswith((".rels", ".xml")):
                continue
            slide = name.startswith("ppt/slides/slide")
            if name.startswith("ppt/") and not (
                slide or name.endswith((".rels", "/presentation.xml"))
            ):
                continue
            root = _parsed(read_member(deck, name), name)
            if root is None and slide:
                raise Unreadable(LOST_SLIDE)
            if root is None:
                continue
            if name == "ppt/presentation.xml":
                slides = sum(1 for _ in root.iter(SLIDE_ID))
            elif name == "content.xml":
                slides = sum(1 for _ in root.iter(ODF_PAGE))
            if slide:
                continue
            here = _cut_relations(root) if name.endswith(".rels") else _cut_hrefs(root)
            if here:
                cut += here
                changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
        if changed:
            _rewrite(deck, changed, Path(request["out"]))
    return {"cut": cut, "slides": slides}


def _parsed(content: bytes, name: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as problem:
        if name.endswith(".rels") or name in ("content.xml", "styles.xml"):
            raise Unreadable(DAMAGED) from problem
        return None


def _cut_relations(root: Any) -> int:
    cut = 0
    for relation in root.iter(RELATIONSHIP):
        outside = relation.get("TargetMode", "").lower() == "external"
        loaded = outside and not relation.get("Type", "").endswith("/hyperlink")
        if loaded and relation.get("Target") != "about:blank":
            relation.set("Target", "about:blank")
            cut += 1
    return cut


def _cut_hrefs(root: Any) -> int:
    cut = 0
    for element in root.iter():
        target = element.get(HREF) if isinstance(element.tag, str) else None
        if target is None or element.tag in ANCHORS:
            continue
        inside = not target.startswith(("/", "..", "\\")) and ":" not in target
        if not inside:
            del element.attrib[HREF]
            cut += 1
    return cut


def _rewrite(deck: zipfile.ZipFile, changed: dict[str, bytes], out: Path) -> None:
    with zipfile.ZipFile(out, "w") as copy:
        for member in deck.infolist():
            packing = zipfile.ZIP_DEFLATED if member.filename in changed else zipfile.ZIP_STORED
            content = changed.get(member.filename)
            if content is None:
                content = read_member(deck, member.filename, member.file_size)
            copy.writestr(member.filename, content, packing)
