"""Homework by the calls: what it needs to be set, who may, what is pinned to it."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from accounts.models import Person
from catalog.models import ItemUsage, Version
from diary.models import Occurrence
from tests.diary.homework import a_task, lessons, published
from tests.town import Town, a_pdf, a_picture


def day_of(town: Town, lesson: str) -> date:
    with town.services.sessions() as session:
        return session.scalars(select(Occurrence.day).where(Occurrence.public_id == lesson)).one()


def person(town: Town, last_name: str) -> str:
    with town.services.sessions() as session:
        return (
            session.scalars(
                select(Person.public_id).where(Person.last_name == last_name).order_by(Person.id)
            ).first()
            or ""
        )


def test_homework_without_a_due_is_due_at_the_subjects_next_lesson(shared_town: Town) -> None:
    first, second, *_ = lessons(shared_town)
    teacher = shared_town.by("teacher")
    made = teacher.post("homework", json={"occurrence_id": first, "text": "№ 56"})
    assert made.status_code == 201
    found = teacher.json(f"homework/{made.json['homework_id']}")
    assert found["due_occurrence_id"] == second
    assert found["text"] == "№ 56"
    assert found["attachments"] == []
    assert "due_on" not in found


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"text": "  "}, "not_ready_to_set"),
        ({"due_occurrence_id": "нет такого"}, "wrong_due"),
        ({"due_occurrence_id": "0"}, "wrong_due"),
        ({"due_occurrence_id": "other class"}, "wrong_due"),
        ({"due_on": "before"}, "wrong_due"),
        ({"due_occurrence_id": "1", "due_on": "after"}, "wrong_due"),
        ({"pupil_ids": ["Зайцева"]}, "wrong_homework"),
        ({"minutes": 0}, "invalid"),
        ({"minutes": 2.5}, "invalid"),
        ({"minutes": "20"}, "invalid"),
        ({"due_on": 5}, "invalid"),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_nothing(
    shared_town: Town, change: dict[str, object], code: str
) -> None:
    town, own = shared_town, lessons(shared_town)
    day = day_of(town, own[1])
    words: dict[object, object] = {
        "0": own[0],
        "1": own[2],
        "other class": lessons(town, name="6А")[5],
        "before": (day - timedelta(days=1)).isoformat(),
        "after": (day + timedelta(days=1)).isoformat(),
    }
    sent = {
        name: words.get(value, value) if isinstance(value, str) else value
        for name, value in change.items()
    }
    if "pupil_ids" in change:
        sent["pupil_ids"] = [person(town, "Зайцева")]
    before = town.by("teacher").get(f"/diary/lessons/{own[1]}").text.count("Задано")
    body = {"occurrence_id": own[1], "text": "№ 57", **sent}
    refused = town.by("teacher").post("homework", json=body)
    assert refused.json["code"] == code, refused.text
    assert refused.content_type == "application/problem+json"
    assert town.by("teacher").get(f"/diary/lessons/{own[1]}").text.count("Задано") == before


@pytest.mark.parametrize(
    ("login", "status"),
    [
        ("colleague", 403),
        ("pupil", 403),
        ("guardian", 403),
        ("methodologist", 403),
        ("stranger", 404),
        ("", 401),
    ],
)
def test_only_who_teaches_the_lesson_sets_homework(
    shared_town: Town, login: str, status: int
) -> None:
    body = {"occurrence_id": lessons(shared_town)[0], "text": "№ 58"}
    assert shared_town.by(login).post("homework", json=body).status_code == status


def test_homework_for_some_is_hidden_from_the_others(shared_town: Town) -> None:
    body = {
        "occurrence_id": lessons(shared_town)[0],
        "text": "Только Майе",
        "pupil_ids": [person(shared_town, "Рыбина")],
    }
    made = shared_town.by("teacher").post("homework", json=body).json["homework_id"]
    assert shared_town.by("pupil").get(f"homework/{made}").status_code == 200
    assert shared_town.by("guardian").get(f"homework/{made}").status_code == 200
    assert shared_town.by("classmate").get(f"homework/{made}").status_code == 404
    # and all again
    every = shared_town.by("teacher").call("PATCH", f"homework/{made}", json={"pupil_ids": []})
    assert every.status_code == 200
    assert shared_town.by("classmate").get(f"homework/{made}").status_code == 200


def test_a_change_touches_only_what_is_named(shared_town: Town) -> None:
    first, _second, third, *_ = lessons(shared_town)
    teacher = shared_town.by("teacher")
    made = teacher.post(
        "homework", json={"occurrence_id": first, "text": "Было", "minutes": 20.0}
    ).json["homework_id"]
    changed = teacher.call("PATCH", f"homework/{made}", json={"due_occurrence_id": third}).json
    assert (changed["text"], changed["minutes"], changed["due_occurrence_id"]) == (
        "Было",
        20,
        third,
    )
    empty = teacher.call("PATCH", f"homework/{made}", json={"text": ""})
    assert empty.status_code == 409
    assert teacher.json(f"homework/{made}")["text"] == "Было"
    no_due = teacher.call("PATCH", f"homework/{made}", json={"due_on": None})
    assert no_due.json["code"] == "wrong_due"


def test_attachments_keep_their_version_part_and_order(town: Town, tmp_path: Path) -> None:
    deck = published(town, tmp_path, "Раз", "Два", "Три", "Четыре")
    task = a_task(town, deck, {"slides": "2-3"})
    teacher = town.by("teacher")
    again = teacher.post(
        f"homework/{task.homework_id}/attachments",
        json={"item_id": deck, "fragment": {"slides": "2-3"}},
    )
    assert again.json["attachment_id"] == task.attachment_id
    whole = teacher.post(f"homework/{task.homework_id}/attachments", json={"item_id": deck})
    found = teacher.json(f"homework/{task.homework_id}")["attachments"]
    assert [one["attachment_id"] for one in found] == [
        task.attachment_id,
        whole.json["attachment_id"],
    ]
    assert found[0]["fragment"] == {"slides": "2-3"}
    assert found[0]["kind"] == "presentation"
    assert found[0]["state"] == "ready"
    assert "fragment" not in found[1]
    for fragment in ({"slides": "4-9"}, {"from": 1, "to": 2}, {"slides": "много"}):
        wrong = teacher.post(
            f"homework/{task.homework_id}/attachments",
            json={"item_id": deck, "fragment": fragment},
        )
        assert wrong.json["code"] == "wrong_fragment", wrong.text
    assert usage(town) == [("math", 2)]
    removed = teacher.call("DELETE", f"attachments/{task.attachment_id}")
    assert removed.status_code == 204
    assert usage(town) == [("math", 1)]
    gone = teacher.call("DELETE", f"homework/{task.homework_id}")
    assert gone.status_code == 204
    assert usage(town) == [("math", 0)]
    assert teacher.get(f"homework/{task.homework_id}").status_code == 404


def test_a_material_that_a_teacher_may_not_open_cannot_be_attached(
    town: Town, tmp_path: Path
) -> None:
    foreign = town.by("colleague").send(a_picture(tmp_path, 5)).json["item_id"]
    made = town.by("teacher").post(
        "homework", json={"occurrence_id": lessons(town)[0], "text": "№ 1"}
    )
    address = f"homework/{made.json['homework_id']}/attachments"
    assert town.by("teacher").post(address, json={"item_id": foreign}).status_code == 404
    # one's own, unprocessed as it is, can be
    own = town.by("teacher").send(a_picture(tmp_path, 6)).json["item_id"]
    assert town.by("teacher").post(address, json={"item_id": own}).status_code == 201
    found = town.by("pupil").json(f"homework/{made.json['homework_id']}")["attachments"]
    assert [one["state"] for one in found] == ["making"]


def test_a_newer_version_is_offered_and_taken_only_by_the_teachers_hand(
    town: Town, tmp_path: Path
) -> None:
    teacher = town.by("teacher")
    sent = teacher.send(a_pdf(tmp_path / "1", "one", "two", "three", "four"), title="Счёт").json
    town.work()
    task = a_task(town, sent["item_id"], {"slides": "2-3"})
    version = teacher.json(f"homework/{task.homework_id}")["attachments"][0]["version_id"]
    newer = a_pdf(tmp_path / "2", "zero", "one", "two", "three", "four")
    with newer.open("rb") as file:
        teacher.post(f"items/{sent['item_id']}/versions", data={"file": (file, newer.name)})
    town.work()
    stands = teacher.json(f"homework/{task.homework_id}")["attachments"][0]
    assert stands["version_id"] == version
    assert stands["newer"] is True
    assert town.by("pupil").json(f"homework/{task.homework_id}")["attachments"][0]["newer"] is False
    taken = teacher.post(f"/diary/attachments/{task.attachment_id}/renew")
    assert taken.status_code == 303, taken.text
    renewed = teacher.json(f"homework/{task.homework_id}")["attachments"][0]
    assert renewed["version_id"] != version
    assert renewed["fragment"] == {"slides": "3-4"}
    assert renewed["newer"] is False
    # slides that the next version has changed cannot be carried over: the teacher is told
    third = a_pdf(tmp_path / "3", "zero", "one", "not two", "three", "four")
    with third.open("rb") as file:
        teacher.post(f"items/{sent['item_id']}/versions", data={"file": (file, third.name)})
    town.work()
    refused = teacher.post(f"/diary/attachments/{task.attachment_id}/renew")
    assert refused.status_code == 409
    assert "страница 3 изменилась" in refused.text
    chosen = teacher.post(
        f"/diary/attachments/{task.attachment_id}/renew",
        data={"item": sent["item_id"], "first": "4", "last": "5"},
    )
    assert chosen.status_code == 303, chosen.text
    renewed = teacher.json(f"homework/{task.homework_id}")["attachments"][0]
    assert renewed["fragment"] == {"slides": "4-5"}


def test_two_teachers_with_the_same_file_each_have_their_own_item(
    town: Town, tmp_path: Path
) -> None:
    file = a_pdf(tmp_path, "same")
    for login, subject in (("teacher", "math"), ("colleague", "russian")):
        lesson = lessons(town, subject)[0]
        with file.open("rb") as stream:
            sent = town.by(login).post(
                f"/diary/lessons/{lesson}/files", data={"file": (stream, file.name)}
            )
        assert sent.status_code == 303, sent.text
    with town.services.sessions() as session:
        items = session.execute(select(Version.item_id, Version.original_sha)).all()
    assert len({item for item, _ in items}) == 2
    assert len({sha for _, sha in items}) == 1


def usage(town: Town) -> list[tuple[str, int]]:
    with town.services.sessions() as session:
        rows = session.execute(select(ItemUsage.subject_code, ItemUsage.attaches))
        return [(subject, attaches) for subject, attaches in rows]


def test_an_own_file_that_hangs_there_gets_its_slides_once_they_are_known(
    town: Town, tmp_path: Path
) -> None:
    teacher, lesson = town.by("teacher"), lessons(town)[0]
    with a_pdf(tmp_path, "one", "two", "three").open("rb") as file:
        teacher.post(f"/diary/lessons/{lesson}/files", data={"file": (file, "own.pdf")})
    town.work()
    page = teacher.get(f"/diary/lessons/{lesson}").text
    assert "Выбрать страницы" in page
    (attachment,) = set(re.findall(r"change=([\w-]+)", page))
    address = f"/diary/attachments/{attachment}/part"
    assert teacher.post(address, data={"first": "2", "last": "3"}).status_code == 303
    assert "страницы 2–3" in teacher.get(f"/diary/lessons/{lesson}").text
    (item_id,) = set(re.findall(r"/items/([\w-]+)#about", page))
    whole = teacher.post(f"/diary/lessons/{lesson}/materials", data={"item": item_id})
    assert whole.status_code == 303, whole.text
    # what hangs there already is not hung twice, and a slide that is not there is refused
    twice = teacher.post(address, data={"first": "1", "last": "3"})
    assert (twice.status_code, "уже прикреплена" in twice.text) == (409, True)
    assert teacher.post(address, data={"first": "4"}).status_code == 422


def test_homework_names_its_files_to_those_it_is_for(town: Town, tmp_path: Path) -> None:
    own = town.by("teacher").send(a_pdf(tmp_path, "one", "two"), title="Свой").json["item_id"]
    task = a_task(town, own, {"slides": "2"})
    town.work()
    for login in ("pupil", "guardian"):
        asked = town.by(login)
        [hung] = asked.json(f"homework/{task.homework_id}")["attachments"]
        files = {one["name"]: one for one in hung["renditions"]}
        assert {"cover.webp", "slide-0002-960.webp"} <= files.keys()
        assert files["cover.webp"]["mime"] == "image/webp"
        assert asked.get(files["cover.webp"]["url"]).status_code == 200
        assert asked.get(hung["download"]).status_code == 200
        assert town.by("sixth-grader").get(files["cover.webp"]["url"]).status_code == 404
        item = asked.json(f"items/{own}")
        assert item["renditions"] == hung["renditions"]
        assert [one["no"] for one in item["versions"]] == [1]
        assert asked.titles("Свой") == []  # what is set is opened, and found by nobody
    # Who reads the class's homework and may not open the material gets no addresses.
    [seen] = town.by("administrator").json(f"homework/{task.homework_id}")["attachments"]
    assert (seen["renditions"], seen["download"]) == ([], None)
    assert town.by("administrator").get(f"items/{own}").status_code == 404


def test_the_item_call_gives_the_version_that_homework_pins(town: Town, tmp_path: Path) -> None:
    own = town.by("teacher").send(a_pdf(tmp_path, "old"), title="Своё").json["item_id"]
    a_task(town, own)
    town.work()
    with a_pdf(tmp_path / "new", "new").open("rb") as stream:
        sent = town.by("teacher").post(f"items/{own}/versions", data={"file": (stream, "n.pdf")})
    assert sent.status_code == 202, sent.text
    town.work()
    pinned = town.by("pupil").json(f"items/{own}")
    assert [one["no"] for one in pinned["versions"]] == [1]
    assert town.by("pupil").get(f"items/{own}?version=2").status_code == 404
    assert [one["no"] for one in town.by("teacher").json(f"items/{own}")["versions"]] == [1, 2]
