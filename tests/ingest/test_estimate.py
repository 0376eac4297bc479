"""The queue's word about time: learnt from what was done, silent where nothing is known."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from catalog.models import Item, Version
from ingest import ahead
from ingest.estimate import estimates
from ingest.pace import FEWEST, Paces, Size, fitted
from ingest.processors import PROCESSORS
from ingest.queued import BEHIND
from ingest.row import time_left
from jobs import lease
from jobs.models import Job, JobStep
from jobs.places import places_of
from jobs.worker import PRESENCE
from tests.explained import explained
from tests.town import Town, a_picture, shared_town, town

__all__ = ["shared_town", "town"]

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
STEPS = next(one for one in PROCESSORS if one.kind == "image").steps
FIRST = [step for step in STEPS if not step.later]
LATER = [step for step in STEPS if step.later]


def clock() -> datetime:
    return NOW


@pytest.fixture(autouse=True)
def read_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is ahead is read anew by each question, so that a test may change it."""
    monkeypatch.setattr(ahead, "KEPT_SECONDS", 0.0)


def send(town: Town, folder: Path, count: int) -> list[int]:
    """Pictures in the queue; the row ids of their jobs."""
    for mark in range(count):
        assert town.by("teacher").send(a_picture(folder, mark)).status_code == 202
    with town.services.sessions() as session:
        return list(session.scalars(select(Job.id).order_by(Job.id)))


def done(session: Session, job_id: int, seconds: float) -> None:
    """All steps of the job took so long each."""
    job = session.get_one(Job, job_id)
    job.state, job.finished_at = "done", NOW
    for position, step in enumerate(STEPS):
        began = NOW - timedelta(hours=1)
        job.steps.append(
            JobStep(
                name=step.name,
                title=step.title,
                position=position,
                state="done",
                started=began,
                finished=began + timedelta(seconds=seconds),
            )
        )


def a_worker(session: Session, name: str = "one") -> None:
    assert lease.acquire(session, PRESENCE + name, name, 60, clock)


def left(session: Session, ids: list[int]) -> dict[int, float]:
    return estimates(session, [session.get_one(Job, one) for one in ids], clock)


def test_a_line_by_medians_is_not_turned_by_one_odd_run() -> None:
    points = [(10.0, 7.0), (20.0, 12.0), (30.0, 17.0), (40.0, 22.0), (50.0, 900.0)]
    pace = fitted(points)
    assert pace is not None
    assert pace.seconds(60) == pytest.approx(32, abs=4)
    assert fitted(points[: FEWEST - 1]) is None
    same = fitted([(5.0, 3.0)] * FEWEST)
    assert same is not None
    assert same.seconds(500) == pytest.approx(3)


def test_a_film_whose_length_is_not_known_yet_is_judged_by_its_bytes() -> None:
    sizes = [Size("video", seconds, seconds / 10) for seconds in (10.0, 20.0, 30.0)]
    known = Paces(("low", size, (size.own or 0) / 5) for size in sizes)
    assert known.seconds("low", Size("video", 100.0, 1.0)) == pytest.approx(20)
    assert known.seconds("low", Size("video", None, 10.0)) == pytest.approx(20)
    assert known.seconds("low", Size("audio", 100.0, 1.0)) is None
    assert known.seconds("ladder", Size("video", 100.0, 1.0)) is None


def test_nothing_is_said_before_anything_was_done(town: Town, tmp_path: Path) -> None:
    jobs = send(town, tmp_path, 2)
    with town.services.sessions() as session:
        a_worker(session)
        assert left(session, jobs) == {}
    asked = town.by("teacher").json("items/" + _item(town) + "/status")
    assert asked["queue_place"] == 2
    assert "seconds_left" not in asked


def test_each_waits_for_those_before_it_shared_by_the_workers(town: Town, tmp_path: Path) -> None:
    jobs = send(town, tmp_path, 7)
    one = 3.0 * len(FIRST)
    with town.services.sessions() as session:
        for job in jobs[:3]:
            done(session, job, 3.0)
        session.commit()
        assert left(session, jobs) == {}  # no worker lives: nobody knows
        a_worker(session)
        assert left(session, jobs) == {
            job: pytest.approx(one * n) for n, job in enumerate(jobs[3:], start=1)
        }
        a_worker(session, "two")
        assert left(session, jobs[6:]) == {jobs[6]: pytest.approx(one * 3 / 2 + one)}


def test_one_at_work_is_judged_by_how_far_it_is(town: Town, tmp_path: Path) -> None:
    jobs = send(town, tmp_path, 5)
    with town.services.sessions() as session:
        for job in jobs[:3]:
            done(session, job, 10.0)
        job = session.get_one(Job, jobs[3])
        job.state, job.owner, job.lease_until = "running", "one", NOW + timedelta(seconds=20)
        job.steps.append(
            JobStep(
                name=STEPS[0].name,
                title="",
                position=0,
                state="running",
                percent=50,
                started=NOW - timedelta(seconds=30),
            )
        )
        a_worker(session)
        rest = 30 + 10.0 * (len(FIRST) - 1)
        assert left(session, jobs) == {
            jobs[3]: pytest.approx(rest),
            jobs[4]: pytest.approx(rest + 10.0 * len(FIRST)),
        }


