"""A file's kind comes from its content; what is not taken is refused with the cause."""

import io
import json
import struct
import zipfile
from pathlib import Path

import olefile
import pypdfium2
import pytest
from PIL import Image, PngImagePlugin

from ingest.formats import Refused, identify
from ingest.parsing.compound import write_compound
from ingest.parsing.tiff_pages import too_many_pages
from media.tools import ToolPaths
from tests.ingest import makers
from tests.ingest.stepping import process

FLAT_ODF = (
    b'<?xml version="1.0"?><office:document '
    b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    b'office:mimetype="application/vnd.oasis.opendocument.presentation"/>'
)


WORD = "wordprocessingml.document"
EXCEL = "spreadsheetml.sheet"


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> ToolPaths:
    return ToolPaths(tmp=tmp_path_factory.mktemp("tools"))


def reason(path: Path, tools: ToolPaths) -> str:
    with pytest.raises(Refused) as refusal:
        identify(path, tools)
    assert refusal.value.reason == refusal.value.message
    return refusal.value.reason


@pytest.mark.parametrize("extension", makers.FORMATS)
def test_each_format_is_known_under_a_wrong_name(
    extension: str, tmp_path: Path, tools: ToolPaths
) -> None:
    disguised = tmp_path / "файл.docx"
    makers.make(extension, tmp_path / "made").rename(disguised)
    found = identify(disguised, tools)
    kind = (
        "presentation"
        if extension in makers.DECKS
        else "image"
        if extension in makers.IMAGES
        else "audio"
        if extension in makers.SOUNDS
        else "video"
    )
    assert (found.kind, found.format) == (kind, makers.FORMATS[extension])


