"""The films: reproducible, playable everywhere, short, and true to the laws they show."""

import itertools
import json
import math
import subprocess
from pathlib import Path

import pytest

from core.settings import load_settings
from seed_content.films import kepler, unit_circle
from seed_content.films.captions import read_captions
from seed_content.films.encode import RATE, encode
from seed_content.make import make
from seed_content.source import HOME, Source, read_source

FILMS = [read_source(path) for path in sorted((HOME / "sources" / "films").glob("*.toml"))]


def test_a_film_plays_in_every_browser(tmp_path: Path) -> None:
    source = read_source(HOME / "sources" / "films" / "unit_circle.toml")
    path = tmp_path / source.filename
    make(source, path)
    said = subprocess.run(
        [
            load_settings().ffprobe,
            *("-v", "error", "-show_format", "-show_streams", "-of", "json", str(path)),
        ],
        check=True,
        capture_output=True,
        timeout=60,
    ).stdout
    told = json.loads(said)
    stream, words = told["streams"]
    assert (stream["codec_name"], stream["pix_fmt"]) == ("h264", "yuv420p")
    # What stands in the frames is a track that a search reads and a player does not draw again.
    assert (words["codec_name"], words["tags"]["language"]) == ("mov_text", "rus")
    assert words["disposition"]["descriptions"] == 1
    assert (stream["width"], stream["height"]) == (640, 360)
    assert 15 <= float(told["format"]["duration"]) <= 30
    data = path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


@pytest.mark.parametrize("name", ["film.mp4", "film.webm"])
def test_the_same_frames_give_the_same_film_byte_for_byte(name: str, tmp_path: Path) -> None:
    captions = read_captions(FILMS[-1].data["caption"])
    made = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        frames = itertools.islice(unit_circle.frames(captions), 2 * RATE)
        encode(frames, tmp_path / folder / name, words=captions)
        made.append((tmp_path / folder / name).read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize("source", FILMS, ids=lambda source: source.key)
def test_captions_follow_one_another_for_15_to_30_seconds(source: Source) -> None:
    captions = read_captions(source.data["caption"])
    assert 15 <= captions[-1].until <= 30
    for before, after in itertools.pairwise(captions):
        assert before.until == after.start


def test_captions_out_of_order_are_refused() -> None:
    rows = [{"from": 0, "until": 5, "text": "а"}, {"from": 4, "until": 6, "text": "б"}]
    with pytest.raises(ValueError, match="out of order"):
        read_captions(rows)


def test_the_planet_moves_by_keplers_equation() -> None:
    for step in range(12):
        mean = math.tau * step / 12
        eccentric = kepler.eccentric_anomaly(mean, 0.6)
        assert eccentric - 0.6 * math.sin(eccentric) == pytest.approx(mean, abs=1e-9)
