"""Films asked and cut by ffmpeg and ffprobe, behind closed lists of formats and protocols."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ffmpeg

from media.limits import PROBE, Limits
from media.tools import Completed, ToolPaths, run

#: Demuxers as they spell themselves. Playlists and concat scripts would pull other local files in.
DEMUXERS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,flv,asf,mpeg,mpegts,ogg,mpegvideo"
#: For every input of every ffmpeg command.
INPUT = {"format_whitelist": DEMUXERS, "protocol_whitelist": "file"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A film's picture stream. Sizes are as stored; ``rotation`` is 0, 90, 180 or 270 degrees."""

    index: int
    codec: str
    pixels: str
    width: int
    height: int
    rotation: int
    square: bool
    fps: float
    interlaced: bool
    has_alpha: bool


@dataclass(frozen=True, slots=True)
class Sound:
    """A film's sound stream."""

    index: int
    codec: str
    channels: int


@dataclass(frozen=True, slots=True)
class Film:
    """What ffprobe says.

    ``seconds`` is the header's word, None where it says nothing; ``packets`` counts packets of the
    picture (at least 1 was there, when ``look`` counted few); ``unread_sound`` says that there is a
    sound track that no decoder knows.
    """

    container: str
    seconds: float | None
    picture: Picture | None
    sound: Sound | None
    packets: int
    unread_sound: bool


def look(path: Path, *, workdir: Path, tools: ToolPaths, whole: bool = False) -> Film:
    """Ask ffprobe.

    ``whole`` counts all packets, otherwise only the first few are looked for (all, when the picture
    is not among them). Raises ToolFailed for what is no film, ToolTimeout, ToolMissing.
    """
    interval = [] if whole else ["-read_intervals", "%+#25"]
    done = run(
        [
            tools.ffprobe,
            "-v",
            "error",
            "-format_whitelist",
            DEMUXERS,
            "-protocol_whitelist",
            "file",
            *interval,
            "-count_packets",
            "-show_streams",
            "-show_format",
            "-of",
            "json=compact=1",
            str(path),
        ],
        workdir=workdir,
        limits=PROBE,
        inputs=[path],
        wall=tools.wall,
    )
    film = _film(json.loads(done.stdout_tail))
    if film.picture is not None and film.packets == 0 and not whole:
        return look(path, workdir=workdir, tools=tools, whole=True)
    return film


def transcode(
    stream: Any,
    *,
    workdir: Path,
    tools: ToolPaths,
    limits: Limits,
    inputs: Sequence[Path],
    on_seconds: Callable[[float], None] | None = None,
) -> tuple[Completed, float]:
    """Run an ffmpeg-python graph; returns how it ended and how many seconds came out.

    Raises ToolFailed, ToolTimeout, ToolMissing.
    """
    reached = 0.0

    def line(text: str) -> None:
        nonlocal reached
        # ffmpeg names microseconds out_time_us, and before the first packet says N/A.
        value = text.removeprefix("out_time_us=")
        if value != text and value.lstrip("-").isdigit():
            reached = max(reached, int(value) / 1e6)
            if on_seconds is not None:
                on_seconds(reached)

    graph = stream.global_args("-hide_banner", "-nostdin", "-loglevel", "error", "-nostats")
    argv = ffmpeg.compile(graph.global_args("-progress", "pipe:1"), cmd=tools.ffmpeg)
    done = run(
        [*argv, "-y"],
        workdir=workdir,
        limits=limits,
        inputs=inputs,
        on_line=line,
        wall=tools.wall,
    )
    return done, reached


def _film(document: dict[str, Any]) -> Film:
    streams = document.get("streams", [])
    container = document.get("format", {})
    pictures = [
        stream
        for stream in streams
        if stream.get("codec_type") == "video"
        and not stream.get("disposition", {}).get("attached_pic")
        and stream.get("codec_name", "unknown") != "unknown"
        and int(stream.get("width", 0)) > 0
    ]
    sounds = [
        stream
        for stream in streams
        if stream.get("codec_type") == "audio" and stream.get("codec_name", "unknown") != "unknown"
    ]
    picture = max(pictures, key=_preference, default=None)
    sound = max(sounds, key=_preference, default=None)
    return Film(
        container=str(container.get("format_name", "")),
        seconds=_number(container.get("duration")),
        picture=None if picture is None else _picture(picture),
        sound=None if sound is None else _sound(sound),
        unread_sound=sound is None and any(s.get("codec_type") == "audio" for s in streams),
        packets=0 if picture is None else int(picture.get("nb_read_packets", 0)),
    )


def _preference(stream: dict[str, Any]) -> tuple[int, int]:
    return int(stream.get("disposition", {}).get("default", 0)), -int(stream["index"])


def _picture(stream: dict[str, Any]) -> Picture:
    rotation = 0
    for side in stream.get("side_data_list", []):
        if "rotation" in side:
            rotation = round(float(side["rotation"])) % 360
    ratio = str(stream.get("sample_aspect_ratio", "1:1"))
    return Picture(
        index=int(stream["index"]),
        codec=str(stream["codec_name"]),
        pixels=str(stream.get("pix_fmt", "")),
        width=int(stream["width"]),
        height=int(stream["height"]),
        rotation=rotation,
        square=ratio in ("1:1", "0:1", "N/A"),
        fps=_rate(str(stream.get("avg_frame_rate", "0/0"))),
        interlaced=stream.get("field_order", "progressive") not in ("progressive", "unknown"),
        has_alpha=stream.get("tags", {}).get("alpha_mode") == "1",
    )


def _sound(stream: dict[str, Any]) -> Sound:
    return Sound(
        index=int(stream["index"]),
        codec=str(stream["codec_name"]),
        channels=int(stream.get("channels", 0)),
    )


def _rate(text: str) -> float:
    over, _, under = text.partition("/")
    try:
        return float(over) / float(under or 1)
    except (ValueError, ZeroDivisionError):
        return 0.0


def _number(text: Any) -> float | None:
    try:
        value = float(text)
    except (TypeError, ValueError):
        return None
    return value if 0 < value < 1e7 else None
