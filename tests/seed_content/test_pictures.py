"""Pictures drawn by code: one drawing in two files is the same picture in both."""

from pathlib import Path

from PIL import Image, ImageChops, ImageStat

from seed_content.make import make
from seed_content.pictures.canvas import Canvas
from seed_content.pictures.fitted import fitted
from seed_content.source import HOME, read_source


def _made(key: str, folder: Path) -> Image.Image:
    source = read_source(HOME / "library" / "pictures" / f"{key}.toml")
    path = folder / source.filename
    make(source, path)
    return Image.open(path).convert("RGB")


def test_a_drawing_posted_once_more_in_another_size_and_format_is_the_same_picture(
    tmp_path: Path,
) -> None:
    first = _made("angle_types", tmp_path)
    again = _made("angle_types_reposted", tmp_path)
    assert again.size == (960, 540)
    difference = ImageChops.difference(first.resize(again.size, Image.Resampling.LANCZOS), again)
    assert max(ImageStat.Stat(difference).mean) < 2


def test_a_fitted_drawing_fills_a_sheet_of_another_size_and_keeps_its_colour() -> None:
    small = Canvas(80, 60, "#FDEEEC")
    fitted(small, 160, 120, lambda c: c.rect(80, 0, 80, 120, "#000000"))
    image = small.finished()
    assert image.size == (80, 60)
    assert image.getpixel((10, 30)) == (0xFD, 0xEE, 0xEC)
    assert image.getpixel((70, 30)) == (0, 0, 0)
    small.rect(0, 0, 40, 60, "#FFFFFF")
    assert small.finished().getpixel((10, 30)) == (255, 255, 255)
