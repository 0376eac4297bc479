"""Films of every format get a poster, rungs for every line, and one MP4 that all browsers play."""

import hashlib
import subprocess
from pathlib import Path

import pytest

from ingest.film import Film, look
from ingest.processors.contract import Context, StepFailed
from ingest.processors.video import make_poster
from media.tools import ToolPaths
from tests.ingest import makers, stepping
from tests.ingest.stepping import Processed

STEPS = ("poster", "low", "ladder")
H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]


def process(path: Path, folder: Path) -> Processed:
    """The steps that make what is seen."""
    return stepping.process(path, folder, only=STEPS.__contains__)


def played(done: Processed, folder: Path) -> Film:
    """What stands in video.mp4, checked to be for every browser."""
    film = look(done.made["video.mp4"], workdir=folder, tools=ToolPaths(), whole=True)
    assert film.picture is not None
    assert (film.picture.codec, film.picture.pixels) == ("h264", "yuv420p")
    assert film.picture.width % 2 == film.picture.height % 2 == 0
    assert film.packets > 0
    head = done.made["video.mp4"].read_bytes()
    assert head.index(b"moov") < head.index(b"mdat")
    if film.sound is not None:
        assert film.sound.codec == "aac"
    return film


@pytest.mark.parametrize("extension", makers.VIDEOS)
def test_each_format_gives_a_poster_and_a_film(extension: str, tmp_path: Path) -> None:
    done = process(makers.make(extension, tmp_path / "made"), tmp_path)
    film = played(done, tmp_path)
    assert film.picture is not None
    assert (film.picture.width, film.picture.height) == (160, 120)
    assert film.sound is not None
    assert film.seconds == pytest.approx(1, abs=0.3)
    poster = done.results["poster"]
    assert poster.duration_ms == pytest.approx(1000, abs=300)
    assert (poster.width, poster.height) == (160, 120)
    assert done.picture("cover.webp").size == (160, 120)
    assert not done.results["low"].warnings


def packets(path: Path) -> str:
    """The picture's coded bytes, hashed."""
    coded = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", str(path), "-map", "0:v", "-c", "copy", "-f", "h264", "-"],
        check=True,
        capture_output=True,
        timeout=30,
    ).stdout
    return hashlib.sha256(coded).hexdigest()


def test_what_plays_already_is_copied_not_encoded_again(tmp_path: Path) -> None:
    source = makers.film(tmp_path / "source.mkv", [*H264, "-c:a", "libmp3lame"])
    done = process(source, tmp_path)
    assert played(done, tmp_path).sound is not None
    assert packets(done.made["video.mp4"]) == packets(source)


def test_a_large_film_is_brought_to_480_lines(tmp_path: Path) -> None:
    source = makers.film(
        tmp_path / "large.mp4", H264, source="testsrc=size=1280x720:rate=50:duration=0.4"
    )
    film = played(process(source, tmp_path), tmp_path)
    assert film.picture is not None
    assert (film.picture.width, film.picture.height) == (854, 480)
    assert film.picture.fps == pytest.approx(25)


def test_a_film_shot_upright_stays_upright(tmp_path: Path) -> None:
    lying = makers.film(tmp_path / "lying.mp4", H264, source="testsrc=size=160x90:duration=0.4")
    turned = tmp_path / "turned.mp4"
    makers.ffmpeg("-i", str(lying), "-c", "copy", "-metadata:s:v:0", "rotate=90", str(turned))
    done = process(turned, tmp_path)
    film = played(done, tmp_path)
    assert film.picture is not None
    assert (film.picture.width, film.picture.height, film.picture.rotation) == (90, 160, 0)
    assert (done.results["poster"].width, done.results["poster"].height) == (90, 160)
    assert done.picture("cover.webp").size == (90, 160)


@pytest.mark.parametrize(("size", "kept"), [("101x57", (100, 56)), ("9x7", (8, 6))])
def test_odd_and_tiny_sizes_are_made_even(size: str, kept: tuple[int, int], tmp_path: Path) -> None:
    source = makers.film(
        tmp_path / "odd.avi", ["-c:v", "ffv1"], source=f"testsrc=size={size}:duration=0.3"
    )
    film = played(process(source, tmp_path), tmp_path)
    assert film.picture is not None
    assert (film.picture.width, film.picture.height) == kept


def test_a_silent_film_is_a_film(tmp_path: Path) -> None:
    source = makers.film(tmp_path / "silent.avi", ["-c:v", "mpeg4"], sound=False)
    assert played(process(source, tmp_path), tmp_path).sound is None


def test_sound_that_cannot_be_read_is_dropped_with_a_warning(tmp_path: Path) -> None:
    source = makers.film(tmp_path / "source.mkv", ["-c:v", "mpeg4", "-c:a", "aac"])
    broken = tmp_path / "broken.mkv"
    # A codec that no one has: the name in the track's header is the same length.
    content = source.read_bytes()
    assert content.count(b"A_AAC") == 1
    broken.write_bytes(content.replace(b"A_AAC", b"A_QDM"))
    done = process(broken, tmp_path)
    assert played(done, tmp_path).sound is None
    assert "Звуковая дорожка не читается" in done.results["low"].warnings[0]


