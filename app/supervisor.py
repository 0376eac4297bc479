"""Runs the server and the worker side by side in the foreground, and stops both cleanly.

A demo's filling may run beside them once. A child that falls is started again, each time after a
longer pause; the filling is not: the next start takes up what it has left. SIGINT, SIGTERM and
SIGHUP stop everything: each child is asked to end, and is killed with its process group when it
does not.
Only the standard library is imported: the first page must not wait for the supervisor.
"""

import argparse
import contextlib
import ctypes
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

STOP_SECONDS = 10.0
"""How long a child may take to end before it is killed."""

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
STEADY_SECONDS = 60.0
"""A child that lived as long as this is well: its next restart waits for FIRST_PAUSE again."""

START_SECONDS = 60.0
"""How long the server may take to its first answer."""

LOOK_SECONDS = 0.05
"""How often a server that is starting is asked whether it answers."""

_STOPPING = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
_AWAITED = _STOPPING | {signal.SIGCHLD}
_PR_SET_PDEATHSIG = 1


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


@dataclass
class Child:
    """A program to keep running. ``name`` is what people are told, in Russian."""

    name: str
    argv: Sequence[str]
    when_done: Callable[[int], None] | None = None  # it runs once; called with its status
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = FIRST_PAUSE
    again_at: float | None = field(default=None)

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Start it in a process group of its own, so that Ctrl-C reaches the supervisor alone."""
        libc = ctypes.CDLL(None, use_errno=True)

        def prepare() -> None:
            # The child ends with its supervisor, however that one ends.
            libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
            signal.pthread_sigmask(signal.SIG_SETMASK, [])

        # Where it answers is told by the supervisor; what goes wrong goes to the error output.
        self.process = subprocess.Popen(
            self.argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=prepare,
        )
        self.started = time.monotonic()
        self.again_at = None

    def send(self, number: int) -> None:
        """Send a signal to the child itself; it stops its own children."""
        if self.process is not None and self.alive:
            with contextlib.suppress(ProcessLookupError):
                self.process.send_signal(number)

    def kill(self) -> None:
        """Kill the whole process group."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def finish(self, when_done: Callable[[int], None]) -> None:
        """A child that runs once has ended: clear away its group, tell its status once."""
        status = self.process.returncode if self.process else None
        if status is not None:
            self.kill()
            self.process = None
            when_done(status)

    def plan_restart(self, now: float) -> float:
        """After a fall: clear away what is left of its group, decide when it starts again.

        Returns the pause in seconds.
        """
        self.kill()
        pause = FIRST_PAUSE if now - self.started >= STEADY_SECONDS else self.pause
        self.again_at = now + pause
        self.pause = min(pause * 2, LONGEST_PAUSE)
        return pause


def answers(host: str, port: int) -> bool:
    """Whether a server at this address answers ``GET /live`` with 200."""
    connection = http.client.HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", "/live")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def supervise(
    first: Child,
    others: Sequence[Child],
    is_ready: Callable[[], bool],
    when_ready: Callable[[], None],
) -> int:
    """Keep the children running until a stopping signal comes; returns the exit status.

    ``first`` gets the machine to itself until ``is_ready()``; then ``when_ready`` is called once
    and ``others`` start.

    Status 0: stopped on request and every child ended by itself. Status 1: the
    first child fell or did not answer within START_SECONDS, or a child had to be killed.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _AWAITED)
    children = [first, *others]
    try:
        first.start()
        deadline = time.monotonic() + START_SECONDS
        while not is_ready():
            caught = signal.sigtimedwait(_AWAITED, LOOK_SECONDS)
            if caught is not None and caught.si_signo in _STOPPING:
                return 0 if _stop(children) else 1
            if not first.alive:
                _say(f"{first.name}: не удалось запустить. Причина написана выше.")
                return 1
            if time.monotonic() > deadline:
                _say(f"{first.name}: нет ответа {START_SECONDS:.0f} с. Остановлено.")
                _stop(children)
                return 1
        when_ready()
        for child in others:
            child.start()
        _keep(children)
        return 0 if _stop(children) else 1
    finally:
        for child in children:
            if child.alive:
                child.kill()
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _keep(children: Sequence[Child]) -> None:
    """Restart what falls, until a stopping signal comes."""
    while True:
        now = time.monotonic()
        waits = [c.again_at - now for c in children if c.again_at is not None]
        caught = signal.sigtimedwait(_AWAITED, max(0.0, min([*waits, 5.0])))
        if caught is not None and caught.si_signo in _STOPPING:
            return
        now = time.monotonic()
        for child in children:
            if child.again_at is not None:
                if now >= child.again_at:
                    child.start()
            elif not child.alive and child.when_done is not None:
                child.finish(child.when_done)
            elif not child.alive:
                pause = child.plan_restart(now)
                status = child.process.returncode if child.process else None
                _say(
                    f"{child.name}: процесс упал (код {status}), новый запуск через {pause:.0f} с."
                )


def _stop(children: Sequence[Child]) -> bool:
    """Ask all to end and wait; returns whether none had to be killed."""
    for child in children:
        child.send(signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    clean = True
    for child in children:
        if child.process is None:
            continue
        try:
            child.process.wait(timeout=max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            _say(f"{child.name}: не остановился за {STOP_SECONDS:.0f} с, завершён принудительно.")
            clean = False
        child.kill()  # and what it has left behind in its group
    return clean


def main(arguments: Sequence[str] | None = None) -> int:
    """``python -m app.supervisor [--host H] [--port N] [--sign-ins FILE] [--fill PROFILE]``."""
    parser = argparse.ArgumentParser(prog="app.supervisor", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--sign-ins", type=Path, help="text to print under the address")
    parser.add_argument("--fill", help="profile of the demo materials to load meanwhile")
    parser.add_argument("--filled", type=Path, help="file to write when all of it is loaded")
    parser.add_argument("--filled-text", default="", help="what to write there")
    options = parser.parse_args(arguments)

    parta = str(Path(sys.executable).parent / "parta")
    serve = Child("Сервер", [parta, "serve", "--host", options.host, "--port", str(options.port)])
    others = [Child("Обработчик", [parta, "worker"])]

    def filled(status: int) -> None:
        if status == 0 and options.filled:
            options.filled.write_text(options.filled_text + "\n", encoding="utf-8")
        elif status != 0:
            _say("Загружены не все материалы, причины выше. Следующий запуск попробует ещё раз.")

    if options.fill:
        others.append(Child("Наполнение", [parta, "seed", options.fill], filled))

    if answers(options.host, options.port):
        _say(f"По адресу http://{options.host}:{options.port}/ уже кто-то отвечает.")
        return 1

    def welcome() -> None:
        lines = [f"\nПарта открыта: http://{options.host}:{options.port}/"]
        if options.sign_ins and options.sign_ins.is_file():
            lines.append(options.sign_ins.read_text(encoding="utf-8").rstrip())
        if options.fill:
            lines.append("Материалы загружаются: первые появятся в течение минуты.")
        lines.append("Остановить: Ctrl-C\n")
        sys.stdout.write("\n".join(lines))
        sys.stdout.flush()

    status = supervise(serve, others, lambda: answers(options.host, options.port), welcome)
    _say("Парта остановлена.")
    return status


if __name__ == "__main__":
    sys.exit(main())
