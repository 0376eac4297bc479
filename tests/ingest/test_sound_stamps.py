"""A sound whose stamps stray from its samples: gaps stay gaps, jitter is left alone."""

from pathlib import Path

import ffmpeg
import pytest

from ingest.films.sound import HERTZ, heard
from tests.ingest import makers

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
