"""Films in which a moment is spoilt are as long as they play, and keep what can be read."""

from pathlib import Path
from typing import Any

import pytest
from pptx.util import Cm

from ingest.film import look
from media.tools import ToolPaths
from tests.ingest import makers, stepping

MOVING = ["-f", "lavfi", "-i", "testsrc2=size=160x120:rate=10:duration=3"]
TONE = ["-f", "lavfi", "-i", "sine=frequency=440:duration=3"]
HOUR = 3600 * 90_000


def spoilt_ts(path: Path) -> Path:
    """A picture in the middle is to be shown hours later than it is read (ISO 13818-1, 2.4.3.6)."""
    makers.ffmpeg(
        *(*MOVING, *TONE, "-c:v", "mpeg2video", "-bf", "2", "-c:a", "mp2", "-f", "mpegts"),
        str(path),
    )
    content = bytearray(path.read_bytes())
    at = -1
    for _ in range(5):
        at = content.index(b"\0\0\1\xe0", at + 1)
        while content[at + 7] & 0xC0 != 0xC0:  # both moments are told
            at = content.index(b"\0\0\1\xe0", at + 1)
    content[at + 9 : at + 14] = moment(0x3, 3 * HOUR)
    path.write_bytes(content)
    return path


def moment(mark: int, at: int) -> bytes:
    return bytes(
        [
            mark << 4 | (at >> 30 & 7) << 1 | 1,
            at >> 22 & 0xFF,
            (at >> 15 & 0x7F) << 1 | 1,
            at >> 7 & 0xFF,
            (at & 0x7F) << 1 | 1,
        ]
    )


def spoilt_flv(path: Path) -> Path:
    """The last sound but one stands weeks away (FLV 10.1, E.4.1)."""
    makers.ffmpeg(
        *MOVING, *TONE, "-c:v", "flv1", "-c:a", "mp3", "-ar", "44100", "-f", "flv", str(path)
    )
    content = bytearray(path.read_bytes())
    at, tags = 13, []
    while at + 11 < len(content):
        if content[at] == 8:
            tags.append(at)
        at += 15 + int.from_bytes(content[at + 1 : at + 4], "big")
    content[tags[-2] + 7] = 0xB3
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("make", [spoilt_ts, spoilt_flv])
def test_a_film_with_a_spoilt_moment_is_as_long_as_it_plays(make, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    done = stepping.process(
        make(tmp_path / "урок"), tmp_path, only=("poster", "low", "ladder").__contains__
    )
    told = done.results["low"].duration_ms or done.results["poster"].duration_ms
    assert told == pytest.approx(3000, abs=300)
    assert done.results["low"].warnings == ()
    for name in ("240p.mp4", "video.mp4"):
        film = look(done.made[name], workdir=tmp_path, tools=ToolPaths(), whole=True)
        assert film.seconds == pytest.approx(3, abs=0.3)
        assert film.sound is not None
        assert film.packets == pytest.approx(30, abs=3)


@pytest.mark.parametrize("make", [spoilt_ts, spoilt_flv])
def test_a_film_in_a_slide_leaves_a_spoilt_moment_out_too(make, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    film = make(tmp_path / "урок")

    def put(presentation: Any) -> None:
        place = (Cm(5), Cm(4), Cm(12), Cm(9))
        presentation.slides[0].shapes.add_movie(str(film), *place, mime_type="video/mp2t")

    deck = makers.deck(tmp_path / "deck.pptx", ["Опыт"], change=put)
    done = stepping.process(deck, tmp_path, only=("text", "media").__contains__)
    made = done.made["slide-0001-media-1.mp4"]
    played = look(made, workdir=tmp_path, tools=ToolPaths(), whole=True)
    assert played.seconds == pytest.approx(3, abs=0.3)
    assert played.sound is not None
    assert played.packets == pytest.approx(30, abs=3)


def test_a_clock_that_begins_late_is_no_length_of_the_first_step_either(tmp_path: Path) -> None:
    path = tmp_path / "урок.mkv"
    makers.ffmpeg(*MOVING, "-c:v", "mpeg4", "-output_ts_offset", "90000", str(path))
    done = stepping.process(path, tmp_path, only="poster".__eq__)
    assert done.results["poster"].duration_ms == pytest.approx(3000, abs=100)


def test_captions_that_go_on_for_days_are_no_length_either(tmp_path: Path) -> None:
    words, path = tmp_path / "слова.srt", tmp_path / "урок.mkv"
    words.write_text("1\n00:00:01,000 --> 99:00:00,000\nПривет\n", "utf-8")
    makers.ffmpeg(*MOVING, "-i", str(words), "-c:v", "mpeg4", "-c:s", "srt", str(path))
    done = stepping.process(path, tmp_path, only="poster".__eq__)
    assert done.results["poster"].duration_ms == pytest.approx(3000, abs=100)


def test_sound_that_is_mostly_noise_does_not_fail_the_film(tmp_path: Path) -> None:
    whole, path = tmp_path / "целый.ts", tmp_path / "урок.ts"
    quiet = ["-af", "volume=-30dB", "-c:a", "mp2"]
    makers.ffmpeg(*MOVING, *TONE, "-c:v", "mpeg2video", *quiet, "-f", "mpegts", str(whole))
    noisy = ["-c", "copy", "-bsf:a", "noise=amount=16", "-f", "mpegts"]
    makers.ffmpeg("-i", str(whole), *noisy, str(path))
    done = stepping.process(path, tmp_path, only=("poster", "low").__contains__)
    assert "240p.mp4" in done.made
