"""A drawing becomes a picture: nothing in it runs, and nothing outside of it is looked at."""

import gzip
import http.server
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from ingest import formats
from ingest.formats import Refused, identify
from media.tools import ToolPaths
from tests.ingest.stepping import Processed
from tests.ingest.stepping import process as all_steps

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
RED = '<rect width="100" height="50" fill="red"/>'

NESTED_USES = (
    f'<svg {SVG} viewBox="0 0 9 9"><defs><g id="a0">{RED}</g>'
    + "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 10))
    + '</defs><use href="#a9"/></svg>'
)


def draw(
    inside: str, folder: Path, *, before: str = "", size: str = 'viewBox="0 0 100 50"'
) -> Path:
    path = folder / "чертёж.png"
    path.write_text(f"{before}<svg {SVG} {size}>{inside}</svg>", "utf-8")
    return path


def colour(done: Processed, x: int, y: int) -> tuple[int, ...]:
    return done.picture("w2560.webp").convert("RGBA").getpixel((x, y))


def process(path: Path, folder: Path, tools: ToolPaths | None = None) -> Processed:
    """The step that makes a picture seen; its words and prints have tests of their own."""
    return all_steps(path, folder, tools=tools, only=lambda step: step == "web")


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """Addresses that somebody asks of a listening server on this machine."""
    seen: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_error(404)

    server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    seen.append(f"http://127.0.0.1:{server.server_port}")
    yield seen
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_drawing_is_drawn_large_and_keeps_what_is_clear(tmp_path: Path) -> None:
    done = process(draw('<circle cx="25" cy="25" r="20" fill="#0a0"/>', tmp_path), tmp_path)
    assert (done.identified.kind, done.identified.format) == ("image", "svg")
    assert done.picture("w2560.webp").size == (2560, 1280)
    assert colour(done, 640, 640)[1] > 150
    assert colour(done, 2000, 640)[3] == 0
    assert {"cover.webp", "blur.webp", "w320.webp", "w640.webp", "w1280.webp"} <= set(done.made)
    assert done.results["web"].warnings == ()


def test_its_words_are_found_without_reading_the_picture(tmp_path: Path) -> None:
    words = '<title>Части цветка</title><text x="5" y="20">Пестик <tspan>и тычинка</tspan></text>'
    done = process(draw(words, tmp_path), tmp_path)
    [page] = done.fragments
    assert (page.unit, page.at) == ("page", 1)
    assert page.text.splitlines() == ["Части цветка", "Пестик и тычинка"]
    dark = done.picture("w2560.webp").getchannel("A").getextrema()
    assert dark[1] == 255  # the letters are drawn


@pytest.mark.parametrize(
    "before",
    [
        "\ufeff",
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!-- ' + "x" * 5000 + " -->\n",
        (
            '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd" '
            '[<!ENTITY ns "http://ns.adobe.com/"> <!ENTITY fill "red">]>'
        ),
    ],
)
def test_what_programs_write_before_a_drawing_is_passed_over(before: str, tmp_path: Path) -> None:
    inside = RED.replace("red", "&fill;") if "ENTITY" in before else RED
    done = process(draw(inside, tmp_path, before=before), tmp_path)
    assert colour(done, 100, 100)[:3] == pytest.approx((255, 0, 0), abs=8)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le", "utf-8-sig"])
def test_a_drawing_in_any_encoding_of_xml_is_known(encoding: str, tmp_path: Path) -> None:
    drawn = f'<?xml version="1.0"?><!-- план --><svg {SVG} viewBox="0 0 9 9"><text>Кот</text></svg>'
    path = tmp_path / "план.txt"
    path.write_bytes(drawn.encode(encoding))
    done = process(path, tmp_path)
    assert (done.identified.format, done.fragments[0].text) == ("svg", "Кот")


@pytest.mark.parametrize("sandbox", ["", "none"])
def test_nothing_outside_is_looked_at(sandbox: str, tmp_path: Path, asked: list[str]) -> None:
    secret = tmp_path / "secret.png"
    Image.new("RGB", (40, 40), "blue").save(secret)
    drawing = secret.with_suffix(".svg")
    drawing.write_text(f'<svg {SVG} viewBox="0 0 9 9"><path d="M0 0h9v9z" fill="blue"/></svg>')
    nested = drawing.read_bytes().hex()
    [server] = asked
    links = [str(secret), secret.as_uri(), "secret.png", "./secret.png", str(drawing), server]
    links += [f"{server}/a.png", f"data:image/svg+xml;hex,{nested}", "\n /etc/hostname"]
    inside = RED + "".join(
        f'<image href="{link}" width="100" height="50"/>'
        f'<image xlink:href="{link}" width="100" height="50"/>'
        f'<use href="{link}#a"/><feImage href="{link}"/>'
        f'<rect width="100" height="50" fill="url({link}#p)" style="mask:url(\'{link}#m\')"/>'
        f"<style>@import url({link}); rect {{ background: url('{link}') }}</style>"
        for link in links
    )
    inside += f'<a href="{server}/page"><rect width="9" height="9" fill="red"/></a>'
    tools = ToolPaths(sandbox=sandbox, tmp=tmp_path / "tmp")
    done = process(draw(inside, tmp_path), tmp_path, tools=tools)
    shown = done.picture("w640.webp").convert("RGB")
    assert shown.getextrema()[2][1] < 60  # no blue anywhere
    assert len(asked) == 1
    assert "другие файлы" in done.results["web"].warnings[0]


