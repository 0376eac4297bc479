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
