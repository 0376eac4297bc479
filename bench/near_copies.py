"""Copies of materials as they come about in a school: re-saved, made smaller, cut a little.

Each function takes a file and an empty folder and yields what was done with the file of the copy.
"""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
from PIL import Image, ImageEnhance, ImageOps
from pptx import Presentation

Copies = Iterator[tuple[str, Path]]


def of_picture(path: Path, folder: Path) -> Copies:
    """Half as large, as a JPEG of quality 60, as a PNG, cropped, lighter, darker."""
    with Image.open(path) as opened:
        picture = ImageOps.exif_transpose(opened)
        if picture.has_transparency_data:
            ground = Image.new("RGBA", picture.size, "white")
            picture = Image.alpha_composite(ground, picture.convert("RGBA"))
        picture = picture.convert("RGB")
    width, height = picture.size
    half = picture.resize((width // 2, height // 2), Image.Resampling.LANCZOS)
    edge = (width // 50, height // 50)
    inside = picture.crop((*edge, width - edge[0], height - edge[1]))
    made = {
        "half the size": (half, "half.png", {}),
        "JPEG of quality 60": (picture, "q60.jpg", {"quality": 60}),
        "half the size, JPEG 60": (half, "half60.jpg", {"quality": 60}),
        "PNG to JPEG or back": (picture, "other.jpg" if path.suffix == ".png" else "other.png", {}),
        "cropped by 2 % a side": (inside, "crop.jpg", {"quality": 85}),
        "15 % lighter": (ImageEnhance.Brightness(picture).enhance(1.15), "light.png", {}),
        "20 % darker": (ImageEnhance.Brightness(picture).enhance(0.8), "dark.png", {}),
    }
    for what, (copy, name, options) in made.items():
        copy.save(folder / name, **options)
        yield what, folder / name


def of_deck(path: Path, folder: Path) -> Copies:
    """Through LibreOffice to each other format; a slide changed; a slide less."""
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        del document[len(document) - 1]
        document.save(folder / "less.pdf")
        document.close()
        yield "a page less", folder / "less.pdf"
        return
    for what, target in (("saved as PPTX", "pptx"), ("saved as ODP", "odp"), ("as PDF", "pdf")):
        yield what, office(path, target, folder / target)
    if path.suffix == ".pptx":
        yield "a slide changed, one less", _changed(path, folder / "changed.pptx")


def of_film(path: Path, folder: Path) -> Copies:
    """Encoded anew: smaller, in another container, without its first or its last second."""
    small = ("-vf", "scale=-2:240,fps=25", "-c:v", "libx264", "-preset", "veryfast", "-crf", "34")
    webm = ("-vf", "scale=-2:360", "-c:v", "libvpx", "-deadline", "realtime", "-b:v", "300k")
    old = ("-vf", "scale=-2:288", "-c:v", "mpeg4", "-q:v", "12")
    for what, name, before, options in (
        ("240 lines, low rate, a second less at the beginning", "begin.mp4", ("-ss", "1"), small),
        ("WebM of VP8, 1.3 s less at the beginning", "other.webm", ("-ss", "1.3"), webm),
        ("AVI of MPEG-4, a second less at the end", "end.avi", (), (*old, "-t", _less(path))),
    ):
        out = folder / name
        run("ffmpeg", "-v", "error", *before, "-i", str(path), *options, "-an", str(out))
        yield what, out


COPIES: dict[str, Callable[[Path, Path], Copies]] = {
    "image": of_picture,
    "presentation": of_deck,
    "video": of_film,
}


def office(path: Path, target: str, folder: Path) -> Path:
    """``path`` saved by LibreOffice as ``target`` in ``folder``."""
    folder.mkdir()
    profile = f"-env:UserInstallation=file://{folder}/profile"
    run(
        "soffice", profile, "--headless", "--convert-to", target, "--outdir", str(folder), str(path)
    )
    shutil.rmtree(folder / "profile", ignore_errors=True)
    return folder / f"{path.stem}.{target}"


def _changed(path: Path, out: Path) -> Path:
    deck = Presentation(str(path))
    slides = list(deck.slides)
    for shape in slides[len(slides) // 2].shapes:
        if shape.has_text_frame:
            shape.text_frame.text = "Здесь теперь говорится о совсем другом, чем прежде"
    ids = deck.slides._sldIdLst
    ids.remove(ids[-1])
    deck.save(str(out))
    return out


def _less(path: Path) -> str:
    told = run(
        "ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", str(path)
    )
    return f"{float(told) - 1:.2f}"


def run(*command: str) -> str:
    """Run a program to its good end and return what it printed."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
