"""Pictures are turned upright, made small, and lose what is private."""

from pathlib import Path

import pytest
from PIL import Image, ImageCms

from ingest.parsing.picture import make_picture
from tests.ingest import makers
from tests.ingest.stepping import process


@pytest.mark.parametrize("extension", makers.IMAGES)
def test_each_format_gives_a_cover_and_a_web_size(extension: str, tmp_path: Path) -> None:
    done = process(makers.make(extension, tmp_path / "made"), tmp_path)
    size = (200, 150) if extension in ("gif", "apng") else (400, 300)
    assert done.picture("cover.webp").size == done.picture("web.webp").size == size
    result = done.results["web"]
    assert (result.width, result.height) == size
    assert ("anim.webp" in done.made) == (extension in ("gif", "apng"))
    assert result.pages == (3 if extension == "tiff" else None)
    # Where the picture is red it stays red, whatever it was packed in.
    red, green, blue = (
        done.picture("web.webp").convert("RGB").getpixel((size[0] * 3 // 4, size[1] * 3 // 8))
    )
    assert red > 150 > 100 > green
    assert blue < 100


def test_the_pages_of_a_tiff_are_pages(tmp_path: Path) -> None:
    done = process(makers.make("tiff", tmp_path / "made"), tmp_path)
    assert [(part.unit, part.at) for part in done.fragments] == [("page", n) for n in (1, 2, 3)]
    assert len({part.content_sha for part in done.fragments}) == 3
    assert {f"page-{n:04d}-960.webp" for n in (1, 2, 3)} <= set(done.made)


def test_an_animation_goes_on_moving(tmp_path: Path) -> None:
    done = process(makers.make("gif", tmp_path / "made"), tmp_path)
    with Image.open(done.made["anim.webp"]) as moving:
        assert getattr(moving, "n_frames", 1) == 3


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_upright(orientation: int, tmp_path: Path) -> None:
    undone = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    upright = Image.new("RGB", (64, 32), "blue")
    upright.paste("red", (0, 0, 32, 16))
    stored = upright.transpose(undone[orientation]) if orientation > 1 else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = tmp_path / "photo.jpg"
    stored.save(file, exif=exif, quality=95, subsampling=0)
    made = make_picture({"path": str(file), "format": "jpeg", "folder": str(tmp_path)})
    assert (made["width"], made["height"]) == (64, 32)
    with Image.open(tmp_path / "web.webp") as web:
        shown = web.convert("RGB")
    assert shown.size == (64, 32)
    for at, colour in (((8, 4), "red"), ((50, 4), "blue"), ((8, 26), "blue")):
        red, _green, blue = shown.getpixel(at)
        assert (red > blue) == (colour == "red")


def test_place_and_camera_do_not_leave_the_original(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Школьная камера"
    exif.get_ifd(0x8825)[2] = (55.0, 45.0, 7.0)
    file = tmp_path / "photo.jpg"
    makers.picture().save(file, exif=exif, comment=b"Ivanov Petya, 5A")
    done = process(file, tmp_path)
    for name in ("cover.webp", "web.webp"):
        with Image.open(done.made[name]) as served:
            assert not served.getexif()
        assert not any(
            mark in done.made[name].read_bytes() for mark in (b"EXIF", b"XMP ", b"Petya")
        )


def test_a_large_picture_is_made_smaller_and_a_small_one_never_larger(tmp_path: Path) -> None:
    large = tmp_path / "large.jpg"
    makers.picture((4000, 3000)).save(large)
    done = process(large, tmp_path / "large")
    assert done.picture("web.webp").size == (1600, 1200)
    assert done.picture("cover.webp").size == (640, 480)
    assert (done.results["web"].width, done.results["web"].height) == (4000, 3000)
    small = tmp_path / "small.png"
    makers.picture((20, 10)).save(small)
    assert process(small, tmp_path / "small").picture("web.webp").size == (20, 10)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA", "P"])
def test_what_is_transparent_stays_so(mode: str, tmp_path: Path) -> None:
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    clear.paste((200, 30, 30, 255), (0, 0, 20, 40))
    file = tmp_path / "clear.png"
    if mode == "P":
        palette = clear.convert("RGB").quantize(4)
        palette.save(file, transparency=palette.getpixel((30, 20)))
    elif mode == "PA":
        clear.quantize(8).save(file)
    else:
        clear.convert(mode).save(file)
    make_picture({"path": str(file), "format": "png", "folder": str(tmp_path)})
    with Image.open(tmp_path / "web.webp") as web:
        alpha = web.convert("RGBA").getchannel("A")
    assert alpha.getpixel((30, 20)) < 30
    assert alpha.getpixel((8, 20)) > 220


def test_print_colours_and_deep_greys_look_right(tmp_path: Path) -> None:
    printed = tmp_path / "printed.jpg"
    Image.new("CMYK", (30, 30), (0, 255, 255, 0)).save(printed)
    deep = tmp_path / "deep.png"
    Image.new("I;16", (30, 30), 32896).save(deep)
    floating = tmp_path / "floating.tif"
    ramp = Image.linear_gradient("L").convert("F").point(lambda value: value * 4.0)
    ramp.save(floating)
    seen = []
    for file, kind in ((printed, "jpeg"), (deep, "png"), (floating, "tiff")):
        make_picture({"path": str(file), "format": kind, "folder": str(tmp_path)})
        with Image.open(tmp_path / "web.webp") as web:
            seen.append(web.convert("RGB").getpixel((15, 15)))
            last = web.convert("RGB").getpixel((15, web.height - 2))
    assert seen[0][0] > 200 > 80 > seen[0][1]
    assert all(abs(channel - 128) < 4 for channel in seen[1])
    assert seen[2][0] < 40
    assert last[0] > 240


def test_colours_of_another_space_become_the_webs(tmp_path: Path) -> None:
    # A profile whose white is not the web's: Lab says the same colour by other numbers.
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    tagged = tmp_path / "tagged.jpg"
    makers.picture().save(tagged, icc_profile=profile)
    broken = tmp_path / "broken.jpg"
    makers.picture().save(broken, icc_profile=b"no profile at all" * 20)
    for file in (tagged, broken):
        made = make_picture({"path": str(file), "format": "jpeg", "folder": str(tmp_path)})
        assert (made["width"], made["height"]) == (400, 300)
        with Image.open(tmp_path / "web.webp") as web:
            assert "icc_profile" not in web.info
