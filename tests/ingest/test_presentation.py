"""Decks of every format become words and pictures, slide for slide."""

import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Cm

from ingest.parsing.deck import read_deck
from ingest.parsing.links import cut_links
from ingest.processors.contract import StepFailed
from media.tools import ToolMissing, ToolPaths
from tests.ingest import makers
from tests.ingest.stepping import process

PICTURES = {f"slide-{n:04d}-{side}.webp" for n in (1, 2) for side in (480, 960, 1920)}
LAYERS = {f"slide-{n:04d}-layer.json" for n in (1, 2)}


@pytest.mark.parametrize(
    "extension", ["pptx", "ppsx", "potx", "pptm", "ppsm", "ppt", "pps", "odp", "otp", "pdf"]
)
def test_each_format_gives_words_and_pictures(extension: str, tmp_path: Path) -> None:
    deck = makers.make(extension, tmp_path / "made")
    done = process(deck, tmp_path)
    assert done.results["text"].pages == done.results["pages"].pages == 2
    assert [(part.unit, part.at) for part in done.fragments] == [("slide", 1), ("slide", 2)]
    for part, word in zip(done.fragments, makers.WORDS, strict=True):
        assert part.heading == word
        assert f"Текст слайда {part.at}" in part.text
        assert not part.hidden
        assert re.fullmatch("[0-9a-f]{64}", part.content_sha)
    assert set(done.made) >= PICTURES | {"cover.webp"}
    assert max(done.picture("slide-0001-1920.webp").size) == 1920
    assert done.picture("cover.webp").width == 640
    assert done.percents[-1] == 100


def test_hidden_slides_stay_and_are_marked_and_the_cover_is_a_shown_one(tmp_path: Path) -> None:
    colours = ("#FF0000", "#00FF00", "#0000FF")

    def paint(presentation: Any) -> None:
        for slide, colour in zip(presentation.slides, colours, strict=True):
            fill = slide.background.fill
            fill.solid()
            fill.fore_color.rgb = RGBColor.from_string(colour[1:])

    deck = makers.deck(
        tmp_path / "deck.pptx",
        ["Первый", "Второй", "Третий"],
        hidden=[1],
        notes=["", "Спросить про\nдомашнее задание"],
        change=paint,
    )
    done = process(deck, tmp_path)
    assert [part.hidden for part in done.fragments] == [True, False, False]
    assert done.fragments[1].notes == "Спросить про\nдомашнее задание"
    assert done.results["pages"].pages == 3
    for number, colour in enumerate(((255, 0, 0), (0, 255, 0), (0, 0, 255)), start=1):
        corner = done.picture(f"slide-{number:04d}-960.webp").convert("RGB").getpixel((5, 5))
        assert nearest(corner) == colour
    assert nearest(done.picture("cover.webp").convert("RGB").getpixel((5, 5))) == (0, 255, 0)
    # Also when it comes late, with the pictures, because LibreOffice did.
    late = process(deck, tmp_path / "late", only=lambda step: step == "pages")
    assert nearest(late.picture("cover.webp").convert("RGB").getpixel((5, 5))) == (0, 255, 0)
    assert len({part.content_sha for part in done.fragments}) == 3


def nearest(pixel: Any) -> tuple[int, ...]:
    return tuple(255 if channel > 127 else 0 for channel in pixel)


def test_words_in_tables_groups_and_charts_are_found(tmp_path: Path) -> None:
    def add(presentation: Any) -> None:
        makers.add_table(presentation, [["Дробь", "Половина"], ["1/2", "одна вторая"]])
        slide = presentation.slides[0]
        inner = slide.shapes.add_group_shape().shapes.add_group_shape()
        inner.shapes.add_shape(
            MSO_SHAPE.OVAL, Cm(1), Cm(1), Cm(3), Cm(2)
        ).text_frame.text = "внутри группы"
        data = CategoryChartData()
        data.categories = ["Осень", "Зима"]
        data.add_series("Осадки", (3, 5))
        slide.shapes.add_chart(XL_CHART_TYPE.PIE, Cm(5), Cm(5), Cm(5), Cm(5), data)

    deck = makers.deck(tmp_path / "deck.pptx", ["Заголовок"], change=add)
    (slide,) = read_deck({"path": str(deck)})["slides"]
    assert slide["heading"] == "Заголовок"
    lines = slide["text"].splitlines()
    assert lines[0] == "Текст слайда 1"
    assert "Дробь\tПоловина" in lines
    assert {"внутри группы", "Осень", "Зима", "Осадки"} <= set(lines)


def test_a_slide_without_a_title_is_headed_by_its_first_line(tmp_path: Path) -> None:
    def untitle(presentation: Any) -> None:
        title = presentation.slides[0].shapes.title
        title._element.getparent().remove(title._element)

    deck = makers.deck(tmp_path / "deck.pptx", ["Лишний"], change=untitle)
    (slide,) = read_deck({"path": str(deck)})["slides"]
    assert (slide["heading"], slide["text"]) == ("Текст слайда 1", "")


@pytest.mark.parametrize("extension", ["pptx", "odp"])
def test_a_deck_without_slides_fails_and_says_so(extension: str, tmp_path: Path) -> None:
    if extension == "pptx":
        deck = makers.deck(tmp_path / "deck.pptx", [])
    else:
        page = re.compile(rb"<draw:page .*</draw:page>", re.DOTALL)
        deck = makers.rewrite(
            makers.make("odp", tmp_path),
            tmp_path / "none.odp",
            {"content.xml": lambda xml: page.sub(b"", xml)},
        )
    with pytest.raises(StepFailed, match="В презентации нет слайдов"):
        process(deck, tmp_path)


