"""A large animation as a silent film: ``anim.mp4``, a tenth of the animation's bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ingest.film import look
from ingest.processors.contract import MadeRendition
from media.limits import for_film
from media.tools import ToolFailed, ToolPaths, run


def film_of_frames(
    room: Path,
    seconds: float,
    *,
    workdir: Path,
    tools: ToolPaths,
    report: Callable[[int], None],
) -> MadeRendition | None:
    """``anim.mp4`` in ``workdir`` of the frames that ``ingest.parsing.animation`` left in ``room``.

    H.264 in yuv420p, moov first, each frame as long as it was. None when nothing that plays came
    out. Raises ToolMissing and ToolTimeout.
    """
    out = workdir / "anim.mp4"

    def line(text: str) -> None:
        value = text.removeprefix("out_time_us=")
        if value != text and value.isdigit():
            report(min(99, int(100 * int(value) / 1e6 / seconds)))

    # Not by the whole path: a «%» in it would stand for a number, too.
    frames = room.relative_to(workdir) / "%05d.jpg"
    command = [tools.ffmpeg, "-hide_banner", "-nostdin", "-loglevel", "error", "-nostats", "-y"]
    # The frames' lengths differ: their files' times say when each begins.
    command += ["-protocol_whitelist", "file", "-f", "image2", "-ts_from_file", "2"]
    command += ["-i", str(frames), "-an", "-vsync", "vfr", "-enc_time_base", "1:1000"]
    command += ["-vf", "scale=trunc(iw/2)*2:trunc(ih/2)*2:out_range=tv,format=yuv420p"]
    command += ["-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-profile:v", "main"]
    command += ["-color_range", "tv", "-movflags", "+faststart", "-map_metadata", "-1"]
    command += ["-progress", "pipe:1", "-f", "mp4", str(out)]
    try:
        run(
            command,
            workdir=workdir,
            limits=for_film(seconds),
            on_line=line,
            wall=tools.wall,
        )
        film = look(out, workdir=workdir, tools=tools, whole=True)
    except ToolFailed:
        return None
    if film.picture is None or film.packets < 2:
        return None
    return MadeRendition(
        name=out.name,
        path=out,
        mime="video/mp4",
        width=film.picture.width,
        height=film.picture.height,
    )
