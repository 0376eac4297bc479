"""The last step of what can be seen: the prints by which its like is found."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import ffmpeg

from ingest.film import INPUT, transcode
from ingest.parse import parse
from ingest.parsing.errors import Unreadable
from ingest.processors.contract import Context, Step, StepResult
from media.limits import MIB, PARSE, Limits, for_film
from media.near.prints import FRAMES_A_SECOND, GREY_SIDE, Prints
from media.tools import ToolFailed

log = logging.getLogger(__name__)

FILMS = ("240p.mp4", "video.mp4")
"""The film's renditions that frames are taken from, the smallest first."""

COVER = "cover.webp"

LONGEST = 3 * 3600
"""Seconds of a film that are looked at."""

_DRAWN = re.compile(r"(?:slide|page)-(\d+)-(\d+)\.webp")


def make_prints(context: Context) -> StepResult:
    """Prints of frames, of slides and their words, or of the picture, whichever there are.

    They are made from renditions. What cannot be looked at has no prints, and the material is no
    worse for it: it is told to the log alone.
    """
    try:
        return StepResult(prints=tuple(_prints(context)))
    except (ToolFailed, Unreadable) as problem:
        log.warning("no prints of %s: %s", context.original.name[:12], problem)
        return StepResult(prints=())


def _prints(context: Context) -> Iterator[Prints]:
    film = next((name for name in FILMS if name in context.made), None)
    drawn = _drawn(context)
    if film is not None:
        yield Prints("frames", bits=_frames(context, film))
    elif drawn:
        yield from _slides(context, drawn)
    elif COVER in context.made:
        # What was read on a picture is a guess: it is compared by what it shows.
        found = _look(context, [COVER], [])
        yield Prints("picture", bits=found["bits"])
    elif any(one.text or one.heading for one in context.fragments):
        yield from _slides(context, drawn)


def _drawn(context: Context) -> dict[int, str]:
    """The smallest picture of each slide or page by its number."""
    smallest: dict[int, tuple[int, str]] = {}
    for name in context.made:
        if found := _DRAWN.fullmatch(name):
            number, side = int(found[1]), int(found[2])
            smallest[number] = min(smallest.get(number, (side, name)), (side, name))
    return {number: name for number, (_side, name) in smallest.items()}


def _slides(context: Context, drawn: dict[int, str]) -> Iterator[Prints]:
    said = {one.at: f"{one.heading}\n{one.text}" for one in context.fragments}
    numbers = range(1, max([*drawn, *said]) + 1)
    found = _look(context, [drawn.get(n) for n in numbers], [said.get(n, "") for n in numbers])
    yield Prints("slides", bits=found["bits"], words=found["words"])
    if any(found["text"]):
        yield Prints("text", words=found["text"])


def _look(context: Context, names: list[str | None], texts: list[str]) -> dict[str, bytes]:
    paths = [context.made[name] if name is not None else None for name in names]
    found = parse(
        "print_pictures",
        {"paths": [str(path) if path is not None else None for path in paths], "texts": texts},
        workdir=context.scratch,
        tools=context.tools,
        inputs=[path for path in paths if path is not None],
        limits=_limits(len(paths)),
        report=context.report,
    )
    return {name: bytes.fromhex(value) for name, value in found.items()}


def _frames(context: Context, film: str) -> bytes:
    out = context.scratch / "frames.grey"
    source = ffmpeg.input(str(context.made[film]), **INPUT, t=LONGEST)
    graph = (
        source["v"]
        .filter("fps", FRAMES_A_SECOND)
        .filter("scale", GREY_SIDE, GREY_SIDE, flags="area")
        .filter("format", "gray")
        .output(str(out), f="rawvideo")
    )
    transcode(
        graph,
        workdir=context.scratch,
        tools=context.tools,
        limits=for_film(LONGEST),
        inputs=[context.made[film]],
    )
    found = parse(
        "print_frames",
        {"path": str(out)},
        workdir=context.scratch,
        tools=context.tools,
        inputs=[out],
    )
    return bytes.fromhex(found["bits"])


def _limits(pictures: int) -> Limits:
    """A small picture takes 5 ms; a hundred times that is allowed."""
    return Limits(
        wall_seconds=PARSE.wall_seconds + pictures,
        cpu_seconds=PARSE.cpu_seconds + pictures // 2,
        memory_bytes=PARSE.memory_bytes,
        file_bytes=16 * MIB,
    )


PRINTS = Step(
    name="prints",
    title="Ищем похожие материалы",
    makes_usable=False,
    run=make_prints,
    later=True,
)
"""Ends the steps of every kind that can be looked at."""
