"""Versions of a material: any is looked at by who may send one, and any older one comes back."""

from pathlib import Path

import pytest

from accounts.viewer import Viewer
from catalog.describe import describe
from catalog.items import get_item
from tests.app.near_town import published
from tests.diary.homework import a_task
from tests.town import Caller, Town, a_picture

STRANGERS = ("colleague", "pupil", "guardian", "administrator", "stranger", "strange-methodologist")


@pytest.fixture
def item_id(town: Town, tmp_path: Path) -> str:
    """A teacher's published picture."""
    return published(town, "teacher", a_picture(tmp_path, 1), "Первый")


def send(caller: Caller, item_id: str, file: Path) -> None:
    with file.open("rb") as opened:
        answer = caller.post(f"items/{item_id}/versions", data={"file": (opened, file.name)})
    assert answer.status_code == 202, answer.text


def statuses(town: Town, item_id: str) -> list[str]:
    return [one["status"] for one in town.by("teacher").json(f"items/{item_id}")["versions"]]


def test_the_version_that_a_reviewer_sent_is_looked_at_and_published_by_reviewers(
    town: Town, item_id: str, tmp_path: Path
) -> None:
    reviewer = town.by("methodologist")
    file = a_picture(tmp_path, 2)
    with file.open("rb") as opened:
        sent = reviewer.post(f"/items/{item_id}/versions", data={"file": (opened, file.name)})
    assert sent.headers["Location"] == f"/items/{item_id}?version=2"
    assert reviewer.get(sent.headers["Location"]).status_code == 200
    assert reviewer.post(f"items/{item_id}/publish").json["code"] == "not_ready"
    town.work()

    for login in ("methodologist", "district", "teacher"):
        page = town.by(login).json(f"items/{item_id}", version=2)
        assert town.by(login).get(page["renditions"][0]["url"]).status_code == 200, login
    for login in STRANGERS:
        assert town.by(login).get(f"items/{item_id}?version=2").status_code == 404, login
        assert town.by(login).post(f"items/{item_id}/publish").status_code in (403, 404), login
    assert town.by("teacher").post(f"items/{item_id}/publish").status_code == 403
    button = f'action="/items/{item_id}/publish"'
    assert button in reviewer.get(sent.headers["Location"]).text
    assert button not in reviewer.get(f"/items/{item_id}").text
    assert reviewer.post(f"items/{item_id}/publish").json["status"] == "published"
    assert statuses(town, item_id) == ["superseded", "published"]


def test_an_authors_draft_stays_the_authors_until_it_is_sent_in(
    town: Town, item_id: str, tmp_path: Path
) -> None:
    reviewer = town.by("methodologist")
    send(town.by("teacher"), item_id, a_picture(tmp_path, 2))
    town.work()

    assert reviewer.get(f"items/{item_id}?version=2").status_code == 404
    assert reviewer.post(f"items/{item_id}/versions/2/restore").status_code == 404
    assert reviewer.post(f"items/{item_id}/publish").json["code"] == "wrong_status"
    assert town.by("teacher").post(f"items/{item_id}/submit").status_code == 200
    assert reviewer.post(f"items/{item_id}/publish").status_code == 200


