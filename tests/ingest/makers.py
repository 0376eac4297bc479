"""Real files of every format that the product takes, made at test time.

``make(format, folder, words)`` writes one small file and returns its path. Decks and PDFs carry
``words``, one a slide (two slides with words of their own by default).
"""

import functools
import io
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from pptx import Presentation
from pptx.util import Cm

#: By file name extension: what ``identify`` must say of it.
DECKS = {
    "pptx": "pptx",
    "ppsx": "ppsx",
    "pptm": "pptm",
    "ppsm": "ppsm",
    "potx": "potx",
    "ppt": "ppt",
    "pps": "ppt",
    "odp": "odp",
    "otp": "otp",
    "pdf": "pdf",
}
IMAGES = {
    "jpg": "jpeg",
    "png": "png",
    "apng": "png",
    "webp": "webp",
    "gif": "gif",
    "tiff": "tiff",
    "bmp": "bmp",
    "heic": "heic",
    "avif": "avif",
    "jp2": "jp2",
}
VIDEOS = {
    "mp4": "mp4",
    "m4v": "mp4",
    "mov": "mov",
    "avi": "avi",
    "mkv": "mkv",
    "webm": "webm",
    "wmv": "wmv",
    "flv": "flv",
    "mpg": "mpeg",
    "ts": "mpegts",
    "3gp": "3gp",
    "ogv": "ogv",
}
SOUNDS = {
    "mp3": "mp3",
    "m4a": "m4a",
    "wav": "wav",
    "flac": "flac",
    "aac": "aac",
    "ogg": "ogg",
    "opus": "ogg",
    "wma": "wma",
    "aiff": "aiff",
    "mka": "mka",
}
FORMATS = DECKS | IMAGES | VIDEOS | SOUNDS
WORDS = ("Обыкновенные дроби", "Числитель и знаменатель")

_MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_OPENXML = "application/vnd.openxmlformats-officedocument.presentationml"
_MACRO = "application/vnd.ms-powerpoint"
_MAIN_TYPES = {
    "ppsx": f"{_OPENXML}.slideshow.main+xml",
    "potx": f"{_OPENXML}.template.main+xml",
    "pptm": f"{_MACRO}.presentation.macroEnabled.main+xml",
    "ppsm": f"{_MACRO}.slideshow.macroEnabled.main+xml",
}
_OFFICE_TARGETS = {"ppt": "ppt:MS PowerPoint 97", "pps": "ppt:MS PowerPoint 97", "odp": "odp"}
_CODECS: dict[str, list[str]] = {
    "mp4": ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac"],
    "m4v": ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac", "-f", "ipod"],
    "mov": ["-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-c:a", "pcm_s16le"],
    "avi": ["-c:v", "mpeg4", "-c:a", "libmp3lame"],
    "mkv": ["-c:v", "libx264", "-pix_fmt", "yuv444p", "-c:a", "libvorbis"],
    "webm": ["-c:v", "libvpx", "-c:a", "libvorbis"],
    "wmv": ["-c:v", "wmv2", "-c:a", "wmav2"],
    "flv": ["-c:v", "flv1", "-c:a", "libmp3lame", "-ar", "44100"],
    "mpg": ["-c:v", "mpeg2video", "-c:a", "mp2", "-f", "mpeg"],
    "ts": ["-c:v", "mpeg2video", "-c:a", "mp2", "-f", "mpegts"],
    "3gp": ["-c:v", "mpeg4", "-c:a", "aac", "-f", "3gp"],
    "ogv": ["-c:v", "libtheora", "-c:a", "libvorbis"],
}


def make(format: str, folder: Path, words: Sequence[str] = ()) -> Path:
    """One small file of ``format`` (an extension of FORMATS) in ``folder``."""
    if format in DECKS:
        return _deck(format, folder, tuple(words) or WORDS)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"sample.{format}"
    if format in IMAGES:
        _image(format, path)
    elif format in SOUNDS:
        sound(path)
    else:
        film(path, _CODECS[format])
    return path


def deck(
    path: Path,
    words: Sequence[str],
    *,
    hidden: Sequence[int] = (),
    notes: Sequence[str] = (),
    change: Callable[[Any], None] | None = None,
) -> Path:
    """A .pptx with a slide for each of ``words``; ``hidden`` are slide numbers from 1.

    ``change`` gets the open presentation before it is saved.
    """
    presentation = Presentation()
    for number, word in enumerate(words, start=1):
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        assert slide.shapes.title is not None
        slide.shapes.title.text = word
        slide.placeholders[1].text = f"Текст слайда {number}"
        if number <= len(notes):
            frame = slide.notes_slide.notes_text_frame
            assert frame is not None
            frame.text = notes[number - 1]
        if number in hidden:
            slide._element.set("show", "0")
    if change is not None:
        change(presentation)
    presentation.save(str(path))
    return path


def add_table(presentation: Any, rows: Sequence[Sequence[str]]) -> None:
    """A table on the last slide."""
    slide = presentation.slides[len(presentation.slides) - 1]
    shape = slide.shapes.add_table(len(rows), len(rows[0]), Cm(1), Cm(8), Cm(16), Cm(4))
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            shape.table.cell(y, x).text = text


