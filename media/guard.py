"""Starts one tool under limits, and takes all its processes down when our worker dies.

Run as a plain file by ``media.tools`` (``python -I -S guard.py ORDER TOOL …``): it must start
quickly, so it leans on nothing of ours and its order is no JSON, whose reader alone would cost a
third of the start (measured: 8 of 27 ms). It stays as the group's leader because the kernel's death
signal reaches one process only, while LibreOffice starts further ones.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import sys
from types import FrameType

PR_SET_PDEATHSIG = 1  # linux/prctl.h
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38
LANDLOCK_RESTRICT_SELF = 446  # of every architecture but alpha
NICE = 10
PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 22, 2
FILTER_BYTES = 8  # of a struct sock_filter
NOT_SHUT_IN, SHUTTING = 126, "shutting in: "
"""The status of a tool that was not begun, since the kernel refused the rules for it, and how its
only line begins."""


class Program(ctypes.Structure):
    """``struct sock_fprog`` of linux/filter.h."""

    _fields_ = (("len", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def descendants(of: int) -> set[int]:
    """All living processes that ``of`` has begun, directly or not; empty without /proc."""
    parents: dict[int, int] = {}
    with contextlib.suppress(OSError):
        for name in os.listdir("/proc"):
            if name.isdigit():
                with contextlib.suppress(OSError), open(f"/proc/{name}/stat", "rb") as stat:
                    # proc(5): state and parent follow the name in brackets, which may hold any.
                    state, parent = stat.read().rpartition(b")")[2].split()[:2]
                    if state not in (b"Z", b"X"):
                        parents[int(name)] = int(parent)
    found: set[int] = set()
    fresh = {of}
    while fresh:
        fresh = {pid for pid, parent in parents.items() if parent in fresh} - found
        found |= fresh
    return found


def descendants_soon(of: int) -> set[int]:
    """The same by going down from ``of``: no look at the machine's other processes.

    For looks that are repeated: one may miss a child whose brother ends meanwhile (proc(5)), so
    what is to be ended is told by ``descendants``. That answers, too, where the kernel lists no
    children.
    """
    if not os.path.exists(f"/proc/{of}/task/{of}/children"):
        return descendants(of)
    found: set[int] = set()
    fresh = [of]
    while fresh:
        for child in _children(fresh.pop()):
            if child not in found and _lives(child):
                found.add(child)
                fresh.append(child)
    return found


def _children(pid: int) -> list[int]:
    """What each of the process's threads has begun, or has got from one that ended."""
    found = []
    with contextlib.suppress(OSError):
        for thread in os.listdir(f"/proc/{pid}/task"):
            with contextlib.suppress(OSError), open(f"/proc/{pid}/task/{thread}/children") as said:
                found += [int(child) for child in said.read().split()]
    return found


def _lives(pid: int) -> bool:
    """Whether it is there and not only waits to be reaped."""
    with contextlib.suppress(OSError), open(f"/proc/{pid}/stat", "rb") as stat:
        return stat.read().rpartition(b")")[2].split()[0] not in (b"Z", b"X")
    return False


def end_all(pids: set[int]) -> None:
    """Kill each of ``pids`` that is still there."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)


def _end_group(_signal: int, _frame: FrameType | None) -> None:
    # A tool may have left the group for a session of its own.
    end_all(descendants(os.getpid()))
    os.killpg(0, signal.SIGKILL)


def _tasks_of(user: int) -> int:
    """Threads that run under this user now: the kernel's bound counts all of them together."""
    count = 0
    with contextlib.suppress(OSError):
        for name in os.listdir("/proc"):
            if name.isdigit():
                with contextlib.suppress(OSError):
                    if os.stat(f"/proc/{name}").st_uid == user:
                        count += len(os.listdir(f"/proc/{name}/task"))
    return count


def _shut_in(rules: int, calls: int, libc: ctypes.CDLL) -> None:
    """Leave this process, and all it begins, what the rules open and the calls that are let pass.

    They are made by ``media.walls.landlock`` and ``media.walls.seccomp``.
    """
    steps = os.read(calls, 1 << 16)
    filters = ctypes.byref(Program(len(steps) // FILTER_BYTES, steps))
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if (
        libc.syscall(LANDLOCK_RESTRICT_SELF, rules, 0) != 0
        or libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, filters, 0, 0) != 0
    ):
        os.write(2, f"{SHUTTING}{os.strerror(ctypes.get_errno())}\n".encode())
        os._exit(NOT_SHUT_IN)
    os.close(rules)
    os.close(calls)


def _become_tool(argv: list[str], limits: dict[str, int], guard: int, libc: ctypes.CDLL) -> None:
    rules, calls = limits.pop("landlock", None), limits.pop("seccomp", None)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != guard:
        os._exit(1)
    os.setpriority(os.PRIO_PROCESS, 0, max(NICE, os.getpriority(os.PRIO_PROCESS, 0)))
    for name, value in limits.items():
        if name == "RLIMIT_NPROC":
            if os.getuid() == 0:  # not asked of root: the runner counts its processes
                continue
            value += _tasks_of(os.getuid())
        number = getattr(resource, name)
        _soft, hard = resource.getrlimit(number)
        bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(number, (bound, bound))
    if rules is not None and calls is not None:
        _shut_in(rules, calls, libc)
    try:
        os.execvp(argv[0], argv)
    except OSError as problem:
        os.write(2, f"{argv[0]}: {problem.strerror}\n".encode())
        os._exit(127)


def main() -> None:
    """``sys.argv``: ``parent=PID RLIMIT_…=BOUND …``, then the tool's own command line.

    ``landlock=DESCRIPTOR`` and ``seccomp=DESCRIPTOR`` among them: rules by which it is shut in.
    """
    pairs = (pair.split("=") for pair in sys.argv[1].split())
    order = {name: int(value) for name, value in pairs}
    parent = order.pop("parent")
    argv = sys.argv[2:]
    libc = ctypes.CDLL(None, use_errno=True)
    signal.signal(signal.SIGTERM, _end_group)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    # What the tool leaves running comes to us, not to the system's first process.
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1)
    if os.getppid() != parent:
        sys.exit(1)
    guard = os.getpid()
    child = os.fork()
    if child == 0:
        _become_tool(argv, order, guard, libc)
    _pid, status = os.waitpid(child, 0)
    # Orphans come to us, so who has no children has nothing below them either: mostly that spares
    # the look through all the machine's processes. What has ended already is reaped: the wall's
    # own process goes before the tool's, whose processor time would count for nobody.
    with contextlib.suppress(ChildProcessError):
        while True:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                end_all(descendants(guard))
                os.waitpid(-1, 0)
    code = os.waitstatus_to_exitcode(status)
    if code >= 0:
        os._exit(code)
    # The runner must see the signal that ended the tool, as if there were no one in between.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if -code not in (signal.SIGKILL, signal.SIGSTOP):
        signal.signal(-code, signal.SIG_DFL)
    os.kill(guard, -code)
    os._exit(128 - code)


if __name__ == "__main__":
    main()
