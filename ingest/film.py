"""Films asked and cut by ffmpeg and ffprobe, behind closed lists of formats and protocols."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import ffmpeg

from ingest.probing import probed
from media.limits import Limits
from media.tools import Completed, ToolPaths, run

#: Demuxers as they spell themselves. Playlists and concat scripts would pull other local files in.
DEMUXERS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,flv,asf,mpeg,mpegts,ogg,mpegvideo,"
    "mp3,wav,w64,flac,aac,amr,aiff"
)
#: For every input of every ffmpeg command.
INPUT = {"format_whitelist": DEMUXERS, "protocol_whitelist": "file"}
#: Of a file's tags one alone: the others may be as long as the file.
ASKED = (
    "stream:stream_disposition:stream_tags=alpha_mode:stream_side_data_list"
    ":format=format_name,duration,start_time"
)
#: Pixel formats with transparency, as ffmpeg spells them.
ALPHA = re.compile(r"yuva|rgba|argb|bgra|abgr|gbrap|ya8|ya16|pal8")


@dataclass(frozen=True, slots=True)
class Picture:
    """A film's picture stream.

    Sizes are as stored; ``aspect`` is a pixel's width over its height; ``rotation`` is 0, 90, 180
    or 270 degrees. ``average_rate`` and ``rate`` are pictures a second: over the whole, and by the
    smallest step between two. ``field_order``, ``transfer``, ``primaries`` and ``matrix`` are
    ffprobe's words, empty where it has none; ``start`` is the first one's moment in seconds.
    """

    index: int
    codec: str
    pixels: str
    width: int
    height: int
    rotation: int
    aspect: Fraction
    average_rate: Fraction
    rate: Fraction
    field_order: str
    has_alpha: bool
    transfer: str = ""
    primaries: str = ""
    matrix: str = ""
    start: float = 0.0

    @property
    def square(self) -> bool:
        """Whether pixels are square."""
        return self.aspect == 1

    @property
    def fps(self) -> float:
        """Pictures a second, over the whole."""
        return float(self.average_rate)

    @property
    def interlaced(self) -> bool:
        """Whether the file says that its pictures are two fields each."""
        return self.field_order not in ("", "progressive", "unknown")

    @property
    def shown(self) -> tuple[int, int]:
        """Width and height upright and in square pixels."""
        width, height = max(1, int(self.width * self.aspect)), self.height
        return (height, width) if self.rotation in (90, 270) else (width, height)


@dataclass(frozen=True, slots=True)
class Sound:
    """A film's sound stream; ``profile`` tells AAC-LC from its kin."""

    index: int
    codec: str
    channels: int
    profile: str = ""
    hertz: int = 0


@dataclass(frozen=True, slots=True)
class Film:
    """What ffprobe says.

    ``seconds`` is the header's word, None where it says nothing; ``start`` is the moment at which
    the file's clock begins; ``packets`` counts packets of the picture (at least 1 was there, when
    ``look`` counted few), ``sound_packets`` of the sound; ``unread_sound`` says that there is a
    sound track that no decoder knows, ``unread_picture`` that for a moving picture;
    ``words`` says that there are captions.
    """

    container: str
    seconds: float | None
    picture: Picture | None
    sound: Sound | None
    packets: int
    unread_sound: bool
    unread_picture: bool = False
    start: float = 0.0
    sound_packets: int = 0
    words: bool = False