def rewrite(source: Path, target: Path, changes: dict[str, Callable[[bytes], bytes]]) -> Path:
    """A copy of a zip with some members changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            new.writestr(member, changes.get(member.filename, _same)(content))
    return target


def film(
    path: Path, codecs: Sequence[str], *, source: str = "", sound: bool = True, tone: int = 1
) -> Path:
    """A second of film by ffmpeg; ``source`` is a lavfi graph for the picture.

    ``tone`` is how many seconds of sound there are.
    """
    picture = source or "testsrc=size=160x120:rate=10:duration=1"
    inputs = ["-f", "lavfi", "-i", picture]
    if sound:
        inputs += ["-f", "lavfi", "-i", f"sine=frequency=440:duration={tone}"]
    ffmpeg(*inputs, *codecs, "-shortest", str(path))
    return path


def sound(path: Path, *options: str, source: str = "sine=frequency=440:duration=1") -> Path:
    """A second of sound by ffmpeg, as the name's ending asks; ``source`` is a lavfi graph."""
    ffmpeg("-f", "lavfi", "-i", source, *options, str(path))
    return path


def ffmpeg(*arguments: str) -> None:
    """Run ffmpeg itself, as someone who makes a file would."""
    subprocess.run(
        [os.environ.get("PARTA_FFMPEG") or "ffmpeg", "-nostdin", "-v", "error", "-y", *arguments],
        check=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
    )


def picture(size: tuple[int, int] = (400, 300), mode: str = "RGB") -> Image.Image:
    """A picture with something on it."""
    drawn = Image.new("RGB", size, "#f4efe6")
    pen = ImageDraw.Draw(drawn)
    pen.ellipse((size[0] // 8, size[1] // 8, size[0] // 2, size[1] * 7 // 8), fill="#2f6f4f")
    pen.rectangle((size[0] // 2, size[1] // 4, size[0] * 7 // 8, size[1] // 2), fill="#c0392b")
    return drawn.convert(mode)


def _deck(format: str, folder: Path, words: tuple[str, ...]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"sample.{format}"
    if format == "pptx":
        return deck(path, words)
    if format in _MAIN_TYPES:
        base = deck(folder / f"base-{format}.pptx", words)
        renamed = _MAIN_TYPES[format].encode()
        rewrite(
            base, path, {"[Content_Types].xml": lambda xml: xml.replace(_MAIN.encode(), renamed)}
        )
        base.unlink()
        return path
    if format == "otp":
        base = _deck("odp", folder / "otp", words)
        kind = b"application/vnd.oasis.opendocument.presentation"
        change = {"mimetype": lambda _: kind + b"-template"}
        change["META-INF/manifest.xml"] = lambda xml: xml.replace(
            kind + b'"', kind + b'-template"', 1
        )
        return rewrite(base, path, change)
    path.write_bytes(_office("pdf" if format == "pdf" else _OFFICE_TARGETS[format], words))
    return path


@functools.cache
def _office(target: str, words: tuple[str, ...]) -> bytes:
    """What LibreOffice itself saves; once for all tests of a process."""
    room = Path(tempfile.mkdtemp(prefix="parta-makers-"))
    try:
        return saved_as(deck(room / "deck.pptx", words), target)
    finally:
        shutil.rmtree(room, ignore_errors=True)


def saved_as(source: Path, target: str) -> bytes:
    """``source`` saved by LibreOffice in the form of ``target``, as ``ppt:MS PowerPoint 97``."""
    room = Path(tempfile.mkdtemp(prefix="parta-saved-"))
    try:
        subprocess.run(
            [
                os.environ.get("PARTA_SOFFICE") or "soffice",
                "--headless",
                f"-env:UserInstallation={(room / 'profile').as_uri()}",
                "--convert-to",
                target,
                "--outdir",
                str(room / "out"),
                str(source),
            ],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=90,
        )
        return (room / "out" / f"{source.stem}.{target.partition(':')[0]}").read_bytes()
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _image(format: str, path: Path) -> None:
    drawn = picture()
    others = [drawn.rotate(90 * turn) for turn in (1, 2)]
    if format == "heic":
        import pillow_heif

        pillow_heif.from_pillow(drawn).save(path, quality=60)
    elif format == "tiff":
        drawn.save(path, "TIFF", save_all=True, append_images=others, compression="tiff_lzw")
    elif format in ("gif", "apng"):
        kind = "PNG" if format == "apng" else "GIF"
        small = [frame.resize((200, 150)) for frame in (drawn, *others)]
        small[0].save(path, kind, save_all=True, append_images=small[1:], duration=200, loop=0)
    else:
        kind = {"jpg": "JPEG", "jp2": "JPEG2000"}.get(format, format.upper())
        target = io.BytesIO()
        drawn.save(target, kind)
        path.write_bytes(target.getvalue())


def _same(content: bytes) -> bytes:
    return content


def member(container: Path, name: str) -> bytes:
    """One member of a zip."""
    with zipfile.ZipFile(container) as opened:
        return opened.read(name)
