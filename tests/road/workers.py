"""Workers in processes of their own, as an installation runs them, and films for them."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select

from jobs.models import Job, JobStep
from tests.ingest.makers import ffmpeg
from tests.town import Town

ROOT = Path(__file__).resolve().parents[2]
PARTA = Path(sys.executable).parent / "parta"


@contextmanager
def worker_process(town: Town) -> Iterator[subprocess.Popen[bytes]]:
    """``parta worker`` for the town, ended with the block."""
    process = subprocess.Popen(
        [PARTA, "worker"],
        cwd=ROOT,
        env=os.environ | {"PARTA_HOME": str(town.home), "PARTA_WORKER_JOBS": "1"},
        stdin=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def a_film(folder: Path, seconds: int, name: str = "film") -> Path:
    """A film of 720p that has to be encoded anew; two seconds over and over, so made at once."""
    folder.mkdir(parents=True, exist_ok=True)
    turn = folder / f"{name}-turn.avi"
    source = "testsrc2=size=1280x720:rate=30:duration=2"
    ffmpeg("-f", "lavfi", "-i", source, "-c:v", "mpeg4", "-q:v", "6", str(turn))
    film = folder / f"{name}.avi"
    ffmpeg("-stream_loop", str(seconds // 2 - 1), "-i", str(turn), "-c", "copy", str(film))
    turn.unlink()
    return film


def until(condition: Callable[[], bool], seconds: float) -> float | None:
    """How long it took until the condition held; None when it did not in time."""
    began, pause = time.monotonic(), threading.Event()
    while not condition():
        if time.monotonic() - began > seconds:
            return None
        pause.wait(0.02)
    return time.monotonic() - began


def job_of(town: Town) -> Job | None:
    """The newest job."""
    with town.services.sessions() as session:
        return session.scalars(select(Job).order_by(Job.id.desc())).first()


def running_step(town: Town) -> str | None:
    """The name of a step of the newest job that is at work now."""
    with town.services.sessions() as session:
        newest = select(Job.id).order_by(Job.id.desc()).limit(1).scalar_subquery()
        return session.scalar(
            select(JobStep.name).where(JobStep.job_id == newest, JobStep.state == "running")
        )
