"""Cuts relations of an OOXML deck that lead outside, but for links that a reader clicks.

LibreOffice opens what a picture, film or object names by its relation, whatever the relation says
of its own type. So it is the place that names it which tells a link from a thing to be loaded.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from typing import Any
from urllib.parse import unquote

from lxml import etree

from ingest.parsing.deck_xml import read_xml
from ingest.zips import read_member

#: ECMA-376 part 1, 21.1.2.3.5 and its brothers, and the strict spelling of their namespace.
LINKS = frozenset(
    f"{{{space}}}{name}"
    for space in (
        "http://schemas.openxmlformats.org/drawingml/2006/main",
        "http://purl.oclc.org/ooxml/drawingml/main",
    )
    for name in ("hlinkClick", "hlinkHover", "hlinkMouseOver")
)
#: Ends of relationship types whose target LibreOffice hands to a player.
PLAYED = ("/video", "/audio", "/media", "/sound")
NONE: frozenset[str] = frozenset()
#: A scheme, or a share of another machine: no name of a part.
ADDRESS = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//|\\\\)", re.IGNORECASE)


def cut_relations(deck: zipfile.ZipFile, name: str, root: Any) -> tuple[int, bool]:
    """Cut them in the tree of ``name``; how many, and whether something is not shown for that."""
    cut, pictures = 0, False
    outward = [relation for relation in root.iter("{*}Relationship") if _leads_out(relation)]
    linked, loaded = _named(deck, name) if outward else (NONE, NONE)
    for relation in outward:
        kind = relation.get("Type", "")
        if kind.endswith("/hyperlink"):
            if relation.get("Id", "") in linked - loaded:
                continue
            pictures = pictures or relation.get("Id", "") in loaded
        else:
            pictures = pictures or kind.endswith("/image")
        # A player is asked for a film at any address, even for a blank one, and for 20 s at that.
        is_link = kind.endswith(PLAYED) or kind.endswith("/hyperlink")
        nowhere = "" if is_link else "about:blank"
        if relation.get("Target") != nowhere:
            relation.set("Target", nowhere)
            cut += 1
    return cut, pictures


def _leads_out(relation: Any) -> bool:
    if relation.get("TargetMode", "").strip().lower() == "external":
        return True
    return ADDRESS.match(unquote(relation.get("Target", ""))) is not None


def _named(deck: zipfile.ZipFile, relations: str) -> tuple[frozenset[str], frozenset[str]]:
    """Words that the part of these relations has in links, and elsewhere: ids are among them."""
    folder, _, file = relations.rpartition("/")
    part = posixpath.join(posixpath.dirname(folder), file[: -len(".rels")])
    try:
        root = read_xml(read_member(deck, part))
    except (KeyError, etree.XMLSyntaxError):
        return NONE, NONE
    linked: set[str] = set()
    loaded: set[str] = set()
    for element in root.iter(etree.Element):
        (linked if element.tag in LINKS else loaded).update(element.attrib.values())
    return frozenset(linked), frozenset(loaded)
