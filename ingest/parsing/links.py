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

from lxml import etree

from ingest.parsing.clean_svg import MAX_BYTES
from ingest.parsing.deck_drawings import (
    HEAD,
    Safe,
    clean_embedded,
    clean_part,
    is_drawing_too,
    may_lead_out,
)
from ingest.parsing.deck_media import Medium, media_of_odf, media_of_pptx
from ingest.parsing.deck_relations import cut_relations
from ingest.parsing.errors import DAMAGED, Unreadable
from ingest.parsing.odf_addresses import cut_hrefs
from ingest.parsing.order import parsed, slide_parts
from ingest.zips import checked, opened, read_member

#: The declaration of an entity, in the encodings that XML must be readable in.
ENTITY = tuple("<!ENTITY".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
ENTITIES = (
    "В файле есть объявления, которых в презентациях не бывает, и открывать его небезопасно. "
    "Откройте его у себя, сохраните заново и загрузите снова."
)
COPY_BYTES = 1024 * 1024
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
            cut = _cut_xml(deck, name)
        else:
            cut = _cut_drawing(deck, name)
        if cut is not None:
            changed[name] = cut
    return changed


def _cut_xml(deck: zipfile.ZipFile, name: str) -> Cut | None:
    content = read_member(deck, name)
    if any(mark in content for mark in ENTITY):
        # Neither kind of deck has any use for them; what unfolds or leads out begins with one.
        raise Unreadable(ENTITIES)
    relations = name.lower().endswith(".rels")
    if relations or _is_of_pptx(deck, name):
        if is_drawing_too(content):
            return _cut_of(clean_part(content))
        if not relations:
            return None
    try:
        root = parsed(content)
    except etree.XMLSyntaxError as problem:
        if relations or name in ("content.xml", "styles.xml"):
            raise Unreadable(DAMAGED) from problem
        return _cut_of(clean_part(content))
    count, pictures = cut_relations(deck, name, root) if relations else cut_hrefs(root)
    if not relations:
        embedded, lost = clean_embedded(root)
        count, pictures = count + embedded, pictures or lost
    if not count:
        return None
    return Cut(count, etree.tostring(root, xml_declaration=True, encoding="UTF-8"), pictures)


def _is_of_pptx(deck: zipfile.ZipFile, name: str) -> bool:
    """Whether a part names what it shows by relations alone."""
    return name.startswith("ppt/") and "mimetype" not in deck.namelist()


def _cut_drawing(deck: zipfile.ZipFile, name: str) -> Cut | None:
    if name.endswith("/"):
        return None
    with opened(deck, name) as member:
        head = member.read(HEAD)
        if not may_lead_out(head, name):
            return None
        return _cut_of(clean_part(head + member.read(MAX_BYTES + 1), name))


def _cut_of(safe: Safe | None) -> Cut | None:
    return None if safe is None else Cut(1, safe.content, safe.lost)


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
