"""The sheet of small pictures that shows where one drags to, with its list of moments (WebVTT)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import ffmpeg

from ingest.captions.cues import clock
from ingest.film import INPUT, transcode
from ingest.films.hls import STEP
from ingest.films.made import MadeRung
from ingest.processors.contract import MadeRendition, StepFailed
from media.limits import GIB, MIB, Limits
from media.tools import ToolPaths

#: Cells of a sheet at most, and in a row: 100 KB or so, which a slow line carries in seconds.
CELLS = 100
COLUMNS = 10
#: Pixels of a cell's shorter side.
CELL = 90
QUALITY = 60
LIMITS = Limits(wall_seconds=300, cpu_seconds=300, memory_bytes=GIB, file_bytes=64 * MIB)
NAME = "sprite.webp"
LIST = "sprite.vtt"


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a film of ``seconds`` is cut: a cell of ``width`` × ``height`` each ``step`` seconds."""

    seconds: float
    step: int
    cells: int
    width: int
    height: int

    @property
    def columns(self) -> int:
        """Cells in a row."""
        return min(COLUMNS, self.cells)

    @property
    def rows(self) -> int:
        """Rows of the sheet."""
        return math.ceil(self.cells / self.columns)

    def cues(self) -> str:
        """The list: for each stretch of time the place of its cell."""
        lines = ["WEBVTT", ""]
        for cell in range(self.cells):
            until = self.seconds if cell == self.cells - 1 else (cell + 1) * self.step
            x, y = cell % self.columns * self.width, cell // self.columns * self.height
            lines += [
                f"{clock(round(1000 * cell * self.step))} --> {clock(round(1000 * until))}",
                f"{NAME}#xywh={x},{y},{self.width},{self.height}",
                "",
            ]
        return "\n".join(lines)


def sheet_of(made: MadeRung) -> Sheet:
    """The sheet that a film gets: its rung's keyframes, or every second, third … of them."""
    seconds = made.segments.seconds
    step = STEP * max(1, math.ceil(seconds / (STEP * CELLS)))
    ratio = CELL / min(made.rung.width, made.rung.height)
    width, height = (max(2, round(side * min(1.0, ratio))) for side in _size(made))
    return Sheet(seconds, step, max(1, math.ceil(seconds / step)), width, height)


def make_sprite(made: MadeRung, *, workdir: Path, tools: ToolPaths) -> tuple[MadeRendition, ...]:
    """``sprite.webp`` and ``sprite.vtt`` from the lowest rung's keyframes alone.

    Raises StepFailed and media.tools' errors.
    """
    sheet = sheet_of(made)
    source = ffmpeg.input(str(made.film), **INPUT, skip_frame="nokey")
    out = workdir / NAME
    graph = (
        source["v"]
        .filter("fps", f"1/{sheet.step}", start_time=0, round="down", eof_action="pass")
        .filter("scale", sheet.width, sheet.height, flags="area")
        # The last keyframe may stand for more than one cell.
        .filter("tpad", stop_mode="clone", stop=sheet.cells)
        .filter("tile", f"{sheet.columns}x{sheet.rows}", nb_frames=sheet.cells, color="white")
        .output(
            str(out),
            **{"frames:v": 1, "f": "image2", "update": 1, "c:v": "libwebp", "q:v": QUALITY},
            map_metadata=-1,
        )
    )
    transcode(graph, workdir=workdir, tools=tools, limits=LIMITS, inputs=[made.film])
    if not out.is_file() or out.stat().st_size == 0:
        raise StepFailed("Не получилось сделать картинки для перемотки.")
    told = workdir / LIST
    told.write_text(sheet.cues(), "utf-8")
    return (
        MadeRendition(
            NAME, out, "image/webp", sheet.columns * sheet.width, sheet.rows * sheet.height
        ),
        MadeRendition(LIST, told, "text/vtt"),
    )


def _size(made: MadeRung) -> tuple[int, int]:
    return made.rung.width, made.rung.height
