"""Without a worker a file waits, and its sender is told so instead of «сейчас начнём»."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select

from jobs import steps
from jobs.lease import acquire
from jobs.models import Job, Lease
from jobs.queue import MAX_ATTEMPTS
from jobs.worker import PRESENCE
from tests.town import Town, a_picture


def page(town: Town, path: str) -> str:
    text = town.by("teacher").get(path, headers={"Accept": "text/html"}).text
    return " ".join(text.split())


def sent(town: Town, folder: Path) -> str:
    answer: Any = town.by("teacher").send(a_picture(folder, 1, "Круг")).get_json()
    return str(answer["item_id"])


def test_a_file_that_nobody_works_on_is_said_to_be_kept(town: Town, tmp_path: Path) -> None:
    item = sent(town, tmp_path)
    places = ("/upload", f"/upload/rows/{item}", f"/upload/progress/{item}")
    for path in places:
        told = page(town, path)
        assert "Файл сохранён. Обработка на сервере сейчас не запущена" in told, path
        assert "сейчас начнём" not in told
        assert "every 1" in told or "delay:1" in told or path == "/upload"  # it is asked again

    with town.services.sessions() as session:
        assert acquire(session, f"{PRESENCE}here", "here", 600, town.services.clock)
    for path in places:
        assert "Загружен, сейчас начнём" in page(town, path), path


def test_a_file_whose_worker_was_killed_does_not_go_on_by_itself(
    town: Town, tmp_path: Path
) -> None:
    item = sent(town, tmp_path)
    with town.services.sessions() as session:
        job = session.scalars(select(Job)).one()
        job.state, job.owner, job.fence = "running", "gone", 1
        job.lease_until = town.services.clock() - timedelta(seconds=1)
        session.commit()
    told = page(town, f"/upload/rows/{item}")
    assert "Обработка на сервере сейчас не запущена" in told
    assert "Обрабатываем" not in told


def test_a_file_whose_workers_were_all_killed_can_be_tried_again(
    town: Town, tmp_path: Path
) -> None:
    item = sent(town, tmp_path)
    with town.services.sessions() as session:
        job = session.scalars(select(Job)).one()
        steps.plan(session, job.id, [("pages", "Рисуем")], {}, begins="pages", now=job.run_after)
        steps.report(session, job.id, "pages", 50)
        job.state, job.owner, job.fence, job.attempt = "running", "gone", 3, MAX_ATTEMPTS
        job.lease_until = town.services.clock() - timedelta(seconds=1)
        session.commit()
    town.work()

    status: Any = town.by("teacher").get(f"/api/v1/items/{item}/status").get_json()
    assert status["outcome"] == "failed"
    assert [step["state"] for step in status["steps"]] == ["failed"]
    told = page(town, f"/items/{item}")
    assert "Файл обрабатывается" not in told
    assert "Обработку несколько раз прервали на полпути" in told
    assert f'action="/upload/rows/{item}/retry"' in told
    assert 'href="#file">' in told  # without a script another file is sent by the form below
    assert 'id="file" name="file"' in told
    assert page(town, f"/upload/rows/{item}").count("сохранён") == 1

    pressed = town.by("teacher").post(f"/upload/rows/{item}/retry")
    assert pressed.status_code == 303
    town.work()
    assert "Обработку несколько раз" not in page(town, f"/items/{item}")


def test_a_search_that_waits_for_a_worker_is_not_said_to_know_all(
    town: Town, tmp_path: Path
) -> None:
    town.work()
    sent(town, tmp_path)
    administrator = town.by("administrator")
    html = {"Accept": "text/html"}
    told = administrator.get("/", headers=html).text
    assert "Поиск отстаёт" in told
    assert "ещё не внесено изменений" in told
    assert "Поиск знает всё" not in told

    with town.services.sessions() as session:
        assert acquire(session, f"{PRESENCE}here", "here", 600, town.services.clock)
    assert "Поиск узнаёт о новом" in administrator.get("/", headers=html).text

    town.work()
    with town.services.sessions() as session:
        session.execute(delete(Lease))
        session.commit()
    assert "Поиск знает всё" in administrator.get("/", headers=html).text
