"""A drawing (SVG) without scripts and without a way to other files or to the network.

resvg runs no script and asks no network, yet reads pictures of this machine by their path; so
whatever is not inside the file is taken out before it sees the drawing.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from ingest.parsing.errors import DAMAGED, TOO_COMPLEX, Unreadable
from ingest.parsing.gzipped import HEAD, Bursting, unfolded
from ingest.parsing.raster import is_raster

NAMESPACE = "{http://www.w3.org/2000/svg}"
MAX_BYTES = 32 * 1024 * 1024
MAX_ELEMENTS = 300_000
#: What holds no drawing of its own, or another language's.
DROPPED = frozenset({"script", "foreignObject", "handler", "iframe", "audio", "video", "canvas"})
#: Pictures that stand in the file itself. What is called so and is no dots may be a drawing again,
#: which would need the same cleaning.
INSIDE = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,", re.IGNORECASE)
#: RFC 4648 without a letter that readers treat each in their own way.
BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")
OUTWARD = re.compile(r"url\(\s*['\"]?(?!\s*['\"]?#)[^)]*\)|@import[^;]*;?", re.IGNORECASE)
#: resvg knows fonts by name alone: a foreign name falls to one with serifs if nothing follows.
FONTS = re.compile(r"(font-family\s*:\s*)([^;{}]+)", re.IGNORECASE)
GENERIC = re.compile(r"\b(?:sans-serif|serif|monospace|cursive|fantasy)\b", re.IGNORECASE)
#: libxml2's words for what unfolds or nests beyond its bounds; older ones say the last of depth.
BEYOND = frozenset(
    {
        etree.ErrorTypes.ERR_ENTITY_LOOP,
        etree.ErrorTypes.ERR_RESOURCE_LIMIT,
        etree.ErrorTypes.ERR_INTERNAL_ERROR,
    }
)
NO_DRAWING = "Это не рисунок SVG, а другой XML-файл. Сохраните рисунок как PNG."
OUTSIDE = "Рисунок ссылается на другие файлы: их в нём нет, показываем без них."


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The drawing's tree, the same as text, and what is to be told in Russian."""

    root: Any
    xml: str
    notices: list[str]


def clean(path: Path) -> Cleaned:
    """The drawing at ``path``, gzipped or not; nothing in it leads outside. Raises Unreadable."""
    if path.stat().st_size > MAX_BYTES:
        raise Unreadable(TOO_COMPLEX)
    content = path.read_bytes()
    if not content.startswith(HEAD):
        return cleaned(content)
    try:
        return cleaned(unfolded(content, MAX_BYTES))
    except Bursting as problem:
        raise Unreadable(TOO_COMPLEX) from problem
    except ValueError as problem:
        raise Unreadable(DAMAGED) from problem


def cleaned(content: bytes, *, fonts: bool = True) -> Cleaned:
    """As ``clean``, of a drawing that lies in memory; ``fonts``: whether to name one for resvg."""
    parser = etree.XMLParser(
        resolve_entities="internal",
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as problem:
        raise Unreadable(TOO_COMPLEX if problem.code in BEYOND else DAMAGED) from problem
    if root.tag not in (f"{NAMESPACE}svg", "svg"):
        raise Unreadable(NO_DRAWING)
    outside = False
    elements = list(root.iter())
    if len(elements) > MAX_ELEMENTS:
        raise Unreadable(TOO_COMPLEX)
    for element in elements:
        if not isinstance(element.tag, str) or _name(element.tag) in DROPPED:
            _drop(element)
            continue
        outside = _clean_attributes(element, fonts) or outside
        if _name(element.tag) == "style" and element.text:
            element.text, led = _clean_css(element.text, fonts)
            outside = outside or led
    xml = etree.tostring(root, encoding="unicode")
    return Cleaned(root, xml, [OUTSIDE] if outside else [])


def words_of(root: Any) -> str:
    """The words that stand in the drawing, a line for each text, without those that stand twice."""
    lines: dict[str, None] = {}
    for element in root.iter():
        if isinstance(element.tag, str) and _name(element.tag) in ("title", "desc", "text"):
            told = " ".join("".join(element.itertext()).split())
            if told:
                lines.setdefault(told)
    return "\n".join(lines)


def _clean_attributes(element: Any, fonts: bool) -> bool:
    """Take out what leads outside or runs; whether there was something to see of it."""
    outside = False
    for key, value in list(element.attrib.items()):
        name = _name(key)
        if name.lower().startswith("on") or name == "base":
            del element.attrib[key]
        elif name in ("href", "src"):
            if not (value.lstrip().startswith("#") or _is_dots(value.lstrip())):
                del element.attrib[key]
                # A link around a part of the drawing goes nowhere in a picture: nothing is lost.
                outside = outside or _name(element.tag) != "a"
        elif name == "font-family":
            element.attrib[key] = _with_generic(value) if fonts else value
        elif name == "style" or "url(" in value.lower():
            cleaned, led = _clean_css(value, fonts)
            element.attrib[key] = cleaned
            outside = outside or led
    return outside


def from_base64(text: str) -> bytes | None:
    """What ``text`` without white space says; None where two readers might not agree on it."""
    if BASE64.fullmatch(text) is None:
        return None
    try:
        return base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))
    except (binascii.Error, ValueError):
        return None


def to_base64(content: bytes) -> str:
    """``content`` as a document holds it."""
    return base64.b64encode(content).decode()


def _is_dots(address: str) -> bool:
    """Whether an address holds the picture itself, of dots."""
    head = INSIDE.match(address)
    if head is None:
        return False
    content = from_base64("".join(address[head.end() :].split()))
    return content is not None and is_raster(content)


def _clean_css(css: str, fonts: bool) -> tuple[str, bool]:
    cleaned = OUTWARD.sub("none", css)
    if not fonts:
        return cleaned, cleaned != css
    named = FONTS.sub(lambda found: found[1] + _with_generic(found[2]), cleaned)
    return named, cleaned != css


def _with_generic(families: str) -> str:
    return families if GENERIC.search(families) else f"{families}, sans-serif"


def _drop(element: Any) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _name(qualified: str) -> str:
    return qualified.rpartition("}")[2]
