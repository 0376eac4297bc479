"""The forms of a teacher's lesson in two tabs, pressed twice, or of another lesson."""

from typing import Any

from tests.diary.homework import lessons
from tests.town import Town, form_word, sign_in


def at_lesson(town: Town, occurrence: str, login: str = "teacher") -> tuple[Any, str]:
    """A browser in which somebody has signed in, and the secret of the lesson's forms."""
    browser = town.app.test_client()
    sign_in(browser, login)
    return browser, form_word(browser, f"/diary/lessons/{occurrence}")


def written(town: Town, occurrence: str, login: str = "teacher") -> str:
    """Homework that is set."""
    body = {"occurrence_id": occurrence, "text": "Упр. 5"}
    made = town.by(login).post("homework", json=body)
    assert made.status_code == 201, made.text
    return str(made.json["homework_id"])


def test_what_is_typed_outlives_homework_that_another_tab_removed(town: Town) -> None:
    lesson = lessons(town)[0]
    browser, word = at_lesson(town, lesson)
    homework = written(town, lesson)
    assert town.by("teacher").call("DELETE", f"homework/{homework}").status_code == 204
    sent = {"csrf_token": word, "homework": homework, "text": "Долго писал"}

    answer = browser.post(f"/diary/lessons/{lesson}/homework", data=sent)

    assert answer.status_code == 404
    assert "Долго писал" in answer.text
    assert "станет новым заданием" in answer.text


def test_homework_of_another_lesson_is_not_written_here(town: Town) -> None:
    here, there = lessons(town, "russian")[0], lessons(town, "math", "6А")[0]
    browser, word = at_lesson(town, here, "colleague")
    homework = written(town, there, "colleague")
    sent = {"csrf_token": word, "homework": homework, "text": "Чужое"}

    answer = browser.post(f"/diary/lessons/{here}/homework", data=sent)

    assert answer.status_code == 404
    assert town.by("colleague").json(f"homework/{homework}")["text"] == "Упр. 5"


def test_setting_pressed_twice_sets_once(town: Town) -> None:
    lesson = lessons(town)[0]
    browser, word = at_lesson(town, lesson)
    sent = {"csrf_token": word, "homework": "", "text": "Упр. 7", "do": "set"}
    form = {**sent, "due": lessons(town)[1], "to": "class", "minutes": ""}

    first = browser.post(f"/diary/lessons/{lesson}/homework", data=form)
    second = browser.post(f"/diary/lessons/{lesson}/homework", data=form)

    assert first.status_code == second.status_code == 303, first.text
    assert first.location == second.location