@pytest.mark.parametrize("extension", ["pptx", "odp", "ppt", "pdf", "jpg", "tiff", "heic", "mov"])
def test_half_a_file_is_refused(extension: str, tmp_path: Path, tools: ToolPaths) -> None:
    whole = makers.make(extension, tmp_path).read_bytes()
    half = tmp_path / "half"
    half.write_bytes(whole[: len(whole) // 2])
    assert any(word in reason(half, tools) for word in ("обрывается", "не до конца"))


@pytest.mark.parametrize(
    "text",
    [
        *("MZ — обозначение масс", "BZh это архив", "8BPS и другие слова", "MThd", "ITSF"),
        *("CWS — клуб", "FWS", "Rar! Что это", "AC1032 чертёж", "GIF89a — формат картинок"),
        *("fLaC — сжатие звука", "OTTO: поэма", "ID3-теги", "MSCF", "SQLite format 3"),
        "Файл PDF начинается словом %PDF-1.4, а дальше идут числа.",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
def test_a_text_is_a_text_whatever_its_first_letters(
    text: str, encoding: str, tmp_path: Path, tools: ToolPaths
) -> None:
    file = tmp_path / "доклад.txt"
    file.write_text(f"{text}\nи ещё строка\n", encoding)
    assert "текстовый файл" in reason(file, tools)


def test_a_pdf_after_a_line_of_postscript_is_a_pdf(tmp_path: Path, tools: ToolPaths) -> None:
    plain, file = makers.make("pdf", tmp_path), tmp_path / "урок.pdf"
    file.write_bytes(b"%!PS-Adobe-3.0 PDF-1.4\n" + plain.read_bytes())
    done = process(file, tmp_path / "made", tools=tools, only="text".__eq__)
    assert (done.identified.format, done.results["text"].pages) == ("pdf", 2)
    # Without a head of its own nothing reads it as one.
    file.write_bytes(b"%!PS-Adobe-3.0 PDF-1.4\n" + plain.read_bytes().partition(b"\n")[2])
    assert "EPS" in reason(file, tools)


def test_an_empty_file_is_refused(tmp_path: Path, tools: ToolPaths) -> None:
    (tmp_path / "empty.pptx").touch()
    assert "пустой" in reason(tmp_path / "empty.pptx", tools)


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"MZ\x90\0" + bytes(200), "программа"),
        ("Просто текст\nв две строки".encode(), "текстовый файл"),
        (b"<!DOCTYPE html><html><body>x</body></html>", "веб-страница"),
        (b"<!DOCTYPE html><html><svg></svg></html>", "веб-страница"),
        (b'<?xml version="1.0"?><svg xmlns="urn:other"/>', "не рисунок SVG"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "EPS"),
        (b"\xc5\xd0\xd3\xc6" + bytes(60), "EPS"),
        (b"{\\rtf1 text}", "RTF"),
        (b"#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n", "список воспроизведения"),
        (b"ffconcat version 1.0\nfile '/etc/passwd'\n", "список воспроизведения"),
        (b"Rar!\x1a\x07\x01\0" + bytes(60), "архив"),
        (b"ID3\x03" + bytes(600), "Запись не читается"),
        (b"MThd" + bytes(60), "MIDI"),
        (b"1\r\n00:00:01,000 --> 00:00:02,000\r\nText", "субтитры"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nТекст".encode(), "субтитры"),
        (bytes(range(256)) * 20, "не узнали"),
        (FLAT_ODF, "FODP"),
        (b"\xd7\xcd\xc6\x9a" + bytes(60), "WMF"),
        (b"\x01\0\x09\0\0\x03" + bytes(60), "WMF"),
        (b"\x01\0\0\0\x6c" + bytes(35) + b" EMF" + bytes(60), "EMF"),
        (b"\0\0\x01\0\x01\0\x20\x20\0\0\x01\0" + bytes(60), "ICO"),
        (b"8BPS\0\x01" + bytes(60), "Photoshop"),
        (b"AT&TFORM\0\0\0\x20DJVU", "DjVu"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(60), "архив"),
        (b"L\0\0\0\x01\x14\x02\0" + bytes(60), "ярлык"),
        (b"RIFF\0\1\0\0CDR9vrsn" + bytes(60), "CorelDRAW"),
        (b"AC1032" + bytes(60), "AutoCAD"),
        (b"folder/" + bytes(250) + b"ustar\x0000" + bytes(300), "архив"),
        (b"[InternetShortcut]\r\nURL=http://school/", "ссылка"),
        (b"<?xml version='1.0'?><FictionBook xmlns='x'>", "FB2"),
    ],
)
def test_what_is_not_taken_is_named_with_a_way_in(
    content: bytes, cause: str, tmp_path: Path, tools: ToolPaths
) -> None:
    file = tmp_path / "доклад.pptx"
    file.write_bytes(content)
    told = reason(file, tools)
    assert cause in told
    assert any(way in told for way in ("Принимаем презентации (PPTX", "Сохраните", "загрузите"))


@pytest.mark.parametrize(
    ("members", "cause"),
    [
        ({"[Content_Types].xml": f"{WORD}.main+xml"}, "Word"),
        ({"[Content_Types].xml": f"{EXCEL}.main+xml"}, "Excel"),
        ({"[Content_Types].xml": f"{EXCEL}.main+xml {WORD}"}, "Excel"),
        ({"[Content_Types].xml": f"{WORD}.main+xml {EXCEL}"}, "Word"),
        ({"[Content_Types].xml": "vnd.ms-excel.sheet.binary.macroEnabled.main"}, "Excel"),
        ({"[Content_Types].xml": "vnd.ms-word.document.macroEnabled.main+xml"}, "Word"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "документ LibreOffice"),
        ({"mimetype": "application/vnd.oasis.opendocument.graphics"}, "LibreOffice Draw"),
        ({"[Content_Types].xml": "application/vnd.ms-package.xps-fixedpage+xml"}, "XPS"),
        ({"[Content_Types].xml": "application/vnd.ms-visio.drawing.main+xml"}, "Visio"),
        ({"imsmanifest.xml": "x", "page0.svg": "<svg/>"}, "SMART Notebook"),
        ({"imsmanifest.xml": "x", "page12.svg": "<svg/>"}, "SMART Notebook"),
        ({"imsmanifest.xml": "x", "index.html": "x"}, "SCORM"),
        ({"flipchart.xml": "x"}, "ActivInspire"),
        ({"mimetype": "application/epub+zip"}, "EPUB"),
        ({"META-INF/container.xml": "x", "OEBPS/1.xhtml": "x"}, "EPUB"),
        ({"geogebra.xml": "x", "geogebra_thumbnail.png": "x"}, "GeoGebra"),
        ({"project.json": "{}", "0.svg": "x"}, "Scratch"),
        ({"h5p.json": "{}", "content/content.json": "{}"}, "H5P"),
        ({"Index/Document.iwa": "x", "Index/CalculationEngine.iwa": "x"}, "Pages или Numbers"),
        ({"index.xml": "x", "buildVersionHistory.plist": "x"}, "Pages или Numbers"),
        ({"Index/Document.iwa": "x", ".iwpv2": "x"}, "паролем"),
        ({"META-INF/MANIFEST.MF": "x", "Main.class": "x"}, "программа"),
        ({"mimetype": "application/x-other", "geogebra.xml": "x"}, "GeoGebra"),
        ({"урок.pptx": "x"}, "архив"),
        ({"урок.pptx": "x", "проект/project.json": "x"}, "архив"),
    ],
)
def test_other_zips_are_told_apart(
    members: dict[str, str], cause: str, tmp_path: Path, tools: ToolPaths
) -> None:
    file = tmp_path / "урок.pptx"
    with zipfile.ZipFile(file, "w") as made:
        for name, content in members.items():
            made.writestr(name, content)
    assert cause in reason(file, tools)


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("sound.mp4", "m4a"),
        ("sound.webm", "weba"),
        ("sound.ts", "mpga"),
        ("sound.avi", "sound-avi"),
    ],
)
def test_a_film_without_a_picture_is_a_recording(
    name: str, format: str, tmp_path: Path, tools: ToolPaths
) -> None:
    found = identify(makers.sound(tmp_path / name), tools)
    assert (found.kind, found.format) == ("audio", format)


