"""What is cut from a deck's parts and what stays, without a look by LibreOffice."""

import base64
import gzip
import io
import random
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image

from ingest.parsing.clean_svg import cleaned
from ingest.parsing.deck_drawings import clean_part, may_lead_out
from ingest.parsing.errors import Unreadable
from ingest.parsing.links import cut_links
from tests.hostile import makers_drawings, makers_hidden
from tests.hostile.makers_compound import compound
from tests.hostile.makers_decks import _before, _picture, _with, drawing
from tests.ingest import makers

LINK = "https://example.org/"
ADDRESS = "file:///etc/hostname"
CALLED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def _dots() -> bytes:
    image = Image.frombytes("RGB", (60, 40), random.Random(1).randbytes(60 * 40 * 3))
    held = io.BytesIO()
    image.save(held, "PNG")
    return held.getvalue()


def _linked(folder: Path) -> Path:
    """A deck with a word and a picture to click."""

    def link(presentation: Any) -> None:
        slide = presentation.slides[0]
        slide.placeholders[1].text_frame.paragraphs[0].runs[0].hyperlink.address = LINK
        picture = slide.shapes.add_picture(io.BytesIO(_dots()), 0, 0)
        picture.click_action.hyperlink.address = f"{LINK}picture"

    return makers.deck(folder / "deck.pptx", ["Слайд"], change=link)


def test_what_is_clicked_stays(tmp_path: Path) -> None:
    told = cut_links({"path": str(_linked(tmp_path)), "out": str(tmp_path / "out.pptx")})
    assert told["cut"] == 0


@pytest.mark.parametrize(
    "naming",
    ['<a:blip r:link="rId77"/>', '<a:blip><a:hlinkClick xmlns:a="urn:x" r:id="rId77"/></a:blip>'],
)
def test_a_hyperlink_that_something_loads_is_cut(naming: str, tmp_path: Path) -> None:
    relation = (
        f'<Relationship Id="rId77" Type="{CALLED}" Target="{ADDRESS}" TargetMode="External"/>'
    )
    slide = "ppt/slides/slide1.xml"
    rels = "ppt/slides/_rels/slide1.xml.rels"
    changes = {
        slide: _before("</p:spTree>", _picture(naming)),
        rels: _before("</Relationships>", relation),
    }
    deck = _with(_linked(tmp_path), tmp_path / "loaded.pptx", changes, {})
    out = tmp_path / "out.pptx"
    assert cut_links({"path": str(deck), "out": str(out)})["cut"] == 1
    left = makers.member(out, rels)
    assert ADDRESS.encode() not in left
    assert left.count(LINK.encode()) == 2


@pytest.mark.parametrize("name", makers_hidden.hidden(Path("/etc/hostname")))
def test_a_hidden_drawing_is_cut_and_told(name: str) -> None:
    content = makers_hidden.hidden(Path("/etc/hostname"))[name]
    assert may_lead_out(content[:16_384], name)
    safe = clean_part(content, name)
    assert safe is not None
    assert safe.lost
    assert b"etc/hostname" not in safe.content


@pytest.mark.parametrize("told", ["once", "twins", "bound"])
def test_an_object_that_two_readers_read_differently_is_cut(told: str) -> None:
    shown = ("\x02OlePres000", bytes(40) + _dots())
    twins = [shown] * (2 if told == "twins" else 1)
    content = bytearray(compound([("\x01Ole", bytes(20)), *twins]))
    if told == "bound":
        content[56:60] = (64).to_bytes(4, "little")
    assert (clean_part(bytes(content)) is None) == (told == "once")


def test_pictures_of_dots_stay() -> None:
    dots = _dots()
    held = base64.b64encode(dots).decode()
    good = [
        dots,
        makers_drawings.emf(dots),
        makers_drawings.emf(dots, pieces=3),
        makers_drawings.emf(makers_drawings.emf(dots), within=True),
        makers_drawings.wmf(makers_drawings.emf(dots)),
        b"\0\0\0\x18ftypisom<svg",
        b"",
    ]
    assert [clean_part(one) for one in good] == [None] * len(good)
    shown = drawing(f"data:image/png;base64,{held}")
    assert not cleaned(shown).notices
    dtd = b'"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"'
    typed = shown.replace(b"?>", b'?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" ' + dtd + b">")
    for one in (shown, gzip.compress(shown), typed):
        safe = clean_part(one)
        assert safe is not None
        assert not safe.lost
        assert held.encode() in safe.content


def test_a_drawing_in_another_encoding_is_read_as_we_read_it() -> None:
    plain = drawing("#a").decode().partition("?>")[2].replace("<rect", "<title>Ё</title><rect")
    content = f'<?xml version="1.0" encoding="windows-1251"?>{plain}'.encode("cp1251")
    safe = clean_part(content)
    assert safe is not None
    assert not safe.lost
    assert "Ё" in safe.content.decode()


def test_an_odf_document_is_cut_also_where_a_pptx_has_its_slides(tmp_path: Path) -> None:
    deck = makers_hidden.odp_hidden(tmp_path, Path("/etc/hostname"))
    out = tmp_path / "out.odp"
    assert cut_links({"path": str(deck), "out": str(out)})["linked"] is True
    with zipfile.ZipFile(out) as cut:
        for name in cut.namelist():
            assert b"/etc/hostname" not in cut.read(name)


