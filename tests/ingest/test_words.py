"""What stands on a picture is read, and only what surely stands there."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.ocr import joined
from media.tools import ToolPaths
from tests.ingest import makers
from tests.ingest.stepping import process


def written(
    *lines: str, size: tuple[int, int] = (900, 260), ink: str = "black", paper: str = "white"
) -> Image.Image:
    """A sheet with a line of each text."""
    sheet = Image.new("RGB", size, paper)
    pen = ImageDraw.Draw(sheet)
    font = ImageFont.truetype("DejaVuSans.ttf", 34)
    for number, line in enumerate(lines):
        pen.text((40, 40 + 60 * number), line, font=font, fill=ink)
    return sheet


@pytest.mark.parametrize(("ink", "paper"), [("black", "white"), ("#ffe", "#124")])
def test_a_posters_words_are_its_page(ink: str, paper: str, tmp_path: Path) -> None:
    file = tmp_path / "плакат.jpg"
    written("Обыкновенная дробь", "Simple fraction 3/4", ink=ink, paper=paper).save(file)
    done = process(file, tmp_path)
    [page] = done.results["words"].fragments or ()
    assert (page.unit, page.at) == ("page", 1)
    assert page.text.splitlines()[0] == "Обыкновенная дробь"
    assert "Simple fraction" in page.text
    assert done.results["words"].tool.startswith("tesseract 5")
    assert done.results["web"].fragments == ()


def test_the_pages_of_a_scan_keep_what_they_are_known_by(tmp_path: Path) -> None:
    file = tmp_path / "скан.tiff"
    pages = [written("Пестик"), makers.picture(), written("Тычинка")]
    pages[0].save(file, save_all=True, append_images=pages[1:], compression="tiff_lzw")
    done = process(file, tmp_path)
    before, after = (done.results[name].fragments or () for name in ("web", "words"))
    assert [page.text for page in after] == ["Пестик", "", "Тычинка"]
    assert [page.content_sha for page in after] == [page.content_sha for page in before]
    assert done.percents[-1] == 100


def test_a_turned_photograph_is_read_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    file = tmp_path / "photo.jpg"
    written("Закон Архимеда").transpose(Image.Transpose.ROTATE_90).save(file, exif=exif)
    assert "Архимеда" in process(file, tmp_path).fragments[0].text


def test_clear_letters_on_nothing_are_read(tmp_path: Path) -> None:
    letters = written("Пищеварение", size=(420, 130)).convert("L").point(lambda x: 255 - x)
    sheet = Image.new("RGBA", letters.size, (0, 0, 0, 0))
    sheet.putalpha(letters)
    file = tmp_path / "clear.png"
    sheet.save(file)
    assert "Пищеварение" in (process(file, tmp_path).results["words"].fragments or ())[0].text


def test_a_picture_without_words_has_none(tmp_path: Path) -> None:
    file = tmp_path / "noise.png"
    Image.effect_mandelbrot((500, 400), (-2, -1.2, 1, 1.2), 60).save(file)
    done = process(file, tmp_path)
    assert done.results["words"].fragments is None
    assert done.results["words"].warnings == ()


@pytest.mark.parametrize(
    "picture", [makers.picture((12, 9)), Image.new("RGB", (300, 200), "#fed")], ids=["dot", "bare"]
)
def test_what_can_hold_no_word_is_not_asked(picture: Image.Image, tmp_path: Path) -> None:
    file = tmp_path / "wordless.png"
    picture.save(file)
    reads = process(file, tmp_path, only=lambda step: step in ("web", "words"))
    assert reads.results["words"].tool == ""


def test_letters_that_are_shapes_in_a_drawing_are_read_too(tmp_path: Path) -> None:
    file = tmp_path / "letter.svg"
    # Ш and И as strokes: a drawing program's «text to outlines».
    strokes = '<path d="M10 10V90H90V10M50 10V90" /><path d="M120 10V90L190 10V90"/>'
    strokes += '<path d="M220 10V90L290 10V90"/><path d="M320 10V90H400V10M360 10V90"/>'
    file.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-50 -50 520 200" fill="none" '
        f'stroke="#000" stroke-width="14">{strokes}</svg>'
    )
    done = process(file, tmp_path)
    assert done.results["words"].tool
    assert done.results["words"].warnings == ()


def test_a_scanned_pdf_is_read_and_what_has_words_is_left_alone(tmp_path: Path) -> None:
    scanned = tmp_path / "scanned.pdf"
    pages = [written("Кислород"), written("Водород")]
    pages[0].save(scanned, save_all=True, append_images=pages[1:], resolution=110)
    done = process(scanned, tmp_path / "scan", only=lambda step: step in ("text", "words"))
    assert [part.text for part in done.results["words"].fragments or ()] == ["Кислород", "Водород"]
    before, after = (done.results[name].fragments or () for name in ("text", "words"))
    assert [part.content_sha for part in after] == [part.content_sha for part in before]
    typed = makers.make("pdf", tmp_path / "made")
    done = process(typed, tmp_path / "typed", only=lambda step: step in ("text", "words"))
    assert done.results["words"].fragments is None
    assert done.results["words"].tool == ""


def test_without_a_reader_the_step_is_done_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "плакат.png"
    written("Дроби").save(file)
    tools = ToolPaths(tesseract="no-such-program", tmp=tmp_path / "tmp")
    result = process(file, tmp_path, tools=tools).results["words"]
    assert result.fragments is None
    assert "нет программы Tesseract" in result.warnings[0]


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("echo \"Failed loading language 'rus'\" >&2; exit 1", "нет программы Tesseract"),
        ("exit 3", "прочитать не удалось"),
        ("kill -9 $$", "прочитать не удалось"),
    ],
)
def test_a_reader_that_falls_costs_only_the_words(does: str, said: str, tmp_path: Path) -> None:
    reader = tmp_path / "tesseract"
    reader.write_text(f"#!/bin/sh\n{does}\n")
    reader.chmod(0o755)
    file = tmp_path / "плакат.png"
    written("Дроби").save(file)
    tools = ToolPaths(tesseract=str(reader), tmp=tmp_path / "tmp")
    result = process(file, tmp_path, tools=tools).results["words"]
    assert result.fragments is None
    assert said in result.warnings[0]


def test_only_sure_words_are_kept_and_broken_ones_joined() -> None:
    rows = [
        (1, 1, "знаме-", 92),
        (1, 2, "натель", 88),
        (1, 2, "дроби", 95),
        (1, 3, "ъыщ", 31),
        (1, 3, "ил", 70),
        (1, 3, "|—", 96),
        (1, 3, "дpобь", 91),  # a Latin «p» among Cyrillic letters
        (2, 1, "1812", 90),
    ]
    table = "level\n" + "\n".join(
        f"5\t1\t{block}\t1\t{line}\t1\t0\t0\t9\t9\t{sure}\t{text}"
        for block, line, text, sure in rows
    )
    assert joined(table) == "знаменатель дроби\n1812"
