"""Of several stills of a film, the one that shows something."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypedDict

from PIL import Image, ImageFilter, ImageStat

from ingest.parsing import webp
from ingest.parsing.errors import DAMAGED, Unreadable

#: Grey levels of 255. A fade or a title card on black lies under the first, a plain field under
#: the second.
DARK = 24.0
FLAT = 8.0
EDGES = ImageFilter.Kernel((3, 3), (0, -1, 0, -1, 4, -1, 0, -1, 0), scale=1, offset=128)
"""The Laplacian, around the middle grey."""

#: Variance of the Laplacian of a picture of COMPARED pixels' width. A drawing or a slide has
#: hundreds, a cross-fade or a shaken camera a few.
BLURRED = 12.0
COMPARED = 320


class Poster(TypedDict):
    """A written cover, and whether it shows something: is neither dark, flat nor blurred."""

    name: str
    width: int
    height: int
    shows: bool


def choose_poster(request: dict[str, Any]) -> Poster:
    """``{"stills": [path, …], "folder"}`` → ``cover.webp``.

    The first still that is neither dark nor flat nor much more blurred than the sharpest, or else
    the liveliest. Raises Unreadable if none can be opened.
    """
    stills = [still for still in map(_opened, request["stills"]) if still is not None]
    if not stills:
        raise Unreadable(DAMAGED)
    measured = [_measured(still) for still in stills]
    lively = [light >= DARK and spread >= FLAT for light, spread, _ in measured]
    # A quarter of the sharpest is enough: an early picture tells more than the busiest one.
    sharpest = max((sharp for _, _, sharp in measured), default=0.0)
    enough = max(BLURRED, sharpest / 4)
    for still, good, (_, _, sharp) in zip(stills, lively, measured, strict=True):
        if good and sharp >= enough:
            return _written(still, request, shows=True)
    best = max(range(len(stills)), key=lambda at: (lively[at], sum(measured[at])))
    return _written(stills[best], request, shows=False)


def _opened(path: str) -> Image.Image | None:
    try:
        with Image.open(path, formats=["PNG"]) as still:
            return still.convert("RGB")
    except OSError:
        return None


def _measured(picture: Image.Image) -> tuple[float, float, float]:
    """Mean and spread of the grey levels, and how sharp the edges are."""
    small = webp.fitted(picture, COMPARED, COMPARED).convert("L")
    measured = ImageStat.Stat(small)
    edges = ImageStat.Stat(small.filter(EDGES)) if min(small.size) > 4 else measured
    return measured.mean[0], measured.stddev[0], edges.var[0]


def _written(picture: Image.Image, request: dict[str, Any], *, shows: bool) -> Poster:
    made = webp.write_cover(picture, Path(request["folder"]))
    return {"name": made["name"], "width": made["width"], "height": made["height"], "shows": shows}
