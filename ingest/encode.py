"""The film that every browser plays: when it can be copied, and how it is encoded.

H.264 of at most 480 lines in yuv420p with AAC, in an MP4 whose table of contents comes first.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ffmpeg

from ingest.film import INPUT, Film

LINES = 480
#: The longer side: 480 lines of 2.4 : 1.
LONG_SIDE = 1152
FPS = 30
#: Containers whose H.264 can be moved into MP4 as it is; the others carry no presentation times.
COPYABLE = frozenset({"mp4", "mov", "mkv", "3gp", "flv"})
#: Bits a second above which a small film is encoded anew: a school's line is shared.
COPY_RATE = 2_500_000


def fits(original: Path, format: str, film: Film) -> bool:
    """Whether the picture can be moved into MP4 as it is."""
    picture = film.picture
    assert picture is not None
    rate = 8 * original.stat().st_size / film.seconds if film.seconds else None
    return (
        format in COPYABLE
        and picture.codec == "h264"
        and picture.pixels == "yuv420p"
        and picture.rotation == 0
        and picture.square
        and not picture.interlaced
        and min(picture.width, picture.height) <= LINES
        and max(picture.width, picture.height) <= LONG_SIDE
        and picture.width % 2 == 0
        and picture.height % 2 == 0
        and picture.fps <= FPS + 1
        and rate is not None
        and rate <= COPY_RATE
    )


def copying(original: Path, film: Film, out: Path) -> Any:
    """A graph that moves the picture into MP4 without encoding it; sound is encoded if need be."""
    assert film.picture is not None
    source = ffmpeg.input(str(original), **INPUT)
    streams = [source[str(film.picture.index)]]
    options: dict[str, Any] = {"c:v": "copy", **_container()}
    if film.sound is not None:
        streams.append(source[str(film.sound.index)])
        options |= _sound(copy=film.sound.codec == "aac" and film.sound.channels <= 2)
    return ffmpeg.output(*streams, str(out), **options)


def encoding(original: Path, film: Film, out: Path, *, with_sound: bool) -> Any:
    """A graph that encodes the film anew, upright, in square pixels, never enlarged."""
    picture = film.picture
    assert picture is not None
    reading: dict[str, Any] = dict(INPUT)
    if picture.has_alpha and picture.codec in ("vp8", "vp9"):
        # ffmpeg's own decoders drop what is transparent and show what lies hidden under it.
        reading["c:v"] = "libvpx" if picture.codec == "vp8" else "libvpx-vp9"
    source = ffmpeg.input(str(original), **reading)
    shown = upright(source[str(picture.index)])
    if picture.interlaced:
        shown = shown.filter("yadif")
    if picture.fps > FPS + 1:
        shown = shown.filter("fps", FPS)
    # The shorter side to 480 and the longer to its bound, never larger, both even and at least 2.
    ratio = f"min(1,min({LINES}/min(iw,ih),{LONG_SIDE}/max(iw,ih)))"
    shown = shown.filter(
        "scale",
        f"max(2,2*trunc(iw*{ratio}/2))",
        f"max(2,2*trunc(ih*{ratio}/2))",
        out_range="tv",
    ).filter("setsar", 1)
    if picture.has_alpha:
        shown = _on_white(shown)
    shown = shown.filter("format", "yuv420p")
    streams = [shown]
    options: dict[str, Any] = {
        "c:v": "libx264",
        "preset": "veryfast",
        "crf": 24,
        "maxrate": "1500k",
        "bufsize": "3000k",
        "profile:v": "main",
        "color_range": "tv",
        "force_key_frames": "expr:gte(t,n_forced*4)",
        **_container(),
    }
    if with_sound and film.sound is not None:
        streams.append(source[str(film.sound.index)])
        options |= _sound(copy=False)
    return ffmpeg.output(*streams, str(out), **options)


def _on_white(stream: Any) -> Any:
    parts = stream.filter("format", "yuva420p").filter_multi_output("split")
    white = parts[0].filter("drawbox", color="white", t="fill", replace=1)
    return white.overlay(parts[1], shortest=1)


def _sound(*, copy: bool) -> dict[str, Any]:
    if copy:
        return {"c:a": "copy"}
    return {"c:a": "aac", "b:a": "96k", "ac": 2, "ar": 44100}


def _container() -> dict[str, Any]:
    return {
        "f": "mp4",
        "movflags": "+faststart",
        "map_metadata": -1,
        "map_chapters": -1,
        "max_muxing_queue_size": 4096,
    }


def upright(stream: Any) -> Any:
    """Square pixels; ffmpeg itself turns the picture as the container says."""
    return stream.filter("scale", "max(1,trunc(iw*sar))", "ih").filter("setsar", 1)