def test_scripts_and_foreign_pages_are_left_out(tmp_path: Path) -> None:
    inside = (
        RED
        + "<script>alert(1)</script><text>слово</text>"
        + '<foreignObject width="9" height="9"><p xmlns="http://www.w3.org/1999/xhtml">чужое</p>'
        + '</foreignObject><rect onload="alert(1)" width="1" height="1" fill="red"/>'
    )
    done = process(draw(inside, tmp_path), tmp_path)
    assert done.fragments[0].text == "слово"
    assert all(b"alert" not in path.read_bytes() for path in done.made.values())


def test_an_outer_entity_brings_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("тайное слово", "utf-8")
    before = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    file = draw("<text>до &x; после</text>", tmp_path, before=before)
    with pytest.raises(Refused) as refusal:
        process(file, tmp_path)
    assert "тайное" not in refusal.value.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gzip"])
def test_a_drawing_that_takes_in_another_file_is_not_said_to_be_damaged(
    encoding: str, tmp_path: Path
) -> None:
    said = '<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    said += f'<svg {SVG} width="9" height="9"><text y="9">&e;</text></svg>'
    file = tmp_path / "a.svg"
    if encoding == "gzip":
        file.write_bytes(gzip.compress(said.encode()))
    else:
        file.write_text(said, encoding)
    with pytest.raises(Refused) as refusal:
        identify(file, ToolPaths(tmp=tmp_path / "tmp"))
    assert "другого файла" in refusal.value.message
    assert "повреждён" not in refusal.value.message


@pytest.mark.parametrize(
    ("bomb", "cause"),
    [
        (
            '<!DOCTYPE svg [<!ENTITY a0 "дроби">'
            + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
            + ']><svg xmlns="http://www.w3.org/2000/svg"><text>&a11;</text></svg>',
            "слишком сложный",
        ),
        (f'<svg {SVG} viewBox="0 0 9 9">' + "<g/>" * 300_001 + "</svg>", "слишком сложный"),
        (f"<svg {SVG}>" + "<g>" * 5000 + "</g>" * 5000 + "</svg>", "слишком сложный"),
        (
            f'<svg {SVG} viewBox="0 0 9 9">' + "<g>" * 250 + RED + "</g>" * 250 + "</svg>",
            "слишком сложный",
        ),
        (
            NESTED_USES,
            "слишком сложный",
        ),
        (f'<svg {SVG} width="0" height="0"/>', "ни ширины, ни высоты"),
        (f'<svg {SVG} viewBox="0 0 9 9"><g></svg>', "повреждён"),
    ],
)
def test_a_bomb_or_a_broken_drawing_is_refused(bomb: str, cause: str, tmp_path: Path) -> None:
    file = tmp_path / "bomb.svg"
    file.write_text(bomb, "utf-8")
    with pytest.raises(Refused) as refusal:
        identify(file, ToolPaths(tmp=tmp_path / "tmp"))
    assert "охраните" in refusal.value.message
    assert cause in refusal.value.message


def test_a_drawing_that_takes_for_ever_holds_its_sender_for_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "GLIMPSE", replace(formats.GLIMPSE, wall_seconds=2))
    file = draw(
        '<filter id="f"><feTurbulence baseFrequency="0.05" numOctaves="2000000"/></filter>'
        '<rect width="90" height="90" filter="url(#f)"/>',
        tmp_path,
    )
    with pytest.raises(Refused, match="слишком сложный"):
        identify(file, ToolPaths(tmp=tmp_path / "tmp"))


def test_a_drawing_of_a_mile_is_no_larger_than_others(tmp_path: Path) -> None:
    file = draw(RED, tmp_path, size='width="1e9" height="1e9"')
    assert process(file, tmp_path / "wide").picture("w2560.webp").size == (2560, 2560)
    tall = draw('<rect width="10" height="9000"/>', tmp_path, size='viewBox="0 0 10 9000"')
    assert max(process(tall, tmp_path / "tall").picture("w320.webp").size) <= 8192


def test_a_gzipped_drawing_is_a_drawing(tmp_path: Path) -> None:
    plain = draw(RED + "<text>Кот</text>", tmp_path)
    folded = tmp_path / "чертёж.svgz"
    folded.write_bytes(gzip.compress(plain.read_bytes()))
    done = process(folded, tmp_path / "made")
    assert (done.identified.kind, done.identified.format) == ("image", "svg")
    assert done.fragments[0].text == "Кот"
    assert colour(done, 100, 100)[:3] == pytest.approx((255, 0, 0), abs=8)


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (gzip.compress(f"<svg {SVG}>".encode() + b" " * 40_000_000), "слишком сложный"),
        (gzip.compress(f"<svg {SVG}>{RED}</svg>".encode() * 9)[:-60], "обрывается"),
        (gzip.compress(b"%PDF-1.4\n" + bytes(5000)), "PDF, сжатый"),
        (gzip.compress(bytes(100_000_000)), "архив"),
        (gzip.compress("Текст".encode()), "архив"),
        (b"\x1f\x8b\x08" + bytes(range(256)), "архив"),
    ],
    ids=["bomb", "cut", "pdf", "zeros", "text", "garbage"],
)
def test_what_else_is_gzipped_is_refused(content: bytes, cause: str, tmp_path: Path) -> None:
    file = tmp_path / "чертёж.svgz"
    file.write_bytes(content)
    with pytest.raises(Refused) as refusal:
        identify(file, ToolPaths(tmp=tmp_path / "tmp"))
    assert cause in refusal.value.reason
