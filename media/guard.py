"""Starts one tool under limits, and takes its whole group down when our worker dies.

Run as a plain file by ``media.tools`` (``python -I -S guard.py LIMITS TOOL …``), never imported:
it must start quickly and with nothing of ours. It stays as the group's leader because the kernel's
death signal reaches one process only, while LibreOffice starts further ones.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
from types import FrameType

PR_SET_PDEATHSIG = 1  # linux/prctl.h
NICE = 10


def _end_group(_signal: int, _frame: FrameType | None) -> None:
    os.killpg(0, signal.SIGKILL)


def _become_tool(argv: list[str], limits: dict[str, int], guard: int, libc: ctypes.CDLL) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != guard:
        os._exit(1)
    os.setpriority(os.PRIO_PROCESS, 0, max(NICE, os.getpriority(os.PRIO_PROCESS, 0)))
    for name, value in limits.items():
        number = getattr(resource, name)
        _soft, hard = resource.getrlimit(number)
        bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(number, (bound, bound))
    try:
        os.execvp(argv[0], argv)
    except OSError as problem:
        os.write(2, f"{argv[0]}: {problem.strerror}\n".encode())
        os._exit(127)


def main() -> None:
    """``sys.argv``: a JSON object {parent, limits}, then the tool's own command line."""
    order = json.loads(sys.argv[1])
    argv = sys.argv[2:]
    libc = ctypes.CDLL(None)
    signal.signal(signal.SIGTERM, _end_group)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != order["parent"]:
        sys.exit(1)
    guard = os.getpid()
    child = os.fork()
    if child == 0:
        _become_tool(argv, order["limits"], guard, libc)
    _pid, status = os.waitpid(child, 0)
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
