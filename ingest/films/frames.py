"""From a film's own pictures to those that every browser shows, as one chain of ffmpeg filters.

Upright, in square pixels, whole instead of fields, at a constant rate, in the colours of BT.709 or
BT.601, opaque, 4:2:0 of eight bits.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import ffmpeg

from ingest.film import INPUT, Picture

#: Transfers of HDR: SMPTE ST 2084 (PQ) and ARIB STD-B67 (HLG), ITU-R BT.2100.
HDR = frozenset({"smpte2084", "arib-std-b67"})
#: cd/m² that linear light of 1.0 stands for: the white of text in HDR is 203 (BT.2408), and
#: ffmpeg's tone curves expect a little less.
NOMINAL_WHITE = 100
#: Codecs whose pictures may be fields though the container does not say so.
MAY_BE_FIELDS = frozenset({"mpeg2video", "dvvideo", "h264", "vc1"})
#: Lines from which a film without a word about its colours is taken for BT.709.
HIGH_DEFINITION = 700


def opened(path: str, picture: Picture, **more: Any) -> Any:
    """The film as an input of a graph."""
    reading: dict[str, Any] = dict(INPUT)
    if picture.has_alpha and picture.codec in ("vp8", "vp9"):
        # ffmpeg's own decoders drop what is transparent and show what lies hidden under it.
        reading["c:v"] = "libvpx" if picture.codec == "vp8" else "libvpx-vp9"
    return ffmpeg.input(path, **reading, **more)


def held(stream: Any, seconds: float) -> Any:
    """``stream`` with its last picture held for so long."""
    return stream.filter("tpad", stop_mode="clone", stop_duration=f"{seconds:.3f}")


def prepared(stream: Any, picture: Picture, size: tuple[int, int], rate: Fraction | None) -> Any:
    """``stream`` of decoded pictures at ``size``; ``rate`` None leaves their moments alone.

    What is left out or enlarged costs nothing: fields and the rate come first, colours after the
    size.
    """
    if picture.interlaced:
        stream = stream.filter("yadif")
    elif picture.codec in MAY_BE_FIELDS and picture.field_order in ("", "unknown"):
        stream = stream.filter("yadif", deint="interlaced")
    if rate is not None:
        # From moment 0 on: a picture that begins late is held, so that rungs begin alike.
        stream = stream.filter("fps", f"{rate.numerator}/{rate.denominator}", start_time=0)
    stream = scaled(stream, size, matrix=_matrix(picture))
    if picture.transfer in HDR:
        stream = _mapped(stream, picture)
    if picture.has_alpha:
        stream = _on_white(stream)
    return _named(stream.filter("format", "yuv420p"), picture)


def scaled(stream: Any, size: tuple[int, int], *, matrix: str = "") -> Any:
    """``stream`` at ``size`` in square pixels; ``matrix`` is for pictures that come as RGB."""
    colours = {"out_color_matrix": matrix} if matrix else {}
    return stream.filter("scale", *size, **colours, out_range="tv").filter("setsar", 1)


def smaller(stream: Any, size: tuple[int, int]) -> Any:
    """``stream`` brought down to a lower rung's ``size``, each pixel the mean of those under it.

    A sixth of what the bicubic filter costs; the SSIM of 360p falls by 0.003, that of 720p not.
    """
    return stream.filter("scale", *size, flags="area", out_range="tv").filter("setsar", 1)


def _matrix(picture: Picture) -> str:
    """What RGB becomes; YUV keeps its own."""
    return "bt709" if picture.matrix in ("gbr", "rgb") or _is_rgb(picture) else ""


def _is_rgb(picture: Picture) -> bool:
    return picture.pixels.startswith(("rgb", "bgr", "gbr", "argb", "abgr", "0rgb", "0bgr", "pal8"))


def _mapped(stream: Any, picture: Picture) -> Any:
    """HDR brought down to SDR: linear light, BT.709 primaries, a tone curve for what is brighter.

    The chain of ffmpeg's documentation of ``tonemap``; Hable's curve keeps skin and slides alike.
    """
    return (
        stream.filter("format", "yuv420p10le")
        .filter(
            "zscale",
            tin=picture.transfer,
            min="2020_ncl",
            pin="2020",
            rin="tv",
            t="linear",
            npl=NOMINAL_WHITE,
        )
        .filter("format", "gbrpf32le")
        .filter("zscale", p="709")
        .filter("tonemap", "hable", desat=0)
        .filter("zscale", t="709", m="709", r="tv")
    )


def _on_white(stream: Any) -> Any:
    parts = stream.filter("format", "yuva420p").filter_multi_output("split")
    white = parts[0].filter("drawbox", color="white", t="fill", replace=1)
    return white.overlay(parts[1], shortest=1)


def _named(stream: Any, picture: Picture) -> Any:
    """The colours said in the stream: players guess by size, and rungs differ in size."""
    if picture.transfer in HDR or _matrix(picture):
        name = "bt709"
    elif picture.matrix in ("bt709", "smpte170m", "bt470bg"):
        name = picture.matrix
    elif picture.matrix in ("", "unknown"):
        name = "bt709" if min(picture.shown) >= HIGH_DEFINITION else "smpte170m"
    else:
        return stream
    primaries = {"smpte170m": "smpte170m", "bt470bg": "bt470bg"}.get(name, "bt709")
    transfer = "smpte170m" if primaries == "smpte170m" else "bt709"
    return stream.filter(
        "setparams", range="tv", colorspace=name, color_primaries=primaries, color_trc=transfer
    )
