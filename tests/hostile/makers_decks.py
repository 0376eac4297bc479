"""Decks that point outwards in every way that was seen to work on a bare LibreOffice, and more."""

import base64
import gzip
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from tests.ingest import makers

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def drawing(address: str) -> bytes:
    """An SVG that shows the picture at ``address``."""
    return (
        '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" width="300" height="200">'
        '<rect width="300" height="200" fill="#ff0"/>'
        f'<image width="200" height="100" xlink:href="{address}"/></svg>'
    ).encode()


def ways(target: Path, deck: Path, web: Sequence[str]) -> list[str]:
    """Spellings of an address: web, file, relative, masked."""
    up = "../" * len(deck.parent.parts) + str(target).lstrip("/")
    return [
        *web,
        target.as_uri(),
        str(target),
        up,
        f"Pictures/{up}",
        up.replace("../", "%2e%2e/"),
        quote(target.as_uri(), safe=""),
        f"\\\\127.0.0.1\\share\\{target.name}",
        f"//127.0.0.1/{target.name}",
        f"vnd.sun.star.pkg://{quote(target.as_uri(), safe='')}/x.png",
    ]


def odp_with_links(folder: Path, target: Path, web: Sequence[str]) -> Path:
    """An ODP that links ``target`` and ``web`` as picture, object, frame, film, font, base …"""
    path = folder / "linked.odp"
    frames, extra = [], {}
    for at, way in enumerate(ways(target, path, web)):
        masked = way.replace("&", "&amp;")
        frames.append(_frame(f'<draw:image xlink:href="{masked}" xlink:actuate="onLoad"/>'))
        for inner in (
            ()
            if at > len(web)
            else (
                '<draw:object xlink:href="{}" xlink:type="simple"/>',
                '<draw:object-ole xlink:href="{}" xlink:type="simple"/>',
                '<draw:plugin xlink:href="{}" draw:mime-type="application/vnd.sun.star.media"/>',
                '<draw:floating-frame xlink:href="{}"/>',
            )
        ):
            frames.append(_frame(inner.format(masked)))
        shown = drawing(masked)
        inside = {f"d{at}.svg": shown, f"d{at}.png": gzip.compress(shown)}
        for name, content in inside.items():
            extra[f"Pictures/{name}"] = content
            frames.append(_frame(f'<draw:image xlink:href="Pictures/{name}"/>'))
        packed = base64.b64encode(shown).decode()
        frames.append(
            _frame(f"<draw:image><office:binary-data>{packed}</office:binary-data></draw:image>")
        )
    first = web[0]
    faces = (
        '<style:font-face style:name="Zed" svg:font-family="Zed"><svg:font-face-src>'
        f'<svg:font-face-uri xlink:href="{first}"><svg:font-face-format svg:string="truetype"/>'
        "</svg:font-face-uri></svg:font-face-src></style:font-face>"
    )
    content = _before("</draw:page>", "".join(frames), _after("<office:font-face-decls>", faces))
    inner = _before("</draw:page>", _frame(f'<draw:image xlink:href="{target.as_uri()}"/>'))
    source = makers.make("odp", folder / "plain")
    extra["Object 1/content.xml"] = inner(makers.member(source, "content.xml"))
    extra["Object 1/styles.xml"] = makers.member(source, "styles.xml")
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in (
            *((name, "image/svg+xml") for name in extra if name.startswith("Pictures/")),
            ("Object 1/", "application/vnd.oasis.opendocument.presentation"),
            ("Object 1/content.xml", "text/xml"),
            ("Object 1/styles.xml", "text/xml"),
        )
    )
    reload = f'<meta:auto-reload xlink:href="{first}" meta:delay="PT0S"/>'
    fill = f'<draw:fill-image draw:name="f" xlink:href="{target.as_uri()}"/>'
    based = f'<office:document-content xml:base="{target.parent.as_uri()}/"'
    whole = _before("</draw:page>", _frame('<draw:object xlink:href="./Object 1"/>'), content)
    changes = {
        "content.xml": lambda content: _put(whole(content), "<office:document-content", based),
        "styles.xml": _after("<office:styles>", fill),
        "meta.xml": _after("<office:meta>", reload),
        "META-INF/manifest.xml": _before("</manifest:manifest>", entries),
    }
    return _with(source, path, changes, extra)


