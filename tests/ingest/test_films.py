"""Films as they come: rungs that meet, playlists that tell the truth, sound that stays in step."""

import itertools
import json
import re
import subprocess
from pathlib import Path

import pytest

from ingest.film import Film, look
from ingest.films.playlist import read_segments
from ingest.films.survey import survey
from media.tools import ToolPaths
from tests.ingest import makers
from tests.ingest.stepping import Processed, process

QUICK = ["-preset", "ultrafast", "-pix_fmt", "yuv420p"]
H264 = ["-c:v", "libx264", *QUICK]
STEPS = ("poster", "low", "ladder")


def steps(path: Path, folder: Path) -> Processed:
    return process(path, folder, only=STEPS.__contains__)


def seen(path: Path, folder: Path) -> Film:
    return look(path, workdir=folder, tools=ToolPaths(), whole=True)


def moments(path: Path, folder: Path) -> list[float]:
    """Keyframes, in seconds from the first picture."""
    film = seen(path, folder)
    track = survey(path, film, workdir=folder, tools=ToolPaths()).picture
    return [moment - track.first for moment in track.keyframes]


def grey(path: Path, folder: Path) -> bytes:
    """The first picture, a byte of light a pixel."""
    still = folder / "grey.raw"
    makers.ffmpeg(
        *("-i", str(path), "-frames:v", "1", "-pix_fmt", "gray", "-f", "rawvideo", str(still))
    )
    return still.read_bytes()


def said(*arguments: str) -> str:
    return subprocess.run(
        ["ffmpeg", "-hide_banner", "-nostdin", *arguments],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    ).stderr


@pytest.fixture(scope="session")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Processed, Path]:
    """Nine seconds of 480p, quiet, with keyframes of its own each 2.5 s, and what was made of it.

    The picture flashes while the sound beeps, at 2 s and at 6 s.
    """
    folder = tmp_path_factory.mktemp("lesson")
    source = folder / "lesson.mp4"
    moments = "between(t,2,2.2)+between(t,6,6.2)"
    makers.ffmpeg(
        *(
            "-f",
            "lavfi",
            "-i",
            f"color=black:s=854x480:r=20:d=9,drawbox=c=white:t=fill:enable='{moments}'",
        ),
        *("-f", "lavfi", "-i", f"sine=1000:d=9,volume='if({moments},0.08,0)':eval=frame"),
        *("-c:v", "libx264", *QUICK, "-g", "50", "-c:a", "aac", str(source)),
    )
    return source, steps(source, folder), folder


def test_a_film_gets_its_rungs_and_names_them(lesson: tuple[Path, Processed, Path]) -> None:
    _, done, _ = lesson
    first = {"240p.mp4", "240p.m3u8", "first.m3u8", "sprite.webp", "sprite.vtt", "measured.json"}
    assert {one.name for one in done.results["low"].renditions} == first
    assert {one.name for one in done.results["ladder"].renditions} == {
        *("360p.mp4", "360p.m3u8", "480p.mp4", "480p.m3u8"),
        *("master.m3u8", "video.mp4"),
    }
    mimes = {one.name: one.mime for result in done.results.values() for one in result.renditions}
    assert mimes["master.m3u8"] == mimes["240p.m3u8"] == "application/vnd.apple.mpegurl"
    assert (mimes["240p.mp4"], mimes["sprite.vtt"]) == ("video/mp4", "text/vtt")
    assert all(result.tool.startswith("ffmpeg ") for result in done.results.values())


def test_rungs_are_cut_at_the_same_moments(lesson: tuple[Path, Processed, Path]) -> None:
    source, done, folder = lesson
    # The top rung is the film's own picture; coded ones get their keyframes where it is cut.
    cuts = [0.0, 5.0]
    for name in ("240p", "360p"):
        assert moments(done.made[f"{name}.mp4"], folder) == pytest.approx(cuts, abs=0.001)
    assert moments(done.made["480p.mp4"], folder) == pytest.approx(
        moments(source, folder), abs=0.001
    )
    lengths = {
        name: [seconds for seconds, _ in read_segments(done.made[f"{name}.m3u8"]).each]
        for name in ("240p", "360p", "480p")
    }
    assert lengths["240p"] == lengths["360p"] == lengths["480p"] == [5.0, 4.0]


