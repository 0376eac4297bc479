"""How loud a sound is, and what brings it to one loudness, as in EBU R 128.

A lesson that whispers after one that shouts sends thirty hands to the volume. What lies within the
tolerance is left as it is, so that its coded sound can be copied.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ffmpeg

from ingest.film import INPUT
from media.limits import for_film
from media.tools import ToolPaths, run

TARGET = -16.0
"""LUFS: integrated loudness of speech for phones and loudspeakers (AES TD1008)."""

TOLERANCE = 2.0
"""LU around the target within which a sound is left alone."""

TRUE_PEAK = -1.5
"""dBTP: the highest peak between samples that a corrected sound has before it is coded."""

#: At least so wide a range is allowed; below it loudnorm would squeeze and not only turn up.
RANGE = 11.0
#: What ``loudnorm`` takes for a range (LU) and for a measured loudness (LUFS).
WIDEST, FAINTEST = 20.0, -70.0
#: EBU Tech 3341: quieter blocks are silence and not measured; a sound without others is silent.
GATE = -70.0

_NUMBER = r"\s+(-?\d+(?:\.\d+)?|-inf|nan)"
_SUMMARY = {
    "integrated": re.compile(r"^\s*I:" + _NUMBER, re.MULTILINE),
    "range": re.compile(r"^\s*LRA:" + _NUMBER, re.MULTILINE),
    "peak": re.compile(r"^\s*Peak:" + _NUMBER, re.MULTILINE),
}


@dataclass(frozen=True, slots=True)
class Loudness:
    """What a whole sound measures: LUFS, LU, dBTP, and the relative gate in LUFS."""

    integrated: float
    range: float
    peak: float
    threshold: float


def measure(
    path: Path,
    *,
    stream: int,
    seconds: float,
    workdir: Path,
    tools: ToolPaths,
    channels: int = 2,
    on_seconds: Callable[[float], None] | None = None,
) -> Loudness | None:
    """The loudness of the sound stream with the file's index ``stream``; None if it is silent.

    ``channels`` is how many it has; ``seconds`` is the expected length and bounds the work;
    ``on_seconds`` is told how far it is. The sound alone is decoded, about ninety times faster
    than it plays. Raises ToolFailed, ToolTimeout, ToolMissing.
    """
    sound = ffmpeg.input(str(path), **INPUT, vn=None)[str(stream)]
    graph = (
        sound.filter("aformat", **shape(channels))
        .filter("ebur128", framelog="verbose", peak="true")
        .output("-", f="null")
        .global_args("-hide_banner", "-nostdin", "-loglevel", "info", "-nostats")
    )

    def line(text: str) -> None:
        value = text.removeprefix("out_time_us=")
        if on_seconds is not None and value != text and value.lstrip("-").isdigit():
            on_seconds(int(value) / 1e6)

    done = run(
        ffmpeg.compile(graph.global_args("-progress", "pipe:1"), cmd=tools.ffmpeg),
        workdir=workdir,
        limits=for_film(seconds),
        inputs=[path],
        on_line=line,
        wall=tools.wall,
    )
    return read_summary(done.stderr_tail)


def read_summary(text: str) -> Loudness | None:
    """The last summary that ``ebur128`` wrote; None for silence or where it wrote none."""
    _, found, summary = text.rpartition("Summary:")
    values = {name: pattern.search(summary) for name, pattern in _SUMMARY.items()}
    if not found or not all(values.values()):
        return None
    integrated, width, peak = (float(match[1]) for match in values.values() if match)
    if not GATE < integrated < 0 or not -99 <= peak <= 99:
        return None
    # ITU-R BS.1770: the relative gate stands 10 LU below the loudness of what passed the first.
    gate = re.search(r"Threshold:" + _NUMBER, summary)
    threshold = float(gate[1]) if gate else integrated - 10
    return Loudness(integrated, width, peak, max(-99.0, threshold))


def correction(loudness: Loudness | None) -> dict[str, Any] | None:
    """The arguments of the filter ``loudnorm`` that bring a sound to the target.

    None where it is to be left alone: silent, or within the tolerance. The gain is one for the
    whole sound (linear) wherever the peaks allow that, at the lower end of the tolerance if they
    must; only a sound with peaks higher than that is limited too. Put ``aformat`` with ``shape(…)``
    before the filter, and set the output's rate: the filter speaks 192 kHz where it limits.
    """
    if loudness is None or abs(loudness.integrated - TARGET) <= TOLERANCE:
        return None
    headroom = loudness.integrated + TRUE_PEAK - loudness.peak
    # A tenth of safety: the summary is rounded to tenths.
    linear = headroom - 0.1 >= TARGET - TOLERANCE + 0.1
    return {
        "I": round(min(TARGET, headroom - 0.1) if linear else TARGET, 2),
        "TP": TRUE_PEAK,
        "LRA": min(WIDEST, max(RANGE, loudness.range)),
        "measured_I": loudness.integrated,
        "measured_LRA": loudness.range,
        "measured_TP": loudness.peak,
        "measured_thresh": loudness.threshold,
        "linear": "true",
    }


def shape(channels: int = 2) -> dict[str, Any]:
    """The arguments of ``aformat`` that belong before measuring and before correcting.

    5.1 comes down to stereo before it is measured; one channel stays one.
    """
    return {"sample_rates": 48000, "channel_layouts": "mono" if channels == 1 else "stereo"}
