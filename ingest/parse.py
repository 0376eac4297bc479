"""Hands a parsing task to the limited child and takes its answer."""

from __future__ import annotations

import errno
import functools
import json
import os
import secrets
import shutil
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ingest.child import NO_ROOM_STATUS
from ingest.parsing.errors import DAMAGED, PDF_TOO_LARGE, TOO_COMPLEX, TOO_LARGE, Unreadable
from media.limits import PARSE, Limits
from media.tools import ToolFailed, ToolPaths, run

ROOT = Path(__file__).resolve().parents[1]
#: The rooms whose code the child runs. Not the folder around them: an installation may lie there.
CODE = tuple(
    room
    for name in ("core", "ingest", "jobs", "language", "media")
    if (room := ROOT / name).is_dir()
)

#: What ends a process that takes more memory (libraries abort, the runner kills) or time than it
#: may.
OUT_OF_BOUNDS = frozenset({signal.SIGABRT, signal.SIGKILL, signal.SIGXCPU})
SVG = frozenset({"sniff_svg", "make_svg"})
PDF = frozenset({"sniff_pdf", "read_pdf", "draw_pages", "draw_page_for_reading"})

#: Without ``site``: it reads each .pth file anew (measured: 17 of 27 ms of a bare start), and what
#: it has found here is handed on by ``_libraries``.
CHILD = (sys.executable, "-S", "-P", "-c")
#: Where to look for code is told in arguments, the task's own follow: in PYTHONPATH a colon that
#: stands in a path would end it.
BEGIN = """
import sys
own = int(sys.argv[1]) + 2
sys.path[:0] = sys.argv[2:own]
from ingest.child import main
sys.exit(main(sys.argv[own:]))
"""


def parse(
    task: str,
    request: Mapping[str, Any],
    *,
    workdir: Path,
    tools: ToolPaths,
    inputs: Sequence[Path] = (),
    limits: Limits = PARSE,
    report: Callable[[int], None] | None = None,
) -> Any:
    """The value that ``task`` (see ``ingest.child.TASKS``) gives for ``request``.

    Raises Unreadable with a Russian reason, also when the child died of the file, and
    media.tools.ToolTimeout. A full disk is an OSError: the file is not to blame.
    """
    mark = secrets.token_hex(4)
    asked, answered = workdir / f"{mark}.request.json", workdir / f"{mark}.result.json"
    asked.write_text(json.dumps(request), "utf-8")
    rooms = _rooms(workdir / f"{mark}.rooms")
    places = [str(rooms), *_libraries()]

    def percent(line: str) -> None:
        if report is not None and line.startswith("percent "):
            report(int(line.removeprefix("percent ")))

    try:
        run(
            [*CHILD, BEGIN, str(len(places)), *places, task, str(asked), str(answered)],
            workdir=workdir,
            limits=limits,
            inputs=[*inputs, *CODE],
            on_line=percent,
            wall=tools.wall,
            env={"PYTHONDONTWRITEBYTECODE": "1"},
        )
        document = json.loads(answered.read_text("utf-8"))
    except ToolFailed as failure:
        if failure.completed.returncode == NO_ROOM_STATUS:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from failure
        if failure.completed.returncode >= 0:  # not the file's doing: our own child is broken
            raise
        raise Unreadable(_why_died(task, -failure.completed.returncode)) from failure
    finally:
        asked.unlink(missing_ok=True)
        answered.unlink(missing_ok=True)
        shutil.rmtree(rooms, ignore_errors=True)
    if "unreadable" in document:
        raise Unreadable(document["unreadable"])
    return document["value"]


def _why_died(task: str, ended_by: int) -> str:
    """What a parser that a signal ended died of, as far as that tells."""
    if task in SVG:
        return TOO_COMPLEX  # the stack, the memory or the time: what was cleaned is well-formed
    if ended_by not in OUT_OF_BOUNDS:
        return DAMAGED
    return PDF_TOO_LARGE if task in PDF else TOO_LARGE


def _rooms(folder: Path) -> Path:
    """A folder of our rooms alone: Python lists where it looks for code, and the real one is shut.

    It may hold the installation's data, too.
    """
    folder.mkdir()
    for room in CODE:
        (folder / room.name).symlink_to(room)
    return folder


@functools.cache
def _libraries() -> tuple[str, ...]:
    """Where else the child looks for code: what this process has found.

    The folders are those that ``media.walls.places.python_places`` lets it see.
    """
    return tuple(
        entry
        for entry in sys.path
        if os.path.isabs(entry)
        and Path(entry).name in ("site-packages", "dist-packages")
        and os.path.isdir(entry)
    )
