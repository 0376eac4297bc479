"""The same bytes sent many times at the same moment."""

import shutil
import threading
from collections import Counter
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from catalog.models import Item
from media.models import Original
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
