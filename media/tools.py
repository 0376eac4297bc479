"""The one runner of every child process: limits, an empty environment, a wall, no leftovers."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import PartaError
from media.complaints import SAVE_ANEW, cause_of
from media.follow import Overgrown, end_group, follow
from media.limits import Limits
from media.scratch import scratch, sweep
from media.walls import Wall, best_wall
from media.walls.command import guarded

__all__ = [
    "Completed",
    "ToolFailed",
    "ToolMissing",
    "ToolPaths",
    "ToolTimeout",
    "WallFailed",
    "run",
    "scratch",
    "sweep",
]

#: ENOSPC and EDQUOT as programs print them, strerror(3).
NO_ROOM = ("No space left on device", "Disk quota exceeded")
COMPLAINING = ("ffmpeg", "ffprobe")
PATH = "/usr/local/bin:/usr/bin:/bin"


@dataclass(frozen=True, slots=True)
class ToolPaths:
    """Where the tools are (names or paths), how much of a wall is wanted, where to work.

    ``tmp`` is the folder for short-lived files, None for the system's.
    """

    ffmpeg: str = "ffmpeg"
    ffprobe: str = "ffprobe"
    soffice: str = "soffice"
    tesseract: str = "tesseract"
    sandbox: str = ""
    tmp: Path | None = None

    @property
    def wall(self) -> Wall:
        """The wall that ``sandbox`` asks for."""
        return best_wall(self.sandbox)


@dataclass(frozen=True, slots=True)
class Completed:
    """An ended run. ``returncode`` is negative for a signal; tails are at most 64 KiB of text."""

    returncode: int
    stdout_tail: str
    stderr_tail: str
    seconds: float


class ToolFailed(PartaError):
    """A tool ended with a status other than 0; the message says why, as far as the tool does."""

    code = "tool_failed"

    def __init__(self, tool: str, completed: Completed) -> None:
        told = f"Программа {tool} не справилась с этим файлом."
        if tool.startswith(COMPLAINING):
            told = cause_of(completed.stderr_tail) or f"{told} {SAVE_ANEW}"
        super().__init__(told)
        self.tool = tool
        self.completed = completed


class ToolTimeout(PartaError):
    """A tool took longer than its limit and was ended with all its children."""

    code = "tool_timeout"

    def __init__(self, tool: str, seconds: float) -> None:
        super().__init__(
            f"Файл обрабатывался слишком долго ({round(seconds)} с). "
            "Разделите его на части поменьше и загрузите снова."
        )
        self.tool = tool
        self.seconds = seconds


class ToolMissing(PartaError):
    """A tool is not on this machine."""

    code = "tool_missing"
    status = 503

    def __init__(self, tool: str) -> None:
        super().__init__(f"На сервере нет программы {tool}. Сообщите администратору.")
        self.tool = tool


class WallFailed(PartaError):
    """The wall around a tool did not come up: the machine's fault, the file was never opened."""

    code = "wall_failed"
    status = 503

    def __init__(self, tool: str, completed: Completed) -> None:
        super().__init__(
            f"Программа {tool} на сервере не запустилась в изоляции. "
            "Файл сохранён: сообщите администратору и потом повторите."
        )
        self.tool = tool
        self.completed = completed


def run(
    argv: Sequence[str],
    *,
    workdir: Path,
    limits: Limits,
    inputs: Sequence[Path] = (),
    on_line: Callable[[str], None] | None = None,
    wall: Wall | None = None,
    env: Mapping[str, str] | None = None,
    check: bool = True,
) -> Completed:
    """Run one tool to its end and return what it said.

    ``workdir`` is its current, home and temporary folder; ``inputs`` are the files outside of it
    that it reads; ``on_line`` gets each line of its output, in this thread (what it raises ends
    the tool and is raised on); ``env`` adds to the allow-list. With ``check`` a status other than
    0 raises ToolFailed, as do too many processes or too much memory of all together, whatever
    ``check`` says. A tool that says of itself that the disk is full is an OSError: the file is not
    to blame. Also raises ToolTimeout, ToolMissing and WallFailed, and what ends the work for which
    it runs (``media.heed``). Whatever happens, no process that the tool has begun is alive
    afterwards.
    """
    tool = Path(argv[0]).name
    found = shutil.which(argv[0], path=PATH)
    if found is None:
        raise ToolMissing(tool)
    wall = best_wall("") if wall is None else wall
    started = time.monotonic()
    with guarded(wall, [found, *argv[1:]], workdir, inputs, _bounds(limits)) as (command, given):
        process = subprocess.Popen(
            command,
            pass_fds=given,
            cwd=workdir,
            env=_environment(workdir, env or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    try:
        tails = follow(process, started + limits.wall_seconds, limits, on_line)
    except Overgrown as growth:
        told = Completed(-signal.SIGKILL, "", str(growth), time.monotonic() - started)
        raise ToolFailed(tool, told) from growth
    finally:
        end_group(process)
    if tails is None:
        raise ToolTimeout(tool, limits.wall_seconds)
    said = tails[1].decode("utf-8", "replace")
    completed = Completed(
        returncode=wall.status(process.returncode),
        stdout_tail=tails[0].decode("utf-8", "replace"),
        stderr_tail=said,
        seconds=time.monotonic() - started,
    )
    if wall.broke(process.returncode, said):
        raise WallFailed(tool, completed)
    if check and completed.returncode != 0:
        if any(words in completed.stderr_tail for words in NO_ROOM):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        raise ToolFailed(tool, completed)
    return completed


def _bounds(limits: Limits) -> dict[str, int]:
    return {
        "RLIMIT_CPU": limits.cpu_seconds,
        "RLIMIT_AS": limits.memory_bytes,
        "RLIMIT_FSIZE": limits.file_bytes,
        "RLIMIT_NOFILE": limits.open_files,
        "RLIMIT_NPROC": limits.tasks,
        "RLIMIT_CORE": 0,
    }


def _environment(workdir: Path, more: Mapping[str, str]) -> dict[str, str]:
    return {
        "PATH": PATH,
        "HOME": str(workdir),
        "TMPDIR": str(workdir),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        # Each thread's arena would otherwise claim 64 MB of the address space.
        "MALLOC_ARENA_MAX": "2",
        **more,
    }
