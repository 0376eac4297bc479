"""The same bytes sent many times at the same moment."""

import io
import shutil
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from app.services import Services
from catalog.models import Item, ItemEvent
from ingest import formats, intake
from ingest.formats import Identified
from jobs.models import Job
from media.models import Original
from media.tools import ToolPaths
from tests.town import Town, a_picture

Parta = Any


def test_copies_in_one_folder_make_one_item(parta: Parta, town: Town, tmp_path: Path) -> None:
    folder = tmp_path / "копии"
    first = a_picture(folder, 1)
    for n in range(11):
        shutil.copyfile(first, folder / f"копия-{n:02}.png")
    ran = parta("ingest", folder, "--jobs", "8", "--wait", "--json")

    assert ran.status == 0, ran.out
    assert Counter(line["outcome"] for line in ran.lines) == {"ready": 1, "duplicate": 11}
    assert len({line["item_id"] for line in ran.lines}) == 1


def test_many_people_send_the_same_file_at_once(town: Town, tmp_path: Path) -> None:
    file = a_picture(tmp_path, 2)
    senders = ("teacher", "colleague", "methodologist", "administrator", "stranger", "district")
    begin = threading.Barrier(len(senders))
    statuses: list[int] = []
    assert town.app is not None

    def send(login: str) -> None:
        begin.wait()
        statuses.append(town.by(login).send(file).status_code)

    threads = [threading.Thread(target=send, args=(login,)) for login in senders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert statuses == [202] * len(senders)
    with town.services.sessions() as session:
        assert session.scalar(select(func.count()).select_from(Original)) == 1
        assert session.scalar(select(func.count()).select_from(Item)) == len(senders)
    town.work()
    assert town.by("stranger").titles("рисунок") == ["рисунок-2"]


def test_a_file_that_one_person_sends_twice_at_once_is_one_item(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have looked for a copy and found none before either is written."""
    file = a_picture(tmp_path, 5)
    met = threading.Barrier(2, timeout=30)

    def met_identify(path: Path, tools: ToolPaths) -> Identified:
        found = formats.identify(path, tools)
        met.wait()
        return found

    monkeypatch.setattr(intake, "identify", met_identify)
    assert town.app is not None
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(town.by("teacher").send, [file, file]))

    assert [answer.status_code for answer in answers] == [202, 202]
    assert sorted(answer.json["outcome"] for answer in answers) == ["accepted", "duplicate"]
    assert len({answer.json["item_id"] for answer in answers}) == 1
    with town.services.sessions() as session:
        assert session.scalar(select(func.count()).select_from(Item)) == 1
        assert session.scalar(select(func.count()).select_from(Job)) == 1


def test_versions_sent_at_the_same_moment_are_numbered_one_after_the_other(
    town: Town, tmp_path: Path
) -> None:
    teacher = town.by("teacher")
    item_id = teacher.send(a_picture(tmp_path, 3)).json["item_id"]
    files = [a_picture(tmp_path, 10 + n) for n in range(4)]
    begin = threading.Barrier(len(files))
    statuses: list[int] = []

    def send(file: Path) -> None:
        begin.wait()
        data = {"file": (io.BytesIO(file.read_bytes()), file.name)}
        statuses.append(teacher.post(f"items/{item_id}/versions", data=data).status_code)

    threads = [threading.Thread(target=send, args=(file,)) for file in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert statuses == [202] * len(files)
    versions = teacher.json(f"items/{item_id}")["versions"]
    assert [version["no"] for version in versions] == [1, 2, 3, 4, 5]


def test_two_buttons_pressed_at_once_publish_once(town: Town, tmp_path: Path) -> None:
    item_id = town.by("teacher").send(a_picture(tmp_path, 4)).json["item_id"]
    town.work()
    town.by("teacher").post(f"items/{item_id}/submit")
    pressing = ("methodologist", "district", "methodologist", "district")
    begin = threading.Barrier(len(pressing))
    statuses: list[int] = []

    def press(login: str) -> None:
        begin.wait()
        statuses.append(town.by(login).post(f"items/{item_id}/publish").status_code)

    threads = [threading.Thread(target=press, args=(login,)) for login in pressing]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == [200, 409, 409, 409]
    with town.services.sessions() as session:
        events = session.scalars(select(ItemEvent.what)).all()
    assert events.count("published") == 1


def test_every_thread_of_a_server_may_hold_the_database(town: Town) -> None:
    settings = town.services.settings.model_copy(update={"web_threads": 24})
    database = Services(settings).database
    with ExitStack() as held:
        for _ in range(settings.web_threads):
            held.enter_context(database.connect())
        assert database.pool.checkedout() == settings.web_threads  # type: ignore[attr-defined]
    database.dispose()