def test_the_poster_is_not_the_black_beginning(tmp_path: Path) -> None:
    fade = "testsrc=size=160x120:duration=2,fade=in:st=0.4:d=0.1"
    source = makers.film(tmp_path / "fade.mp4", H264, source=fade, sound=False)
    cover = stepping.process(source, tmp_path, only="poster".__eq__).picture("cover.webp")
    assert max(cover.convert("L").tobytes()) > 100


def test_what_is_transparent_lies_on_white(tmp_path: Path) -> None:
    source = makers.film(
        tmp_path / "clear.webm",
        ["-c:v", "libvpx-vp9", "-pix_fmt", "yuva420p", "-auto-alt-ref", "0"],
        source="color=black@0.0:size=64x64:duration=0.3,format=yuva420p",
        sound=False,
    )
    done = process(source, tmp_path)
    played(done, tmp_path)
    still = tmp_path / "still.png"
    makers.ffmpeg("-i", str(done.made["video.mp4"]), "-frames:v", "1", str(still))
    makers.ffmpeg("-i", str(still), "-f", "rawvideo", "-pix_fmt", "gray", str(tmp_path / "grey"))
    assert min((tmp_path / "grey").read_bytes()) > 230


def test_a_playlist_in_a_films_name_pulls_nothing_in(tmp_path: Path) -> None:
    secret = makers.make("ts", tmp_path)
    playlist = tmp_path / "урок.mp4"
    playlist.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{secret}\n#EXT-X-ENDLIST\n")
    room = tmp_path / "room"
    room.mkdir()
    with pytest.raises(StepFailed):
        make_poster(Context(playlist, "mp4", "", lambda: room, ToolPaths(), lambda percent: None))


def test_a_film_that_breaks_off_plays_to_there_and_says_so(tmp_path: Path) -> None:
    source = makers.film(
        tmp_path / "long.mp4",
        [*H264, "-movflags", "+faststart", "-g", "10"],
        source="testsrc2=size=320x240:rate=10:duration=12",
        sound=False,
    )
    content = source.read_bytes()
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(content[: len(content) // 3])
    done = process(cut, tmp_path)
    assert "обрывается" in done.results["low"].warnings[0]
    assert done.results["low"].duration_ms == pytest.approx(4000, abs=2000)


def test_a_film_that_breaks_off_near_its_end_says_so_too(tmp_path: Path) -> None:
    whole = makers.film(
        tmp_path / "whole.mkv",
        [*H264, "-g", "10"],
        source="testsrc2=size=320x240:rate=10:duration=30",
        sound=False,
    )
    content = whole.read_bytes()
    cut = tmp_path / "cut.mkv"
    cut.write_bytes(content[: len(content) * 5 // 6])
    done = process(cut, tmp_path)
    assert "заявлено 0:30" in done.results["low"].warnings[0]
    assert done.results["low"].duration_ms == pytest.approx(25_000, abs=2000)


@pytest.mark.parametrize("picture", ["1", "0.1"], ids=["a second", "one picture"])
def test_a_picture_is_held_while_the_sound_goes_on(picture: str, tmp_path: Path) -> None:
    told = tmp_path / "told.mp4"
    makers.ffmpeg(
        "-f", "lavfi", "-i", f"testsrc=size=320x240:rate=10:duration={picture}",
        "-f", "lavfi", "-i", "sine=frequency=440:duration=6",
        *H264, "-c:a", "aac", str(told),
    )  # fmt: skip
    done = process(told, tmp_path)
    assert not done.results["low"].warnings
    for name in ("240p.mp4", "video.mp4"):
        film = look(done.made[name], workdir=tmp_path, tools=ToolPaths(), whole=True)
        assert film.sound is not None
        assert film.sound_packets > 0
        assert film.seconds == pytest.approx(6, abs=0.3)
    lasts = [
        float(line.removeprefix("#EXTINF:").rstrip(","))
        for line in done.made["240p.m3u8"].read_text().splitlines()
        if line.startswith("#EXTINF:")
    ]
    assert sum(lasts) == pytest.approx(6, abs=0.3)


@pytest.mark.parametrize("more", [["-output_ts_offset", "90000"], []], ids=["clock", "other track"])
def test_another_clock_or_longer_track_is_no_breaking_off(more: list[str], tmp_path: Path) -> None:
    odd = tmp_path / "odd.mkv"
    other = "3" if more else "30"
    makers.ffmpeg(
        "-f", "lavfi", "-i", "testsrc=size=320x240:rate=10:duration=3",
        "-f", "lavfi", "-i", f"testsrc=size=160x120:rate=10:duration={other}",
        "-map", "0:v", "-map", "1:v", "-disposition:v:0", "default", *H264, *more, str(odd),
    )  # fmt: skip
    done = process(odd, tmp_path)
    assert not done.results["low"].warnings
    assert done.results["low"].duration_ms == pytest.approx(3000, abs=300)