def test_album_art_makes_no_film(tmp_path: Path, tools: ToolPaths) -> None:
    makers.picture((80, 80)).save(tmp_path / "art.jpg")
    song, art = makers.sound(tmp_path / "song.mp3"), tmp_path / "art.mp3"
    inputs = ["-i", str(song), "-i", str(tmp_path / "art.jpg"), "-map", "0", "-map", "1"]
    makers.ffmpeg(*inputs, "-c", "copy", "-disposition:v", "attached_pic", str(art))
    assert identify(art, tools).kind == "audio"


def test_an_mp3_that_begins_with_zeros_is_known(tmp_path: Path, tools: ToolPaths) -> None:
    song = makers.sound(tmp_path / "song.mp3", "-id3v2_version", "0", "-write_xing", "0")
    song.write_bytes(bytes(512) + song.read_bytes())
    assert identify(song, tools).format == "mp3"


def test_a_text_in_utf_16_is_no_recording(tmp_path: Path, tools: ToolPaths) -> None:
    file = tmp_path / "текст.mp3"
    file.write_text("Просто текст\n" * 20, "utf-16")
    assert "Запись" not in reason(file, tools)


def test_a_film_whose_picture_nobody_can_read_is_no_recording(
    tmp_path: Path, tools: ToolPaths
) -> None:
    whole = makers.film(tmp_path / "film.mkv", ["-c:v", "mpeg4", "-c:a", "aac"]).read_bytes()
    assert whole.count(b"V_MPEG4/ISO/ASP") == 1
    strange = tmp_path / "strange.mkv"
    strange.write_bytes(whole.replace(b"V_MPEG4/ISO/ASP", b"V_UNKNOWN/ISO/X"))
    assert "Картинка фильма" in reason(strange, tools)


def test_a_tiff_whose_pages_go_in_a_circle_says_so(tmp_path: Path, tools: ToolPaths) -> None:
    file = makers.make("tiff", tmp_path)
    content = bytearray(file.read_bytes())
    first = struct.unpack("<I", content[4:8])[0]
    entries = struct.unpack("<H", content[first : first + 2])[0]
    struct.pack_into("<I", content, first + 2 + 12 * entries, first)
    file.write_bytes(content)
    assert "Оглавление TIFF испорчено" in reason(file, tools)


