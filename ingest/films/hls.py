"""How ffmpeg writes a rung: coded or copied, one fragmented MP4 with a playlist of byte ranges."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import ffmpeg

from ingest.films.rungs import Rung

#: Seconds from one keyframe to the next, and of a segment: 100 KB at the lowest rung.
STEP = 4


def coded(rung: Rung, rate: Fraction, cuts: Sequence[float]) -> dict[str, Any]:
    """H.264 as every phone of ten years plays it, with keyframes at the same moments in all rungs.

    ``cuts`` are those moments in seconds, or none for every STEP seconds.
    """
    standard = rung.standard
    # A little before each: a moment is rounded to a picture, and the same picture is meant.
    early = float(1 / rate) / 4
    at = ",".join(f"{max(0.0, moment - early):.4f}" for moment in cuts)
    return {
        "c:v": "libx264",
        "preset": "veryfast",
        "crf": standard.crf,
        "maxrate": f"{standard.rate}k",
        "bufsize": f"{2 * standard.rate}k",
        "profile:v": standard.profile,
        "color_range": "tv",
        "force_key_frames": at or f"expr:gte(t,n_forced*{STEP})",
        # No others: every further keyframe would have to stand in all rungs too.
        "sc_threshold": 0,
        "g": 100_000,
    }


def written(streams: Sequence[Any], folder: Path, rung: Rung, options: dict[str, Any]) -> Any:
    """The output of ``streams`` as ``<rung>.mp4`` with ``<rung>.m3u8``."""
    return ffmpeg.output(
        *streams,
        str(folder / f"{rung.name}.m3u8"),
        **options,
        **bare(),
        f="hls",
        hls_time=STEP,
        hls_list_size=0,
        hls_playlist_type="vod",
        hls_segment_type="fmp4",
        hls_flags="single_file+independent_segments",
        hls_segment_filename=str(folder / f"{rung.name}.mp4"),
    )


def bare() -> dict[str, Any]:
    """Nothing of the author's device and place goes on."""
    return {"map_metadata": -1, "map_chapters": -1, "max_muxing_queue_size": 4096}


def cuts_of(keyframes: Sequence[float]) -> list[float]:
    """Where ffmpeg's HLS muxer begins a segment in a film that is copied.

    At the first keyframe not before n × STEP seconds from the first picture, n being the number of
    segments so far; the coded rungs get their keyframes there.
    """
    first, cuts = keyframes[0], [keyframes[0]]
    for moment in keyframes[1:]:
        if moment - first >= STEP * len(cuts):
            cuts.append(moment)
    return cuts