def look(path: Path, *, workdir: Path, tools: ToolPaths, whole: bool = False) -> Film:
    """Ask ffprobe.

    ``whole`` counts all packets, otherwise only the first few are looked for (all, when the picture
    is not among them). Raises ToolFailed for what is no film, ToolTimeout, ToolMissing.
    """
    interval = [] if whole else ["-read_intervals", "%+#25"]
    document = probed(
        path,
        [
            *("-format_whitelist", DEMUXERS, "-protocol_whitelist", "file"),
            *interval,
            "-count_packets",
            "-show_entries",
            ASKED,
        ],
        workdir=workdir,
        tools=tools,
    )
    film = _film(document)
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
    loglevel: str = "error",
    complaints: Path | None = None,
) -> tuple[Completed, float]:
    """Run an ffmpeg-python graph; returns how it ended and how many seconds came out.

    ``loglevel`` is ffmpeg's; filters that measure tell what they found at ``info``. What readers
    and decoders complain of is written to ``complaints``, a file in ``workdir``. Raises ToolFailed,
    ToolTimeout, ToolMissing.
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

    graph = stream.global_args("-hide_banner", "-nostdin", "-loglevel", loglevel, "-nostats")
    argv = ffmpeg.compile(graph.global_args("-progress", "pipe:1"), cmd=tools.ffmpeg)
    done = run(
        [*argv, "-y"],
        workdir=workdir,
        limits=limits,
        inputs=inputs,
        on_line=line,
        wall=tools.wall,
        # Level 16 is AV_LOG_ERROR.
        env={} if complaints is None else {"FFREPORT": f"file={complaints.name}:level=16"},
    )
    return done, reached


def complained(complaints: Path) -> bool:
    """Whether ffmpeg found anything wrong in what it read: a line beyond its own command line."""
    try:
        with complaints.open("rb") as file:
            return len(file.read(256 * 1024).splitlines()) > 2
    except FileNotFoundError:
        return True


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
        unread_picture=picture is None and any(_moves(stream) for stream in streams),
        packets=0 if picture is None else int(picture.get("nb_read_packets", 0)),
        start=_signed(container.get("start_time")),
        words=any(stream.get("codec_type") == "subtitle" for stream in streams),
        sound_packets=0 if sound is None else int(sound.get("nb_read_packets", 0)),
    )


def _moves(stream: dict[str, Any]) -> bool:
    # Album art and the pictures of chapters are attached: they are no film.
    return stream.get("codec_type") == "video" and not any(
        stream.get("disposition", {}).get(mark) for mark in ("attached_pic", "timed_thumbnails")
    )


def _preference(stream: dict[str, Any]) -> tuple[int, int]:
    return int(stream.get("disposition", {}).get("default", 0)), -int(stream["index"])


def _picture(stream: dict[str, Any]) -> Picture:
    rotation = 0
    for side in stream.get("side_data_list", []):
        if "rotation" in side:
            rotation = round(float(side["rotation"])) % 360
    pixels = str(stream.get("pix_fmt", ""))
    return Picture(
        index=int(stream["index"]),
        codec=str(stream["codec_name"]),
        pixels=pixels,
        width=int(stream["width"]),
        height=int(stream["height"]),
        rotation=rotation,
        aspect=_aspect(str(stream.get("sample_aspect_ratio", "1:1"))),
        average_rate=_ratio(str(stream.get("avg_frame_rate", "0/0"))),
        rate=_ratio(str(stream.get("r_frame_rate", "0/0"))),
        field_order=str(stream.get("field_order", "")),
        has_alpha=stream.get("tags", {}).get("alpha_mode") == "1" or bool(ALPHA.match(pixels)),
        transfer=str(stream.get("color_transfer", "")),
        primaries=str(stream.get("color_primaries", "")),
        matrix=str(stream.get("color_space", "")),
        start=_signed(stream.get("start_time")),
    )


def _sound(stream: dict[str, Any]) -> Sound:
    return Sound(
        index=int(stream["index"]),
        codec=str(stream["codec_name"]),
        channels=int(stream.get("channels", 0)),
        profile=str(stream.get("profile", "")),
        hertz=int(stream.get("sample_rate", 0)),
    )


def _ratio(text: str) -> Fraction:
    """``30000/1001`` or ``16:15``; 0 for what is no ratio."""
    over, _, under = text.replace(":", "/").partition("/")
    try:
        return Fraction(int(over), int(under or 1))
    except (ValueError, ZeroDivisionError):
        return Fraction(0)


def _aspect(text: str) -> Fraction:
    """A pixel's shape; beyond eight to one it is a slip of the file's, and taken for square."""
    aspect = _ratio(text)
    return aspect if Fraction(1, 8) <= aspect <= 8 else Fraction(1)


def _signed(text: Any) -> float:
    try:
        return float(text)
    except (TypeError, ValueError):
        return 0.0


def _number(text: Any) -> float | None:
    try:
        value = float(text)
    except (TypeError, ValueError):
        return None
    return value if 0 < value < 1e7 else None
