"""An XML part of a deck, read once and written anew, so that every reader sees the same in it.

LibreOffice takes an encoding from anywhere in the first line, fills in attributes that a DTD names
and tells a drawing by words that may stand in a comment. What is written from the tree has neither.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from ingest.parsing.errors import Unreadable

DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
#: The declaration of an entity, in the encodings that XML must be readable in.
ENTITY = tuple("<!ENTITY".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
ENTITIES = (
    "В файле есть объявления, которых в презентациях не бывает, и открывать его небезопасно. "
    "Откройте его у себя, сохраните заново и загрузите снова."
)
#: By the end of the name: in what was mended a prefix may stand for no namespace.
_HREFS = etree.XPath("//@*[substring(local-name(), string-length(local-name()) - 3) = 'href']/..")


def read_xml(content: bytes, *, mend: bool = False) -> Any:
    """The root of ``content`` without comments and instructions; nothing outside of it is read.

    ``mend``: whether what is not well-formed is read as far as it goes.

    A DOCTYPE counts for nothing (menus and macros of LibreOffice have one), but what declares
    entities is refused: neither kind of deck has any use for them, and what unfolds or leads out
    begins with one. Raises Unreadable for that and lxml's XMLSyntaxError.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=mend,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as problem:
        if any(mark in content for mark in ENTITY):  # what unfolds without end is no better
            raise Unreadable(ENTITIES) from problem
        raise
    if root is None:  # nothing in it could be mended
        return etree.Element("empty")
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and (
        next(declared.iterentities(), None) is not None
        or next(root.iter(etree.Entity), None) is not None
    ):
        raise Unreadable(ENTITIES)
    return root


def written(root: Any) -> bytes:
    """The tree as UTF-8 under a declaration of our own, without a DOCTYPE."""
    tree: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=False, with_tail=False)
    return DECLARATION + tree


def cut_all_hrefs(root: Any) -> tuple[int, bool]:
    """Take out what would show a picture if the tree were drawn, where nothing else needs it.

    LibreOffice draws elements of SVG under any root. How many there were, and whether one of them
    was a picture's.
    """
    cut, pictures = 0, False
    for element in dict.fromkeys(_HREFS(root)):
        for key, value in list(element.attrib.items()):
            if key.endswith("href") and not value.lstrip().startswith("#"):
                del element.attrib[key]
                cut += 1
                pictures = pictures or element.tag.lower().endswith("image")
    return cut, pictures
