"""A recording heard through once: how long it is and how loud each moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import ffmpeg

from ingest.film import INPUT
from media.limits import for_film
from media.tools import ToolPaths, run

RATE = 8000
"""Samples a second that are looked at: speech and music keep their shape."""

BARS = 800
"""At most so many peaks: one for each pixel of a wide page is enough."""

WINDOW = 400
"""At least so many samples make a peak: 50 ms."""

WINDOWS = 20_000
"""About so many are told by ffmpeg at most, however long the recording."""

_PEAK = "lavfi.astats.Overall.Peak_level"


@dataclass(frozen=True, slots=True)
class Heard:
    """A recording's length in seconds, as decoded, and its peaks, 0 to 1, evenly over it.

    The loudest peak is 1, unless all is silent.
    """

    seconds: float
    peaks: tuple[float, ...]


def listen(
    path: Path,
    *,
    stream: int,
    expected: float,
    counted: bool = False,
    workdir: Path,
    tools: ToolPaths,
    on_seconds: Callable[[float], None] | None = None,
) -> Heard:
    """Decode the stream with the file's index ``stream`` to its end.

    ``expected`` seconds bound the work; ``counted``: its samples tell the time and not its clock,
    which begins anew where recordings were joined. Nothing decoded gives no seconds and no peaks.
    Raises ToolFailed, ToolTimeout, ToolMissing.
    """
    samples = max(WINDOW, round(expected * RATE / WINDOWS))
    windows: list[float] = []
    reached = 0.0

    def line(text: str) -> None:
        nonlocal reached
        name, _, value = text.partition("=")
        if name == _PEAK:
            windows.append(_amplitude(value))
        elif name == "out_time_us" and value.lstrip("-").isdigit():
            reached = max(reached, int(value) / 1e6)
            if on_seconds is not None:
                on_seconds(reached)

    sound = ffmpeg.input(str(path), **INPUT, vn=None)[str(stream)]
    graph = (
        (by_samples(sound) if counted else sound)
        .filter("aresample", RATE)
        .filter("asetnsamples", n=samples, p=0)
        .filter("astats", metadata=1, reset=1, measure_perchannel="none")
        .filter("ametadata", mode="print", key=_PEAK, file="pipe:1")
        .output("-", f="null")
        .global_args("-hide_banner", "-nostdin", "-loglevel", "error", "-nostats")
    )
    run(
        ffmpeg.compile(graph.global_args("-progress", "pipe:1"), cmd=tools.ffmpeg),
        workdir=workdir,
        limits=for_film(expected),
        inputs=[path],
        on_line=line,
        wall=tools.wall,
    )
    return Heard(reached if windows else 0.0, _bars(windows))


def by_samples(sound: Any) -> Any:
    """``sound`` whose moments are counted by its samples, one after another."""
    return sound.filter("asetpts", "N/SR/TB")


def _amplitude(decibels: str) -> float:
    try:
        return min(1.0, max(0.0, 10 ** (float(decibels) / 20)))
    except (ValueError, OverflowError):
        return 0.0  # «-inf» is silence and passes; «nan» is no sound


def _bars(windows: list[float]) -> tuple[float, ...]:
    count = min(BARS, len(windows))
    edges = [len(windows) * n // count for n in range(count + 1)] if count else []
    bars = [max(windows[a:b]) for a, b in pairwise(edges)]
    loudest = max(bars, default=0.0)
    # Below 16 bits' last step there is nothing to hear.
    scale = 1 / loudest if loudest > 2**-15 else 0.0
    return tuple(round(min(1.0, bar * scale), 3) for bar in bars)
