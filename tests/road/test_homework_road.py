"""The road's second half by the calls: homework with parts of a file, who opened it, coverage."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from accounts.models import Person
from accounts.sessions import revoke
from diary.iso_week import week_name
from tests.ingest.makers import film
from tests.road.servers import server_process
from tests.town import ZONE, Town, a_deck, after, form_word, sign_in

OUTSIDERS = ("sixth-grader", "stranger", "strange-methodologist")
"""Of another class, of another school, over another school."""

SLIDES = ("Доли", "Половина", "Треть", "Четверть")


def this_week() -> str:
    return week_name(datetime.now(ZONE).date())


def mathematics(town: Town, login: str = "teacher", **whose: str) -> list[dict[str, Any]]:
    """This week's two lessons of mathematics in the fifth, as the diary call tells them."""
    week = town.by(login).json("diary", week=this_week(), **whose)
    lessons = [lesson for day in week["days"] for lesson in day["lessons"]]
    return [lesson for lesson in lessons if lesson["subject"] == "math"]


def pupil_id(town: Town, last_name: str = "Рыбина") -> str:
    """The outside id of the first school's pupil of this name."""
    with town.services.sessions() as session:
        return session.scalars(
            select(Person.public_id).where(Person.last_name == last_name).order_by(Person.id)
        ).first() or pytest.fail(last_name)


def covered(town: Town, key: str, login: str = "methodologist") -> tuple[int, int]:
    """How many lessons of mathematics in the fifth have something, and how much this one has."""
    caller = town.by(login)
    (cell,) = (one for one in caller.json("coverage", subject="math") if one["grade"] == 5)
    lessons = caller.json("coverage", subject="math", grade="5")
    assert cell["covered"] == sum(1 for one in lessons if one["items"])
    return cell["covered"], next(one["items"] for one in lessons if one["lesson_key"] == key)


@dataclass(frozen=True)
class Given:
    """Homework that is set: slides 2–3 of a deck, and a second of a film."""

    town: Town
    lesson: dict[str, Any]
    deck: str
    homework: str
    slides: str
    stretch: str


def give(town: Town) -> Given:
    """The teacher sends a deck and a film and sets a part of each, by the outside calls."""
    return Given(town, *after(town, _give))


def _give(town: Town, folder: Path) -> tuple[Any, ...]:
    teacher = town.by("teacher")
    set_at, due_at = mathematics(town, **{"class": "5А"})
    items = []
    codecs = ("-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac")
    source = "testsrc=size=160x120:rate=10:duration=4"
    moving = film(folder / "фильм.mp4", codecs, source=source, sound=False)
    for file in (a_deck(folder, *SLIDES), moving):
        sent = teacher.send(file, title=file.stem, lesson=set_at["lesson_key"])
        assert sent.status_code == 202, sent.text
        items.append(sent.json["item_id"])
    town.work()
    for item_id in items:
        assert teacher.json(f"items/{item_id}/status")["outcome"] == "ready"
    made = teacher.post(
        "homework",
        json={
            "occurrence_id": set_at["occurrence_id"],
            "text": "Посмотрите и ответьте на три вопроса",
            "due_occurrence_id": due_at["occurrence_id"],
        },
    )
    assert made.status_code == 201, made.text
    homework: str = made.json["homework_id"]
    hung = []
    for item_id, part in zip(items, ({"slides": "2-3"}, {"from": 1, "to": 2}), strict=True):
        answer = teacher.post(
            f"homework/{homework}/attachments", json={"item_id": item_id, "fragment": part}
        )
        assert answer.status_code == 201, answer.text
        hung.append(answer.json["attachment_id"])
    return set_at, items[0], homework, *hung


@pytest.fixture(scope="module")
def given(shared_town: Town) -> Given:
    """For tests that only look at it."""
    return give(shared_town)


def task_of(lessons: list[dict[str, Any]], given: Given) -> dict[str, Any]:
    """The task at the lesson that it is due to."""
    _, due_at = lessons
    return next(one for one in due_at["homework"] if one["homework_id"] == given.homework)


def picture(caller: Any, given: Given) -> str:
    """The address of the first slide that this pupil is shown."""
    page = caller.get(f"/diary/attachments/{given.slides}").text
    found = re.search(r'data-large="(/media/[^"]+)"', page)
    assert found is not None, page[:500]
    return found.group(1)