def test_the_master_tells_each_rung_as_it_is(lesson: tuple[Path, Processed, Path]) -> None:
    _, done, folder = lesson
    text = done.made["master.m3u8"].read_text()
    line = re.compile(
        r"BANDWIDTH=(\d+),AVERAGE-BANDWIDTH=(\d+),RESOLUTION=(\d+)x(\d+),FRAME-RATE=20.000,"
        r'CODECS="avc1\.[0-9a-f]{6},mp4a\.40\.2"\n(\d+p)\.m3u8\n'
    )
    told = line.findall(text)
    assert [name for *_, name in told] == ["240p", "360p", "480p"]
    for peak, average, width, height, name in told:
        film = done.made[f"{name}.mp4"]
        picture = seen(film, folder).picture
        assert picture is not None
        assert (picture.width, picture.height) == (int(width), int(height))
        assert int(average) == pytest.approx(8 * (film.stat().st_size - 1400) / 9, rel=0.02)
        assert int(peak) >= int(average)
    assert done.made["first.m3u8"].read_text().count("#EXT-X-STREAM-INF") == 1
    # Names stand alone, so that they are found beside the playlist, wherever that is.
    assert not re.search(r"[/\\]", done.made["240p.m3u8"].read_text().replace("EXT-X-", ""))


def test_the_lowest_rung_keeps_to_a_village_line(tmp_path: Path) -> None:
    source = tmp_path / "noise.avi"
    makers.ffmpeg(
        *("-f", "lavfi", "-i", "nullsrc=s=426x240:r=10:d=12,geq=random(1)*255:128:128"),
        *("-f", "lavfi", "-i", "anoisesrc=d=12:a=0.2", "-ac", "2"),
        *("-c:v", "mpeg4", "-b:v", "4M", str(source)),
    )
    done = process(source, tmp_path, only={"low"}.__contains__)
    assert read_segments(done.made["240p.m3u8"]).average < 220_000


def test_sound_and_picture_stay_together_and_get_one_loudness(
    lesson: tuple[Path, Processed, Path],
) -> None:
    _, done, folder = lesson
    measured = json.loads(done.made["measured.json"].read_text())
    assert measured["loudness"]["integrated"] < -18
    assert measured["flawless"] is True
    for name in ("240p.mp4", "360p.mp4", "480p.mp4", "video.mp4"):
        path = str(done.made[name])
        flashes = re.findall(
            r"black_end:([\d.]+)",
            said("-i", path, "-vf", "blackdetect=d=0.1:pix_th=0.2", "-f", "null", "-"),
        )
        heard = said("-i", path, "-af", "silencedetect=n=-40dB:d=0.3,ebur128", "-f", "null", "-")
        beeps = re.findall(r"silence_end: ([\d.]+)", heard)
        for flash, beep in zip(flashes[:2], beeps[:2], strict=True):
            assert abs(float(flash) - float(beep)) < 0.04, name
        integrated = float(re.findall(r"I:\s+(-[\d.]+) LUFS", heard)[-1])
        assert integrated > measured["loudness"]["integrated"] + 3, name
    # The picture was copied when its sound was coded anew.
    assert seen(done.made["240p.mp4"], folder).packets == 180


def test_the_sheet_has_a_cell_for_each_cue(lesson: tuple[Path, Processed, Path]) -> None:
    _, done, _ = lesson
    cues = re.findall(r"#xywh=(\d+),(\d+),(\d+),(\d+)", done.made["sprite.vtt"].read_text())
    assert cues == [("0", "0", "160", "90"), ("160", "0", "160", "90"), ("320", "0", "160", "90")]
    assert done.picture("sprite.webp").size == (480, 90)


