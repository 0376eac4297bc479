"""A recording gets its length, its waveform and one M4A that every browser plays."""

import json
from pathlib import Path

import pytest

from ingest.film import look
from ingest.loudness import TARGET, measure
from ingest.processors.contract import StepFailed
from media.tools import ToolPaths
from tests.ingest import makers
from tests.ingest.stepping import Processed, process


def played(done: Processed, folder: Path) -> float:
    """The length of audio.m4a in seconds, checked to be for every browser."""
    made = look(done.made["audio.m4a"], workdir=folder, tools=ToolPaths())
    assert made.picture is None
    assert made.sound is not None
    assert made.sound.codec == "aac"
    assert 1 <= made.sound.channels <= 2
    head = done.made["audio.m4a"].read_bytes()
    assert head.index(b"moov") < head.index(b"mdat")
    assert made.seconds is not None
    return made.seconds


@pytest.mark.parametrize("extension", ["mp3", "m4a", "opus", "wma", "mka"])
def test_each_format_gives_a_waveform_and_a_recording(extension: str, tmp_path: Path) -> None:
    done = process(makers.make(extension, tmp_path / "made"), tmp_path)
    assert done.identified.kind == "audio"
    assert played(done, tmp_path) == pytest.approx(1, abs=0.15)
    assert done.results["sound"].duration_ms == pytest.approx(1000, abs=150)
    assert not done.results["sound"].warnings
    wave = json.loads(done.made["waveform.json"].read_text())
    assert wave["seconds"] == pytest.approx(1, abs=0.15)
    assert max(wave["peaks"]) == 1
    assert all(0 <= peak <= 1 for peak in wave["peaks"])


def test_the_waveform_has_the_shape_of_the_sound(tmp_path: Path) -> None:
    source = "sine=frequency=440:duration=1,volume=0.05,apad=pad_dur=1"
    done = process(
        makers.sound(tmp_path / "s.wav", source=source), tmp_path, only=lambda step: step == "sound"
    )
    wave = json.loads(done.made["waveform.json"].read_text())
    half = len(wave["peaks"]) // 2
    assert min(wave["peaks"][2 : half - 2]) > 0.9
    assert max(wave["peaks"][half + 2 :]) < 0.02
    cover = done.picture("cover.webp").convert("L")
    # Tall bars to the left, dots to the right, on a light ground.
    assert cover.size == (640, 360)
    assert cover.getpixel((560, 100)) > 200
    assert min(cover.getpixel((x, 100)) for x in range(100, 200)) < 120


def test_a_quiet_recording_is_turned_up(tmp_path: Path) -> None:
    quiet = makers.sound(tmp_path / "quiet.wav", source="sine=frequency=440:duration=2,volume=0.1")
    done = process(quiet, tmp_path)
    assert played(done, tmp_path) == pytest.approx(2, abs=0.1)
    found = measure(
        done.made["audio.m4a"], stream=0, seconds=2, workdir=tmp_path, tools=ToolPaths()
    )
    assert found is not None
    assert found.integrated == pytest.approx(TARGET, abs=1)


def test_silence_is_a_recording_too(tmp_path: Path) -> None:
    done = process(makers.sound(tmp_path / "s.flac", source="anullsrc=duration=1"), tmp_path)
    assert played(done, tmp_path) == pytest.approx(1, abs=0.1)
    assert set(json.loads(done.made["waveform.json"].read_text())["peaks"]) == {0}


def test_what_plays_already_is_copied(tmp_path: Path) -> None:
    loud = "sine=frequency=440:duration=1,volume=5dB"
    source = makers.sound(tmp_path / "s.m4a", "-b:a", "96k", source=loud)
    done = process(source, tmp_path)
    coded = [tmp_path / "before.aac", tmp_path / "after.aac"]
    for path, out in zip((source, done.made["audio.m4a"]), coded, strict=True):
        makers.ffmpeg("-i", str(path), "-c", "copy", str(out))
    assert coded[0].read_bytes() == coded[1].read_bytes()


def test_six_channels_come_down_to_two(tmp_path: Path) -> None:
    source = makers.sound(tmp_path / "s.flac", "-ac", "6")
    done = process(source, tmp_path)
    made = look(done.made["audio.m4a"], workdir=tmp_path, tools=ToolPaths())
    assert made.sound is not None
    assert made.sound.channels == 2


def test_a_recording_that_breaks_off_says_so(tmp_path: Path) -> None:
    whole = makers.sound(tmp_path / "s.wav", source="sine=duration=9:sample_rate=8000").read_bytes()
    cut = tmp_path / "cut.wav"
    cut.write_bytes(whole[: len(whole) // 3])
    done = process(cut, tmp_path)
    assert done.results["sound"].duration_ms == pytest.approx(3000, abs=100)


def test_noise_in_the_place_of_sound_fails_with_the_cause(tmp_path: Path) -> None:
    song = makers.sound(tmp_path / "song.m4a").read_bytes()
    begins, ends = song.index(b"mdat") + 4, song.index(b"moov") - 4
    broken = tmp_path / "broken.m4a"
    # The table of contents is whole, what it points to is not.
    broken.write_bytes(song[:begins] + bytes(ends - begins) + song[ends:])
    with pytest.raises(StepFailed, match=r"[Зз]апис"):
        process(broken, tmp_path)
