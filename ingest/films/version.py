"""What makes films, by name and version."""

from __future__ import annotations

import re
from pathlib import Path

from media.limits import PROBE
from media.tools import ToolPaths, run


def ffmpeg_version(tools: ToolPaths, workdir: Path) -> str:
    """As «ffmpeg 5.1.9»; asked once a process. Raises ToolFailed, ToolTimeout, ToolMissing."""
    return _asked(tools.ffmpeg) or _remember(tools, workdir)


_known: dict[str, str] = {}


def _asked(program: str) -> str:
    return _known.get(program, "")


def _remember(tools: ToolPaths, workdir: Path) -> str:
    done = run([tools.ffmpeg, "-version"], workdir=workdir, limits=PROBE, wall=tools.wall)
    found = re.match(r"ffmpeg version (\d[\w.]*|\S{1,40})", done.stdout_tail)
    name = f"ffmpeg {found[1]}" if found else "ffmpeg"
    _known[tools.ffmpeg] = name
    return name
