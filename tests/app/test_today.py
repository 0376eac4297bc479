"""Front pages by role, at hours of a school's week that the test chooses."""

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from accounts.models import Enrolment, Guardian, Person, Role, School, SchoolClass, User
from app.chrome import LOOKS
from app.front import PAGES
from diary.models import Occurrence
from jobs.lease import acquire
from jobs.models import Job
from jobs.worker import PRESENCE
from tests.app.test_budgets import MOST_BYTES, MOST_QUERIES, counted, linked, wire_size
from tests.diary.homework import a_task, lessons, published
from tests.town import ROWAN, ZONE, Town, a_picture, form_word, sign_in

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)

At = Callable[[int, str], None]


@pytest.fixture
def at(town: Town) -> At:
    """Sets the pages' clock: a day of the week that the town's timetable calls this one."""
    with town.services.sessions() as session:
        monday = session.scalars(
            select(Occurrence.day).where(Occurrence.public_id == lessons(town)[1])
        ).one()

    def turn(weekday: int, hour: str) -> None:
        moment = datetime.combine(
            monday + timedelta(days=weekday), time.fromisoformat(hour), tzinfo=ZONE
        )
        town.app.extensions["parta"]["clock"] = lambda: moment

    return turn


def page(town: Town, login: str, **query: str) -> str:
    """The front page's main part as plain words, tags taken away."""
    answer = town.by(login).get("/", query_string=query, headers={"Accept": "text/html"})
    assert answer.status_code == 200, answer.text[:300]
    return answer.text


def words(html: str) -> str:
    """What is read on the page: no tags, no doubled spaces, no-break spaces as others."""
    main = html[html.index("<main") :]
    text = re.sub(r"<[^>]+>", " ", main).replace("\u00a0", " ").replace("&nbsp;", " ")
    return re.sub(r"\s+", " ", text).replace(" ,", ",").replace(" :", ":")


def test_a_teachers_next_lesson_is_told_by_minutes(town: Town, at: At) -> None:
    at(MON, "08:18")
    read = words(page(town, "teacher"))
    assert "1 урок, до 9:10" in read
    assert "8:30 1-й урок М 5А · Математика через 12 минут Координатный луч" in read
    assert "материалов нет Загрузить свой не задано" in read
    at(MON, "08:40")
    assert "идёт до 9:10" in words(page(town, "teacher"))
    at(MON, "09:10")
    after = words(page(town, "teacher"))
    assert "Координатный луч" in after
    assert "идёт" not in after
    assert "через" not in after


def test_a_teacher_sees_what_the_library_holds_and_who_has_opened(
    town: Town, at: At, tmp_path: Path
) -> None:
    at(MON, "08:18")
    item = published(town, tmp_path, lesson="math-5-2", title="Луч")
    _first, second, third, *_ = lessons(town)
    task = a_task(town, item, occurrence_id=second, due_occurrence_id=third)
    html = page(town, "teacher")
    assert "1 материал задано к четвергу" in words(html)
    assert "открыли 0 из 2" in words(html)
    assert f"/diary/homework/{task.homework_id}/opens" in html
    assert "cover.webp" in html
    opened = town.by("pupil").post(f"attachments/{task.attachment_id}/opens", json={"slides": "1"})
    assert opened.status_code == 204
    assert "открыли 1 из 2" in words(page(town, "teacher"))
    at(THU, "08:00")
    due = words(page(town, "teacher"))
    assert "к уроку: открыли 1 из 2 не задано" in due
    # Nothing stands at the third lesson's topic, but not nothing at all is there.
    assert "материал есть только в домашнем задании Загрузить свой" in due
    assert "материалов нет" not in due
    at(WED, "12:00")
    assert "материал есть только в домашнем задании" in words(page(town, "teacher"))
    assert "материалов пока нет" not in words(page(town, "teacher"))


def test_on_a_day_without_lessons_the_next_ones_are_named(town: Town, at: At) -> None:
    at(SUN, "12:00")
    html = page(town, "teacher")
    read = words(html)
    assert "сегодня уроков нет" in read
    assert "не задано" not in read  # of lessons that are days away
    assert "Ближайшие уроки:" in read
    assert "понедельник" in read
    assert "Завтра, 1-й урок 5А, 8:30" in read
    link = re.search(r'<a class="btn main-do" href="([^"]+)">Подготовить урок', html)
    assert link
    assert link[1] == f"/diary/lessons/{lessons(town)[3]}"


