"""An original that is gone from the storage: told as that, noted, mended by sending it."""

import threading
from pathlib import Path

from sqlalchemy import select

from app.work import make_worker
from catalog.damaged import damaged_files
from jobs import queue
from jobs.models import Job
from media.models import Damage, Original
from media.storage import original_name
from tests.town import Town, a_picture, shared_town, town

__all__ = ["shared_town", "town"]


def work(town: Town) -> None:
    """All jobs, without what is due once a day."""
    make_worker(town.services, threading.Event()).run(until_empty=True)


def test_a_lost_original_is_told_as_lost_and_noted_until_it_is_sent_again(
    town: Town, tmp_path: Path
) -> None:
    services, teacher = town.services, town.by("teacher")
    file = a_picture(tmp_path, 1)
    item_id = teacher.send(file).json["item_id"]
    with services.sessions() as session:
        sha256 = session.scalars(select(Original.sha256)).one()
    services.storage.delete(original_name(sha256))
    work(town)

    with services.sessions() as session:
        job = session.scalars(select(Job)).one()
        assert (job.state, job.error_code) == ("failed", "original_lost")
        assert "Отправьте этот же файл ещё раз" in (job.error_text or "")
        assert [(one.item_id, one.what, one.reason) for one in damaged_files(session)] == [
            (item_id, "original", "missing")
        ]
    page = teacher.get(f"/upload/rows/{item_id}").text
    assert "Исходного файла больше нет в хранилище сервера." in page
    assert "Файл сохранён" not in page

    with services.sessions() as session:
        queue.retry(session, session.scalars(select(Job)).one(), services.clock)
        session.commit()
    work(town)
    with services.sessions() as session:
        assert len(session.scalars(select(Damage)).all()) == 1
    assert teacher.send(file).json["item_id"] == item_id
    work(town)
    assert teacher.json(f"items/{item_id}/status")["outcome"] == "ready"
    with services.sessions() as session:
        assert session.scalars(select(Damage)).all() == []
