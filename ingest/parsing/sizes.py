"""The sizes in which a picture is served, each made from the next larger one."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

from PIL import Image

from ingest.parsing import webp
from ingest.parsing.beside import Beside

#: Nominal widths of ``w320.webp`` and so on.
WIDTHS = (320, 640, 1280, 2560)
#: A scroll of a picture is bounded here; WebP itself ends at 16383.
TALLEST = 8192
BLUR_BYTES = 400
#: Side in pixels and quality, tried in turn until the placeholder is small enough.
BLURS = ((24, 30), (20, 15), (16, 5), (16, 0))


def largest(size: tuple[int, int]) -> tuple[int, int]:
    """The size of the largest served picture of one that is ``size`` when upright."""
    return webp.size_within(size, WIDTHS[-1], TALLEST)


def write_sizes(picture: Image.Image, folder: Path) -> list[webp.Made]:
    """``cover.webp``, ``blur.webp`` and ``w320.webp`` up to the step that holds the own width.

    ``picture`` is RGB or RGBA, upright. Nothing is enlarged: the last step may be narrower than
    its name says.
    """
    steps = [
        step for step, below in zip(WIDTHS, (0, *WIDTHS), strict=False) if picture.width > below
    ]
    # The step of which the cover is made; one that is a cover itself is not encoded twice.
    tall = webp.size_within(picture.size, webp.COVER_WIDTH, TALLEST)[1] > webp.COVER_HEIGHT
    enough = webp.COVER_WIDTH * (2 if tall else 1)
    made: list[webp.Made] = []
    cover: webp.Made | None = None
    with Beside() as beside:
        for step in reversed(steps):
            picture = webp.fitted(picture, step, TALLEST, Image.Resampling.BICUBIC)
            path = folder / f"w{step}.webp"
            made.append(webp.made(picture, path))
            if step == steps[-1] and step > webp.COVER_WIDTH:
                # The largest takes as long as all that come of it.
                beside.do(partial(webp.write, picture, path))
            else:
                webp.write(picture, path)
            if cover is None and _is_cover(picture) and step <= webp.COVER_WIDTH:
                shutil.copyfile(path, folder / "cover.webp")
                cover = webp.made(picture, folder / "cover.webp")
            elif cover is None and step <= enough:
                cover = webp.write_cover(picture, folder)
        blur = write_blur(picture, folder)
    assert cover is not None
    return [cover, *made, blur]


def write_blur(picture: Image.Image, folder: Path) -> webp.Made:
    """``blur.webp``: 16 to 24 pixels and at most 400 bytes, to stand there until more has come."""
    path = folder / "blur.webp"
    for side, quality in BLURS:
        small = webp.fitted(picture, side, side)
        made = webp.write(small, path, quality=quality, method=6)
        if path.stat().st_size <= BLUR_BYTES:
            return made
    return webp.write(small.convert("RGB"), path, quality=0, method=6)


def _is_cover(picture: Image.Image) -> bool:
    return picture.width <= webp.COVER_WIDTH and picture.height <= webp.COVER_HEIGHT
