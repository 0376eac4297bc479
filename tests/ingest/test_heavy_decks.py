"""Decks of more photographs than LibreOffice has memory for."""

import io
import zipfile
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image
from pptx import Presentation
from pptx.util import Inches

from ingest.decks import remarks
from ingest.decks import source as decks_source
from ingest.decks.source import Pictures, deck_pdf, read_words, safe_copy
from ingest.parsing import deck_pictures
from ingest.processors.contract import Context
from media.tools import ToolPaths
from tests.ingest import makers

KINDS = (("JPEG", "CMYK"), ("PNG", "RGBA"), ("TIFF", "CMYK"), ("BMP", "RGB"))
SLIDES = 4


def photograph(
    mode: str = "RGB", size: tuple[int, int] = (4800, 3200), kind: str = "JPEG"
) -> bytes:
    """Squares of all colours, with 300 dots an inch."""
    small = Image.effect_noise((size[0] // 20, size[1] // 20), 90)
    out = io.BytesIO()
    small.resize(size, Image.Resampling.NEAREST).convert(mode).save(out, kind, dpi=(300, 300))
    return out.getvalue()


def photographs(path: Path, picture: bytes, slides: int) -> Path:
    """A deck with a title and a picture on each slide, each of a contrast of its own."""
    scale = picture.index(b"\xff\xdb") + 5  # what the first of the JPEG's factors stands at
    deck = Presentation()
    for number in range(slides):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        assert slide.shapes.title is not None
        slide.shapes.title.text = f"Фото {number + 1}"
        own = picture[:scale] + bytes([2 + number]) + picture[scale + 1 :]
        slide.shapes.add_picture(io.BytesIO(own), 0, Inches(1), Inches(9))
    deck.save(str(path))
    return path


def begun(deck: Path, format: str, folder: Path) -> Context:
    room = folder / "room"
    room.mkdir()
    return Context(
        original=deck,
        format=format,
        title="Проба",
        room=lambda: room,
        tools=ToolPaths(tmp=folder / "tmp"),
        report=lambda _percent: None,
    )


def pdf_pages(path: Path) -> list[bool]:
    """Of each page whether all below its title is white."""
    found = []
    with pdfium.PdfDocument(path) as document:
        for page in document:
            picture = page.render(scale=0.3).to_pil().convert("L")
            width, height = picture.size
            lowest, _ = picture.crop((0, height // 2, width, height)).getextrema()
            found.append(lowest == 255)
    return found


def test_what_libreoffice_opens_of_many_photographs_is_smaller(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decks_source, "MAX_PICTURES", 150_000_000)
    monkeypatch.setattr(decks_source, "HEAVY_BYTES", 0)
    deck = photographs(tmp_path / "урок.pptx", photograph(), SLIDES)

    source = safe_copy(begun(deck, "pptx", tmp_path))

    assert source.pictures is not None
    assert source.pictures.count == SLIDES + 1  # the template's own glimpse
    assert source.pictures.slides == frozenset(range(1, SLIDES + 1))
    assert source.pictures.lighter
    with zipfile.ZipFile(source.path) as copy:
        for number in range(1, SLIDES + 1):
            with copy.open(f"ppt/media/image{number}.jpg") as member, Image.open(member) as picture:
                assert max(picture.size) == 3840
    assert len(Presentation(str(source.path)).slides) == SLIDES


def test_a_heavy_ppt_is_drawn_from_a_lighter_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decks_source, "MAX_PICTURES", 11_000_000)
    monkeypatch.setattr(decks_source, "HEAVY_BYTES", 0)
    deck = tmp_path / "урок.ppt"
    whole = photographs(tmp_path / "урок.pptx", photograph(size=(2000, 1333)), SLIDES)
    deck.write_bytes(makers.saved_as(whole, "ppt:MS PowerPoint 97"))
    context = begun(deck, "ppt", tmp_path)

    source, words = read_words(context, safe_copy(context))

    assert [slide["heading"] for slide in words.slides] == [f"Фото {n + 1}" for n in range(SLIDES)]
    assert source.pictures is not None
    assert source.pictures.lighter
    assert source.path.stat().st_size < deck.stat().st_size
    pages = pdf_pages(deck_pdf(context, source, SLIDES))
    assert pages == [False] * SLIDES


def test_only_what_is_too_large_all_together_is_made_smaller(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deck_pictures, "SIDES", (1600, 800))
    kept = photograph(size=(400, 300))
    asked = {"path": str(tmp_path / "a.pptx"), "out": str(tmp_path / "b.pptx")}
    bound = {"most": 11_000_000}
    for count, side in ((1, None), (2, 1600), (4, 800)):
        with zipfile.ZipFile(asked["path"], "w") as deck:
            deck.writestr("ppt/presentation.xml", "<p/>", zipfile.ZIP_DEFLATED)
            deck.writestr("ppt/media/small.jpeg", kept)
            deck.writestr("ppt/media/odd.png", b"no picture")
            for number in range(count):
                kind, mode = KINDS[number]
                large = photograph(mode, (2000, 1000), kind)
                deck.writestr(f"ppt/media/{number}.{kind.lower()}", large)

        told = deck_pictures.shrink_pictures(asked | bound)

        assert told["pictures"] == count + 1
        assert told["shrunk"] == (count if side else 0)
        if side is None:
            assert not Path(asked["out"]).exists()
            continue
        with zipfile.ZipFile(asked["out"]) as deck:
            assert deck.read("ppt/media/small.jpeg") == kept
            assert deck.read("ppt/media/odd.png") == b"no picture"
            for name in deck.namelist()[3:]:
                with Image.open(io.BytesIO(deck.read(name))) as picture:
                    assert picture.size == (side, side // 2)
                    # The size on paper is what it was.
                    assert picture.info["dpi"][0] == pytest.approx(300 * side / 2000, abs=1)


def test_empty_slides_amid_others_are_no_failure() -> None:
    full = {"heading": "Фото", "text": ""}
    pictures = Pictures(9, 900_000_000, frozenset())

    def said(blank: str) -> str | None:
        pages = [{"blank": mark == "-"} for mark in blank]
        return remarks.of_what_ran_out(pictures, [full] * len(blank), pages)

    assert said("+---+") is None
    assert said("++--") is None
    assert "Показать не удалось слайды 2–4" in (said("+---") or "")
    assert remarks.of_what_ran_out(None, [full] * 3, [{"blank": True}] * 3) is None
    assert remarks.of_too_many(pictures)
    assert remarks.of_too_many(Pictures(9, 9_000_000, frozenset())) is None
