"""A tool that hangs, crashes or finds no room fails its step with the reason, and nothing else."""

import secrets
import signal
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from ingest.pipeline import Pipeline
from ingest.processors.contract import StepFailed
from ingest.queued import PROCESS
from jobs import queue
from jobs.models import Job
from media import room
from tests.drills.material import material
from tests.drills.standing import assert_all_stands
from tests.drills.workers import ended, jobs, python, until, worker
from tests.media.processes import running
from tests.town import Town


def program(folder: Path, *lines: str) -> Path:
    """A shell script to stand in a tool's place, where every wall lets it be read."""
    script = folder / "tool"
    script.write_text("\n".join(("#!/bin/sh", *lines, "")), encoding="utf-8")
    script.chmod(0o755)
    return script


def send_with_a_picture(town: Town, kind: str, folder: Path) -> None:
    """A file of ``kind`` and then a picture are sent."""
    for one in (kind, "image"):
        assert town.by("teacher").send(material(one, folder, 1)).status_code == 202


def tried_again(town: Town) -> None:
    """«Повторить» with the tools in order: all becomes ready, good steps are not done again."""
    failed = {step.id for job in jobs(town) for step in job.steps if step.state == "failed"}
    with town.services.sessions() as session:
        for job in session.scalars(select(Job).where(Job.state == "failed")):
            queue.retry(session, job, town.services.clock)
        session.commit()
    town.work()
    assert [job.state for job in jobs(town)] == ["done"] * len(jobs(town))
    steps = [step for job in jobs(town) for step in job.steps]
    assert {step.id for step in steps if step.attempt == 2} == failed
    assert {step.attempt for step in steps if step.id not in failed} == {1}


@pytest.mark.timeout(120)
def test_a_hung_ffmpeg_is_ended_and_the_next_file_is_done(town: Town, tmp_path: Path) -> None:
    send_with_a_picture(town, "video", tmp_path)
    hung = program(tmp_path, "exec sleep 3600")
    with worker(town, *python("tests.drills.hasty_worker"), ffmpeg=hung):
        until(lambda: ended(town, 2), "the hung tool holds the queue up")
    film, picture = jobs(town)
    assert (film.state, film.error_code) == ("failed", "tool_timeout"), film.error_text
    assert [(step.state, step.reason) for step in film.steps if step.state == "failed"] == [
        ("failed", film.error_text)
    ]
    assert picture.state == "done"
    tried_again(town)
    assert_all_stands(town)


@pytest.mark.timeout(120)
def test_a_crashed_libreoffice_fails_its_deck_alone(town: Town, tmp_path: Path) -> None:
    send_with_a_picture(town, "presentation", tmp_path)
    crashes = program(tmp_path, '[ "$1" = --version ] && exit 0', "kill -SEGV $$")
    with worker(town, soffice=crashes):
        until(lambda: ended(town, 2), "the crashed tool holds the queue up")
    deck, picture = jobs(town)
    assert deck.state == "failed"
    assert "сохраните" in (deck.error_text or "").lower()
    assert picture.state == "done"
    tried_again(town)
    assert_all_stands(town)


@pytest.mark.timeout(120)
def test_a_full_disk_is_not_blamed_on_the_film(town: Town, tmp_path: Path) -> None:
    """What ffmpeg writes goes to /dev/full, where the kernel says ENOSPC as on a full disk."""
    send_with_a_picture(town, "video", tmp_path)
    full = program(
        tmp_path,
        'for word in "$@"; do case "$word" in',
        f'"{town.home}"/tmp/*.*) [ -e "$word" ] || ln -s /dev/full "$word";;',
        'esac; done; exec ffmpeg "$@"',
    )
    with worker(town, ffmpeg=full):
        until(lambda: ended(town, 2), "the full disk holds the queue up")
    film, picture = jobs(town)
    assert film.state == "failed"
    assert "не хватило места" in (film.error_text or ""), film.error_text
    assert picture.state == "done"
    tried_again(town)
    assert_all_stands(town)


@pytest.mark.parametrize("full", [True, False], ids=["full", "with room"])
def test_a_tool_that_fails_silently_is_excused_by_a_full_disk_alone(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full: bool
) -> None:
    assert town.by("teacher").send(material("audio", tmp_path, 1)).status_code == 202
    if full:  # the disk is what it is; what counts as full is more than any has
        monkeypatch.setattr(room, "LITTLE", 1 << 62)
    services = town.services
    broken = replace(services.tools, ffmpeg=str(program(tmp_path, "exit 1")))
    handler = Pipeline(
        services.sessions,
        services.storage,
        broken,
        services.settings.temporary,
        services.clock,
    )
    with services.sessions() as session:
        held = queue.claim(session, "drill", [PROCESS], services.clock)
    assert held is not None
    with pytest.raises(StepFailed) as failure:
        handler(held, lambda: None)
    assert ("не хватило места" in failure.value.message) is full, failure.value.message


@pytest.mark.timeout(120)
def test_a_worker_that_is_asked_to_stop_does_not_wait_for_a_hung_tool(
    town: Town, tmp_path: Path
) -> None:
    mark = f"300.{secrets.randbelow(10**9):09}"
    assert town.by("teacher").send(material("audio", tmp_path, 1)).status_code == 202
    with worker(town, ffmpeg=program(tmp_path, f"exec sleep {mark}")) as process:
        until(lambda: bool(running(mark)), "the tool does not begin")
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0  # the tool would sit there for minutes
    assert not running(mark)
    (job,) = jobs(town)
    assert (job.state, job.attempt) == ("waiting", 0)


class Mistaken(Pipeline):
    """A handler with a mistake in it."""

    def take_in(self, *_said: object) -> None:
        raise ValueError


def test_a_mistake_of_ours_leaves_no_step_running(town: Town, tmp_path: Path) -> None:
    assert town.by("teacher").send(material("image", tmp_path, 1)).status_code == 202
    services = town.services
    handler = Mistaken(
        services.sessions,
        services.storage,
        services.tools,
        services.settings.temporary,
        services.clock,
    )
    with services.sessions() as session:
        held = queue.claim(session, "drill", [PROCESS], services.clock)
    assert held is not None
    with pytest.raises(ValueError):  # noqa: PT011 - any at all
        handler(held, lambda: None)
    (job,) = jobs(town)
    first = job.steps[0]
    assert (first.state, first.finished is not None) == ("failed", True)
    assert "нажмите «Повторить»" in first.reason
