"""Stills of a film from which its poster is chosen: sought, not played."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

import ffmpeg

from ingest.film import Film, transcode
from ingest.films import frames
from ingest.films.plan import NO_FRAME
from ingest.processors.contract import Context, Spoilt
from media.limits import GIB, MIB, Limits
from media.tools import ToolFailed

#: Where a film shows what it is about: not at its beginning, nor in its last words.
SHARES = (0.1, 0.2, 0.33, 0.5, 0.66, 0.0)
WIDEST = 960
LIMITS = Limits(wall_seconds=180, cpu_seconds=240, memory_bytes=2 * GIB, file_bytes=64 * MIB)


def make_stills(
    context: Context, film: Film, seconds: float, *, shares: Sequence[float], exact: bool
) -> list[Path]:
    """A PNG for each of ``shares`` of the length that could be decoded.

    Not ``exact`` takes the keyframe before the moment, which costs one picture's decoding. Raises
    StepFailed where there is none at all, ToolTimeout, ToolMissing.
    """
    assert film.picture is not None
    width, height = film.picture.shown
    ratio = min(1.0, WIDEST / max(width, height))
    size = (max(1, round(width * ratio)), max(1, round(height * ratio)))
    stills, graphs = [], []
    for number, share in enumerate(shares):
        still = context.scratch / f"still-{'exact' if exact else 'near'}-{number}.png"
        at = {"ss": f"{seconds * share:.3f}"} if share else {}
        if share and not exact:
            at["noaccurate_seek"] = None  # type: ignore[assignment]
        source = frames.opened(str(context.original), film.picture, **at, threads=1)
        shown = frames.prepared(source[str(film.picture.index)], film.picture, size, None)
        graphs.append(
            shown.filter("format", "rgb24").output(
                str(still), **{"frames:v": 1, "f": "image2", "c:v": "png", "update": 1}
            )
        )
        stills.append(still)
    # Some may fail: a header may claim more than there is to seek in. What was written counts.
    with contextlib.suppress(ToolFailed):
        transcode(
            ffmpeg.merge_outputs(*graphs),
            workdir=context.scratch,
            tools=context.tools,
            limits=LIMITS,
            inputs=[context.original],
        )
    found = [still for still in stills if still.is_file() and still.stat().st_size > 0]
    if not found:
        raise Spoilt(NO_FRAME)
    return found
