"""What is cut from a deck's parts and what stays, without a look by LibreOffice."""

import base64
import gzip
import io
import random
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from ingest.parsing.clean_svg import cleaned
from ingest.parsing.deck_drawings import clean_part, may_lead_out
from ingest.parsing.links import cut_links
from tests.hostile import makers_drawings, makers_hidden
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


def test_pictures_of_dots_stay() -> None:
    dots = _dots()
    held = base64.b64encode(dots).decode()
    good = [
        dots,
        drawing(f"data:image/png;base64,{held}"),
        gzip.compress(drawing(f"data:image/png;base64,{held}")),
        makers_drawings.emf(dots),
        makers_drawings.emf(dots, pieces=3),
        makers_drawings.emf(makers_drawings.emf(dots), within=True),
        makers_drawings.wmf(makers_drawings.emf(dots)),
        b"\0\0\0\x18ftypisom<svg",
        b"",
    ]
    assert [clean_part(one) for one in good] == [None] * len(good)
    assert not cleaned(drawing(f"data:image/png;base64,{held}")).notices


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