def test_a_file_goes_from_its_author_through_the_diary_to_the_matrix(town: Town) -> None:
    given = give(town)
    teacher, pupil, guardian = (town.by(login) for login in ("teacher", "pupil", "guardian"))
    child = pupil_id(town)
    parts = [{"slides": "2-3"}, {"from": 1, "to": 2}]

    for login in ("pupil", "guardian"):
        task = task_of(mathematics(town, login, pupil=child), given)
        assert task["text"] == "Посмотрите и ответьте на три вопроса"
        assert [one["fragment"] for one in task["attachments"]] == parts
        assert [one["attachment_id"] for one in task["attachments"]] == [
            given.slides,
            given.stretch,
        ]
        assert [one["state"] for one in task["attachments"]] == ["ready", "ready"]
        whole = town.by(login).json(f"homework/{given.homework}")
        assert [one["fragment"] for one in whole["attachments"]] == parts
    page = pupil.get(f"/diary/attachments/{given.slides}").text
    assert re.findall(r'data-n="(\d+)"', page) == ["2", "3"]

    for attachment, told in ((given.slides, {"slides": "2-3"}), (given.stretch, {"seconds": 2})):
        assert pupil.post(f"attachments/{attachment}/opens", json=told).status_code == 204
    opened = teacher.json(f"homework/{given.homework}/opens")
    assert [(one["person_id"], one["attachment_id"]) for one in opened] == [
        (child, given.slides),
        (child, given.stretch),
    ]
    assert opened[0]["reach"] == {"slides": "2-3", "seen": 2, "of": 2}
    assert opened[1]["reach"] == {"seconds": "1", "seen": 1, "of": 1}
    assert task_of(mathematics(town), given)["opened"] == 1

    key = given.lesson["lesson_key"]
    cells, items = covered(town, key)
    assert items == 0
    assert guardian.titles("Половина") == []
    for login, verb in (("teacher", "submit"), ("methodologist", "publish")):
        assert town.by(login).post(f"items/{given.deck}/{verb}").status_code == 200
    town.work()
    assert covered(town, key) == (cells + 1, 1)
    assert covered(town, key, "strange-methodologist") == (cells, 0)
    listed = town.by("methodologist").json(f"lessons/{key}")["items"]
    assert [one["item_id"] for one in listed] == [given.deck]


@pytest.mark.parametrize("login", OUTSIDERS)
def test_at_every_step_others_find_nothing(given: Given, login: str) -> None:
    town, outsider = given.town, given.town.by(login)
    before = town.by("teacher").json(f"homework/{given.homework}")
    class_id = given.lesson["class_id"]
    # Who never may do a thing, whatever it is about, hears that; others that it is not there.
    teaches, does = login == "stranger", login == "sixth-grader"
    body = {"occurrence_id": given.lesson["occurrence_id"], "text": "Чужое"}

    answers = {
        "item": outsider.get(f"items/{given.deck}").status_code,
        "status": outsider.get(f"items/{given.deck}/status").status_code,
        "class": outsider.get("diary", query_string={"class": class_id}).status_code,
        "pupil": outsider.get("diary", query_string={"pupil": pupil_id(town)}).status_code,
        "homework": outsider.get(f"homework/{given.homework}").status_code,
        "viewer": outsider.get(f"/diary/attachments/{given.slides}").status_code,
        "bytes": outsider.get(picture(town.by("pupil"), given)).status_code,
    }
    assert set(answers.values()) == {404}, answers
    assert outsider.post("homework", json=body).status_code == (404 if teaches else 403)
    hung = outsider.post(
        f"homework/{given.homework}/attachments", json={"item_id": given.deck}
    ).status_code
    assert hung == (404 if teaches else 403)
    told = outsider.post(f"attachments/{given.slides}/opens", json={"slides": "2"}).status_code
    assert told == (404 if does else 403)
    asked = outsider.get(f"homework/{given.homework}/opens").status_code
    assert asked == (404 if teaches else 403)
    lesson = outsider.get(f"/diary/lessons/{given.lesson['occurrence_id']}").status_code
    assert lesson == (403 if does else 404)
    gone = outsider.call("DELETE", f"homework/{given.homework}").status_code
    assert gone == (404 if teaches else 403)
    assert town.by("teacher").json(f"homework/{given.homework}") == before