# The middle signal of PQ is some 90 cd/m², near white; HLG is made to look alike on old screens.
@pytest.mark.parametrize(
    ("transfer", "lightest"), [("smpte2084", 256), ("arib-std-b67", 140)], ids=["pq", "hlg"]
)
def test_hdr_becomes_sdr(transfer: str, lightest: int, tmp_path: Path) -> None:
    colours = f"colorprim=bt2020:transfer={transfer}:colormatrix=bt2020nc:log-level=none"
    source = makers.film(
        tmp_path / "hdr.mp4",
        [
            "-c:v",
            "libx265",
            "-preset",
            "ultrafast",
            "-pix_fmt",
            "yuv420p10le",
            "-x265-params",
            colours,
            "-color_trc",
            transfer,
            "-color_primaries",
            "bt2020",
            "-colorspace",
            "bt2020nc",
        ],
        source="color=0x808080:s=160x90:r=10:d=0.3",
        sound=False,
    )
    done = process(source, tmp_path, only={"low"}.__contains__)
    picture = seen(done.made["240p.mp4"], tmp_path).picture
    assert picture is not None
    assert (picture.pixels, picture.transfer, picture.matrix) == ("yuv420p", "bt709", "bt709")
    light = grey(done.made["240p.mp4"], tmp_path)
    assert lightest - 116 <= light[len(light) // 2] < lightest


def test_fields_become_whole_pictures_in_square_pixels(tmp_path: Path) -> None:
    source = tmp_path / "fields.mpg"
    makers.ffmpeg(
        *("-f", "lavfi", "-i", "testsrc2=s=352x288:r=50:d=1", "-vf", "interlace,setsar=16/11"),
        *("-c:v", "mpeg2video", "-flags", "+ilme+ildct", "-f", "mpeg", str(source)),
    )
    picture = seen(process(source, tmp_path, only={"low"}.__contains__).made["240p.mp4"], tmp_path)
    assert picture.picture is not None
    assert (picture.picture.width, picture.picture.height) == (426, 240)
    assert not picture.picture.interlaced
    assert picture.packets == 25


def test_a_wandering_rate_becomes_constant_and_nothing_drifts(tmp_path: Path) -> None:
    source = makers.film(
        tmp_path / "phone.mp4",
        [*H264, "-vsync", "vfr"],
        source="testsrc2=s=160x120:r=60:d=3,select='lt(t,1)+not(mod(n,7))'",
        sound=False,
    )
    film = seen(process(source, tmp_path, only={"low"}.__contains__).made["240p.mp4"], tmp_path)
    assert film.picture is not None
    assert film.picture.rate == film.picture.average_rate == 30
    assert film.seconds == pytest.approx(3, abs=0.15)


def test_six_channels_become_two_and_short_sound_lasts_as_long_as_the_picture(
    tmp_path: Path,
) -> None:
    source = tmp_path / "surround.mkv"
    makers.ffmpeg(
        *("-f", "lavfi", "-i", "testsrc2=s=160x120:r=10:d=3"),
        *("-itsoffset", "0.5", "-f", "lavfi", "-i", "sine=d=1"),
        *("-af", "pan=5.1|FL=c0|FR=c0|FC=c0|LFE=c0|BL=c0|BR=c0", "-c:a", "ac3"),
        *(*H264, str(source)),
    )
    low = process(source, tmp_path, only={"low"}.__contains__).made["240p.mp4"]
    film = seen(low, tmp_path)
    assert film.sound is not None
    assert (film.sound.codec, film.sound.channels) == ("aac", 2)
    tracks = survey(low, film, workdir=tmp_path, tools=ToolPaths())
    assert tracks.sound.end == pytest.approx(3, abs=0.1)
    heard = said("-i", str(low), "-af", "silencedetect=n=-40dB:d=0.2", "-f", "null", "-")
    assert float(re.findall(r"silence_end: ([\d.]+)", heard)[0]) == pytest.approx(0.5, abs=0.06)


def test_a_flawed_film_is_coded_and_not_copied(tmp_path: Path) -> None:
    source = makers.film(
        tmp_path / "whole.mp4", [*H264, "-g", "10"], source="testsrc2=s=480x360:r=10:d=2"
    )
    content = bytearray(source.read_bytes())
    for place in range(len(content) // 4, 3 * len(content) // 4, len(content) // 40):
        content[place] ^= 0xFF
    flawed = tmp_path / "flawed.mp4"
    flawed.write_bytes(content)
    done = steps(flawed, tmp_path)
    assert json.loads(done.made["measured.json"].read_text())["flawless"] is False
    # What a browser is given is decoded without a word.
    assert not said("-v", "error", "-i", str(done.made["360p.mp4"]), "-f", "null", "-")


def test_a_single_picture_without_a_length_is_a_film_of_a_second(tmp_path: Path) -> None:
    source = tmp_path / "still.webm"
    makers.ffmpeg(
        *("-f", "lavfi", "-i", "testsrc2=s=64x64:r=1:d=1", "-frames:v", "1"),
        *("-c:v", "libvpx", str(source)),
    )
    done = steps(source, tmp_path)
    assert seen(done.made["video.mp4"], tmp_path).seconds == pytest.approx(1, abs=0.2)


def test_the_poster_is_neither_black_nor_a_blur(tmp_path: Path) -> None:
    graph = (
        "testsrc2=s=320x180:r=10:d=6,gblur=sigma=24:enable='lt(t,3.5)',"
        "drawbox=c=black:t=fill:enable='lt(t,1)'"
    )
    source = makers.film(tmp_path / "blur.mp4", [*H264, "-g", "5"], source=graph, sound=False)
    cover = process(source, tmp_path, only={"poster"}.__contains__).picture("cover.webp")
    row = cover.convert("L").crop((0, 90, cover.width, 91)).tobytes()
    steepest = max(abs(one - other) for one, other in itertools.pairwise(row))
    assert steepest > 60