def test_an_older_version_comes_back_as_the_next_with_its_file_and_words(
    town: Town, item_id: str, tmp_path: Path
) -> None:
    teacher, reviewer = town.by("teacher"), town.by("methodologist")
    task = a_task(town, item_id)
    first = teacher.json(f"items/{item_id}")
    send(reviewer, item_id, a_picture(tmp_path, 2))
    town.work()
    reviewer.post(f"items/{item_id}/publish")
    with town.services.sessions() as session:
        item = get_item(session, item_id)
        words = {"title": "Второй"}
        describe(session, Viewer.the_operator(), item, words, clock=town.services.clock)
        session.commit()
    assert teacher.json(f"items/{item_id}")["title"] == "Второй"

    old = teacher.get(f"/items/{item_id}?version=1").text
    assert "Показана не она, а версия 2" in old
    assert f'action="/items/{item_id}/versions/1/restore"' in old
    for login in STRANGERS:
        again = town.by(login).post(f"items/{item_id}/versions/1/restore")
        assert again.status_code in (403, 404), login
    back = teacher.post(f"/items/{item_id}/versions/1/restore")
    assert back.headers["Location"] == f"/items/{item_id}?version=3"
    town.work()

    assert statuses(town, item_id) == ["superseded", "published", "draft"]
    third = teacher.json(f"items/{item_id}", version=3)
    assert third["title"] == "Первый"
    names = ("name", "mime", "width", "height")
    assert [[one[name] for name in names] for one in third["renditions"]] == [
        [one[name] for name in names] for one in first["renditions"]
    ]
    assert "Возвращена версия 1: теперь это версия 3" in teacher.get(f"/items/{item_id}").text
    assert town.by("pupil").json(f"items/{item_id}")["title"] == "Второй"
    assert teacher.post(f"items/{item_id}/submit").status_code == 200
    assert reviewer.post(f"items/{item_id}/publish").status_code == 200
    assert town.by("pupil").json(f"items/{item_id}")["version_id"] == third["version_id"]
    hung = town.by("pupil").json(f"homework/{task.homework_id}")["attachments"]
    assert [one["version_id"] for one in hung] == [first["version_id"]]


def test_what_stands_already_is_not_brought_back(town: Town, item_id: str, tmp_path: Path) -> None:
    teacher, path = town.by("teacher"), f"items/{item_id}/versions"
    shown = teacher.post(f"{path}/1/restore")
    assert (shown.status_code, shown.json["code"]) == (409, "wrong_status")
    assert shown.json["detail"] == "Этот же файл показан и сейчас: он в версии 1."
    assert teacher.post(f"{path}/2/restore").json["code"] == "version_not_found"
    send(town.by("methodologist"), item_id, a_picture(tmp_path, 2))
    town.work()
    assert town.by("methodologist").post(f"items/{item_id}/publish").status_code == 200

    assert teacher.post(f"{path}/1/restore").status_code == 202
    twice = teacher.post(f"{path}/1/restore")
    assert twice.json["detail"] == "Этот же файл уже в последней версии: её номер 3."
    assert teacher.post(f"/{path}/1/restore").headers["Location"].endswith("version=1")
    assert statuses(town, item_id) == ["superseded", "published", "draft"]
    assert town.by("methodologist").post(f"items/{item_id}/withdraw").status_code == 200
    assert teacher.post(f"{path}/1/restore").json["detail"] == "Материал снят."


def test_a_newer_file_takes_the_material_back_from_review(
    town: Town, item_id: str, tmp_path: Path
) -> None:
    teacher, reviewer = town.by("teacher"), town.by("methodologist")
    send(teacher, item_id, a_picture(tmp_path, 2))
    town.work()
    assert teacher.post(f"items/{item_id}/submit").status_code == 200
    assert "С новым файлом он вернётся к вам" in teacher.get(f"/items/{item_id}?version=2").text

    send(teacher, item_id, a_picture(tmp_path, 3))
    town.work()

    assert statuses(town, item_id) == ["published", "draft", "draft"]
    told = teacher.get(f"/items/{item_id}?version=3").text
    assert "Снят с проверки: загружен новый файл" in told
    assert "Отправить на проверку" in told
    assert item_id not in reviewer.get("/review").text
    assert teacher.post(f"items/{item_id}/submit").status_code == 200
    assert item_id in reviewer.get("/review").text
    assert teacher.post(f"items/{item_id}/versions/1/restore").json["code"] == "wrong_status"
    assert teacher.post(f"items/{item_id}/versions/2/restore").status_code == 202
    assert item_id not in reviewer.get("/review").text