def test_a_returned_and_a_failed_material_wait_for_their_author(
    town: Town, at: At, tmp_path: Path
) -> None:
    teacher = town.by("teacher")
    returned = teacher.send(a_picture(tmp_path, 1), title="Круг", subject="math", grade="5").json[
        "item_id"
    ]
    lost = teacher.send(a_picture(tmp_path, 2), title="Квадрат", subject="math", grade="5").json[
        "item_id"
    ]
    teacher.send(a_picture(tmp_path, 3), title="Овал")
    teacher.send(a_picture(tmp_path, 4), title="Ромб", subject="math", grade="5")
    town.work()
    assert teacher.post(f"items/{returned}/submit").status_code == 200
    asked = town.by("methodologist").post(f"items/{returned}/ask-changes", json={"why": "Кривой"})
    assert asked.status_code == 200, asked.text
    with town.services.sessions() as session:
        job = session.scalars(select(Job).order_by(Job.id).offset(1).limit(1)).one()
        job.state, job.error_text = "failed", "Не получилось."
        session.commit()
    at(MON, "08:18")
    html = page(town, "teacher")
    read = words(html)
    assert read.index("Ждёт вас") < read.index("Координатный луч")  # before lessons and library
    assert "1 материал вернули: «Круг»" in read
    assert "1 файл не обработан: «Квадрат»" in read
    assert "1 файл без предмета и класса: «Овал»" in read
    assert "Ромб" not in read
    assert f"/items/{returned}" in html
    assert f"/items/{lost}" in html
    assert "Ждёт вас" not in words(page(town, "colleague"))
    teacher.send(a_picture(tmp_path, 5), title="Конус")
    town.work()
    assert "/mine?waits=unfiled" in page(town, "teacher")
    listed = words(teacher.get("/mine?waits=unfiled").text)
    assert "2 файла без предмета и класса" in listed
    assert "Конус" in listed
    assert "Овал" in listed
    assert "Ромб" not in listed
    assert "Ромб" in words(teacher.get("/mine?waits=nothing").text)


def test_a_pupil_sees_tasks_for_the_next_day_and_marks_them(
    town: Town, at: At, tmp_path: Path
) -> None:
    at(WED, "17:00")
    item = published(town, tmp_path)
    _first, second, third, *_ = lessons(town)
    task = a_task(town, item, {"slides": "2-3"}, occurrence_id=second, due_occurrence_id=third)
    browser = town.app.test_client()
    assert sign_in(browser, "pupil").status_code == 303
    html = browser.get("/").text
    read = words(html)
    assert "Привет, Майя" in read
    assert "На завтра — 1 задание" in read
    assert "2-й урок" in read
    assert "Посмотри и ответь" in read
    assert "Слайды 2–3" in read
    assert f'href="/diary/attachments/{task.attachment_id}"' in html
    assert "Завтра 9:20 М Математика" in read
    secret = form_word(browser, "/")
    pressed = browser.post(
        f"/diary/homework/{task.homework_id}/done",
        data={"csrf_token": secret, "done": "1", "back": "/"},
    )
    assert (pressed.status_code, pressed.headers["Location"]) == (303, "/")
    assert "1 сделано" in words(browser.get("/").text)
    assert "Сделано Вернуть" in words(browser.get("/").text)
    assert "1 сделано" not in words(page(town, "classmate"))
    assert "ничего не задано" in words(page(town, "sixth-grader"))


def test_what_is_due_at_a_cancelled_lesson_is_told_to_be_handed_in_at_the_next(
    town: Town, at: At, tmp_path: Path
) -> None:
    at(WED, "17:00")
    _first, second, third, *_ = lessons(town)
    item = published(town, tmp_path)
    a_task(town, item, occurrence_id=second, due_occurrence_id=third)
    assert "сдать на следующем" not in words(page(town, "pupil"))

    assert town.by("teacher").post(f"/diary/lessons/{third}/cancel").status_code == 303

    assert "урок отменён, сдать на следующем" in words(page(town, "pupil"))