def test_what_comes_later_stands_behind_what_cannot_be_looked_at_yet(
    town: Town, tmp_path: Path
) -> None:
    jobs = send(town, tmp_path, 5)
    with town.services.sessions() as session:
        for job in jobs[:3]:
            done(session, job, 4.0)
        session.get_one(Job, jobs[3]).priority += BEHIND
        a_worker(session)
        first = 4.0 * len(FIRST)
        assert left(session, jobs) == {
            jobs[4]: pytest.approx(first),
            jobs[3]: pytest.approx(first + 4.0 * len(LATER)),
        }


def test_what_is_ahead_is_read_once_for_all_who_ask_within_seconds(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = send(town, tmp_path, 6)
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        said.append(statement)

    monkeypatch.setattr(ahead, "KEPT_SECONDS", 3600.0)
    with town.services.sessions() as session:
        for job in jobs[:3]:
            done(session, job, 3.0)
        a_worker(session)
        asked = [session.get_one(Job, job) for job in jobs[3:]]
        assert [len(one.steps) for one in asked] == [0, 0, 0]
        event.listen(town.services.database, "before_cursor_execute", note)
        told = [estimates(session, [one], clock)[one.id] for one in asked]
        event.remove(town.services.database, "before_cursor_execute", note)

    one = 3.0 * len(FIRST)
    assert told == [pytest.approx(one * n) for n in (1, 2, 3)]
    assert len(said) == 5 + 3 + 3
    assert len([one for one in said if "ORDER BY job.priority" in one]) == 1


def test_those_far_behind_are_taken_to_be_like_those_that_were_counted(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "COUNTED", 2)
    jobs = send(town, tmp_path, 8)
    with town.services.sessions() as session:
        for job in jobs[:3]:
            done(session, job, 3.0)
        a_worker(session)
        one = 3.0 * len(FIRST)
        assert left(session, jobs) == {
            job: pytest.approx(one * n) for n, job in enumerate(jobs[3:], start=1)
        }


def test_the_place_of_one_is_counted_and_those_behind_it_are_not_looked_at(
    town: Town, tmp_path: Path
) -> None:
    jobs = send(town, tmp_path, 5)
    with town.services.sessions() as session:
        session.get_one(Job, jobs[4]).priority -= 1
        session.flush()
        assert [places_of(session, [job])[job] for job in jobs] == [2, 3, 4, 5, 1]
        assert places_of(session, jobs) == dict(zip(jobs, [2, 3, 4, 5, 1], strict=True))
        with explained(town.services.database) as plans:
            places_of(session, jobs[:1])
        assert any("(state=? AND (priority,run_after)<(?,?))" in one for one in plans), plans


def test_the_page_says_when_and_that_one_need_not_wait(town: Town, tmp_path: Path) -> None:
    jobs = send(town, tmp_path, 4)
    with town.services.sessions() as session:
        for job in jobs[:3]:
            done(session, job, 240.0)
        lease.acquire(session, PRESENCE + "one", "one", 60, town.services.clock)
        session.commit()
    minutes = 4 * len(FIRST)
    asked = town.by("teacher").json("items/" + _item(town) + "/status")
    assert asked["seconds_left"] == pytest.approx(60 * minutes, abs=1)
    page = town.by("teacher").get(f"/upload/rows/{_item(town)}").text
    assert f"Осталось около {minutes} минут" in page


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (4, "Осталось меньше минуты."),
        (65, "Осталось около 1 минуты."),
        (240, "Осталось около 4 минут."),
        (7300, "Осталось около 2 часов."),
    ],
)
def test_an_estimate_is_no_more_exact_than_it_can_be(town: Town, seconds: float, said: str) -> None:
    with town.app.test_request_context():
        assert time_left(seconds) == said


def _item(town: Town) -> str:
    with town.services.sessions() as session:
        newest = session.scalars(select(Item).order_by(Item.id.desc())).first()
        assert newest is not None
        return newest.public_id


def test_a_row_whose_rest_comes_next_is_looked_at_often_and_one_far_behind_seldom(
    town: Town, tmp_path: Path
) -> None:
    jobs = send(town, tmp_path, 3)
    with town.services.sessions() as session:
        for job in jobs[1:]:
            one = session.get_one(Job, job)
            one.priority += BEHIND
            version = session.scalars(select(Version).where(Version.id == one.version_id)).one()
            version.processed_at = NOW
        done(session, jobs[0], 1.0)
        session.commit()
    page = town.by("teacher").get("/upload").text
    assert [int(found) for found in re.findall(r'hx-trigger="every (\d+)s"', page)] == [15, 2]
