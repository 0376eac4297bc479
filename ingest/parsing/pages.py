"""A PDF's pages drawn: pictures of three sizes, and what lies over each."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PIL import Image

from ingest.parsing import webp
from ingest.parsing.beside import Beside
from ingest.parsing.layer import write_layer
from ingest.parsing.pdf import draw, opened, page_count
from ingest.parsing.progress import percent

#: The longest side of a page's largest picture, pixels, and the sides of all with the whole number
#: by which each is smaller than the one before: such steps are quick (3 ms, not 80) and keep
#: letters sharp.
LARGEST = 1920
#: libwebp's effort: slides have large even fields, which cost no more at less effort.
METHOD = 1
SIZES = ((1920, 1), (960, 2), (480, 2))


def draw_pages(request: dict[str, Any]) -> dict[str, Any]:
    """``{"path", "folder", "cover": n}`` → ``{"pages": [[Made, …], …], "layers", "cover"}``.

    The pictures are ``slide-0001-960.webp`` and so on; ``layers`` are the names of what
    ``write_layer`` wrote, as ``slide-0001-layer.json``; ``cover``, a Made or null, shows the page
    of that number (from 1; 0: none).
    """
    folder = Path(request["folder"])
    drawn: list[list[webp.Made]] = []
    layers = []
    cover: webp.Made | None = None
    with Beside() as beside, opened(request["path"]) as document:
        count = page_count(document)
        for number in range(1, count + 1):
            page = document[number - 1]
            picture = draw(page, LARGEST)
            layer = folder / f"slide-{number:04d}-layer.json"
            if write_layer(document, page, layer):
                layers.append(layer.name)
            page.close()
            if number == request["cover"]:
                cover = webp.write_cover(picture, folder)
            drawn.append([])
            beside.do(partial(_write, picture, folder, number, count, drawn[-1]))
    return {"pages": drawn, "layers": layers, "cover": cover}


def _write(picture: Image.Image, folder: Path, number: int, of: int, made: list[webp.Made]) -> None:
    """A page's pictures, each of which goes to ``made``."""
    for side, smaller in SIZES:
        picture = picture.reduce(smaller) if smaller > 1 else picture
        path = folder / f"slide-{number:04d}-{side}.webp"
        made.append(webp.write(picture, path, method=METHOD))
    percent(number, of)
