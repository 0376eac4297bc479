"""A sound is measured as EBU R 128 says and brought to one loudness by one gain."""

from pathlib import Path

import ffmpeg
import pytest

from ingest.loudness import TARGET, TOLERANCE, TRUE_PEAK, Loudness, correction, measure, shape
from media.tools import ToolPaths
from tests.ingest import makers


def sound(path: Path, source: str) -> Path:
    makers.ffmpeg("-f", "lavfi", "-i", source, str(path))
    return path


def tone(amplitude: float, hertz: int) -> str:
    wave = f"{amplitude}*sin(2*PI*{hertz}*t)"
    return f"aevalsrc={wave}|{wave}:c=stereo:d=2:s=48000"


def measured(path: Path, folder: Path) -> Loudness | None:
    return measure(path, stream=0, seconds=3, workdir=folder, tools=ToolPaths())


def test_the_reference_tone_measures_as_the_standard_says(tmp_path: Path) -> None:
    # EBU Tech 3341, case 1: a stereo sine of 1 kHz at -23 dBFS measures -23 LUFS.
    found = measured(sound(tmp_path / "tone.wav", tone(10 ** (-23 / 20), 1000)), tmp_path)
    assert found is not None
    assert found.integrated == pytest.approx(-23, abs=0.1)
    assert found.peak == pytest.approx(-23, abs=0.3)
    assert found.threshold == pytest.approx(-33, abs=0.1)


@pytest.mark.parametrize("amplitude", [0.01, 0.9])
def test_a_quiet_and_a_loud_sound_come_to_the_target(amplitude: float, tmp_path: Path) -> None:
    source = sound(tmp_path / "s.wav", tone(amplitude, 500))
    before = measured(source, tmp_path)
    arguments = correction(before)
    assert arguments is not None
    out = tmp_path / "out.wav"
    graph = ffmpeg.input(str(source)).filter("aformat", **shape()).filter("loudnorm", **arguments)
    ffmpeg.run(graph.output(str(out), ar=48000), quiet=True)
    after = measured(out, tmp_path)
    assert after is not None
    assert after.integrated == pytest.approx(TARGET, abs=0.5)
    assert after.peak <= TRUE_PEAK + 0.2


def test_silence_is_left_alone(tmp_path: Path) -> None:
    assert measured(sound(tmp_path / "s.wav", "anullsrc=d=1"), tmp_path) is None
    assert correction(None) is None


@pytest.mark.parametrize("integrated", [TARGET - TOLERANCE, TARGET, TARGET + TOLERANCE])
def test_what_lies_within_the_tolerance_is_left_alone(integrated: float) -> None:
    assert correction(Loudness(integrated, 5, -3, integrated - 10)) is None


def test_peaks_in_the_way_lower_the_target_within_its_tolerance() -> None:
    arguments = correction(Loudness(-20, 5, -4.6, -30))
    assert arguments is not None
    gain = arguments["I"] - -20
    assert -4.6 + gain <= TRUE_PEAK
    assert TARGET - TOLERANCE <= arguments["I"] < TARGET


def test_peaks_too_high_for_that_are_left_to_the_limiter() -> None:
    arguments = correction(Loudness(-30, 25, -3, -40))
    assert arguments is not None
    assert (arguments["I"], arguments["LRA"]) == (TARGET, 20)
