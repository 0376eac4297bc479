"""Workers in processes of their own, which a test watches step by step and kills."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from app.services import Services
from app.work import run_worker
from core.clock import utc_now
from jobs import queue
from jobs.models import Job
from tests.drills.forked import Program, parta
from tests.road.workers import PARTA, ROOT
from tests.town import Town

PATIENCE = 60.0
"""Seconds; a busy machine is slow, not wrong."""


@contextmanager
def worker(
    town: Town, *command: str | Path, **settings: str | int
) -> Iterator[subprocess.Popen[bytes]]:
    """``parta worker`` of the town, one job at a time, with these PARTA_ settings besides.

    ``command`` runs instead of it where it is given. What still runs ends with the block.
    """
    process = subprocess.Popen(
        [*(command or (PARTA, "worker"))],
        cwd=ROOT,
        env=_environment(town, settings),
        stdin=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


@contextmanager
def forked_worker(town: Town, **settings: str | int) -> Iterator[Program]:
    """``parta worker`` as ``worker`` has it, begun at once."""
    process = parta(["worker"], _environment(town, settings))
    try:
        yield process
    finally:
        process.kill()
        process.close()


def _environment(town: Town, settings: Mapping[str, str | int]) -> dict[str, str]:
    named = {f"PARTA_{name.upper()}": str(value) for name, value in settings.items()}
    return os.environ | {"PARTA_HOME": str(town.home), "PARTA_WORKER_JOBS": "1"} | named


def python(module: str) -> tuple[str, ...]:
    """The command that runs a module of the tests as a program."""
    return sys.executable, "-m", module


class Steps:
    """Looks at the rows of the newest job as often as once a millisecond."""

    def __init__(self, town: Town) -> None:
        self._line = sqlite3.connect(town.home / "parta.sqlite3", isolation_level=None)

    def states(self) -> dict[str, str]:
        """The newest job's steps by name, and the job's own state under an empty one."""
        rows = self._line.execute(
            "SELECT name, state FROM job_step WHERE job_id = (SELECT max(id) FROM job)"
            " UNION ALL SELECT '', state FROM job WHERE id = (SELECT max(id) FROM job)"
        )
        return dict(rows.fetchall())

    def stop_at(self, process: Program, step: str) -> bool:
        """Stop the worker while its row says that this step is running.

        False when the step was over before that. A stopped worker writes no more, so what the row
        says now stays so.
        """
        end, pause = time.monotonic() + PATIENCE, threading.Event()
        while time.monotonic() < end:
            states = self.states()
            if states.get(step) == "running":
                process.stop()
                if self.states().get(step) == "running":
                    return True
                process.send_signal(signal.SIGCONT)
                return False
            if states.get(step) in ("done", "failed") or states.get("") in ("done", "failed"):
                return False
            pause.wait(0.001)
        raise AssertionError(f"{step} did not begin: {self.states()}")

    def close(self) -> None:
        self._line.close()


def until(condition: Callable[[], bool], what: str, seconds: float = PATIENCE) -> float:
    """Wait; how long it took. AssertionError when it was too long."""
    began, pause = time.monotonic(), threading.Event()
    while not condition():
        assert time.monotonic() - began < seconds, what
        pause.wait(0.02)
    return time.monotonic() - began


def jobs(town: Town) -> list[Job]:
    """All jobs with their steps, the oldest first."""
    with town.services.sessions() as session:
        found = session.scalars(select(Job).order_by(Job.id)).all()
        for job in found:
            assert job.steps is not None
        return list(found)


def ended(town: Town, count: int = 1) -> bool:
    """Whether so many jobs stand and all have come to their end."""
    found = jobs(town)
    return len(found) >= count and all(job.state in ("done", "failed") for job in found)


def take_over(town: Town) -> None:
    """A second worker, once the lease of the killed one has run out, works until all is done."""
    later = timedelta(seconds=queue.LEASE_SECONDS + 1)
    second = Services(town.services.settings, clock=lambda: utc_now() + later)
    run_worker(second, threading.Event(), once=True)
    second.database.dispose()
