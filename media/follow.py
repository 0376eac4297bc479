"""Follows one running tool: its output, its growth, its end."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from media.guard import descendants, descendants_soon, end_all
from media.heed import heed
from media.limits import Limits

#: Bytes kept of each of a tool's two output streams: the end, where the reason stands.
TAIL_BYTES = 64 * 1024
#: A line longer than this is not handed on.
LINE_BYTES = 16 * 1024
#: Seconds that output may still take to end once the group is dead.
DRAIN_SECONDS = 2.0
#: Seconds between two looks at what all processes of a tool take together, and at whether the work
#: is still to go on.
LOOK_EVERY = 0.5
#: What the end of the leader is registered under, beside the two streams 0 and 1.
END = 2
PAGE = os.sysconf("SC_PAGE_SIZE")


class Overgrown(Exception):
    """A tool's processes take more together than they may."""


def _ended(process: subprocess.Popen[bytes]) -> bool:
    """Whether the leader has ended, leaving it unreaped so that its group's number stays ours."""
    return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


@contextlib.contextmanager
def _end_of(process: subprocess.Popen[bytes]) -> Iterator[int | None]:
    """A descriptor that can be read once the leader has ended; None where the kernel has none.

    Without it the end is noticed up to 20 ms late, a fifth of what a small tool takes.
    """
    try:
        end = os.pidfd_open(process.pid)
    except OSError:  # before Linux 5.3, or a container that forbids it
        yield None
        return
    try:
        yield end
    finally:
        os.close(end)


def follow(
    process: subprocess.Popen[bytes],
    deadline: float,
    limits: Limits,
    on_line: Callable[[str], None] | None,
) -> tuple[bytes, bytes] | None:
    """The ends of both outputs once the tool has ended; None if the deadline came first.

    ``on_line`` gets each line of the first. Raises Overgrown, what ``on_line`` raises and what ends
    the work (``media.heed``); then the tool still runs.
    """
    assert process.stdout is not None
    assert process.stderr is not None
    tails = (bytearray(), bytearray())
    rest = bytearray()
    with selectors.DefaultSelector() as selector, _end_of(process) as end:
        for which, stream in enumerate((process.stdout, process.stderr)):
            os.set_blocking(stream.fileno(), False)
            selector.register(stream, selectors.EVENT_READ, which)
        if end is not None:
            selector.register(end, selectors.EVENT_READ, END)
        ended_at: float | None = None
        look_at = time.monotonic() + LOOK_EVERY
        while True:
            now = time.monotonic()
            if ended_at is None and now > look_at:
                look_at = now + LOOK_EVERY
                heed()
                _measure(process.pid, limits)
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
            for key, _events in selector.select(timeout=0.02 if end is None else 0.1):
                if key.data == END:
                    selector.unregister(key.fileobj)
                    continue
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


def _has_living(group: int, strayed: set[int]) -> bool:
    """Whether one of them runs; those that only wait to be reaped do not count."""
    if not strayed:
        try:
            os.killpg(group, 0)
        except (ProcessLookupError, PermissionError):
            return False
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                # proc(5): state, parent and group follow the name in brackets.
                fields = (entry / "stat").read_text("latin-1").rpartition(")")[2].split()
                ours = int(fields[2]) == group or int(entry.name) in strayed
                if ours and fields[0] not in "ZX":
                    return True
    return False


def end_group(process: subprocess.Popen[bytes]) -> None:
    """End the tool's guard and all that runs under it, and wait until they are gone."""
    # A tool may have left the group for a session of its own.
    strayed = set() if _ended(process) else descendants(process.pid)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    end_all(strayed)
    process.wait()
    # The kill is on its way to the others; who returns before it arrives leaves them a moment in
    # which they write into a folder that is being removed.
    patience = time.monotonic() + DRAIN_SECONDS
    while _has_living(process.pid, strayed) and time.monotonic() < patience:
        time.sleep(0.005)
    for stream in (process.stdout, process.stderr):
        if stream is not None:
            stream.close()


def _measure(guard: int, limits: Limits) -> None:
    """Raise Overgrown for too many processes under ``guard``, or too much memory of all together.

    The kernel's own bounds hold for one process each, and for root not all of them.
    """
    family = descendants_soon(guard)
    if len(family) > limits.processes:
        raise Overgrown(f"{len(family)} processes, at most {limits.processes} may be")
    resident = 0
    for pid in family:
        with contextlib.suppress(OSError, ValueError, IndexError):
            # proc(5), statm: the second number are resident pages.
            resident += int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * PAGE
    if resident > limits.memory_bytes:
        raise Overgrown(f"{resident} bytes resident, at most {limits.memory_bytes} may be")