@pytest.mark.parametrize("extension", ["ogg", "wma", "m4a"])
def test_a_recording_that_is_cut_is_no_film(
    extension: str, tmp_path: Path, tools: ToolPaths
) -> None:
    whole = makers.make(extension, tmp_path).read_bytes()
    cut = tmp_path / "запись"
    cut.write_bytes(whole[: max(200, len(whole) // 40)])
    told = reason(cut, tools)
    assert told.startswith("Запись обрывается")


def test_a_film_of_captions_alone_says_so(tmp_path: Path, tools: ToolPaths) -> None:
    words, file = tmp_path / "слова.srt", tmp_path / "слова.mkv"
    words.write_text("1\n00:00:00,000 --> 00:00:01,000\nПривет\n", "utf-8")
    makers.ffmpeg("-i", str(words), "-c:s", "srt", str(file))
    assert "только субтитры" in reason(file, tools)


def test_a_film_of_too_many_pixels_says_so(tmp_path: Path, tools: ToolPaths) -> None:
    file = tmp_path / "стена.mkv"
    source = ["-f", "lavfi", "-i", "color=size=12000x12000:rate=1:duration=1"]
    makers.ffmpeg(*source, "-c:v", "png", "-pix_fmt", "monob", str(file))
    told = reason(file, tools)
    assert "12000 × 12000" in told
    assert "поврежд" not in told


def test_a_film_with_nothing_but_a_header_is_refused(tmp_path: Path, tools: ToolPaths) -> None:
    whole = makers.make("wmv", tmp_path).read_bytes()
    # ASF, 3.1: the header object's own size follows its 16-byte name.
    (size,) = struct.unpack("<Q", whole[16:24])
    header = tmp_path / "header.wmv"
    header.write_bytes(whole[: size + 50])
    assert "нет ни одного кадра" in reason(header, tools)


def test_a_locked_pptx_says_how_to_save_it_without(tmp_path: Path, tools: ToolPaths) -> None:
    file = tmp_path / "locked.pptx"
    write_compound(file, {"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"y" * 80})
    assert "паролем" in reason(file, tools)
    assert "сотрите пароль" in reason(file, tools)
    # What is locked does not tell whether it is a deck.
    assert "документ Word или таблица Excel" in reason(file, tools)
    assert "Презентация закрыта" not in reason(file, tools)


def test_a_locked_ppt_says_how_to_save_it_without(tmp_path: Path, tools: ToolPaths) -> None:
    file = makers.make("ppt", tmp_path)
    with olefile.OleFileIO(str(file), write_mode=True) as container:
        current = bytearray(container.openstream("Current User").read())
        # [MS-PPT] 2.3.2: headerToken stands after the record's header and size.
        current[12:16] = b"\xdf\xc4\xd1\xf3"
        container.write_stream("Current User", bytes(current))
    assert "паролем" in reason(file, tools)


def test_a_locked_odp_says_so(tmp_path: Path, tools: ToolPaths) -> None:
    mark = b"<manifest:encryption-data/></manifest:manifest>"
    file = makers.rewrite(
        makers.make("odp", tmp_path),
        tmp_path / "locked.odp",
        {"META-INF/manifest.xml": lambda xml: xml.replace(b"</manifest:manifest>", mark)},
    )
    assert "паролем" in reason(file, tools)


@pytest.mark.parametrize("opens", [True, False], ids=["owner", "user"])
def test_a_pdf_locked_for_changes_alone_is_read(
    opens: bool, tmp_path: Path, tools: ToolPaths
) -> None:
    words = {
        "RestrictPermissions": ("boolean", "true"),
        "PermissionPassword": ("string", "хозяин"),
        "EnableCopyingOfContent": ("boolean", "false"),
    }
    if not opens:
        words |= {
            "EncryptFile": ("boolean", "true"),
            "DocumentOpenPassword": ("string", "тайна"),
        }
    wish = json.dumps({name: {"type": kind, "value": told} for name, (kind, told) in words.items()})
    file = tmp_path / "урок.pdf"
    source = makers.deck(tmp_path / "deck.pptx", ("Дроби",))
    file.write_bytes(makers.saved_as(source, f"pdf:impress_pdf_Export:{wish}"))
    assert b"/Encrypt" in file.read_bytes()
    if not opens:
        assert "паролем" in reason(file, tools)
        return
    done = process(file, tmp_path, tools=tools, only="text".__eq__)
    assert "Дроби" in f"{done.fragments[0].heading} {done.fragments[0].text}"


def test_a_locked_pdf_says_so(tmp_path: Path, tools: ToolPaths) -> None:
    # ISO 32000-1, 7.6.3: a standard security handler whose password is not the empty one.
    file = tmp_path / "locked.pdf"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 10 10] >>",
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <"
        + b"41" * 32
        + b"> /U <"
        + b"42" * 32
        + b"> >>",
    ]
    trailer = b"/Encrypt 4 0 R /ID [<41> <41>]"
    file.write_bytes(pdf(objects, trailer))
    assert "паролем" in reason(file, tools)


def test_a_document_of_other_people_in_an_ole_coat_is_named(
    tmp_path: Path, tools: ToolPaths
) -> None:
    for stream, cause in (
        ("WordDocument", "Word"),
        ("Workbook", "Excel"),
        ("VisioDocument", "Visio"),
        ("Other", "не през"),
    ):
        file = tmp_path / "файл.ppt"
        write_compound(file, {stream: b"x" * 5000})
        assert cause in reason(file, tools)


def test_too_many_pages_are_refused(tmp_path: Path, tools: ToolPaths) -> None:
    file = tmp_path / "many.pdf"
    document = pypdfium2.PdfDocument.new()
    for _ in range(1001):
        document.new_page(10, 10)
    document.save(str(file))
    document.close()
    assert "PDF 1001" in reason(file, tools)


def test_a_bursting_zip_is_refused_before_it_is_opened(tmp_path: Path, tools: ToolPaths) -> None:
    deck = makers.make("pptx", tmp_path)
    with zipfile.ZipFile(deck, "a", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("ppt/media/zeros.bin", bytes(40 * 1024 * 1024))
    assert deck.stat().st_size < 200_000
    assert "небезопасно" in reason(deck, tools)


def test_an_endless_directory_is_refused(tmp_path: Path, tools: ToolPaths) -> None:
    file = tmp_path / "many.pptx"
    with zipfile.ZipFile(file, "w") as made:
        for number in range(20_001):
            made.writestr(f"{number}", b"")
    assert "небезопасно" in reason(file, tools)


def test_a_picture_of_too_many_pixels_is_refused(tmp_path: Path, tools: ToolPaths) -> None:
    file = tmp_path / "huge.png"
    Image.new("1", (11_000, 10_000)).save(file)
    assert "100 мегапикселей" in reason(file, tools)


def test_a_picture_that_hides_a_flood_is_refused(tmp_path: Path, tools: ToolPaths) -> None:
    file = tmp_path / "flood.png"
    extra = PngImagePlugin.PngInfo()
    extra.add_text("Comment", "x" * 2_000_000, zip=True)
    makers.picture().save(file, pnginfo=extra)
    assert "посторонних данных" in reason(file, tools)


def test_an_eps_in_a_jpegs_name_never_reaches_an_interpreter(
    tmp_path: Path, tools: ToolPaths
) -> None:
    file = tmp_path / "photo.jpg"
    target = io.BytesIO()
    makers.picture().save(target, "EPS")
    file.write_bytes(target.getvalue())
    assert "EPS" in reason(file, tools)


def pdf(objects: list[bytes], trailer: bytes) -> bytes:
    """A PDF of numbered objects, the first of which is the catalogue."""
    made = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return made + (
        b"xref\n0 %d\n0000000000 65535 f \n%s"
        b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, trailer, len(made))
    )


def test_a_scan_of_too_many_pages_is_refused_at_the_door(tmp_path: Path, tools: ToolPaths) -> None:
    file = tmp_path / "скан.tiff"
    page = Image.new("1", (1, 1))
    for count in (500, 501):
        page.save(file, save_all=True, append_images=[page] * (count - 1))
        assert too_many_pages(file) is (count > 500)
    assert "принимаем до 500" in reason(file, tools)
