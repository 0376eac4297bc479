"""Films that are heard: the tones that their captions name, the same bytes each time."""

import array
import itertools
import json
import math
import subprocess
import wave
from pathlib import Path

import pytest

from core.settings import load_settings
from seed_content.films import sound_pitch_and_loudness
from seed_content.films.captions import read_captions
from seed_content.films.encode import RATE, encode
from seed_content.films.tone import SAMPLES, Tone, write_wave
from seed_content.source import HOME, read_source

SOURCE = read_source(HOME / "library" / "films" / "sound_pitch_and_loudness.toml")
CAPTIONS = read_captions(SOURCE.data["caption"])


def _samples(path: Path) -> "array.array[int]":
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, SAMPLES)
        return array.array("h", file.readframes(file.getnframes()))


def _hertz(samples: "array.array[int]") -> float:
    """The frequency by the passages through zero upwards."""
    ups = [i for i, (a, b) in enumerate(itertools.pairwise(samples)) if a < 0 <= b]
    return (len(ups) - 1) / (ups[-1] - ups[0]) * SAMPLES


def _decoded(path: Path, folder: Path) -> "array.array[int]":
    out = folder / "decoded.wav"
    command = [load_settings().ffmpeg, "-v", "error", "-y", "-i", str(path), "-vn"]
    subprocess.run([*command, "-ar", str(SAMPLES), "-ac", "1", str(out)], check=True, timeout=60)
    return _samples(out)


def _film(path: Path, seconds: float) -> None:
    tones = [Tone(0.1, 0.9, 440, 0.25), Tone(1.0, 1.9, 880, 0.1)]
    frames = itertools.islice(sound_pitch_and_loudness.frames(CAPTIONS), round(seconds * RATE))
    encode(frames, path, tones=tones, seconds=seconds)


def test_a_wave_has_the_frequency_and_the_strength_of_its_tone(tmp_path: Path) -> None:
    path = tmp_path / "tone.wav"
    write_wave([Tone(0.5, 1.5, 220, 0.25)], 2, path)
    samples = _samples(path)
    assert len(samples) == 2 * SAMPLES
    assert not any(samples[: SAMPLES // 2])
    assert not any(samples[3 * SAMPLES // 2 :])
    middle = samples[SAMPLES * 6 // 10 : SAMPLES * 14 // 10]
    assert _hertz(middle) == pytest.approx(220, rel=0.001)
    assert max(middle) == pytest.approx(32767 * 0.25, rel=0.01)


@pytest.mark.parametrize(
    "tones",
    [
        [Tone(0, 1, 440, 0.2), Tone(0.5, 1.5, 220, 0.2)],
        [Tone(1, 1, 440, 0.2)],
        [Tone(1, 3, 440, 0.2)],
    ],
    ids=["overlap", "empty", "longer than the film"],
)
def test_tones_out_of_order_are_refused(tones: list[Tone], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="out of order"):
        write_wave(tones, 2, tmp_path / "tone.wav")


@pytest.mark.parametrize(("name", "codec"), [("film.mp4", "aac"), ("film.webm", "opus")])
def test_a_film_with_tones_is_heard_and_has_the_same_bytes_each_time(
    name: str, codec: str, tmp_path: Path
) -> None:
    made = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        _film(tmp_path / folder / name, 2)
        made.append(tmp_path / folder / name)
    assert made[0].read_bytes() == made[1].read_bytes()
    command = [load_settings().ffprobe, "-v", "error", "-show_streams", "-of", "json"]
    said = subprocess.run([*command, str(made[0])], check=True, capture_output=True, timeout=60)
    kinds = {one["codec_type"]: one["codec_name"] for one in json.loads(said.stdout)["streams"]}
    assert kinds["audio"] == codec
    heard = _decoded(made[0], tmp_path)
    low, high = heard[SAMPLES // 4 : SAMPLES * 3 // 4], heard[SAMPLES * 5 // 4 : SAMPLES * 7 // 4]
    assert _hertz(low) == pytest.approx(440, rel=0.01)
    assert _hertz(high) == pytest.approx(880, rel=0.01)
    assert max(low) > 2 * max(high)


def test_the_film_sounds_what_its_captions_say() -> None:
    tones = sound_pitch_and_loudness.tones(CAPTIONS)
    for caption, tone in zip(CAPTIONS, tones, strict=True):
        assert caption.start < tone.start < tone.until < caption.until
        named = [int(word) for word in caption.text.split() if word.isdigit()]
        assert all(number == tone.hertz for number in named)
    quiet, loud = tones[-2:]
    assert quiet.hertz == loud.hertz == 440
    assert quiet.amplitude < tones[2].amplitude < loud.amplitude <= 1


def test_the_air_moves_as_the_heard_tone_does() -> None:
    """Slowed 220 times, a tone of 440 Hz comes back to itself every half a second."""
    tone = Tone(0, 9, 440, 0.25)
    first, later = (sound_pitch_and_loudness.swing(tone, t, 50) for t in (3.1, 3.6))
    assert first == pytest.approx(later, abs=1e-9)
    wave_length = 340 / 440 * 100  # pixels
    assert sound_pitch_and_loudness.swing(tone, 3.1, 50 + wave_length) == pytest.approx(first)
    assert not math.isclose(first, sound_pitch_and_loudness.swing(tone, 3.2, 50))
