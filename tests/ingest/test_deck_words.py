"""What a deck says beyond its text boxes, and what is told of how it is shown."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.util import Cm

from ingest.decks import remarks
from ingest.decks.fragments import fragments_of
from ingest.decks.source import Source, Words
from ingest.formats import Refused, identify
from ingest.parsing.deck import read_deck
from ingest.parsing.layer import safe_address
from ingest.parsing.links import cut_links
from ingest.parsing.pages import draw_pages
from ingest.parsing.pdf import read_pdf
from media.tools import ToolPaths
from tests.ingest import makers
from tests.ingest.stepping import process

MOVES = (
    '<p:timing xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:tnLst>'
    '<p:par><p:cTn id="1"><p:childTnLst><p:animEffect transition="in" filter="fade"><p:cBhvr>'
    '<p:cTn id="2"/><p:tgtEl><p:spTgt spid="2"/></p:tgtEl></p:cBhvr></p:animEffect>'
    "</p:childTnLst></p:cTn></p:par></p:tnLst></p:timing>"
)

BOX = (
    '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<p:nvSpPr><p:cNvPr id="90" name="box"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr/>'
    "<p:txBody><a:bodyPr/><a:p><a:r><a:t>Ответ: 42</a:t></a:r></a:p></p:txBody></p:sp>"
)


def read(path: Path) -> list[dict[str, Any]]:
    slides: list[dict[str, Any]] = read_deck({"path": str(path)})["slides"]
    return slides


def test_alternative_texts_are_read_and_what_programs_write_is_not(tmp_path: Path) -> None:
    makers.picture((60, 40)).save(tmp_path / "p.png")
    texts = ("Схема строения клетки", "Рисунок 4", "C:\\фото\\img.jpg", "image001.png", "")

    def add(presentation: Any) -> None:
        for text in texts:
            picture = presentation.slides[0].shapes.add_picture(
                str(tmp_path / "p.png"), Cm(1), Cm(1)
            )
            picture._element.nvPicPr.cNvPr.set("descr", text)

    (slide,) = read(makers.deck(tmp_path / "deck.pptx", ["Клетка"], change=add))
    assert slide["text"].splitlines() == ["Текст слайда 1", "Схема строения клетки"]


def test_a_box_beside_the_notes_placeholder_is_notes_too(tmp_path: Path) -> None:
    def add(presentation: Any) -> None:
        presentation.slides[0].notes_slide.shapes._spTree.append(parse_xml(BOX))

    (slide,) = read(makers.deck(tmp_path / "deck.pptx", ["Опрос"], notes=("Тихо",), change=add))
    assert slide["notes"].splitlines() == ["Тихо", "Ответ: 42"]


@pytest.mark.parametrize(
    ("show", "hidden"),
    [(" 0 ", True), ("false", True), ("\n false", True), ("1", False), (" true ", False)],
)
def test_a_slide_is_hidden_by_any_spelling_of_no(tmp_path: Path, show: str, hidden: bool) -> None:
    def add(presentation: Any) -> None:
        presentation.slides[0]._element.set("show", show)

    (slide,) = read(makers.deck(tmp_path / "deck.pptx", ["Опрос"], change=add))
    assert slide["hidden"] is hidden


def test_labels_of_a_chart_on_two_levels_are_read(tmp_path: Path) -> None:
    def add(presentation: Any) -> None:
        data = CategoryChartData()
        for season in ("Зима", "Лето"):
            data.add_category(season).add_sub_category(f"{season}, начало")
        data.add_series("Осадки", (3, 5))
        presentation.slides[0].shapes.add_chart(
            XL_CHART_TYPE.COLUMN_CLUSTERED, Cm(5), Cm(5), Cm(5), Cm(5), data
        )

    (slide,) = read(makers.deck(tmp_path / "deck.pptx", ["Климат"], change=add))
    assert {"Зима", "Лето", "Зима, начало", "Осадки"} <= set(slide["text"].splitlines())


def test_links_are_kept_at_their_slide_and_only_safe_ones(tmp_path: Path) -> None:
    addresses = (
        "https://resh.edu.ru/subject/12/",
        "mailto:school@example.org",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://example.org/a",
    )

    def link(presentation: Any) -> None:
        frame = presentation.slides[0].placeholders[1].text_frame
        for address in addresses:
            run = frame.add_paragraph().add_run()
            run.text = "ссылка"
            run.hyperlink.address = address

    deck = makers.deck(tmp_path / "deck.pptx", ["Первый", "Второй"], change=link)
    done = process(deck, tmp_path, only=lambda step: step in ("text", "pages"))
    first, second = done.fragments
    assert first.text.splitlines()[-2:] == list(addresses[:2])
    assert "https" not in second.text
    layer = json.loads(done.made["slide-0001-layer.json"].read_text("utf-8"))
    assert {link[4] for link in layer["links"]} == set(addresses[:2])
    x, y, width, height, _ = next(link for link in layer["links"] if link[4] == addresses[0])
    words = {word[4].strip(): word[:4] for word in layer["words"]}
    assert 0 < x < 0.5 < x + width + 0.5
    assert 0 < height < 0.2
    assert 0 < y < 1
    assert {"Первый", "Текст", "слайда", "1", "ссылка"} <= words.keys()
    title, text = words["Первый"], words["Текст"]
    assert title[1] < text[1]


def test_the_same_slide_with_another_link_is_the_same_slide() -> None:
    plain = {"heading": "Дроби", "text": "Половина", "notes": "", "hidden": False, "links": []}
    linked = {**plain, "links": ["https://example.org/"]}
    one, other = fragments_of([plain, linked], ["", ""])
    assert one.content_sha == other.content_sha
    assert other.text == "Половина\nhttps://example.org/"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/a b", "https://example.org/ab"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.org", None),
        ("https://" + "x" * 2000, None),
        ("http://[", None),
    ],
)
def test_an_address_is_followed_only_where_a_browser_may_be_sent(
    address: str, kept: str | None
) -> None:
    assert safe_address(address) == kept


def test_words_lie_where_a_turned_page_shows_them(tmp_path: Path) -> None:
    upright = tmp_path / "upright.pdf"
    upright.write_bytes(makers.make("pdf", tmp_path).read_bytes())
    turned = tmp_path / "turned.pdf"
    with pypdfium2.PdfDocument(upright) as document:
        document[0].set_rotation(90)
        document.save(str(turned))
    title = {}
    for path in (upright, turned):
        folder = tmp_path / path.stem
        folder.mkdir()
        draw_pages({"path": str(path), "folder": str(folder), "cover": 0})
        layer = json.loads((folder / "slide-0001-layer.json").read_text("utf-8"))
        title[path.stem] = next(w for w in layer["words"] if w[4].startswith("Обыкновенные"))
    x, y, width, height, _ = title["upright"]
    assert title["turned"][:4] == pytest.approx([1 - y - height, x, height, width], abs=0.002)


def test_animations_macros_and_empty_pictures_are_told() -> None:
    def slide(moves: bool = False) -> dict[str, Any]:
        return {"heading": "Есть", "text": "", "moves": moves, "hidden": False, "smart_art": []}

    words = Words([slide(), slide(True), slide(True), slide(True), slide(), slide(True)], [])
    told = remarks.of_deck(Source(Path("deck.pptx"), 6, [], macros=True), words)
    assert told == (
        "В презентации есть макросы. При показе они не работают.",
        "Анимация показана одним кадром: слайды 2–4, 6.",
    )
    pages = [{"blank": n == 2, "text": ""} for n in range(1, 4)]
    assert remarks.of_pages([slide()] * 3, pages) == (
        "Текст есть, а на картинке пусто: слайд 2. Сверьте с файлом.",
    )


def test_an_animated_slide_is_told_apart_from_one_with_a_film(tmp_path: Path) -> None:
    film = makers.film(tmp_path / "f.mp4", ["-c:v", "libx264", "-pix_fmt", "yuv420p"], sound=False)

    def change(presentation: Any) -> None:
        first, second = presentation.slides
        first._element.append(parse_xml(MOVES))
        second.shapes.add_movie(str(film), Cm(1), Cm(1), Cm(4), Cm(3), mime_type="video/mp4")

    slides = read(makers.deck(tmp_path / "deck.pptx", ["Раз", "Два"], change=change))
    assert [slide["moves"] for slide in slides] == [True, False]


def test_macros_are_seen(tmp_path: Path) -> None:
    deck = makers.make("pptm", tmp_path)
    assert cut_links({"path": str(deck), "out": str(tmp_path / "out")})["macros"] is False
    with zipfile.ZipFile(deck, "a") as container:
        container.writestr("ppt/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    assert cut_links({"path": str(deck), "out": str(tmp_path / "out")})["macros"] is True


def test_a_page_of_one_colour_is_known(tmp_path: Path) -> None:
    file = tmp_path / "blank.pdf"
    document = pypdfium2.PdfDocument.new()
    document.new_page(960, 540)
    document.save(str(file))
    document.close()
    (page,) = read_pdf({"path": str(file), "folder": str(tmp_path)})["pages"]
    assert page["blank"]
    written = read_pdf({"path": str(makers.make("pdf", tmp_path)), "folder": str(tmp_path)})
    assert not any(page["blank"] for page in written["pages"])


def test_fonts_that_are_not_here_are_told_with_what_stands_in(tmp_path: Path) -> None:
    def fonts(presentation: Any) -> None:
        for slide, name in zip(
            presentation.slides, ("Calibri", "Comic Sans MS", "Georgia", "DejaVu Sans"), strict=True
        ):
            for shape in slide.placeholders:
                shape.text_frame.paragraphs[0].runs[0].font.name = name

    deck = makers.deck(tmp_path / "deck.pptx", ["Раз", "Два", "Три", "Четыре"], change=fonts)
    done = process(deck, tmp_path, only=lambda step: step == "text")
    same, other = done.results["text"].warnings
    assert same == "Шрифты показаны похожими той же ширины: Calibri — Carlito."
    assert "Comic Sans MS — DejaVu Sans" in other
    assert "Georgia — PT Serif" in other


def keynote(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as container:
        for name, content in members.items():
            container.writestr(name, content)
    return path


@pytest.mark.parametrize("slide", ["index.apxl", "Index/Slide-1234.iwa"])
def test_a_keynote_with_a_preview_is_shown_by_it(slide: str, tmp_path: Path) -> None:
    pdf = makers.make("pdf", tmp_path).read_bytes()
    deck = keynote(tmp_path / "урок.key", {slide: b"x", "QuickLook/Preview.pdf": pdf})
    done = process(deck, tmp_path, only=lambda step: step in ("text", "pages"))
    assert (done.identified.kind, done.identified.format) == ("presentation", "key")
    assert [part.heading for part in done.fragments] == list(makers.WORDS)
    assert {"slide-0002-1920.webp", "cover.webp"} <= done.made.keys()
    assert done.results["text"].warnings == ()


def test_slides_that_a_keynote_preview_lacks_are_told(tmp_path: Path) -> None:
    pdf = makers.make("pdf", tmp_path).read_bytes()
    slides = {f"Index/Slide-{n}.iwa": b"x" for n in range(3)}
    deck = keynote(tmp_path / "урок.key", {**slides, "Preview.pdf": pdf})
    done = process(deck, tmp_path, only=lambda step: step == "text")
    assert done.results["text"].warnings == (
        "Показано 2 из 3 слайдов: остальных нет в просмотре, вложенном в файл.",
    )


@pytest.mark.parametrize("names", [("Index/Slide-1.iwa", "preview.jpg"), ("index.apxl.gz",)])
def test_a_keynote_without_a_preview_is_refused_with_a_way_out(
    names: tuple[str, ...], tmp_path: Path
) -> None:
    deck = keynote(tmp_path / "урок.key", dict.fromkeys(names, b"x"))
    with pytest.raises(Refused, match=r"Keynote.*Экспортировать в.*PDF"):
        identify(deck, ToolPaths(tmp=tmp_path))


def test_pages_and_numbers_are_no_decks(tmp_path: Path) -> None:
    deck = keynote(tmp_path / "урок.key", {"Index/Document.iwa": b"x", "Preview.pdf": b"%PDF-1.4"})
    with pytest.raises(Refused, match="Pages или Numbers"):
        identify(deck, ToolPaths(tmp=tmp_path))