def test_a_parent_reads_the_diary_of_no_other_child(given: Given) -> None:
    guardian = given.town.by("guardian")
    for other in ("Птицын", "Зайцева"):
        asked = {"pupil": pupil_id(given.town, other)}
        assert guardian.get("diary", query_string=asked).status_code == 404


def test_after_the_sign_out_and_with_a_revoked_key_nothing_opens(town: Town) -> None:
    given = give(town)
    browser = town.app.test_client()
    sign_in(browser, "pupil")
    cookie = browser.get_cookie("parta_session")
    assert cookie is not None
    paths = [
        picture(browser, given),
        f"/api/v1/homework/{given.homework}",
        f"/api/v1/diary?week={this_week()}",
    ]
    assert {browser.get(path, buffered=True).status_code for path in paths} == {200}
    browser.post("/signout", headers={"X-CSRFToken": form_word(browser, "/library")})
    thief = town.app.test_client()
    thief.set_cookie("parta_session", cookie.value)
    for client in (browser, thief):
        assert {client.get(path, buffered=True).status_code for path in paths} == {401}
        page = client.get(f"/diary/attachments/{given.slides}", buffered=True)
        assert page.status_code == 303

    by_key = town.by("pupil")
    assert by_key.get(f"homework/{given.homework}").status_code == 200
    with town.services.sessions() as session:
        assert revoke(session, town.keys["pupil"], town.services.clock)
    assert {by_key.get(path).status_code for path in paths} == {401}
    told = by_key.post(f"attachments/{given.slides}/opens", json={"slides": "2"})
    assert told.status_code == 401
    assert town.by("teacher").json(f"homework/{given.homework}/opens") == []


def test_what_is_withdrawn_says_so_in_the_diary_and_opens_no_more(town: Town) -> None:
    given = give(town)
    for login, verb in (("teacher", "submit"), ("methodologist", "publish")):
        assert town.by(login).post(f"items/{given.deck}/{verb}").status_code == 200
    key = given.lesson["lesson_key"]
    cells, items = covered(town, key)
    assert items == 1
    url = picture(town.by("pupil"), given)
    assert town.by("pupil").get(url).status_code == 200

    withdrawn = town.by("methodologist").post(
        f"items/{given.deck}/withdraw", json={"why": "Ошибка на втором слайде"}
    )
    assert withdrawn.status_code == 200, withdrawn.text
    assert covered(town, key) == (cells - 1, 0)
    for login in ("pupil", "guardian", "teacher"):
        hung = town.by(login).json(f"homework/{given.homework}")["attachments"]
        assert [one["state"] for one in hung] == ["withdrawn", "ready"], login
    page = town.by("pupil").get(f"/diary/attachments/{given.slides}")
    assert page.status_code == 200
    assert "сняли" in page.text
    assert "/media/" not in page.text
    assert town.by("pupil").get(url).status_code == 404


@pytest.mark.timeout(180)
def test_a_server_killed_between_the_upload_and_the_work_loses_no_attachment(
    town: Town, tmp_path: Path
) -> None:
    set_at, _ = mathematics(town)
    file = a_deck(tmp_path, *SLIDES, name="Свой файл")
    with server_process(town) as server:
        made = server.post(
            "teacher",
            "/api/v1/homework",
            {"occurrence_id": set_at["occurrence_id"], "text": "Посмотрите свой файл"},
        )
        form = f"/diary/lessons/{set_at['occurrence_id']}/files"
        fields = {"homework": made["homework_id"]}
        assert server.send("teacher", form, file, fields) == 303
        server.kill()

    def hung() -> dict[str, Any]:
        (one,) = town.by("pupil").json(f"homework/{made['homework_id']}")["attachments"]
        return dict(one)

    assert (hung()["title"], hung()["state"]) == ("Свой файл", "making")
    page_of_it = f"/diary/attachments/{hung()['attachment_id']}"
    for login, downloads in (("pupil", False), ("teacher", True)):
        waiting = town.by(login).get(page_of_it).text
        assert "готовится" in waiting, login
        # Notes and hidden slides of a deck that is not read yet are still in its file.
        assert ("Скачать" in waiting) is downloads, login
    town.work()
    assert hung()["state"] == "ready"
    ready = town.by("pupil").get(page_of_it).text
    assert re.findall(r'data-n="(\d+)"', ready) == ["1", "2", "3", "4"]