def test_what_is_late_comes_first_and_for_a_week(town: Town, at: At, tmp_path: Path) -> None:
    at(MON, "17:00")
    item = published(town, tmp_path)
    _first, second, third, *_ = lessons(town)
    a_task(town, item, occurrence_id=second, due_occurrence_id=third)
    at(THU, "07:40")
    assert "Математика: не сделано к сегодняшнему уроку" in words(page(town, "pupil"))
    at(FRI, "07:40")
    assert "Математика: не сделано к четвергу" in words(page(town, "pupil"))
    assert "Математика: не сделано к четвергу" in words(page(town, "guardian"))
    at(THU + 8, "07:40")
    assert "не сделано" not in words(page(town, "pupil"))


def test_of_much_that_is_late_the_rest_is_folded_and_marked_on_the_same_page(
    town: Town, at: At, tmp_path: Path
) -> None:
    at(MON, "17:00")
    item = published(town, tmp_path)
    _first, second, third, *_ = lessons(town)
    for n in range(1, 5):
        text = f"Упражнение {n}"
        a_task(town, item, occurrence_id=second, due_occurrence_id=third, text=text)
    at(FRI, "07:40")
    for login, buttons in (("pupil", 2), ("guardian", 0)):
        html = page(town, login)
        shown, folded = html.split("<details", 1)
        folded = folded[: folded.index("</details>")]
        assert "Ещё не сделано: 2" in words("<main" + folded)
        assert [part.count("Упражнение") for part in (shown, folded)] == [2, 2]
        assert folded.count("<form") == buttons


def test_a_late_task_marked_by_a_slip_is_taken_back_until_the_schools_next_midnight(
    town: Town, at: At, tmp_path: Path
) -> None:
    item = published(town, tmp_path)
    _first, second, third, *_ = lessons(town)
    task = a_task(town, item, occurrence_id=second, due_occurrence_id=third)
    at(FRI, "00:30")  # in UTC it is still Thursday
    done = town.by("pupil").post(f"/diary/homework/{task.homework_id}/done", data={"done": "1"})
    assert done.status_code == 303
    for weekday, hour in ((FRI, "17:00"), (SAT, "23:50")):
        at(weekday, hour)
        assert "Вернуть: Математика" in words(page(town, "pupil"))
    at(SUN, "00:10")
    assert "Вернуть" not in words(page(town, "pupil"))


def test_a_guardian_sees_their_own_child_only(town: Town, at: At, tmp_path: Path) -> None:
    at(WED, "17:00")
    item = published(town, tmp_path)
    _first, second, third, *_ = lessons(town)
    task = a_task(town, item, occurrence_id=second, due_occurrence_id=third)
    html = page(town, "guardian")
    read = words(html)
    assert "1 ребёнок, 1 задание, 0 сделано" in read
    assert "Майя 5А · завтра 1 урок, с 9:20" in read
    assert "На завтра 1 задание" in read
    assert "Математика не сделано Посмотри и ответь" in read
    assert "Егор" not in read
    assert "Алина" not in read
    assert f"/diary/pupils/{person_of(town, 'P1').public_id}" in html
    assert "До 14 лет пароль меняет и вход закрывает только родитель." in read
    done = town.by("pupil").post(f"/diary/homework/{task.homework_id}/done", data={"done": "1"})
    assert done.status_code == 303
    assert "1 ребёнок, 1 задание, 1 сделано" in words(page(town, "guardian"))


def test_a_methodologist_begins_with_who_waits_longest(town: Town, at: At, tmp_path: Path) -> None:
    teacher = town.by("teacher")
    sent = {
        title: teacher.send(a_picture(tmp_path, mark), title=title, lesson="math-5-1").json[
            "item_id"
        ]
        for mark, title in enumerate(("Позже", "Раньше"))
    }
    town.work()
    at(MON, "10:00")
    assert teacher.post(f"items/{sent['Раньше']}/submit").status_code == 200
    at(SAT, "10:00")
    assert teacher.post(f"items/{sent['Позже']}/submit").status_code == 200
    at(MON + 8, "10:00")
    html = page(town, "methodologist")
    read = words(html)
    assert "2 материала на проверке" in read
    assert read.index("Раньше") < read.index("Позже")
    assert "Раньше Математика, 5 класс, урок 1" in read
    assert "8 дней" in read
    assert "3 дня" in read
    start = re.search(r'<a class="btn main-do" href="([^"]+)">Начать с самого давнего', html)
    assert start
    assert start[1] == f"/items/{sent['Раньше']}"
    assert "0 % 0 из 8 уроков" in read
    assert "Русский язык 0 из 2" in read
    assert "на проверке ничего нет" in words(page(town, "strange-methodologist"))


