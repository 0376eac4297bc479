"""Decks that hide a way out behind another name, type or encoding."""

import base64
import gzip
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pptx.util import Cm

from tests.hostile import makers_drawings as drawings
from tests.hostile.makers_decks import R, _before, _frame, _object, _picture, _with, drawing
from tests.ingest import makers

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.1"
TYPES = "".join(
    f'<Default Extension="{end}" ContentType="{kind}"/>'
    for end, kind in (
        ("svg", "image/svg+xml"),
        ("png", "image/png"),
        ("emf", "image/x-emf"),
        ("wmf", "image/x-wmf"),
        ("eps", "image/x-eps"),
    )
)


def hidden(target: Path) -> dict[str, bytes]:
    """Names of parts and drawings that show ``target``, each hidden in its own way."""
    address = target.as_uri()
    shown, wide = drawing(address), drawings.wide(address)
    return {
        "nested.svg": drawings.nested(address, "png"),
        "packed.png": drawings.nested(address, "jpeg", packed=True),
        "deep.svg": drawings.nested(address, "gif", times=3),
        "wide.png": wide,
        "wide.gz.png": gzip.compress(wide),
        "broken.png": gzip.compress(shown)[:-8] + bytes(8),
        "late.svg": b"\n" * 17_000 + shown.partition(b"?>")[2],
        "drawn.xml": shown,
        "film.png": b"<!--ftyp-->" + shown.partition(b"?>")[2],
        "plus.emf": drawings.emf(shown),
        "packed.emf": drawings.emf(gzip.compress(shown)),
        "pieces.emf": drawings.emf(shown, pieces=3),
        "within.emf": drawings.emf(drawings.emf(shown), within=True),
        "unknown.emf": drawings.emf(shown, first=drawings.UNKNOWN),
        "nothing.emf": drawings.emf(shown, first=drawings.NOTHING),
        "ended.emf": drawings.emf(shown, first=drawings.ENDED),
        "unknown.gz.emf": gzip.compress(drawings.emf(shown, first=drawings.UNKNOWN)),
        "meeting.emf": drawings.emf(drawings.emf(shown), within=True, pieces=4),
        "script.eps": drawings.eps(target),
        "script.png": drawings.eps_for_dos(target),
        "script.emf": drawings.emf(drawings.eps(target)),
        "plus.wmf": drawings.wmf(drawings.emf(shown)),
        "plus.png": drawings.emf(wide),
    }


def pptx_hidden(folder: Path, target: Path, drawn: Path, films: Sequence[str]) -> Path:
    """A PPTX that shows ``hidden``; relations of hyperlinks load ``drawn`` and ``films``."""
    shapes, relations, extra = [], [], {}

    def relate(kind: str, to: str, mode: str = ' TargetMode="External"') -> str:
        name = f"rId{100 + len(relations)}"
        relations.append(f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{to}"{mode}/>')
        return name

    for name, content in hidden(target).items():
        extra[f"ppt/media/{name}"] = content
        shapes.append(_picture(f'<a:blip r:embed="{relate("image", f"../media/{name}", "")}"/>'))
    for kind in ("hyperlink", "package", "oleObject"):
        shapes.append(_object(relate(kind, drawn.as_uri())))
    shapes.append(_object(relate("package", drawn.as_uri(), "")))
    shapes.append(_picture(f'<a:blip r:link="{relate("hyperlink", target.as_uri())}"/>'))
    for film in films:
        held = f'<p:nvPr><a:videoFile r:link="{relate("hyperlink", film)}"/></p:nvPr>'
        shapes.append(_picture("<a:blip/>").replace("<p:nvPr/>", held))
    changes = {
        "ppt/slides/slide1.xml": _before("</p:spTree>", "".join(shapes)),
        "ppt/slides/_rels/slide1.xml.rels": _before("</Relationships>", "".join(relations)),
        "[Content_Types].xml": _before("<Default ", TYPES),
    }
    return _with(makers.make("pptx", folder / "plain"), folder / "hidden.pptx", changes, extra)


def pptx_with_link(folder: Path, target: Path, *, shown: bool) -> Path:
    """A PPTX with a relation that is called a link, which a picture names or nothing does."""
    kind = f'Type="{R}/hyperlink" Target="{target.as_uri()}" TargetMode="External"'
    picture = _picture('<a:blip r:link="rId100"/>') if shown else ""
    changes = {
        "ppt/slides/slide1.xml": _before("</p:spTree>", picture),
        "ppt/slides/_rels/slide1.xml.rels": _before(
            "</Relationships>", f'<Relationship Id="rId100" {kind}/>'
        ),
    }
    return _with(makers.make("pptx", folder / "plain"), folder / "link.pptx", changes, {})


def odp_hidden(folder: Path, target: Path) -> Path:
    """An ODP that shows ``hidden`` as parts and as base64, and an object where PPTX has slides."""
    source = makers.make("odp", folder / "plain")
    shown = base64.b64encode(drawing(target.as_uri())).decode()
    held = [
        *(base64.b64encode(content).decode() for content in hidden(target).values()),
        f"<!--x-->{shown}",
        f"{shown[:8]}<?x y?>{shown[8:]}",
        f"===={shown}",
        f"A*{shown}",
    ]
    frames = [
        _frame(f"<draw:image><office:binary-data>{one}</office:binary-data></draw:image>")
        for one in held
    ]
    frames.append(
        _frame(
            f'<draw:image><o:binary-data xmlns:o="{OFFICE}">{shown}</o:binary-data></draw:image>'
        )
    )
    extra = {f"Pictures/{name}": content for name, content in hidden(target).items()}
    frames += [_frame(f'<draw:image xlink:href="{name}"/>') for name in extra]
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="image/png"/>'
        for name in extra
    )
    inner = _before("</draw:page>", _frame(f'<draw:image xlink:href="{target.as_uri()}"/>'))
    extra["ppt/content.xml"] = inner(makers.member(source, "content.xml"))
    extra["ppt/styles.xml"] = makers.member(source, "styles.xml")
    entries += "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in (
            ("ppt/", "application/vnd.oasis.opendocument.presentation"),
            ("ppt/content.xml", "text/xml"),
            ("ppt/styles.xml", "text/xml"),
        )
    )
    frames.append(_frame('<draw:object xlink:href="./ppt"/>'))
    changes = {
        "content.xml": _before("</draw:page>", "".join(frames)),
        "META-INF/manifest.xml": _before("</manifest:manifest>", entries),
    }
    return _with(source, folder / "hidden.odp", changes, extra)


def ppt_with_film(folder: Path, address: str) -> bytes:
    """A PPT that links the film at ``address``."""
    film = f'<draw:plugin xlink:href="{address}" draw:mime-type="application/vnd.sun.star.media"/>'
    changes = {"content.xml": _before("</draw:page>", _frame(film))}
    source = makers.make("odp", folder / "plain")
    made = makers.saved_as(_with(source, folder / "film.odp", changes, {}), "ppt:MS PowerPoint 97")
    assert ".mp4".encode("utf-16-le") in made
    return made


def ppt_with_deck(folder: Path, inner: bytes) -> bytes:
    """A PPT in which the PPT ``inner`` is embedded."""

    def embed(presentation: Any) -> None:
        shapes = presentation.slides[0].shapes
        shapes.add_ole_object(io.BytesIO(inner), "PowerPoint.Show.8", 0, 0, Cm(8), Cm(6))

    holder = makers.deck(folder / "holder.pptx", ["Вложено"], change=embed)
    return makers.saved_as(holder, "ppt:MS PowerPoint 97")
