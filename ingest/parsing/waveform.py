"""A recording's cover: its peaks as bars, in the colours of the house."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from ingest.parsing import webp

SIZE = (640, 360)
#: ``--accent-soft`` and ``--accent`` of the light page: covers are the same in every theme.
GROUND, BAR = "#e8edfa", "#2346a0"
BARS = 64
#: Drawn so many times larger and brought down: smooth ends.
FINER = 3


def draw_waveform(request: dict[str, Any]) -> webp.Made:
    """``{"peaks": [0..1, …], "folder"}`` → Made of ``cover.webp``."""
    width, height = (side * FINER for side in SIZE)
    sheet = Image.new("RGB", (width, height), GROUND)
    pen = ImageDraw.Draw(sheet)
    bars = _fewer([float(peak) for peak in request["peaks"]], BARS)
    step = width * 0.88 / len(bars)
    thick = step * 0.56
    for n, peak in enumerate(bars):
        x = width * 0.06 + step * n + (step - thick) / 2
        # A moment of silence is a dot: the line goes on.
        tall = max(thick, peak * height * 0.66)
        box = (x, (height - tall) / 2, x + thick, (height + tall) / 2)
        pen.rounded_rectangle(box, radius=thick / 2, fill=BAR)
    return webp.write_cover(sheet.resize(SIZE, Image.Resampling.LANCZOS), Path(request["folder"]))


def _fewer(peaks: list[float], count: int) -> list[float]:
    if not peaks:
        return [0.0] * count
    ends = [len(peaks) * n // count for n in range(count + 1)]
    # A short recording has fewer peaks than bars: some stand for two.
    return [max(peaks[a : max(b, a + 1)]) for a, b in pairwise(ends)]