def test_a_methodologist_hears_what_was_looked_for_in_vain(town: Town) -> None:
    town.work()
    for _time in range(2):
        town.by("teacher").json("search", q="жирафы в саванне")
    assert "«жирафы в саванне» 2 раза" in words(page(town, "methodologist"))
    assert "жирафы" not in words(page(town, "strange-methodologist"))


def test_an_administrator_reads_how_things_are(town: Town, tmp_path: Path) -> None:
    town.work()
    idle = words(page(town, "administrator"))
    assert "Работает не всё" in idle
    assert "Обработка файлов не запущена" in idle
    town.by("teacher").send(a_picture(tmp_path, 1, "Круг"), title="Круг")
    with town.services.sessions() as session:
        assert acquire(session, f"{PRESENCE}here", "here", 600, town.services.clock)
    read = words(page(town, "administrator"))
    assert "Всё работает" in read
    assert "Обработка файлов идёт" in read
    assert "1 Круг-1.png Числова В. Л. ждёт места" in read
    assert "стоит" not in read
    with town.services.sessions() as session:
        session.scalars(select(Job)).one().run_after -= timedelta(hours=2, minutes=10)
        session.commit()
    late = words(page(town, "administrator"))
    assert "Всё работает, но очередь стоит" in late
    assert "стоит 2 ч 10 мин" in late
    town.work()
    over = words(page(town, "administrator"))
    assert "Круг" not in over
    assert "За сутки сделано: 1, не удалось: 0." in over
    assert "Картинки" in over
    assert "Поиск знает всё" in over


def test_an_administrator_hears_of_an_index_that_is_gone(town: Town) -> None:
    town.work()
    assert "Поиск знает всё" in words(page(town, "administrator"))
    (town.home / "index" / "wanted").touch()
    assert "Поиск строится заново" in words(page(town, "administrator"))


def test_an_administrator_sees_files_of_own_schools_and_the_whole_queues_length(
    town: Town, tmp_path: Path
) -> None:
    town.by("stranger").send(a_picture(tmp_path, 1, "Чужой"), title="Чужой")
    town.by("teacher").send(a_picture(tmp_path, 2, "Свой"), title="Свой")
    read = words(page(town, "administrator"))
    assert "Чужой" not in read
    assert "2 Свой-2.png" in read  # the second place, behind the other school's
    assert "Очередь 2 файла" in read
    assert "В других школах: 1 файл." in read
    assert "И ещё" not in read


def test_an_administrator_reads_that_files_of_the_library_wait(town: Town, tmp_path: Path) -> None:
    assert "общей библиотеки" not in words(page(town, "administrator"))
    for n in (1, 2):
        town.by("teacher").send(a_picture(tmp_path, n, f"Общий{n}"), title=f"Общий {n}")
    with town.services.sessions() as session:
        for job in session.scalars(select(Job)):
            job.school_id = None
        session.commit()
    read = words(page(town, "administrator"))
    assert "Очередь 2 файла 2 файла общей библиотеки ждут. За сутки" in read
    assert "И ещё" not in read
    assert "других школах" not in read


def test_an_administrator_sees_who_cannot_sign_in(town: Town) -> None:
    read = words(page(town, "administrator"))
    assert "Люди без входа в школе 3 ученика" in read
    assert "5А у 1 ученика родители ещё не входят Кто" in read
    assert "6А у 1 ученика родители ещё не входят Кто" in read


@pytest.mark.parametrize("login", PAGES)
def test_the_chosen_look_holds_on_every_front_page(town: Town, login: str) -> None:
    browser = town.app.test_client()
    assert sign_in(browser, login).status_code == 303
    assert "data-theme" not in browser.get("/").text.partition(">\n<head>")[0]
    for look in LOOKS:
        browser.set_cookie("look", look)
        assert f'<html lang="ru" data-theme="{look}">' in browser.get("/").text
    browser.set_cookie("look", "unheard-of")
    assert '<html lang="ru">' in browser.get("/").text


