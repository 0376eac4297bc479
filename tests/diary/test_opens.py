"""What a pupil opens of homework: at its part, told to the teacher, and open to nobody else."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from accounts.models import Person, School, SchoolClass, Teaching
from catalog.models import ItemUsage
from tests.diary.homework import Task, a_task, own_deck, published
from tests.town import ROWAN, Town, a_picture, form_word, sign_in

ANSWERS = "Ответы для учителя"


@pytest.fixture(scope="module")
def task(shared_town: Town, tmp_path_factory: pytest.TempPathFactory) -> Task:
    """Slides 2–4 of a deck whose third is hidden."""
    folder = tmp_path_factory.mktemp("deck")
    item_id = published(
        shared_town, folder, "Доли", "Половина", ANSWERS, "Треть", "Итог", hidden=(3,)
    )
    return a_task(shared_town, item_id, {"slides": "2-4"})


def opens(town: Town, task: Task) -> list[dict[str, object]]:
    found: list[dict[str, object]] = town.by("teacher").json(f"homework/{task.homework_id}/opens")
    return found


def test_a_pupil_sees_the_part_and_the_whole_on_request(shared_town: Town, task: Task) -> None:
    pupil = shared_town.by("pupil")
    page = pupil.get(f"/diary/attachments/{task.attachment_id}").text
    assert re.findall(r'data-n="(\d+)"', page) == ["2", "4"]
    assert "слайды 2–4" in page
    whole = pupil.get(f"/diary/attachments/{task.attachment_id}?whole=1").text
    assert re.findall(r'data-n="(\d+)"', whole) == ["1", "2", "4", "5"]
    assert ANSWERS not in page + whole
    words = pupil.get(f"/diary/attachments/{task.attachment_id}/slides/3").text
    assert ANSWERS not in words


@pytest.mark.parametrize(
    ("login", "status"),
    [
        ("teacher", 200),
        ("pupil", 200),
        ("classmate", 200),
        ("guardian", 200),
        ("colleague", 200),
        ("methodologist", 200),
        ("sixth-grader", 404),
        ("stranger", 404),
        ("strange-methodologist", 404),
        ("", 303),
    ],
)
def test_homework_is_read_by_its_class_its_families_and_its_school(
    shared_town: Town, task: Task, login: str, status: int
) -> None:
    page = shared_town.by(login).get(f"/diary/attachments/{task.attachment_id}")
    assert page.status_code == status


def test_what_was_seen_adds_up_and_is_told_to_the_teacher(town: Town, tmp_path: Path) -> None:
    task = a_task(town, published(town, tmp_path), {"slides": "2-4"})
    pupil = town.by("pupil")
    address = f"attachments/{task.attachment_id}/opens"
    assert opens(town, task) == []
    for body in (None, {"slides": "2"}, {"slides": [4, 2]}, {"slides": "1"}):
        assert pupil.post(address, json=body).status_code == 204
    with town.services.sessions() as session:
        # However often a pupil looks, it is one use.
        assert session.scalars(select(ItemUsage.opens).where(ItemUsage.attaches > 0)).all() == [1]
    (one,) = opens(town, task)
    assert one["name"] == "Рыбина Майя"
    assert one["reach"] == {"slides": "2,4", "seen": 2, "of": 3}
    assert str(one["first"]) <= str(one["last"])


def test_hidden_slides_are_not_asked_of_a_pupil(shared_town: Town, task: Task) -> None:
    pupil = shared_town.by("classmate")
    pupil.post(f"attachments/{task.attachment_id}/opens", json={"slides": "2-4"})
    reach = next(one["reach"] for one in opens(shared_town, task) if one["name"] == "Птицын Егор")
    assert reach == {"slides": "2,4", "seen": 2, "of": 2}


@pytest.mark.parametrize(
    ("login", "status"),
    [("guardian", 403), ("teacher", 403), ("methodologist", 403), ("sixth-grader", 404)],
)
def test_only_a_pupil_who_is_to_do_it_tells_an_opening(
    shared_town: Town, task: Task, login: str, status: int
) -> None:
    told = shared_town.by(login).post(f"attachments/{task.attachment_id}/opens", json={})
    assert told.status_code == status


@pytest.mark.parametrize(
    "body",
    [
        {"slides": "x"},
        {"slides": "2", "seconds": 3},
        {"slides": [[4, 2]]},
        {"slides": True},
        {"slides": {"a": 1}},
        {"seconds": 3},
        {"slides": [[0, 1e300], "x"]},
        {"slides": "1," * 300},
        {"slides": [[0, 86400]] * 2000},
    ],
)
def test_a_reach_that_makes_no_sense_is_refused(
    shared_town: Town, task: Task, body: object
) -> None:
    told = shared_town.by("pupil").post(f"attachments/{task.attachment_id}/opens", json=body)
    assert told.status_code == 422
    assert told.json["code"] in {"wrong_reach", "invalid"}


@pytest.mark.parametrize(
    ("login", "status"),
    [
        ("teacher", 200),
        ("colleague", 403),
        ("pupil", 403),
        ("guardian", 403),
        ("methodologist", 403),
        ("stranger", 404),
    ],
)
def test_who_opened_is_the_teachers_to_know(
    shared_town: Town, task: Task, login: str, status: int
) -> None:
    assert shared_town.by(login).get(f"homework/{task.homework_id}/opens").status_code == status


def test_a_pupil_marks_done_and_takes_it_back(town: Town, tmp_path: Path) -> None:
    task = a_task(town, published(town, tmp_path))
    browser = town.app.test_client()
    sign_in(browser, "pupil")
    page = f"/diary/attachments/{task.attachment_id}"
    for pressed, offered in (("1", "Ещё не сделано"), ("1", "Ещё не сделано"), ("0", "Сделано")):
        answer = browser.post(
            f"/diary/homework/{task.homework_id}/done",
            data={"done": pressed, "back": page, "csrf_token": form_word(browser, page)},
        )
        assert (answer.status_code, answer.location) == (303, page)
        assert offered in browser.get(page).text


def test_done_leads_to_no_other_site(town: Town, tmp_path: Path) -> None:
    task = a_task(town, published(town, tmp_path))
    browser = town.app.test_client()
    sign_in(browser, "pupil")
    word = form_word(browser, f"/diary/attachments/{task.attachment_id}")
    for back in ("//evil.example/", "https://evil.example/", "/\\evil.example", "/\t/evil", "/\nx"):
        answer = browser.post(
            f"/diary/homework/{task.homework_id}/done", data={"back": back, "csrf_token": word}
        )
        assert answer.location == "/"


def test_a_withdrawn_material_says_so_and_opens_nothing(town: Town, tmp_path: Path) -> None:
    task = a_task(town, published(town, tmp_path))
    pupil = town.by("pupil")
    before = pupil.get(f"/diary/attachments/{task.attachment_id}").text
    picture = re.findall(r'src="(/media/[^"]+1920[^"]*)"', before)[0]
    assert pupil.get(picture).status_code == 200
    town.by("methodologist").post(f"items/{task.item_id}/withdraw", json={"why": "Ошибка"})
    page = pupil.get(f"/diary/attachments/{task.attachment_id}").text
    assert "Этот материал сняли" in page
    assert "/media/" not in page
    assert pupil.get(picture).status_code == 404


def test_own_private_file_opens_to_the_class_alone(town: Town) -> None:
    own = own_deck(town, "Тайный слайд", "Второй")
    assert town.by("pupil").get(f"items/{own}").status_code == 404
    task = a_task(town, own)
    for login, status in (("pupil", 200), ("guardian", 200), ("sixth-grader", 404)):
        caller = town.by(login)
        assert caller.get(f"items/{own}").status_code == status
        page = caller.get(f"/diary/attachments/{task.attachment_id}")
        assert page.status_code == status
        for address in re.findall(r'(?:src|href)="(/media/[^"]+)"', page.text):
            assert caller.get(address).status_code == 200


def test_another_persons_address_opens_nothing(town: Town, tmp_path: Path) -> None:
    task = a_task(town, published(town, tmp_path))
    page = town.by("pupil").get(f"/diary/attachments/{task.attachment_id}").text
    picture = re.findall(r'src="(/media/[^"]+)"', page)[0]
    assert town.by("classmate").get(picture).status_code == 404
    assert town.by("").get(picture).status_code in {401, 404}


def test_the_table_puts_first_who_did_not_open(town: Town, tmp_path: Path) -> None:
    task = a_task(town, published(town, tmp_path), {"slides": "2-3"})
    town.by("pupil").post(f"attachments/{task.attachment_id}/opens", json={"slides": "2-3"})
    page = town.by("teacher").get(f"/diary/homework/{task.homework_id}/opens").text
    assert page.index("Птицын Егор") < page.index("Рыбина Майя")
    assert "все слайды" in page
    assert "1 из 2" in page


def test_marks_are_counted_within_their_group_and_what_nobody_opened_is_one_line(
    town: Town, tmp_path: Path
) -> None:
    item = published(town, tmp_path)
    task = a_task(town, item, {"slides": "2-3"})
    second = town.by("teacher").post(
        f"homework/{task.homework_id}/attachments", json={"item_id": item, "fragment": None}
    )
    for hung in (task.attachment_id, second.json["attachment_id"]):
        town.by("pupil").post(f"attachments/{hung}/opens", json={"slides": "1-4"})
    done = town.by("classmate").post(f"/diary/homework/{task.homework_id}/done", data={"done": "1"})
    assert done.status_code == 303

    address = f"/diary/homework/{task.homework_id}/opens"
    page = town.by("teacher").get(address).text

    unopened, seen = page.split('id="all"')
    assert unopened.count("ничего не открыто") == 1
    assert "не открыт<" not in page
    assert "отметили сделанным" not in page
    assert "сделано" in unopened
    assert "Рыбина Майя" in seen
    town.by("pupil").post(f"/diary/homework/{task.homework_id}/done", data={"done": "1"})
    assert "отметили сделанным 1" in town.by("teacher").get(address).text


@pytest.mark.parametrize("told", [[[0, 1e308]] * 200, "0-99999999," * 100 + "1", 100_000])
def test_no_message_makes_more_than_there_is(shared_town: Town, task: Task, told: object) -> None:
    """Each of these once took hundreds of megabytes, or left what nobody could read again."""
    pupil = shared_town.by("classmate")
    assert pupil.post(f"attachments/{task.attachment_id}/opens", json={"slides": told}).status_code
    table = shared_town.by("teacher").get(f"homework/{task.homework_id}/opens")
    assert table.status_code == 200


def test_a_second_without_end_is_refused(shared_town: Town, task: Task) -> None:
    told = shared_town.by("pupil").post(
        f"attachments/{task.attachment_id}/opens",
        data='{"seconds": 1e400}',
        content_type="application/json",
    )
    assert told.status_code == 422


def test_a_picture_is_one_slide_whatever_is_told(town: Town, tmp_path: Path) -> None:
    item_id = town.by("teacher").send(a_picture(tmp_path, 7)).json["item_id"]
    town.work()
    task = a_task(town, item_id)
    pupil = town.by("pupil")
    assert (
        pupil.post(f"attachments/{task.attachment_id}/opens", json={"slides": [100000]}).status_code
        == 204
    )
    (one,) = opens(town, task)
    assert one["reach"] is None


@pytest.mark.parametrize("login", ["colleague", "methodologist", "administrator"])
def test_who_only_reads_the_homework_meets_nothing_of_a_private_file(
    town: Town, login: str
) -> None:
    task = a_task(town, own_deck(town, "Тайный слайд", "Второй"))
    page = town.by(login).get(f"/diary/attachments/{task.attachment_id}")
    assert page.status_code == 200
    assert "Посмотри и ответь" in page.text
    assert "Материал открыт только классу" in page.text
    assert "Тайный" not in page.text
    assert "/media/" not in page.text
    words = town.by(login).get(f"/diary/attachments/{task.attachment_id}/slides/1")
    assert words.status_code == 404


def test_words_of_a_withdrawn_material_are_closed_too(town: Town, tmp_path: Path) -> None:
    task = a_task(town, published(town, tmp_path))
    address = f"/diary/attachments/{task.attachment_id}/slides/1"
    assert "Доли" in town.by("pupil").get(address).text
    town.by("methodologist").post(f"items/{task.item_id}/withdraw", json={"why": "Ошибка"})
    for login in ("pupil", "guardian", "teacher"):
        assert town.by(login).get(address).status_code == 404


def test_who_no_longer_teaches_the_class_keeps_nothing_of_it(town: Town, tmp_path: Path) -> None:
    task = a_task(town, published(town, tmp_path))
    teacher = town.by("teacher")
    assert teacher.get(f"homework/{task.homework_id}/opens").status_code == 200
    with town.services.sessions() as session:
        who = (
            select(Person.id)
            .join(School)
            .where(School.public_id == ROWAN, Person.source_id == "T1")
        )
        session.execute(delete(Teaching).where(Teaching.person_id == session.scalar(who)))
        session.execute(update(SchoolClass).values(head_teacher_id=None))
        session.commit()
    assert teacher.get(f"homework/{task.homework_id}/opens").status_code == 404
    assert (
        teacher.call("PATCH", f"homework/{task.homework_id}", json={"text": "x"}).status_code == 404
    )
    assert teacher.get(f"/diary/attachments/{task.attachment_id}").status_code == 404


def test_done_pressed_many_times_at_once_is_done_once(town: Town, tmp_path: Path) -> None:
    task = a_task(town, published(town, tmp_path))
    browser = town.app.test_client()
    sign_in(browser, "pupil")
    word = form_word(browser, f"/diary/attachments/{task.attachment_id}")

    def press(_n: int) -> int:
        return int(
            browser.post(
                f"/diary/homework/{task.homework_id}/done", data={"csrf_token": word}
            ).status_code
        )

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(press, range(8))) == {303}


def test_without_a_script_a_button_tells_the_opening(town: Town, tmp_path: Path) -> None:
    task = a_task(town, published(town, tmp_path))
    browser = town.app.test_client()
    sign_in(browser, "pupil")
    address = f"/diary/attachments/{task.attachment_id}"
    word = form_word(browser, address)

    answer = browser.post(f"{address}/opens", data={"csrf_token": word, "back": address})

    assert (answer.status_code, answer.location) == (303, address)
    page = browser.get(address).text
    assert "Учитель видит, что материал открыт" in page
    assert "Сообщить учителю" not in page
    assert [one["name"] for one in town.by("teacher").json(f"homework/{task.homework_id}/opens")]
