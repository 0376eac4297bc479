"""For whom homework is: pupils chosen or not yet, their words, a class without pupils."""

import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select

from accounts.models import Enrolment
from diary.models import Homework, Occurrence
from tests.diary.homework import a_task, lessons, published
from tests.diary.test_lesson_forms import at_lesson
from tests.town import Town


def a_form(town: Town, word: str, **more: Any) -> dict[str, Any]:
    due = lessons(town)[1]
    return {"csrf_token": word, "homework": "", "text": "Упр. 7", "due": due, **more}


def pupils_of(page: str) -> list[str]:
    """The values of the boxes that can be ticked."""
    return re.findall(r'name="pupil" value="([^"]+)"', page)


CHOOSING = 'value="some" selected'


@pytest.mark.parametrize("verb", ["autosave", "homework"])
def test_a_draft_for_pupils_who_are_not_chosen_yet_stands_and_says_so(
    town: Town, verb: str
) -> None:
    lesson = lessons(town)[0]
    browser, word = at_lesson(town, lesson)

    answer = browser.post(f"/diary/lessons/{lesson}/{verb}", data=a_form(town, word, whom="some"))

    assert answer.status_code == (200 if verb == "autosave" else 303)
    if verb == "autosave":
        assert "Кому — пока не выбрано" in answer.text
    page = browser.get(f"/diary/lessons/{lesson}").text
    assert "Упр. 7" in page
    assert "Кому — пока не выбрано" in page
    assert CHOOSING in page
    every = a_form(town, word, whom="class")
    assert browser.post(f"/diary/lessons/{lesson}/{verb}", data=every).status_code in (200, 303)
    assert CHOOSING not in browser.get(f"/diary/lessons/{lesson}").text


def test_homework_for_nobody_is_not_set_and_is_told_as_not_saved(town: Town) -> None:
    lesson = lessons(town)[0]
    browser, word = at_lesson(town, lesson)
    address = f"/diary/lessons/{lesson}/homework"

    refused = browser.post(address, data=a_form(town, word, whom="some", do="set"))

    assert refused.status_code == 409
    assert "Отметьте, кому задано, или задайте всему классу" in refused.text
    assert "Не сохранено" in refused.text
    assert CHOOSING in refused.text
    with town.services.sessions() as session:
        assert session.scalars(select(Homework.state)).all() == []
    done = browser.post(address, data=a_form(town, word, whom="class", do="set"))
    named = done.location.split("homework=")[1]
    again = a_form(town, word, whom="some", homework=named)
    assert browser.post(address, data=again).status_code == 409
    assert town.by("teacher").json(f"homework/{named}")["text"] == "Упр. 7"


def test_what_makes_no_draft_is_told_as_not_saved(town: Town) -> None:
    lesson = lessons(town)[0]
    browser, word = at_lesson(town, lesson)

    form = a_form(town, word, text="", whom="class")
    answer = browser.post(f"/diary/lessons/{lesson}/autosave", data=form)

    assert "Черновик, не сохранён" in answer.text


def test_the_state_and_the_button_say_to_how_many(town: Town) -> None:
    lesson = lessons(town)[0]
    browser, word = at_lesson(town, lesson)
    page = browser.get(f"/diary/lessons/{lesson}").text
    assert "Задать двум ученикам" in page
    form = a_form(town, word, whom="some", pupil=pupils_of(page)[:1], do="set")

    sent = browser.post(f"/diary/lessons/{lesson}/homework", data=form)

    assert "Задано одному ученику" in browser.get(sent.location).text


def test_homework_of_one_pupil_is_not_the_load_of_the_class(town: Town) -> None:
    lesson = lessons(town)[0]
    browser, word = at_lesson(town, lesson)
    address = f"/diary/lessons/{lesson}/homework"
    one = pupils_of(browser.get(f"/diary/lessons/{lesson}").text)[:1]
    some = a_form(town, word, whom="some", pupil=one, minutes="15", do="set")
    assert browser.post(address, data=some).status_code == 303
    fresh = f"/diary/lessons/{lesson}?homework=new"
    assert "уже задано на" not in browser.get(fresh).text

    every = a_form(town, word, homework="", text="Упр. 8", minutes="20", whom="class", do="set")
    assert browser.post(address, data=every).status_code == 303
    assert "уже задано на 20" in browser.get(fresh).text.replace("\u00a0", " ")


@pytest.fixture
def nobody(town: Town) -> Town:
    """The town while no pupil is in any class yet."""
    with town.services.sessions() as session:
        session.execute(delete(Enrolment))
        session.commit()
    return town


def test_a_class_without_pupils_is_told_as_such(nobody: Town) -> None:
    lesson = lessons(nobody)[0]
    browser, word = at_lesson(nobody, lesson)
    page = browser.get(f"/diary/lessons/{lesson}").text
    assert "В классе пока нет учеников" in page
    assert "Выбрать учеников" not in page
    form = a_form(nobody, word, whom="class", do="set")
    assert browser.post(f"/diary/lessons/{lesson}/homework", data=form).status_code == 303
    with nobody.services.sessions() as session:
        due = session.scalars(
            select(Occurrence).where(Occurrence.public_id == lessons(nobody)[1])
        ).one()
        week = due.day.strftime("%G-W%V")

    shown = browser.get(f"/diary?week={week}").text

    assert "открыли 0 из 0" not in shown
    assert "в классе нет учеников" in shown


def test_a_lesson_shows_what_is_due_at_it(town: Town) -> None:
    lesson, due = lessons(town)[:2]
    browser, word = at_lesson(town, lesson)
    form = a_form(town, word, whom="class", do="set")
    assert browser.post(f"/diary/lessons/{lesson}/homework", data=form).status_code == 303

    page = browser.get(f"/diary/lessons/{due}").text

    assert "Задано к этому уроку" in page
    assert f"/diary/lessons/{lesson}?homework=" in page


def test_what_is_due_at_a_lesson_stands_there_with_its_materials(
    town: Town, tmp_path: Path
) -> None:
    due = lessons(town)[1]
    task = a_task(town, published(town, tmp_path), {"slides": "2-3"}, due_occurrence_id=due)
    here = f'href="/diary/attachments/{task.attachment_id}"'
    board = f'name="homework" value="{task.homework_id}"'

    taught = town.by("teacher").get(f"/diary/lessons/{due}").text
    read = town.by("methodologist").get(f"/diary/lessons/{due}").text

    assert (here in taught, "слайды 2–3" in taught, board in taught) == (True, True, True)
    assert (here in read, board in read) == (True, False)


def test_a_dropped_lesson_is_not_called_cancelled(town: Town) -> None:
    lesson = lessons(town)[-1]
    with town.services.sessions() as session:
        session.scalars(
            select(Occurrence).where(Occurrence.public_id == lesson)
        ).one().state = "dropped"
        session.commit()
    browser, _word = at_lesson(town, lesson)

    page = browser.get(f"/diary/lessons/{lesson}").text

    assert "Урока больше нет в расписании" in page
    assert "Урок отменён" not in page
    assert "Вернуть урок" not in page


def test_what_is_typed_outlives_an_attachment_that_is_gone(town: Town) -> None:
    lesson = lessons(town)[0]
    browser, word = at_lesson(town, lesson)
    form = a_form(town, word, lesson=lesson, text="Долго писал", whom="class")

    for verb in ("remove", "renew", "part"):
        answer = browser.post(f"/diary/attachments/nosuch/{verb}", data=form)
        assert answer.status_code == 404
        assert "Долго писал" in answer.text