def test_a_person_of_several_roles_turns_from_one_to_another(town: Town, at: At) -> None:
    at(MON, "08:00")
    with town.services.sessions() as session:
        user = session.scalars(select(User).where(User.login == "teacher")).one()
        school = session.scalars(select(School).where(School.public_id == ROWAN)).one()
        session.add(Role(user_id=user.id, role="methodologist", school_id=school.id))
        session.commit()
    first = words(page(town, "teacher"))
    assert "Учитель Методист" in first
    assert "5А · Математика" in first
    second = words(page(town, "teacher", **{"as": "methodologist"}))
    assert "Ждут проверки" in second
    assert "5А · Математика" not in second
    assert "5А · Математика" in words(page(town, "teacher", **{"as": "administrator"}))
    assert "Ваши роли" not in page(town, "pupil")


def test_whoever_has_no_role_yet_is_told_so(town: Town) -> None:
    with town.services.sessions() as session:
        user = session.scalars(select(User).where(User.login == "classmate")).one()
        for role in session.scalars(select(Role).where(Role.user_id == user.id)):
            session.delete(role)
        session.commit()
    assert "когда школа скажет, кто вы" in words(page(town, "classmate"))


def test_a_visitor_meets_the_sign_in_page_and_comes_to_the_front_page(town: Town) -> None:
    browser = town.app.test_client()
    door = browser.get("/")
    assert door.status_code == 200
    assert "Вход" in door.text
    entered = sign_in(browser, "teacher")
    assert (entered.status_code, entered.headers["Location"]) == (303, "/")
    assert 'aria-current="page"' in browser.get("/").text


def person_of(town: Town, source_id: str) -> Person:
    with town.services.sessions() as session:
        return session.scalars(
            select(Person)
            .join(School, School.id == Person.school_id)
            .where(School.public_id == ROWAN, Person.source_id == source_id)
        ).one()


@pytest.fixture
def full_town(town: Town, at: At, tmp_path: Path) -> Town:
    """A Wednesday with homework in three forms, materials, a queue and a guardian of three."""
    at(WED, "07:30")
    item = published(town, tmp_path, lesson="math-5-3")
    first, second, third, *_ = lessons(town)
    a_task(town, item, {"slides": "2-3"}, occurrence_id=second, due_occurrence_id=third)
    a_task(town, item, occurrence_id=second, due_occurrence_id=third, text="Ещё")
    a_task(town, item, occurrence_id=first, due_occurrence_id=second)
    teacher = town.by("teacher")
    for mark in range(7):
        sent = teacher.send(a_picture(tmp_path, mark), title=f"Круг {mark}", lesson="math-5-2")
        town.work() if mark == 4 else None
        if mark < 5:
            assert sent.status_code == 202
    town.work()
    for one in teacher.json("search", q="Круг", per_page="20")["hits"]:
        teacher.post(f"items/{one['item_id']}/submit")
    teacher.send(a_picture(tmp_path, 50), title="В очереди")
    with town.services.sessions() as session:
        guardian = session.scalars(select(User.person_id).where(User.login == "guardian")).one()
        known = set(session.scalars(select(Guardian.child_id)))
        pupils = session.scalars(
            select(Enrolment.person_id)
            .join(SchoolClass)
            .join(School)
            .where(School.public_id == ROWAN)
        ).all()
        for child in set(pupils) - known:
            session.add(
                Guardian(guardian_id=guardian, child_id=child, confirmed_at=town.services.clock())
            )
        session.commit()
    return town


def test_each_front_page_keeps_to_its_budget(full_town: Town) -> None:
    headers = {"Accept": "text/html", "Accept-Encoding": "gzip"}
    expected = {
        "teacher": "1 группа",
        "pupil": "На завтра — 2 задания",
        "guardian": "3 ребёнка",
        "methodologist": "Ещё 2",
        "administrator": "Картинки",
    }
    for login, said in expected.items():
        asked = full_town.by(login)
        assert said in words(page(full_town, login)), login
        with counted(full_town) as statements:
            answer: Any = asked.get("/", headers=headers)
        assert len(statements) <= MOST_QUERIES, login + "\n\n".join(statements)
        html = page(full_town, login)
        sent = len(answer.data) + sum(map(wire_size, linked(html)))
        assert sent <= MOST_BYTES, (login, sent)
