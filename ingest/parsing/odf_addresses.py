"""Cuts addresses that lead out of an ODF document, but for links that a reader clicks."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from lxml import etree

BASE = "{http://www.w3.org/XML/1998/namespace}base"
ANCHORS = {
    "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}a",
    "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}a",
    "{urn:oasis:names:tc:opendocument:xmlns:presentation:1.0}event-listener",
}
#: By local name: LibreOffice takes several spellings of a namespace for the same.
PICTURES = ("image", "fill-image")
#: An address in an attribute of another name, as the picture of a button.
ADDRESS = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:/|file:|vnd\.|\\\\|//)", re.IGNORECASE)
#: Names a sheet that tells RDF from the document; nobody loads it.
GRDDL = "{http://www.w3.org/2003/g/data-view#}transformation"


def cut_hrefs(root: Any) -> tuple[int, bool]:
    """Cut them in the tree: how many, and whether one of them was to a picture."""
    cut, pictures = 0, False
    for element in root.iter(etree.Element):
        for key, value in list(element.attrib.items()):
            if key == BASE or _leads_out(element.tag, key, value):
                del element.attrib[key]
                cut += 1
                name = etree.QName(element).localname
                pictures = pictures or (key != BASE and name in PICTURES)
    return cut, pictures


def _leads_out(tag: str, key: str, value: str) -> bool:
    if tag in ANCHORS or key == GRDDL:
        return False
    if key.rpartition("}")[2].lower() == "href":
        return not _is_inside(value)
    return ADDRESS.match(unquote(value)) is not None


def _is_inside(target: str) -> bool:
    """Whether an address stays in the package, however it is written."""
    plain = unquote(unquote(target))
    if plain.startswith("/") or ":" in plain or "\\" in plain:
        return False
    return ".." not in plain.split("/")
