"""Films that are two joined end to end, and films of slides, keep their sound and their length."""

from pathlib import Path

import pytest

from ingest.film import look
from media.tools import ToolPaths
from tests.ingest import makers, stepping
from tests.ingest.stepping import Processed

MOVING = ["-f", "lavfi", "-i", "testsrc2=size=160x120:rate=10:duration=20"]
TONE = ["-f", "lavfi", "-i", "sine=frequency=440:duration=20"]


def joined(path: Path, *clocks: int) -> Path:
    """Parts of 20 s, each with a clock that begins at so many seconds."""
    content = b""
    for clock in clocks:
        part = path.with_name(f"{clock}.ts")
        codecs = ["-c:v", "mpeg2video", "-c:a", "mp2", "-muxdelay", "0"]
        makers.ffmpeg(*MOVING, *TONE, *codecs, "-output_ts_offset", str(clock), str(part))
        content += part.read_bytes()
    path.write_bytes(content)
    return path


def sounding(done: Processed, tmp_path: Path, seconds: float) -> None:
    told = done.results["low"].duration_ms or done.results["poster"].duration_ms
    assert told == pytest.approx(1000 * seconds, abs=500)
    assert done.results["low"].warnings == ()
    for name in ("240p.mp4", "video.mp4"):
        film = look(done.made[name], workdir=tmp_path, tools=ToolPaths(), whole=True)
        assert film.seconds == pytest.approx(seconds, abs=0.6)
        assert film.sound is not None
        assert film.picture is not None
        assert film.picture.start - film.start < 0.6


@pytest.mark.parametrize("clocks", [(0, 100), (100, 0), (90_000, 0), (0, 0)])
def test_films_joined_with_their_clocks_are_one_film(
    clocks: tuple[int, ...], tmp_path: Path
) -> None:
    path = joined(tmp_path / "урок.ts", *clocks)
    done = stepping.process(path, tmp_path, only=("poster", "low", "ladder").__contains__)
    sounding(done, tmp_path, 40)


def test_a_voice_over_slides_that_stand_for_long_is_kept_whole(tmp_path: Path) -> None:
    path = tmp_path / "урок.mp4"
    slides = ["-vf", "select='not(mod(n,50))'", "-fps_mode", "vfr", "-c:v", "libx264"]
    makers.ffmpeg(*MOVING, *TONE, *slides, "-pix_fmt", "yuv420p", "-c:a", "aac", str(path))
    done = stepping.process(path, tmp_path, only=("poster", "low", "ladder").__contains__)
    sounding(done, tmp_path, 20)


def glued(extension: str, tmp_path: Path) -> Path:
    """Two files of 3 and 4 seconds, one after the other."""
    codecs = {
        "flv": ["-c:v", "flv1", "-c:a", "libmp3lame", "-ar", "44100"],
        "mkv": ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac"],
        "mp4": ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac"],
        "ogv": ["-c:v", "libtheora", "-c:a", "libvorbis"],
    }
    whole = tmp_path / f"вместе.{extension}"
    for seconds in ("3", "4"):
        part = tmp_path / f"{seconds}.{extension}"
        picture = MOVING if extension in codecs else []
        makers.ffmpeg(*picture, *TONE, *codecs.get(extension, []), "-t", seconds, str(part))
        with whole.open("ab") as out:
            out.write(part.read_bytes())
    return whole


@pytest.mark.parametrize("extension", ["flac", "mp3", "ogg", "aac"])
def test_recordings_that_were_joined_are_heard_one_after_the_other(
    extension: str, tmp_path: Path
) -> None:
    done = stepping.process(
        glued(extension, tmp_path), tmp_path, only=("sound", "audio").__contains__
    )
    assert done.results["sound"].duration_ms == pytest.approx(7000, abs=400)
    made = look(done.made["audio.m4a"], workdir=tmp_path, tools=ToolPaths())
    assert made.seconds == pytest.approx(7, abs=0.4)
    told = done.results["sound"].warnings
    assert bool(told) == (extension == "flac")
    assert all("несколько записей" in one for one in told)


@pytest.mark.parametrize("extension", ["wav", "m4a"])
def test_of_recordings_that_cannot_be_read_on_it_is_told(extension: str, tmp_path: Path) -> None:
    done = stepping.process(glued(extension, tmp_path), tmp_path, only="sound".__eq__)
    assert "слышно только первую" in done.results["sound"].warnings[0]


@pytest.mark.parametrize("extension", ["flv", "mkv", "mp4", "ogv"])
def test_of_films_that_cannot_be_read_on_it_is_told(extension: str, tmp_path: Path) -> None:
    only = ("poster", "low").__contains__
    done = stepping.process(glued(extension, tmp_path), tmp_path, only=only)
    assert len(done.results["low"].warnings) == 1
    assert "несколько фильмов подряд" in done.results["low"].warnings[0]
