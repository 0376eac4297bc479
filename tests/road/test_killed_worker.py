"""A worker that is killed in the middle of a step is replaced, and the step is done again."""

import os
import signal
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.services import Services
from app.work import make_worker, run_worker
from core.clock import utc_now
from jobs import queue, worker
from jobs.models import Job, JobStep
from media.scratch import sweep
from tests.road.workers import a_film, job_of, running_step, until, worker_process
from tests.town import Town


@pytest.mark.timeout(120)
def test_another_worker_finishes_what_a_killed_one_began(town: Town, tmp_path: Path) -> None:
    item_id = town.by("teacher").send(a_film(tmp_path, 16)).json["item_id"]
    with worker_process(town) as first:
        assert until(lambda: running_step(town) == "mp4", 30) is not None
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    left = job_of(town)
    assert left is not None
    assert (left.state, left.attempt) == ("running", 1)

    # As long as its lease lasts the job is the killed worker's, for all that others know.
    assert not make_worker(town.services, threading.Event()).work_once()
    later = timedelta(seconds=queue.LEASE_SECONDS + 1)
    second = Services(town.services.settings, clock=lambda: utc_now() + later)
    run_worker(second, threading.Event(), once=True)

    with town.services.sessions() as session:
        job = session.scalars(select(Job).order_by(Job.id.desc())).one()
        steps = session.scalars(select(JobStep).where(JobStep.job_id == job.id)).all()
        assert (job.state, job.attempt) == ("done", 2)
        assert {step.name: step.attempt for step in steps if step.attempt > 1}.keys() == {"mp4"}
        assert {step.state for step in steps} == {"done"}
    assert town.by("teacher").json(f"items/{item_id}/status")["outcome"] == "ready"
    # The killed worker's tool may have been writing still when the second one swept.
    temporary = town.services.settings.temporary
    swept = until(lambda: sweep(temporary) == 0 and not any(temporary.iterdir()), 30)
    assert swept is not None
    second.database.dispose()


def test_the_wait_for_a_silent_worker_is_well_under_a_minute() -> None:
    assert queue.LEASE_SECONDS + worker.IDLE_SECONDS < 45
    assert 3 * worker.BEAT_SECONDS < queue.LEASE_SECONDS
