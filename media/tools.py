"""The one runner of every child process: limits, an empty environment, a wall, no leftovers."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import PartaError
from media.limits import Limits
from media.scratch import scratch, sweep
from media.walls import Wall, best_wall

__all__ = [
    "Completed",
    "ToolFailed",
    "ToolMissing",
    "ToolPaths",
    "ToolTimeout",
    "run",
    "scratch",
    "sweep",
]

#: Bytes kept of each of a tool's two output streams: the end, where the reason stands.
TAIL_BYTES = 64 * 1024
#: A line longer than this is not handed on.
LINE_BYTES = 16 * 1024
PATH = "/usr/local/bin:/usr/bin:/bin"
GUARD = Path(__file__).with_name("guard.py")
#: Seconds that output may still take to end once the group is dead.
DRAIN_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class ToolPaths:
    """Where the tools are (names or paths), ``""`` or ``"none"`` for the sandbox, where to work.

    ``tmp`` is the folder for short-lived files, None for the system's.
    """

    ffmpeg: str = "ffmpeg"
    ffprobe: str = "ffprobe"
    soffice: str = "soffice"
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
    """A tool ended with a status other than 0."""

    code = "tool_failed"

    def __init__(self, tool: str, completed: Completed) -> None:
        super().__init__(f"Программа {tool} не справилась с этим файлом.")
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
    0 raises ToolFailed. Also raises ToolTimeout and ToolMissing. Whatever happens, no process of
    the tool's group is alive afterwards.
    """
    tool = Path(argv[0]).name
    found = shutil.which(argv[0], path=PATH)
    if found is None:
        raise ToolMissing(tool)
    wall = best_wall("") if wall is None else wall
    command = wall.wrap([found, *argv[1:]], workdir, inputs)
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", str(GUARD), _order(limits), *command],
        cwd=workdir,
        env=_environment(workdir, env or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        tails = _follow(process, started + limits.wall_seconds, on_line)
    finally:
        _end_group(process)
    if tails is None:
        raise ToolTimeout(tool, limits.wall_seconds)
    completed = Completed(
        returncode=process.returncode,
        stdout_tail=tails[0].decode("utf-8", "replace"),
        stderr_tail=tails[1].decode("utf-8", "replace"),
        seconds=time.monotonic() - started,
    )
    if check and completed.returncode != 0:
        raise ToolFailed(tool, completed)
    return completed


def _order(limits: Limits) -> str:
    return json.dumps(
        {
            "parent": os.getpid(),
            "limits": {
                "RLIMIT_CPU": limits.cpu_seconds,
                "RLIMIT_AS": limits.memory_bytes,
                "RLIMIT_FSIZE": limits.file_bytes,
                "RLIMIT_NOFILE": limits.open_files,
                "RLIMIT_CORE": 0,
            },
        }
    )


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


def _ended(process: subprocess.Popen[bytes]) -> bool:
    """Whether the leader has ended, leaving it unreaped so that its group's number stays ours."""
    return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _follow(
    process: subprocess.Popen[bytes],
    deadline: float,
    on_line: Callable[[str], None] | None,
) -> tuple[bytes, bytes] | None:
    """Both tails once the tool has ended; None if the deadline came first."""
    assert process.stdout is not None
    assert process.stderr is not None
    tails = (bytearray(), bytearray())
    rest = bytearray()
    with selectors.DefaultSelector() as selector:
        for which, stream in enumerate((process.stdout, process.stderr)):
            os.set_blocking(stream.fileno(), False)
            selector.register(stream, selectors.EVENT_READ, which)
        ended_at: float | None = None
        while True:
            now = time.monotonic()
            if ended_at is None and _ended(process):
                ended_at = now
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(process.pid, signal.SIGKILL)
            if ended_at is not None and not selector.get_map():
                break
            if ended_at is not None and now > ended_at + DRAIN_SECONDS:
                break
            if ended_at is None and now > deadline:
                return None
            for key, _events in selector.select(timeout=0.02):
                chunk = os.read(key.fd, 65536)
                if not chunk:
                    selector.unregister(key.fileobj)
                    continue
                tail = tails[key.data]
                tail += chunk
                del tail[:-TAIL_BYTES]
                if key.data == 0 and on_line is not None:
                    _hand_on(rest, chunk, on_line)
    if on_line is not None and rest:
        on_line(rest.decode("utf-8", "replace"))
    return bytes(tails[0]), bytes(tails[1])


def _hand_on(rest: bytearray, chunk: bytes, on_line: Callable[[str], None]) -> None:
    rest += chunk
    *lines, last = rest.split(b"\n")
    rest[:] = last[-LINE_BYTES:]
    for line in lines:
        if len(line) <= LINE_BYTES:
            on_line(line.decode("utf-8", "replace").rstrip("\r"))


def _has_living(group: int) -> bool:
    """Whether a process of the group runs; those that only wait to be reaped do not count."""
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                # proc(5): state, parent and group follow the name in brackets.
                fields = (entry / "stat").read_text("latin-1").rpartition(")")[2].split()
                if int(fields[2]) == group and fields[0] not in "ZX":
                    return True
    return False


def _end_group(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    # The kill is on its way to the others; who returns before it arrives leaves them a moment in
    # which they write into a folder that is being removed.
    patience = time.monotonic() + DRAIN_SECONDS
    while _has_living(process.pid) and time.monotonic() < patience:
        time.sleep(0.005)
    for stream in (process.stdout, process.stderr):
        if stream is not None:
            stream.close()
