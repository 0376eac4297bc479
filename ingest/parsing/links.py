"""Cuts what leads out of a deck before LibreOffice opens it, and looks at what is inside.

LibreOffice loads linked pictures, films and objects from the network and from the local disk and
embeds what it finds. Hyperlinks stay: it does not follow those.
"""

from __future__ import annotations

import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree

from ingest.parsing.deck_drawings import HEAD, clean_embedded, may_be_drawing, without_links
from ingest.parsing.deck_media import Medium, media_of_odf, media_of_pptx
from ingest.parsing.errors import DAMAGED, Unreadable
from ingest.parsing.order import RELATIONSHIP, parsed, slide_parts
from ingest.zips import checked, opened, read_member

BASE = "{http://www.w3.org/XML/1998/namespace}base"
HREF = "{http://www.w3.org/1999/xlink}href"
ANCHORS = {
    "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}a",
    "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}a",
    "{urn:oasis:names:tc:opendocument:xmlns:presentation:1.0}event-listener",
}
#: The declaration of an entity, in the encodings that XML must be readable in.
ENTITY = tuple("<!ENTITY".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
ENTITIES = (
    "В файле есть объявления, которых в презентациях не бывает, и открывать его небезопасно. "
    "Откройте его у себя, сохраните заново и загрузите снова."
)
#: Ends of relationship types whose target LibreOffice hands to a player.
PLAYED = ("/video", "/audio", "/media", "/sound")
COPY_BYTES = 1024 * 1024
ODF_PICTURES = tuple(
    f"{{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}}{name}"
    for name in ("image", "fill-image")
)
ODF_PAGE = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}page"


@dataclass(frozen=True, slots=True)
class Cut:
    """A member that leads outside: how often, what it is now, whether it linked to pictures."""

    count: int
    safe: bytes
    pictures: bool


def cut_links(request: dict[str, Any]) -> dict[str, Any]:
    """``{"path", "out"}`` → ``{"cut": n, "slides": n, "media": [Medium, …], "macros", "linked"}``.

    The copy stands at ``out`` when ``cut`` is not 0. ``slides`` is what the deck's own table of
    contents says; ``linked``: whether pictures were cut that the deck only links to. Raises
    Unreadable also for a slide that is not well-formed, naming it.
    """
    with checked(Path(request["path"])) as deck:
        changed = _changed(deck)
        if "content.xml" in deck.namelist():
            slides, media = _of_odf(deck)
        else:
            slides, media = _of_pptx(deck)
        if changed:
            safe = {name: cut.safe for name, cut in changed.items()}
            _rewrite(deck, safe, Path(request["out"]))
        return {
            "cut": sum(cut.count for cut in changed.values()),
            "slides": slides,
            "media": media,
            "macros": any(_is_macro(name) for name in deck.namelist()),
            "linked": any(cut.pictures for cut in changed.values()),
        }


def _of_pptx(deck: zipfile.ZipFile) -> tuple[int, list[Medium]]:
    parts = slide_parts(deck)
    for number, part in enumerate(parts, start=1):
        try:
            parsed(read_member(deck, part))
        except (KeyError, etree.XMLSyntaxError) as problem:
            # LibreOffice would show such a deck with the slide silently empty.
            raise Unreadable(
                f"Слайд {number} не читается: презентация повреждена. "
                "Откройте её в PowerPoint, сохраните заново и загрузите снова."
            ) from problem
    return len(parts), media_of_pptx(deck)


def _of_odf(deck: zipfile.ZipFile) -> tuple[int, list[Medium]]:
    try:
        content = parsed(read_member(deck, "content.xml"))
    except etree.XMLSyntaxError as problem:
        raise Unreadable(DAMAGED) from problem
    return sum(1 for _ in content.iter(ODF_PAGE)), media_of_odf(deck, content)


def _is_macro(name: str) -> bool:
    """PowerPoint's project of macros, or a module of LibreOffice's Basic."""
    if name.endswith("/vbaProject.bin"):
        return True
    return name.startswith("Basic/") and not name.endswith(("/script-lb.xml", "/script-lc.xml"))


def _changed(deck: zipfile.ZipFile) -> dict[str, Cut]:
    """Members from which something was cut."""
    changed = {}
    for name in deck.namelist():
        if name.lower().endswith((".rels", ".xml")):
            cut = _cut_xml(name, read_member(deck, name))
        else:
            cut = _cut_drawing(deck, name)
        if cut is not None:
            changed[name] = cut
    return changed


def _cut_xml(name: str, content: bytes) -> Cut | None:
    if any(mark in content for mark in ENTITY):
        # Neither kind of deck has any use for them; what unfolds or leads out begins with one.
        raise Unreadable(ENTITIES)
    relations = name.lower().endswith(".rels")
    if not relations and name.startswith("ppt/"):
        return None
    try:
        root = parsed(content)
    except etree.XMLSyntaxError as problem:
        if relations or name in ("content.xml", "styles.xml"):
            raise Unreadable(DAMAGED) from problem
        return None
    count, pictures = _cut_relations(root) if relations else _cut_hrefs(root)
    if not relations:
        count += clean_embedded(root)
    if not count:
        return None
    return Cut(count, etree.tostring(root, xml_declaration=True, encoding="UTF-8"), pictures)


def _cut_drawing(deck: zipfile.ZipFile, name: str) -> Cut | None:
    if name.endswith("/"):
        return None
    with opened(deck, name) as member:
        if not may_be_drawing(member.read(HEAD)):
            return None
    safe = without_links(read_member(deck, name))
    return None if safe is None else Cut(1, safe, False)


def _cut_relations(root: Any) -> tuple[int, bool]:
    """How many were cut, and whether one of them was to a picture."""
    cut, pictures = 0, False
    for relation in root.iter(RELATIONSHIP):
        kind = relation.get("Type", "")
        outside = relation.get("TargetMode", "").lower() == "external"
        if not outside or kind.endswith("/hyperlink"):
            continue
        pictures = pictures or kind.endswith("/image")
        # A player is asked for a film at any address, even for a blank one, and for 20 s at that.
        nowhere = "" if kind.endswith(PLAYED) else "about:blank"
        if relation.get("Target") != nowhere:
            relation.set("Target", nowhere)
            cut += 1
    return cut, pictures


def _cut_hrefs(root: Any) -> tuple[int, bool]:
    """As ``_cut_relations``, of an ODF document's addresses."""
    cut, pictures = 0, False
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.attrib.pop(BASE, None) is not None:
            cut += 1
        target = element.get(HREF)
        if target is not None and element.tag not in ANCHORS and not _is_inside(target):
            del element.attrib[HREF]
            cut += 1
            pictures = pictures or element.tag in ODF_PICTURES
    return cut, pictures


def _is_inside(target: str) -> bool:
    """Whether an address stays in the package, however it is written."""
    plain = unquote(unquote(target))
    if plain.startswith("/") or ":" in plain or "\\" in plain:
        return False
    return ".." not in plain.split("/")


def _rewrite(deck: zipfile.ZipFile, changed: dict[str, bytes], out: Path) -> None:
    with zipfile.ZipFile(out, "w") as copy:
        for member in deck.infolist():
            safe = changed.get(member.filename)
            if safe is not None:
                copy.writestr(member.filename, safe, zipfile.ZIP_DEFLATED)
                continue
            with (
                opened(deck, member.filename) as source,
                copy.open(zipfile.ZipInfo(member.filename), "w", force_zip64=True) as target,
            ):
                shutil.copyfileobj(source, target, COPY_BYTES)
