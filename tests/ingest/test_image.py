"""Pictures are turned upright, made small, and lose what is private."""

from pathlib import Path

import pillow_heif
import pytest
from PIL import Image, ImageCms, PngImagePlugin

from ingest.film import look
from ingest.formats import Refused
from ingest.parsing.picture import make_picture
from media.tools import ToolPaths
from tests.ingest import makers
from tests.ingest.stepping import Processed
from tests.ingest.stepping import process as all_steps


def process(path: Path, folder: Path, tools: ToolPaths | None = None) -> Processed:
    """The step that makes a picture seen; its words and prints have tests of their own."""
    return all_steps(path, folder, tools=tools, only=lambda step: step == "web")


@pytest.mark.parametrize("extension", makers.IMAGES)
def test_each_format_gives_a_cover_and_its_sizes(extension: str, tmp_path: Path) -> None:
    done = process(makers.make(extension, tmp_path / "made"), tmp_path)
    size = (200, 150) if extension in ("gif", "apng") else (400, 300)
    largest = "w320.webp" if size[0] <= 320 else "w640.webp"
    assert done.picture("cover.webp").size == done.picture(largest).size == size
    result = done.results["web"]
    assert (result.width, result.height) == size
    assert ("anim.webp" in done.made) == (extension in ("gif", "apng"))
    assert result.pages == (3 if extension == "tiff" else None)
    # Where the picture is red it stays red, whatever it was packed in.
    red, green, blue = (
        done.picture(largest).convert("RGB").getpixel((size[0] * 3 // 4, size[1] * 3 // 8))
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


def test_an_animated_avif_goes_on_moving(tmp_path: Path) -> None:
    shots = [Image.new("RGB", (64, 48), (80 * n, 90, 30)) for n in range(3)]
    file = tmp_path / "опыт.avif"
    shots[0].save(file, save_all=True, append_images=shots[1:], duration=[100, 300, 200])
    done = process(file, tmp_path)
    with Image.open(done.made["anim.webp"]) as moving:
        lengths = []
        for number in range(getattr(moving, "n_frames", 1)):
            moving.seek(number)
            moving.load()
            lengths.append(moving.info["duration"])
    assert lengths == [100, 300, 200]


def test_a_heic_of_several_pictures_shows_the_main_one_and_tells_of_the_others(
    tmp_path: Path,
) -> None:
    file = tmp_path / "снимки.heic"
    several = pillow_heif.HeifFile()
    for colour in ("red", "blue", "red"):
        several.add_from_pillow(Image.new("RGB", (64, 48), colour))
    several.save(file, primary_index=1)
    done = process(file, tmp_path)
    red, _green, blue = done.picture("w320.webp").convert("RGB").getpixel((30, 20))
    assert blue > 200 > 50 > red
    assert "других картинок в нём: 2" in done.results["web"].warnings[0]


def test_a_wrong_checksum_of_a_comment_spoils_no_picture(tmp_path: Path) -> None:
    whole = tmp_path / "целая.png"
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "Рисунок к уроку")
    makers.picture().save(whole, pnginfo=words)
    content = bytearray(whole.read_bytes())
    content[content.index(b"Comment") + 3] ^= 1
    file = tmp_path / "рисунок.png"
    file.write_bytes(content)
    done = process(file, tmp_path)
    assert done.picture("cover.webp").size == (400, 300)
    file.write_bytes(content[: len(content) // 2])  # the pixels must be whole as ever
    with pytest.raises(Refused, match="обрывается"):
        process(file, tmp_path)


@pytest.mark.parametrize("extension", ["gif", "webp"])
def test_a_large_animation_is_a_film_of_the_same_length(extension: str, tmp_path: Path) -> None:
    shots = [Image.new("RGBA", (65, 49), (97 * n % 256, 90, 40 * n % 256, 255)) for n in range(110)]
    for shot in shots:
        shot.paste((0, 0, 0, 0), (0, 0, 20, 49))
    file = tmp_path / f"long.{extension}"
    lengths = [40] * 109 + [1500]
    shots[0].save(file, save_all=True, append_images=shots[1:], duration=lengths, loop=0)
    done = process(file, tmp_path)
    assert "anim.webp" not in done.made
    film = look(done.made["anim.mp4"], workdir=tmp_path, tools=ToolPaths(), whole=True)
    assert film.picture is not None
    assert (film.picture.codec, film.picture.pixels) == ("h264", "yuv420p")
    assert (film.picture.width, film.picture.height) == (64, 48)
    assert film.seconds == pytest.approx(sum(lengths) / 1000, abs=0.1)
    still = tmp_path / "still.png"
    makers.ffmpeg("-i", str(done.made["anim.mp4"]), "-frames:v", "1", str(still))
    with Image.open(still) as first:
        # What is transparent shows the page's white, not what lies hidden under it.
        assert min(first.convert("RGB").getpixel((5, 20))) > 230


def test_without_ffmpeg_a_large_animation_is_its_first_picture(tmp_path: Path) -> None:
    shots = [makers.picture((40, 30)).rotate(n) for n in range(110)]
    file = tmp_path / "long.gif"
    shots[0].save(file, save_all=True, append_images=shots[1:], duration=40)
    tools = ToolPaths(ffmpeg="no-such-program", tmp=tmp_path / "tmp")
    done = process(file, tmp_path, tools=tools)
    assert "w320.webp" in done.made
    assert "anim.mp4" not in done.made
    assert "первый кадр" in done.results["web"].warnings[0]


def test_an_animation_whose_canvas_bursts_is_its_first_picture(tmp_path: Path) -> None:
    file = tmp_path / "burst.gif"
    shots = [makers.picture((40, 30)), makers.picture((40, 30)).rotate(90)]
    shots[0].save(file, save_all=True, append_images=shots[1:], duration=100)
    content = bytearray(file.read_bytes())
    # GIF89a, 20: the second image descriptor's left edge, top, width and height.
    at = content.rindex(b"\x2c\x00\x00")
    content[at + 1 : at + 9] = b"\xf0\xff" * 4
    file.write_bytes(content)
    done = process(file, tmp_path)
    assert "w320.webp" in done.made
    assert "anim.webp" not in done.made
    assert "первый кадр" in done.results["web"].warnings[0]


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
    with Image.open(tmp_path / "w320.webp") as web:
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
    for name in ("cover.webp", "w640.webp", "w320.webp", "blur.webp"):
        with Image.open(done.made[name]) as served:
            assert not served.getexif()
        assert not any(
            mark in done.made[name].read_bytes() for mark in (b"EXIF", b"XMP ", b"Petya")
        )


def test_a_large_picture_is_made_smaller_and_a_small_one_never_larger(tmp_path: Path) -> None:
    large = tmp_path / "large.jpg"
    makers.picture((4000, 3000)).save(large)
    done = process(large, tmp_path / "large")
    sizes = {n: done.picture(f"w{n}.webp").size for n in (320, 640, 1280, 2560)}
    assert sizes == {320: (320, 240), 640: (640, 480), 1280: (1280, 960), 2560: (2560, 1920)}
    assert done.picture("cover.webp").size == (640, 480)
    assert (done.results["web"].width, done.results["web"].height) == (4000, 3000)
    small = tmp_path / "small.png"
    makers.picture((20, 10)).save(small)
    done = process(small, tmp_path / "small")
    assert done.picture("w320.webp").size == done.picture("cover.webp").size == (20, 10)
    assert set(done.made) == {"w320.webp", "cover.webp", "blur.webp"}


def test_the_last_size_is_the_pictures_own(tmp_path: Path) -> None:
    file = tmp_path / "middle.png"
    makers.picture((1000, 700)).save(file)
    done = process(file, tmp_path)
    assert done.picture("w1280.webp").size == (1000, 700)
    assert done.picture("w640.webp").width == 640
    assert "w2560.webp" not in done.made


def test_a_tall_poster_is_as_wide_as_it_should_be(tmp_path: Path) -> None:
    file = tmp_path / "poster.png"
    makers.picture((700, 4000)).save(file)
    done = process(file, tmp_path)
    assert done.picture("w1280.webp").size == (700, 4000)
    assert done.picture("w320.webp").width == 320
    assert done.picture("cover.webp").height == 960


def test_a_picture_on_its_side_is_as_sharp_as_one_that_stands(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    file = tmp_path / "turned.jpg"
    makers.picture((5200, 3000)).save(file, exif=exif)
    done = process(file, tmp_path)
    assert done.picture("w2560.webp").size == (2560, 4437)
    assert (done.results["web"].width, done.results["web"].height) == (3000, 5200)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_the_placeholder_is_a_few_bytes(mode: str, tmp_path: Path) -> None:
    noise = Image.effect_noise((300, 200), 120)
    busy = Image.merge("RGB", [noise, noise.rotate(90), noise.rotate(180)]).convert(mode)
    if mode == "RGBA":
        busy.putalpha(noise)
    file = tmp_path / "busy.png"
    busy.save(file)
    done = process(file, tmp_path)
    assert 16 <= max(done.picture("blur.webp").size) <= 24
    assert done.made["blur.webp"].stat().st_size <= 400


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
    with Image.open(tmp_path / "w320.webp") as web:
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
        with Image.open(tmp_path / "w320.webp") as web:
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
        with Image.open(tmp_path / "w640.webp") as web:
            assert "icc_profile" not in web.info
