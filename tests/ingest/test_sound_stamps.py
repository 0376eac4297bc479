"""A sound whose stamps stray from its samples: gaps stay gaps, jitter is left alone."""

from array import array
from pathlib import Path
from typing import Any

import ffmpeg
import pytest
from pptx.util import Cm

from ingest.films.sound import HERTZ, heard
from tests.ingest import makers
from tests.ingest.stepping import process

FRAME = 1024
BYTES = 4
"""Of a sample: two channels of 16 bits."""


def samples(folder: Path, stamps: str) -> bytes:
    """Two seconds of a tone, its frames' stamps changed, as our films have it."""
    folder.mkdir(exist_ok=True)
    tone = ffmpeg.input(f"sine=440:r={HERTZ}:samples_per_frame={FRAME}:d=2", f="lavfi")
    stray = tone.filter("aformat", channel_layouts="stereo").filter("asetpts", stamps)
    out = folder / "out.raw"
    graph = heard(stray).output(str(out), f="s16le")
    makers.ffmpeg(*ffmpeg.get_args(graph))
    return out.read_bytes()


@pytest.mark.parametrize("gap", [0.06, 0.5])
def test_a_gap_is_silence_and_what_follows_is_not_early(gap: float, tmp_path: Path) -> None:
    whole = samples(tmp_path / "whole", "PTS")
    gapped = samples(tmp_path / "gapped", f"PTS+gte(N,1)*{gap}/TB")

    assert len(gapped) == pytest.approx(len(whole) + gap * HERTZ * BYTES, abs=BYTES * FRAME / 8)
    assert gapped[-HERTZ * BYTES :] == whole[-HERTZ * BYTES :]


@pytest.mark.parametrize("jitter", [0.0213, 0.046])
def test_stamps_that_jitter_by_a_frame_tear_nothing(jitter: float, tmp_path: Path) -> None:
    whole = samples(tmp_path / "whole", "PTS")
    jittered = samples(tmp_path / "jittered", f"PTS+mod(N,2)*{jitter}/TB")

    assert jittered[: len(whole) - FRAME * BYTES] == whole[: -FRAME * BYTES]


def film_with_sound(folder: Path, *, torn: bool) -> Path:
    """Three seconds of a tone; ``torn``: its fragments' stamps stand twice."""
    whole, film = folder / "whole.mp4", folder / "film.mp4"
    codecs = ["-c:v", "libx264", "-bf", "4", "-g", "50", "-c:a", "aac"]
    source = "testsrc=size=160x120:rate=25:duration=3"
    makers.film(whole, [*codecs, "-pix_fmt", "yuv420p", "-t", "3"], source=source, tone=3)
    flags = "+dash+delay_moov+frag_every_frame" if torn else "+faststart"
    makers.ffmpeg("-i", str(whole), "-c", "copy", "-movflags", flags, str(film))
    return film


def check_heard(film: Path, folder: Path) -> None:
    out = folder / "heard.raw"
    makers.ffmpeg("-i", str(film), "-vn", "-f", "s16le", "-ac", "1", str(out))
    heard = array("h", out.read_bytes())
    windows = [heard[at : at + 960] for at in range(4800, 48000 * 5 // 2, 960)]
    assert min(max(map(abs, window)) for window in windows) > 500, film.name
    assert len(heard) == pytest.approx(3 * 48000, abs=7000)


@pytest.mark.parametrize("torn", [True, False])
def test_fragments_whose_stamps_stand_twice_are_heard_whole(torn: bool, tmp_path: Path) -> None:
    done = process(film_with_sound(tmp_path, torn=torn), tmp_path)
    for name in [name for name in done.made if name.endswith(".mp4")]:
        check_heard(done.made[name], tmp_path)


def test_so_are_those_of_a_film_inside_a_deck(tmp_path: Path) -> None:
    film = film_with_sound(tmp_path, torn=True)

    def put(presentation: Any) -> None:
        at = (Cm(1), Cm(1), Cm(8), Cm(6))
        presentation.slides[0].shapes.add_movie(str(film), *at, mime_type="video/mp4")

    deck = makers.deck(tmp_path / "deck.pptx", ["Опыт"], change=put)
    done = process(deck, tmp_path, only=lambda step: step in ("text", "media"))
    check_heard(done.made["slide-0001-media-1.mp4"], tmp_path)
