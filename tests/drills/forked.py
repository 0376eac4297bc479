"""``parta`` started at once: forked from a process that has imported all of it.

Importing takes seconds on a busy machine, and a drill is about what comes after. What is forked is
a process like any other: it reads its own environment, and it is stopped and killed for itself.
"""

import atexit
import json
import os
import select
import signal
import subprocess
import sys
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from tests.road.workers import ROOT


class Program:
    """A process that is no child of ours, held so that nobody else can come by its number."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._held = os.pidfd_open(pid)

    def send_signal(self, number: int) -> None:
        """Nothing where it has ended."""
        if not self.wait(0):
            signal.pidfd_send_signal(self._held, number)

    def stop(self) -> None:
        """SIGSTOP, and wait until the last of its threads stands still."""
        self.send_signal(signal.SIGSTOP)
        while not self.wait(0) and not self._stands():
            os.sched_yield()

    def kill(self) -> None:
        """SIGKILL, and wait until it is gone."""
        self.send_signal(signal.SIGKILL)
        self.wait()

    def wait(self, seconds: float | None = None) -> bool:
        """Whether it has ended, waiting for that so long; for ever without ``seconds``."""
        return bool(select.select([self._held], [], [], seconds)[0])

    def close(self) -> None:
        os.close(self._held)

    def _stands(self) -> bool:
        states = set()
        for task in Path(f"/proc/{self.pid}/task").glob("*/stat"):
            with suppress(OSError):  # a thread that has ended meanwhile
                # proc(5): the state follows the name in brackets.
                states.add(task.read_text("latin-1").rpartition(")")[2].split()[0])
        return states == {"T"}


def parta(arguments: Sequence[str], env: Mapping[str, str]) -> Program:
    """``parta`` with these arguments and this environment."""
    source = _source()
    assert source.stdin is not None
    assert source.stdout is not None
    source.stdin.write(json.dumps({"arguments": list(arguments), "env": dict(env)}) + "\n")
    source.stdin.flush()
    return Program(int(source.stdout.readline()))


@cache
def _source() -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", __name__],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(process.communicate)  # it ends where its orders end
    return process


def _fork_on_order() -> None:
    import app.work  # noqa: F401
    from app.cli import main

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who ends is not waited for here
    for line in iter(sys.stdin.readline, ""):
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(2, 1)
            os.environ.clear()
            os.environ.update(order["env"])
            sys.argv = ["parta", *order["arguments"]]
            try:
                main()
            except SystemExit:
                os._exit(0)
            except BaseException:
                traceback.print_exc()
            os._exit(1)
        print(pid, flush=True)


if __name__ == "__main__":
    _fork_on_order()
