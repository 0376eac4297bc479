"""A worker that is killed in any step of any kind is replaced, and only that step is done again."""

from pathlib import Path

import pytest

from core.settings import Settings
from ingest.processors import PROCESSORS
from ingest.processors.contract import Processor
from jobs import queue, worker
from tests.drills.material import material
from tests.drills.standing import assert_all_stands
from tests.drills.workers import Steps, ended, forked_worker, jobs, take_over, until
from tests.town import Town

TRIES = 8
"""A step may be over before the worker can be stopped; then another file is sent."""


def processor_of(kind: str) -> Processor:
    return next(one for one in PROCESSORS if one.kind == kind)


EVERY_STEP = [(one.kind, step.name) for one in PROCESSORS for step in one.steps]


@pytest.mark.timeout(240)
@pytest.mark.parametrize(("kind", "step"), EVERY_STEP)
def test_a_killed_worker_costs_one_attempt_of_one_step(
    town: Town, tmp_path: Path, kind: str, step: str
) -> None:
    steps = Steps(town)
    with forked_worker(town) as first:
        for mark in range(TRIES):
            sent = town.by("teacher").send(material(kind, tmp_path, mark))
            assert sent.status_code == 202, sent.text
            if steps.stop_at(first, step):
                break
        else:
            raise AssertionError(f"{step} was never caught: {steps.states()}")
        first.kill()
    steps.close()
    order = [one.name for one in processor_of(kind).steps]
    behind = [one.name for one in processor_of(kind).steps if one.later]
    waits = bool(behind) and order.index(step) < order.index(behind[0])  # is claimed once more
    left = jobs(town)[-1]
    assert (left.state, left.attempt) == ("running", 1)

    take_over(town)
    again = jobs(town)[-1]
    assert (again.state, again.fence) == ("done", left.fence + 1 + waits), again.error_text
    assert {one.name: one.attempt for one in again.steps} == {
        one.name: 2 if one.name == step else 1 for one in again.steps
    }
    status = town.by("teacher").json(f"items/{sent.json['item_id']}/status")
    assert status["outcome"] == "ready"
    assert_all_stands(town)


@pytest.mark.timeout(120)
def test_a_worker_that_lives_takes_the_killed_ones_job(town: Town, tmp_path: Path) -> None:
    quick = {"lease_seconds": 2}
    steps = Steps(town)
    with forked_worker(town, **quick) as first:
        town.by("teacher").send(material("presentation", tmp_path, 1))
        assert steps.stop_at(first, "text")
        with forked_worker(town, **quick):
            first.kill()
            until(lambda: ended(town), "nobody took the job over")
    steps.close()
    job = jobs(town)[-1]
    assert job.state == "done"
    assert {one.name: one.attempt for one in job.steps if one.attempt > 1} == {"text": 2}
    assert_all_stands(town)


@pytest.mark.timeout(120)
def test_two_workers_do_each_job_once(town: Town, tmp_path: Path) -> None:
    count = 5
    with forked_worker(town), forked_worker(town):
        for mark in range(count):
            town.by("teacher").send(material("image", tmp_path, mark))
        until(lambda: ended(town, count), "the queue does not end")
    claims = 1 + any(one.later for one in processor_of("image").steps)
    assert [(job.state, job.fence) for job in jobs(town)] == [("done", claims)] * count
    assert {one.attempt for job in jobs(town) for one in job.steps} == {1}
    first = [job.steps[0] for job in jobs(town)]
    assert all(one.tool_version.startswith("Pillow ") and one.bytes > 0 for one in first)
    assert_all_stands(town)


def test_the_wait_for_a_silent_worker_is_under_a_minute() -> None:
    usual = Settings.model_fields["lease_seconds"].default
    assert usual == queue.LEASE_SECONDS
    assert usual + worker.IDLE_SECONDS < 60
    assert worker.BEATS >= 3