def test_too_many_slides_fail_before_they_are_converted(tmp_path: Path) -> None:
    deck = makers.rewrite(
        makers.make("odp", tmp_path),
        tmp_path / "many.odp",
        {
            "content.xml": lambda xml: xml.replace(
                b"</office:presentation>",
                b'<draw:page draw:name="x"/>' * 1001 + b"</office:presentation>",
            )
        },
    )
    with pytest.raises(StepFailed, match="презентации 1003, а принимаем до 1000"):
        process(deck, tmp_path)


def test_a_deck_that_lost_a_slide_inside_fails(tmp_path: Path) -> None:
    whole = makers.deck(tmp_path / "deck.pptx", ["Первый", "Второй"])
    broken = makers.rewrite(
        whole, tmp_path / "broken.pptx", {"ppt/slides/slide2.xml": lambda xml: xml[: len(xml) // 2]}
    )
    with pytest.raises(StepFailed, match="Слайд 2 не читается"):
        process(broken, tmp_path)


def test_pages_can_be_drawn_again_from_the_original_alone(tmp_path: Path) -> None:
    done = process(makers.make("pptx", tmp_path), tmp_path, only=lambda step: step == "pages")
    assert set(done.made) == PICTURES | LAYERS | {"cover.webp"}


def test_without_libreoffice_the_words_are_there_and_the_pictures_wait(tmp_path: Path) -> None:
    tools = ToolPaths(soffice="no-such-office", tmp=tmp_path / "tmp")
    deck = makers.make("pptx", tmp_path)
    done = process(deck, tmp_path, tools=tools, only=lambda step: step == "text")
    assert [part.heading for part in done.fragments] == list(makers.WORDS)
    assert "Обложки и картинок слайдов пока нет" in done.results["text"].warnings[0]
    with pytest.raises(ToolMissing):
        process(deck, tmp_path, tools=tools)


def test_equal_slides_have_equal_prints(tmp_path: Path) -> None:
    def same_body(presentation: Any) -> None:
        for slide in presentation.slides:
            slide.placeholders[1].text = "Одно и то же"

    deck = makers.deck(tmp_path / "deck.pptx", ["Общий", "Другой", "Общий"], change=same_body)
    parts = process(deck, tmp_path, only=lambda step: step == "text").fragments
    assert parts[0].content_sha == parts[2].content_sha
    assert parts[0].content_sha != parts[1].content_sha


def test_linked_pictures_are_cut_and_hyperlinks_stay(tmp_path: Path) -> None:
    def link(presentation: Any) -> None:
        slide = presentation.slides[0]
        image = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
        slide.part.relate_to("file:///etc/hostname", image, is_external=True)
        run = slide.placeholders[1].text_frame.paragraphs[0].runs[0]
        run.hyperlink.address = "https://example.org/"

    deck = makers.deck(tmp_path / "deck.pptx", ["Слайд"], change=link)
    out = tmp_path / "out.pptx"
    told = cut_links({"path": str(deck), "out": str(out)})
    assert (told["cut"], told["slides"], told["linked"]) == (1, 1, True)
    warnings = process(deck, tmp_path, only=lambda step: step == "text").results["text"].warnings
    assert any("только ссылки" in one for one in warnings)
    relations = makers.member(out, "ppt/slides/_rels/slide1.xml.rels")
    assert b"file:///etc/hostname" not in relations
    assert b"https://example.org/" in relations


@pytest.mark.parametrize("target", ["file:///etc/hostname", "http://example.org/x.png", "../x.png"])
def test_what_an_odp_loads_from_outside_is_cut(target: str, tmp_path: Path) -> None:
    frame = (
        '<draw:frame svg:width="5cm" svg:height="5cm" svg:x="1cm" svg:y="1cm">'
        f'<draw:image xlink:href="{target}" xlink:type="simple"/></draw:frame></draw:page>'
    ).encode()
    deck = makers.rewrite(
        makers.make("odp", tmp_path),
        tmp_path / "linked.odp",
        {"content.xml": lambda xml: xml.replace(b"</draw:page>", frame, 1)},
    )
    out = tmp_path / "out.odp"
    told = cut_links({"path": str(deck), "out": str(out)})
    assert (told["cut"], told["slides"], told["linked"]) == (1, 2, True)
    assert target.encode() not in makers.member(out, "content.xml")


def test_a_page_of_any_claimed_size_is_drawn_within_bounds(tmp_path: Path) -> None:
    file = tmp_path / "sizes.pdf"
    document = pypdfium2.PdfDocument.new()
    for size in ((200_000, 100_000), (1, 1), (14_400, 3)):
        document.new_page(*size)
    document.save(str(file))
    document.close()
    done = process(file, tmp_path)
    sizes = [done.picture(f"slide-{n:04d}-1920.webp").size for n in (1, 2, 3)]
    assert sizes == [(1920, 960), (1920, 1920), (1920, 1)]


def test_an_office_that_does_not_start_is_not_blamed_on_the_file(tmp_path: Path) -> None:
    broken = tmp_path / "soffice"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    tools = ToolPaths(soffice=str(broken), tmp=tmp_path / "tmp")
    path = makers.deck(tmp_path / "deck.pptx", ["синус"])

    text = process(path, tmp_path, tools=tools, only=lambda step: step == "text")
    with pytest.raises(ToolMissing, match="не запускается"):
        process(path, tmp_path, tools=tools, only=lambda step: step == "pages")

    assert text.fragments[0].heading == "синус"