def pptx_with_links(folder: Path, target: Path, web: Sequence[str]) -> Path:
    """A PPTX that links ``target`` and ``web`` as picture, film, object, template, drawing …"""
    path = folder / "linked.pptx"
    shapes, relations, extra = [], [], {}

    def relate(kind: str, to: str, *, outside: bool = True) -> str:
        name = f"rId{100 + len(relations)}"
        mode = ' TargetMode="External"' if outside else ""
        relations.append(f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{to}"{mode}/>')
        return name

    for at, way in enumerate(ways(target, path, web)):
        shapes.append(_picture(f'<a:blip r:link="{relate("image", way)}"/>'))
        shapes.append(_picture(f'<a:blip r:embed="{relate("image", way, outside=False)}"/>'))
        film = f'<p:nvPr><a:videoFile r:link="{relate("video", way)}"/></p:nvPr>'
        shapes.append(_picture("<a:blip/>").replace("<p:nvPr/>", film))
        shapes.append(_object(relate("oleObject", way)))
        relate("slideMaster" if at % 2 else "attachedTemplate", way)
        for name in (f"d{at}.svg", f"e{at}.png"):
            extra[f"ppt/media/{name}"] = drawing(way)
            kept = relate("image", f"../media/{name}", outside=False)
            shapes.append(_picture(f'<a:blip r:embed="{kept}"/>'))
    types = (
        '<Default Extension="svg" ContentType="image/svg+xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
    )
    changes = {
        "ppt/slides/slide1.xml": _before("</p:spTree>", "".join(shapes)),
        "ppt/slides/_rels/slide1.xml.rels": _before("</Relationships>", "".join(relations)),
        "[Content_Types].xml": _before("<Default ", types),
    }
    return _with(makers.make("pptx", folder / "plain"), path, changes, extra)


def flat_odp(folder: Path, target: Path, web: Sequence[str], name: str) -> Path:
    """A flat ODF document with linked pictures under a name of another kind."""
    images = "".join(_frame(f'<draw:image xlink:href="{way}"/>') for way in (target.as_uri(), *web))
    path = folder / name
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><office:document '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2" '
        'office:mimetype="application/vnd.oasis.opendocument.presentation"><office:body>'
        f"<office:presentation><draw:page>{images}</draw:page></office:presentation>"
        "</office:body></office:document>",
        "utf-8",
    )
    return path


def many_slides(folder: Path, form: str, count: int) -> Path:
    """A deck that says it has ``count`` slides, in little more than one slide's bytes."""
    if form == "odp":
        source = makers.make("odp", folder / "plain")

        def repeat(content: bytes) -> bytes:
            start = content.index(b"<draw:page ")
            end = content.index(b"</draw:page>") + len(b"</draw:page>")
            page = content[start:end]
            pages = b"".join(
                page.replace(b'draw:name="page1"', b'draw:name="p%d"' % at) for at in range(count)
            )
            return content[:start] + pages + content[content.rindex(b"</draw:page>") + 12 :]

        return makers.rewrite(source, folder / "many.odp", {"content.xml": repeat})
    source = makers.make("pptx", folder / "plain")
    parts, ids, types, extra = [], [], [], {}
    slide = makers.member(source, "ppt/slides/slide1.xml")
    rels = makers.member(source, "ppt/slides/_rels/slide1.xml.rels")
    kind = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml"
    for at in range(3, count + 1):
        extra[f"ppt/slides/slide{at}.xml"] = slide
        extra[f"ppt/slides/_rels/slide{at}.xml.rels"] = rels
        parts.append(f'<Relationship Id="m{at}" Type="{R}/slide" Target="slides/slide{at}.xml"/>')
        ids.append(f'<p:sldId id="{1000 + at}" r:id="m{at}"/>')
        types.append(f'<Override PartName="/ppt/slides/slide{at}.xml" ContentType="{kind}"/>')
    changes = {
        "ppt/presentation.xml": _before("</p:sldIdLst>", "".join(ids)),
        "ppt/_rels/presentation.xml.rels": _before("</Relationships>", "".join(parts)),
        "[Content_Types].xml": _before("</Types>", "".join(types)),
    }
    return _with(source, folder / "many.pptx", changes, extra)


Change = Callable[[bytes], bytes]


def _same(content: bytes) -> bytes:
    return content


def _before(mark: str, text: str, first: Change = _same) -> Change:
    return lambda content: _put(first(content), mark, f"{text}{mark}")


def _after(mark: str, text: str, first: Change = _same) -> Change:
    return lambda content: _put(first(content), mark, f"{mark}{text}")


def _put(content: bytes, mark: str, text: str) -> bytes:
    assert mark.encode() in content, mark
    return content.replace(mark.encode(), text.encode(), 1)


def _with(
    source: Path, path: Path, changes: Mapping[str, Change], extra: Mapping[str, bytes]
) -> Path:
    makers.rewrite(source, path, dict(changes))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as deck:
        for name, content in extra.items():
            deck.writestr(name, content)
    return path


def _frame(inner: str) -> str:
    return (
        f'<draw:frame svg:width="5cm" svg:height="5cm" svg:x="1cm" svg:y="1cm">{inner}</draw:frame>'
    )


def _picture(blip: str) -> str:
    return (
        f'<p:pic xmlns:a="{A}" xmlns:r="{R}"><p:nvPicPr><p:cNvPr id="91" name="p"/><p:cNvPicPr/>'
        f"<p:nvPr/></p:nvPicPr><p:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch>"
        '</p:blipFill><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3000000" cy="2000000"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def _object(relation: str) -> str:
    return (
        f'<p:graphicFrame xmlns:a="{A}" xmlns:r="{R}"><p:nvGraphicFramePr>'
        '<p:cNvPr id="91" name="p"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="3000000" cy="2000000"/></p:xfrm><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/presentationml/2006/ole">'
        f'<p:oleObj r:id="{relation}" imgW="3000000" imgH="2000000" progId="Paint.Picture">'
        '<p:link updateAutomatic="1"/></p:oleObj></a:graphicData></a:graphic></p:graphicFrame>'
    )
