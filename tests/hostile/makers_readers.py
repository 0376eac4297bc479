"""Decks that two readers read each in its own way: ours finds nothing, LibreOffice a way out."""

import base64
import gzip
import struct
from collections.abc import Callable
from pathlib import Path

from tests.hostile.makers_decks import R, _before, _frame, _object, _picture, _with, drawing
from tests.hostile.makers_hidden import TYPES
from tests.ingest import makers

#: LibreOffice takes the encoding from anywhere in the first line.
CALLED_UTF7 = """<?xml version="1.0"?><!-- encoding='utf-7' -->"""
OBJECT = (
    '<manifest:file-entry manifest:full-path="Object 1/" '
    'manifest:media-type="application/vnd.oasis.opendocument.presentation" '
    'manifest:version="1.2"/>'
)
LINK = (
    '<p:sp xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{R}"><p:nvSpPr><p:cNvPr id="77" name="l"><a:hlinkClick r:id="rId100"/></p:cNvPr>'
    "<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/></p:sp>"
)
END, END64, LOCATOR = "<4sHHHHIIH", "<4sQHHIIQQQQ", "<4sIQI"


def utf7(markup: str) -> str:
    """Markup that is none but in UTF-7."""
    return markup.replace("+", "+-").replace("<", "+ADw-").replace(">", "+AD4-")


def _called_utf7(before: str, markup: str) -> Callable[[bytes], bytes]:
    """A part in one line that is called UTF-7, with ``markup`` in it."""

    def change(content: bytes) -> bytes:
        body = content.decode().partition("?>")[2].strip().replace("\n", " ")
        assert before in body
        return (CALLED_UTF7 + body.replace(before, utf7(markup) + before, 1)).encode()

    return change


def _declares(subset: str, change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """A part with a DOCTYPE."""
    return lambda content: change(content).replace(b"?>", f"?><!DOCTYPE x [{subset}]>".encode(), 1)


def drawings_in_utf7(address: str) -> dict[str, bytes]:
    """By name: the drawing's picture is one only in UTF-7."""
    plain = drawing(address).decode().partition("?>")[2]
    start, end = plain.index("<image"), plain.index("</svg>")
    shown = (CALLED_UTF7 + plain[:start] + utf7(plain[start:end]) + plain[end:]).encode()
    return {"n.svg": shown, "n.png": gzip.compress(shown)}


def drawings_by_default(address: str) -> dict[str, bytes]:
    """By name: what the drawing shows is told by its DTD."""
    plain = drawing(address).replace(f' xlink:href="{address}"'.encode(), b"")
    subset = f'<!ATTLIST image xlink:href CDATA "{address}">'
    shown = _declares(subset, lambda content: content)(plain)
    return {"n.svg": shown, "n.png": gzip.compress(shown)}


def pptx_in_utf7(folder: Path, target: Path, drawn: Path) -> Path:
    """Drawings, relations, and a slide beside a link that is kept."""
    relations = "".join(
        f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{to}" TargetMode="External"/>'
        for name, kind, to in (
            ("rId101", "image", target.as_uri()),
            ("rId102", "oleObject", drawn.as_uri()),
        )
    )
    shapes = _picture('<a:blip r:link="rId101"/>') + _object("rId102")
    return _pptx(
        folder,
        drawings_in_utf7(target.as_uri()),
        drawn,
        _before("</p:spTree>", shapes),
        _called_utf7("</Relationships>", relations),
    )


def pptx_slide_in_utf7(folder: Path, target: Path, drawn: Path) -> Path:
    """A slide whose kept link is an object's, too, and that only in UTF-7."""
    slide = _called_utf7("</p:spTree>", _object("rId100"))
    return _pptx(folder, {}, drawn, slide, lambda content: content)


def pptx_by_default(folder: Path, target: Path, drawn: Path) -> Path:
    """Drawings, and a slide whose DTD gives the kept link to an object, too."""
    held = _object("rId100").replace(' r:id="rId100"', "")
    slide = _declares('<!ATTLIST p:oleObj r:id CDATA "rId100">', _before("</p:spTree>", held))
    drawings = drawings_by_default(target.as_uri())
    return _pptx(folder, drawings, drawn, slide, lambda content: content)


def odp_in_utf7(folder: Path, target: Path) -> Path:
    """Drawings as parts and as base64, and a frame."""
    address = target.as_uri()
    shown = _called_utf7("</draw:page>", _frame(f'<draw:image xlink:href="{address}"/>'))
    return _odp(folder, drawings_in_utf7(address), shown)


def odp_by_default(folder: Path, target: Path) -> Path:
    """Drawings as parts and as base64, and a frame."""
    address = target.as_uri()
    subset = f'<!ATTLIST draw:image xlink:href CDATA "{address}">'
    shown = _declares(subset, _before("</draw:page>", _frame("<draw:image/>")))
    return _odp(folder, drawings_by_default(address), shown)


def odp_with_object(folder: Path, target: Path, *, deep: bool) -> Path:
    """An object whose XML breaks off at its end, or goes on into the depth, behind a picture."""
    source = makers.make("odp", folder / "plain")
    shown = _frame(f'<draw:image xlink:href="{target.as_uri()}"/>')
    if deep:
        spans = "<text:span>" * 300 + "x" + "</text:span>" * 300
        shown += _frame(f"<draw:text-box><text:p>{spans}</text:p></draw:text-box>")
    content = _before("</draw:page>", shown)(makers.member(source, "content.xml"))
    if not deep:
        content = content.replace(b"</office:document-content>", b"<broken>")
    styles = makers.member(source, "styles.xml")
    extra = {
        # Whatever has these letters is taken for a drawing.
        f"Object 1/{name}": part.replace(b"svg:", b"sg:")
        .replace(b"xmlns:svg=", b"xmlns:sg=")
        .replace(b":svg-compatible:", b":s&#118;g-compatible:")
        for name, part in (("content.xml", content), ("styles.xml", styles))
    }
    entries = OBJECT + "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in extra
    )
    changes = {
        "content.xml": _before("</draw:page>", _frame('<draw:object xlink:href="./Object 1"/>')),
        "META-INF/manifest.xml": _before("</manifest:manifest>", entries),
    }
    return _with(source, folder / "object.odp", changes, extra)


