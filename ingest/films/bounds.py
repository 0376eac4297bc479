"""How large a film's picture may be."""

from __future__ import annotations

from ingest.film import Picture
from media.complaints import MAKE_SMALLER

#: Pixels of one picture: 8192 × 8192 was seen to be decoded and brought down in 2 GiB; cameras
#: make 35 million.
MOST_PIXELS = 70_000_000


def too_large(picture: Picture) -> str | None:
    """Why a film of such a picture is not taken, None where it is."""
    if picture.width * picture.height <= MOST_PIXELS:
        return None
    return (
        f"Картинка фильма слишком велика: {picture.width} × {picture.height} точек. {MAKE_SMALLER}"
    )
