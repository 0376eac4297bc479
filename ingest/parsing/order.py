"""The parts of an OOXML deck in the order of its slides, without opening them all."""

from __future__ import annotations

import posixpath
import zipfile
from typing import Any

from lxml import etree

from ingest.parsing.errors import DAMAGED, Unreadable
from ingest.zips import read_member

RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
SLIDE_ID = "{http://schemas.openxmlformats.org/presentationml/2006/main}sldId"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
DOCUMENT = "/officeDocument"


def parsed(content: bytes) -> Any:
    """The root of ``content``; nothing outside of it is read. Raises lxml's XMLSyntaxError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(content, parser)


def relations(deck: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str, bool]]:
    """Of a part ("" is the package): id → (type, target, whether it lies outside).

    Targets inside are names of members. Raises Unreadable for damaged ones.
    """
    folder, _, name = part.rpartition("/")
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    try:
        root = parsed(read_member(deck, rels))
    except KeyError:
        return {}
    except etree.XMLSyntaxError as problem:
        raise Unreadable(DAMAGED) from problem
    found = {}
    for relation in root.iter(RELATIONSHIP):
        target = relation.get("Target", "")
        outside = relation.get("TargetMode", "").lower() == "external"
        if not outside:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[relation.get("Id", "")] = (relation.get("Type", ""), target, outside)
    return found


def main_part(deck: zipfile.ZipFile) -> str:
    """The member that lists the slides, usually ``ppt/presentation.xml``."""
    for kind, target, outside in relations(deck, "").values():
        if kind.endswith(DOCUMENT) and not outside:
            return target
    return "ppt/presentation.xml"


def slide_parts(deck: zipfile.ZipFile) -> list[str]:
    """Members that are slides, in the deck's order. Raises Unreadable for a damaged list."""
    main = main_part(deck)
    try:
        root = parsed(read_member(deck, main))
    except (KeyError, etree.XMLSyntaxError) as problem:
        raise Unreadable(DAMAGED) from problem
    known = relations(deck, main)
    return [
        known[one.get(R_ID)][1] if one.get(R_ID) in known else "" for one in root.iter(SLIDE_ID)
    ]
