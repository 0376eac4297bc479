"""Of several stills of a film, the one that shows something."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image, ImageStat

from ingest.parsing import webp
from ingest.parsing.errors import Unreadable

#: Grey levels of 255. A fade or a title card on black lies under the first, a plain field under
#: the second.
DARK = 24.0
FLAT = 8.0


def choose_poster(request: dict[str, Any]) -> webp.Made:
    """``{"stills": [path, …], "folder"}`` → Made of ``cover.webp``.

    The first still that is neither dark nor flat, or else the liveliest. Raises Unreadable if none
    can be opened.
    """
    best: tuple[float, Image.Image] | None = None
    for path in request["stills"]:
        try:
            with Image.open(path, formats=["PNG"]) as still:
                picture = still.convert("RGB")
        except OSError:
            continue
        measured = ImageStat.Stat(picture.convert("L"))
        light, spread = measured.mean[0], measured.stddev[0]
        if light >= DARK and spread >= FLAT:
            return webp.write_cover(picture, Path(request["folder"]))
        if best is None or light + spread > best[0]:
            best = (light + spread, picture)
    if best is None:
        raise Unreadable("В фильме не читается ни одного кадра: файл повреждён или обрывается.")
    return webp.write_cover(best[1], Path(request["folder"]))
