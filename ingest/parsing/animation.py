"""What moves in a picture: a small animation stays one, a large one becomes frames of a film."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

from PIL import Image, ImageSequence

from ingest.parsing import webp
from ingest.parsing.progress import percent

#: Beyond these an animation is a film: frames, and pixels of all of them as served.
SMALL_FRAMES = 100
SMALL_PIXELS = 20_000_000
SMALL_SIDE = 800
#: Beyond these only its first picture is served: minutes of decoding.
MAX_FRAMES = 3000
MAX_PIXELS = 1_500_000_000
FILM_SIDE = 1280
#: Milliseconds that a frame without a length of its own, or with less than 20, is shown: what
#: browsers do.
HASTE, UNTOLD = 20, 100
#: Milliseconds beyond which no frame is shown.
LONGEST = 10_000


class Motion(TypedDict):
    """What was written: ``anim.webp``, or frames for a film in the folder ``frames``.

    Frames are ``00000.jpg`` and so on, each file's time of change its place in the film in
    nanoseconds since 1970; the last is written twice, to be shown as long as it should.
    """

    name: str
    width: int
    height: int
    milliseconds: int


def write_animation(picture: Image.Image, folder: Path, count: int) -> Motion | None:
    """Write the ``count`` frames of ``picture``; None when they are too many to be decoded."""
    if count > MAX_FRAMES or picture.width * picture.height * count > MAX_PIXELS:
        return None
    width, height = webp.size_within(picture.size, SMALL_SIDE, SMALL_SIDE)
    if count <= SMALL_FRAMES and width * height * count <= SMALL_PIXELS:
        return _as_webp(picture, folder)
    return _as_frames(picture, folder, count)


def _shots(picture: Image.Image, side: int) -> Iterator[tuple[Image.Image, int]]:
    """Each frame within ``side``, in RGBA, and its milliseconds; ends where the file is damaged."""
    try:
        for frame in ImageSequence.Iterator(picture):
            shot = frame.convert("RGBA")  # the WebP reader knows a frame's length once it is read
            told = float(frame.info.get("duration") or 0)
            length = UNTOLD if told < HASTE else min(round(told), LONGEST)
            yield webp.fitted(shot, side, side), length
    except (OSError, EOFError, ValueError, SyntaxError):
        return
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return  # a later frame may claim a canvas that the first did not


def _as_webp(picture: Image.Image, folder: Path) -> Motion | None:
    shots = list(_shots(picture, SMALL_SIDE))
    if len(shots) < 2:
        return None
    for shot, _length in shots:
        shot.info.clear()
    path = folder / "anim.webp"
    first = shots[0][0]
    lengths = [length for _shot, length in shots]
    first.save(
        path,
        "WEBP",
        save_all=True,
        append_images=[shot for shot, _length in shots[1:]],
        duration=lengths,
        loop=int(picture.info.get("loop", 1) or 0),
        quality=75,
        method=webp.METHOD,
    )
    return _motion(path.name, first, sum(lengths))


def _as_frames(picture: Image.Image, folder: Path, count: int) -> Motion | None:
    room = folder / "frames"
    room.mkdir()
    at = 0
    number = 0
    shot: Image.Image | None = None
    for number, (transparent, length) in enumerate(_shots(picture, FILM_SIDE)):
        shot = Image.new("RGB", transparent.size, "white")
        shot.paste(transparent, mask=transparent)
        _write_frame(shot, room, number, at)
        at += length
        percent(number, count)
    if shot is None or number < 1:
        return None
    _write_frame(shot, room, number + 1, at)
    return _motion(room.name, shot, at)


def _write_frame(shot: Image.Image, room: Path, number: int, at: int) -> None:
    path = room / f"{number:05d}.jpg"
    shot.save(path, "JPEG", quality=95, subsampling=0)
    os.utime(path, ns=(at * 1_000_000, at * 1_000_000))


def _motion(name: str, shot: Image.Image, milliseconds: int) -> Motion:
    return {
        "name": name,
        "width": shot.width,
        "height": shot.height,
        "milliseconds": milliseconds,
    }