def two_decks(path: Path, seen: Path, hidden: Path) -> Path:
    """A container with two directories: the record of zip64 names that of ``seen``."""
    (first, first_list, first_count), (second, second_list, second_count) = (
        _directory(one) for one in (hidden, seen)
    )
    moved = bytearray(second_list)
    at = 0
    while at < len(moved):
        lengths = struct.unpack_from("<HHH", moved, at + 28)
        (offset,) = struct.unpack_from("<I", moved, at + 42)
        struct.pack_into("<I", moved, at + 42, offset + len(first))
        at += 46 + sum(lengths)
    whole = first + second
    lists = len(whole) + len(first_list)
    end64 = (b"PK\6\6", 44, 45, 45, 0, 0, second_count, second_count, len(moved), lists)
    place = lists + len(moved)
    rest = len(first_list) + len(moved) + struct.calcsize(END64) + struct.calcsize(LOCATOR)
    end = (b"PK\5\6", 0, 0, first_count, first_count, rest, len(whole), 0)
    path.write_bytes(
        whole
        + first_list
        + moved
        + struct.pack(END64, *end64)
        + struct.pack(LOCATOR, b"PK\6\7", 0, place, 1)
        + struct.pack(END, *end)
    )
    return path


def _directory(path: Path) -> tuple[bytes, bytes, int]:
    """What stands before the directory, the directory, and how many it names."""
    content = path.read_bytes()
    count, size, start = struct.unpack_from("<HII", content, content.rfind(b"PK\5\6") + 10)
    return content[:start], content[start : start + size], count


def _pptx(
    folder: Path,
    drawings: dict[str, bytes],
    drawn: Path,
    slide: Callable[[bytes], bytes],
    rels: Callable[[bytes], bytes],
) -> Path:
    """A PPTX that shows ``drawings`` and has the relation rId100, a link to ``drawn``."""
    relations = (
        f'<Relationship Id="rId100" Type="{R}/hyperlink" Target="{drawn.as_uri()}" '
        'TargetMode="External"/>'
    )
    shapes = LINK
    for at, name in enumerate(drawings):
        relations += f'<Relationship Id="d{at}" Type="{R}/image" Target="../media/{name}"/>'
        shapes += _picture(f'<a:blip r:embed="d{at}"/>')
    put, relate = _before("</p:spTree>", shapes), _before("</Relationships>", relations)
    changes = {
        "ppt/slides/slide1.xml": lambda content: slide(put(content)),
        "ppt/slides/_rels/slide1.xml.rels": lambda content: rels(relate(content)),
        "[Content_Types].xml": _before("<Default ", TYPES),
    }
    extra = {f"ppt/media/{name}": content for name, content in drawings.items()}
    return _with(makers.make("pptx", folder / "plain"), folder / "two.pptx", changes, extra)


def _odp(folder: Path, drawings: dict[str, bytes], change: Callable[[bytes], bytes]) -> Path:
    """An ODP that shows ``drawings``, as parts and as base64."""
    frames, entries = "", ""
    for name, content in drawings.items():
        held = base64.b64encode(content).decode()
        frames += _frame(
            f"<draw:image><office:binary-data>{held}</office:binary-data></draw:image>"
        )
        frames += _frame(f'<draw:image xlink:href="Pictures/{name}"/>')
        entries += (
            f'<manifest:file-entry manifest:full-path="Pictures/{name}" '
            'manifest:media-type="image/svg+xml"/>'
        )
    put = _before("</draw:page>", frames)
    changes = {
        "content.xml": lambda content: change(put(content)),
        "META-INF/manifest.xml": _before("</manifest:manifest>", entries),
    }
    extra = {f"Pictures/{name}": content for name, content in drawings.items()}
    return _with(makers.make("odp", folder / "plain"), folder / "two.odp", changes, extra)