@pytest.mark.parametrize("form", ["pptx", "odp"])
def test_a_lesson_on_markup_keeps_its_words(form: str, tmp_path: Path) -> None:
    words = ["<!DOCTYPE html> <svg/>", '<!ENTITY x "y"> doctype svg']
    deck = makers.make(form, tmp_path, words)
    out = tmp_path / f"out.{form}"
    told = cut_links({"path": str(deck), "out": str(out)})
    assert (told["cut"], told["slides"], told["linked"]) == (0, 2, False)
    with zipfile.ZipFile(out) as copy:
        said = "".join(
            "".join(etree.fromstring(copy.read(name)).itertext())
            for name in copy.namelist()
            if name.endswith(".xml") and copy.read(name)
        )
    for word in words:
        assert word in said


@pytest.mark.parametrize("form", ["pptx", "odp"])
def test_every_part_is_written_anew(form: str, tmp_path: Path) -> None:
    head = "<?xml version='1.0' encoding='utf-16'?><!DOCTYPE x SYSTEM 'x.dtd'><!--c-->"

    def odd(content: bytes) -> bytes:
        body = content.decode().partition("?>")[2]
        return f"{head}{body}<?x y?><!--c-->".encode("utf-16")

    source = makers.make(form, tmp_path)
    with zipfile.ZipFile(source) as deck:
        names = [one for one in deck.namelist() if one.endswith((".xml", ".rels"))]
    names = [one for one in names if makers.member(source, one).strip()]
    path = makers.rewrite(source, tmp_path / f"odd.{form}", dict.fromkeys(names, odd))
    out = tmp_path / f"out.{form}"
    assert cut_links({"path": str(path), "out": str(out)})["slides"] == 2
    for name in names:
        part = makers.member(out, name)
        assert part.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<')
        assert b"<!" not in part
        assert part.count(b"<?") == 1


def test_xml_that_is_damaged_where_the_deck_shows_without_it_is_left_empty(tmp_path: Path) -> None:
    odd = {"customXml/item1.xml": b"<a", "__MACOSX/ppt/slides/._slide1.xml": b"\0\5\x16\7Mac"}
    deck = _with(makers.make("pptx", tmp_path), tmp_path / "odd.pptx", {}, odd)
    out = tmp_path / "out.pptx"
    assert cut_links({"path": str(deck), "out": str(out)})["slides"] == 2
    for name in odd:
        assert makers.member(out, name).endswith(b"<empty/>")
    theme = {"ppt/theme/theme1.xml": lambda content: content[:-9]}
    broken = makers.rewrite(deck, tmp_path / "broken.pptx", theme)
    with pytest.raises(Unreadable, match="повреждён"):
        cut_links({"path": str(broken), "out": str(out)})


def test_loose_ends_of_vml_are_mended(tmp_path: Path) -> None:
    name = "ppt/drawings/vmlDrawing1.vml"
    loose = b'<xml xmlns:v="urn:v"><v:shape id="a">1<br>2</v:shape><v:shape id="b"/></xml>'
    deck = _with(makers.make("pptx", tmp_path), tmp_path / "vml.pptx", {}, {name: loose})
    out = tmp_path / "out.pptx"
    cut_links({"path": str(deck), "out": str(out)})
    assert [
        one.get("id") for one in etree.fromstring(makers.member(out, name)).iter("{*}shape")
    ] == [
        "a",
        "b",
    ]


def test_a_name_in_utf8_that_is_not_told_so_stays(tmp_path: Path) -> None:
    name = "Pictures/ёж.png"
    deck = _with(makers.make("odp", tmp_path), tmp_path / "named.odp", {}, {name: _dots()})
    content = deck.read_bytes()
    with zipfile.ZipFile(deck) as opened:
        at = opened.getinfo(name).header_offset
    for place in (at + 6, content.rindex(b"PK\1\2") + 8):
        content = content[:place] + b"\0\0" + content[place + 2 :]
    deck.write_bytes(content)
    out = tmp_path / "out.odp"
    cut_links({"path": str(deck), "out": str(out)})
    assert makers.member(out, name) == _dots()


def test_a_picture_that_is_damaged_at_its_end_spoils_no_deck(tmp_path: Path) -> None:
    dots = _dots() + random.Random(2).randbytes(40_000)
    name = "ppt/media/photo.png"
    deck = _with(makers.make("pptx", tmp_path), tmp_path / "spoilt.pptx", {}, {name: dots})
    content = deck.read_bytes()
    at = content.index(name.encode()) + 39_000
    deck.write_bytes(content[:at] + b"spoilt" + content[at + 6 :])
    out = tmp_path / "out.pptx"
    cut_links({"path": str(deck), "out": str(out)})
    left = makers.member(out, name)
    assert dots.startswith(left[:16_384])


@pytest.mark.parametrize("name", ["media/x.png", "x.xml", "x.rels", "x.vml"])
def test_a_picture_under_any_root_is_cut(name: str, tmp_path: Path) -> None:
    shown = drawing(ADDRESS).replace(b"<svg", b'<x a="DOCTYPE svg"').replace(b"</svg", b"</x")
    if name.endswith(".vml"):
        shown = shown.replace(b"xmlns:xlink", b"b").replace(b"</x>", b"<br></x>")
    deck = _with(makers.make("pptx", tmp_path), tmp_path / "root.pptx", {}, {name: shown})
    out = tmp_path / "out.pptx"
    assert cut_links({"path": str(deck), "out": str(out)})["linked"] is True
    assert ADDRESS.encode() not in makers.member(out, name)
