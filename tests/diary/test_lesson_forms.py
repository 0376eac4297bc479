"""The forms of a teacher's lesson in two tabs, pressed twice, or of another lesson."""

import io
import re
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

import diary.cancel
import diary.material_views
from catalog.models import Item
from diary.models import Attachment, Homework, Occurrence
from media.models import Original
from tests.diary.homework import lessons
from tests.ingest.makers import make
from tests.town import Town, a_picture, form_word, sign_in


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


def in_another_tab(act: Callable[[], Any]) -> None:
    """Do it to its end in a thread of its own: a request in this one would share the session."""
    tab = threading.Thread(target=act)
    tab.start()
    tab.join()


def held(town: Town) -> list[tuple[str, int | None]]:
    """(State, number of the grid's lesson) of 5А's mathematics, by day."""
    with town.services.sessions() as session:
        found = [
            session.scalars(select(Occurrence).where(Occurrence.public_id == one)).one()
            for one in lessons(town)[:6]
        ]
        return [(one.state, one.lesson.lesson_no if one.lesson else None) for one in found]


def count(town: Town, table: type[Any]) -> int:
    with town.services.sessions() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_cancellation_that_dies_leaves_nothing_and_can_be_pressed_again(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson = lessons(town)[3]
    browser, word = at_lesson(town, lesson)
    before = held(town)

    def die(*_given: Any) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(diary.cancel, "deal", die)
        answer = browser.post(f"/diary/lessons/{lesson}/cancel", data={"csrf_token": word})
    assert answer.status_code == 500
    assert held(town) == before

    answer = browser.post(f"/diary/lessons/{lesson}/cancel", data={"csrf_token": word})
    assert answer.status_code == 303
    assert held(town)[3:5] == [("cancelled", None), ("planned", 4)]


def test_nobody_else_writes_between_a_cancellation_and_its_topics(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson = lessons(town)[3]
    browser, word = at_lesson(town, lesson)
    refused, real = [], diary.cancel.deal

    def deal(*given: Any) -> None:
        url = town.services.database.url.database
        assert url is not None
        other = sqlite3.connect(url, timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()
        refused.append(True)
        real(*given)

    monkeypatch.setattr(diary.cancel, "deal", deal)
    answer = browser.post(f"/diary/lessons/{lesson}/cancel", data={"csrf_token": word})

    assert (answer.status_code, refused) == (303, [True])


def test_a_file_for_homework_that_is_removed_meanwhile_gets_a_plain_answer(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson, due = lessons(town)[:2]
    browser, word = at_lesson(town, lesson)
    homework = written(town, lesson)
    file, real = a_picture(tmp_path, 7), diary.material_views.arriving

    def send(named: str) -> Any:
        sent = {"csrf_token": word, "homework": named, "text": "Долго писал", "due": due}
        bytes_ = io.BytesIO(file.read_bytes())
        return browser.post(
            f"/diary/lessons/{lesson}/files", data={**sent, "file": (bytes_, file.name)}
        )

    def slowly(*given: Any) -> Any:
        in_another_tab(lambda: town.by("teacher").call("DELETE", f"homework/{homework}"))
        return real(*given)

    with monkeypatch.context() as patched:
        patched.setattr(diary.material_views, "arriving", slowly)
        answer = send(homework)
    assert answer.status_code == 404
    assert "Долго писал" in answer.text
    assert [count(town, one) for one in (Item, Original, Homework, Attachment)] == [0, 0, 0, 0]

    assert send("").status_code == 303
    town.work()
    with town.services.sessions() as session:
        hung = session.scalars(select(Attachment)).one()
        assert hung.version.processed_at is not None
    kept = [one for one in (town.home / "storage" / "originals").rglob("*") if one.is_file()]
    assert len(kept) == 1


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


def test_what_is_typed_for_removed_homework_says_that_it_would_replace_a_draft(town: Town) -> None:
    lesson = lessons(town)[0]
    browser, word = at_lesson(town, lesson)
    homework = written(town, lesson)
    drafted = {"csrf_token": word, "homework": "", "text": "Черновик"}
    assert browser.post(f"/diary/lessons/{lesson}/homework", data=drafted).status_code == 303
    assert town.by("teacher").call("DELETE", f"homework/{homework}").status_code == 204
    sent = {"csrf_token": word, "homework": homework, "text": "Долго писал"}

    answer = browser.post(f"/diary/lessons/{lesson}/homework", data=sent)

    assert answer.status_code == 404
    assert "Долго писал" in answer.text
    assert "заменит ваш черновик" in answer.text
    with town.services.sessions() as session:
        assert session.scalars(select(Homework.text)).all() == ["Черновик"]


def test_homework_of_another_lesson_is_not_written_here(town: Town) -> None:
    (here, due), there = lessons(town, "russian")[:2], lessons(town, "math", "6А")[0]
    browser, word = at_lesson(town, here, "colleague")
    homework = written(town, there, "colleague")
    sent = {"csrf_token": word, "homework": homework, "text": "Чужое", "due": due}

    answer = browser.post(f"/diary/lessons/{here}/homework", data=sent)

    assert answer.status_code == 404
    assert town.by("colleague").json(f"homework/{homework}")["text"] == "Упр. 5"


def test_a_file_is_not_hung_on_homework_of_another_lesson(town: Town, tmp_path: Path) -> None:
    here, there = lessons(town, "russian")[0], lessons(town, "math", "6А")[0]
    browser, word = at_lesson(town, here, "colleague")
    homework = written(town, there, "colleague")
    file = a_picture(tmp_path, 8)
    sent = {"csrf_token": word, "homework": homework, "file": (file.open("rb"), file.name)}

    answer = browser.post(f"/diary/lessons/{here}/files", data=sent)

    assert answer.status_code == 404
    assert [count(town, one) for one in (Item, Attachment)] == [0, 0]


def test_setting_pressed_twice_sets_once(town: Town) -> None:
    lesson = lessons(town)[0]
    browser, word = at_lesson(town, lesson)
    sent = {"csrf_token": word, "homework": "", "text": "Упр. 7", "do": "set"}
    form = {**sent, "due": lessons(town)[1], "whom": "class", "minutes": ""}

    first = browser.post(f"/diary/lessons/{lesson}/homework", data=form)
    second = browser.post(f"/diary/lessons/{lesson}/homework", data=form)

    assert first.status_code == second.status_code == 303, first.text
    assert first.location == second.location
    assert count(town, Homework) == 1


def test_setting_pressed_again_after_a_draft_was_kept_leaves_no_draft(town: Town) -> None:
    """The form kept a draft by itself between the two presses."""
    lesson, due = lessons(town)[:2]
    browser, word = at_lesson(town, lesson)
    form = {"csrf_token": word, "homework": "", "text": "Упр. 7", "due": due, "whom": "class"}
    first = browser.post(f"/diary/lessons/{lesson}/homework", data={**form, "do": "set"})
    assert browser.post(f"/diary/lessons/{lesson}/autosave", data=form).status_code == 200

    second = browser.post(f"/diary/lessons/{lesson}/homework", data={**form, "do": "set"})

    assert second.status_code == 303
    assert second.location == first.location
    assert count(town, Homework) == 1


def test_another_text_or_the_call_of_a_programme_sets_a_second_one(town: Town) -> None:
    lesson, due = lessons(town)[:2]
    browser, word = at_lesson(town, lesson)
    form = {"csrf_token": word, "homework": "", "due": due, "whom": "class", "do": "set"}
    for words in ("Упр. 7", "Упр. 8"):
        sent = browser.post(f"/diary/lessons/{lesson}/homework", data={**form, "text": words})
        assert sent.status_code == 303, sent.text
    written(town, lesson)
    written(town, lesson)

    assert count(town, Homework) == 4


def test_homework_changed_into_the_words_of_another_stays_its_own(town: Town) -> None:
    lesson, due = lessons(town)[:2]
    browser, word = at_lesson(town, lesson)
    form = {"csrf_token": word, "due": due, "whom": "class", "do": "set"}
    address = f"/diary/lessons/{lesson}/homework"
    browser.post(address, data={**form, "homework": "", "text": "Упр. 7"})
    second = browser.post(address, data={**form, "homework": "", "text": "Упр. 8"})
    named = second.location.split("homework=")[1]

    changed = browser.post(address, data={**form, "homework": named, "text": "Упр. 7"})

    assert changed.location == second.location
    assert count(town, Homework) == 2


def everything_in(page: str) -> dict[str, list[str]]:
    """The fields of the homework's form as a browser sends them with a material's button."""
    form = page[page.index('id="homework-form"') :]
    form = form[: form.index("</form>")]
    sent: dict[str, list[str]] = {"text": [""], "minutes": [""]}
    for name, body in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)"[^>]* selected', body)
        first = re.search(r'value="([^"]*)"', body)
        sent[name] = [(chosen or first).group(1)]  # type: ignore[union-attr]
    for ticked in re.findall(r'name="pupil" value="([^"]+)"[^>]* checked', form):
        sent.setdefault("pupil", []).append(ticked)
    return sent


def test_a_whole_material_is_attached_together_with_the_homework_form(
    town: Town, tmp_path: Path
) -> None:
    lesson = lessons(town)[0]
    browser, word = at_lesson(town, lesson)
    item = town.by("teacher").send(a_picture(tmp_path, 9)).json["item_id"]
    town.work()
    fields = everything_in(browser.get(f"/diary/lessons/{lesson}").text)

    answer = browser.post(
        f"/diary/lessons/{lesson}/materials", data={**fields, "csrf_token": word, "item": item}
    )

    assert answer.status_code == 303, answer.text
    assert count(town, Attachment) == 1


def test_a_stretch_of_a_film_does_not_change_whom_the_homework_is_for(
    town: Town, tmp_path: Path
) -> None:
    lesson = lessons(town)[0]
    browser, word = at_lesson(town, lesson)
    film = make("mp4", tmp_path)
    item = town.by("teacher").send(film).json["item_id"]
    town.work()
    page = browser.get(f"/diary/lessons/{lesson}").text
    one_pupil = re.findall(r'name="pupil" value="([^"]+)"', page)[0]
    fields = {**everything_in(page), "whom": "some", "pupil": [one_pupil]}
    stretch = {"item": item, "from": "0:00", "to": "0:01"}

    answer = browser.post(
        f"/diary/lessons/{lesson}/materials", data={**fields, **stretch, "csrf_token": word}
    )

    assert answer.status_code == 303, answer.text
    with town.services.sessions() as session:
        homework = session.scalars(select(Homework)).one()
        assert len(homework.addressees) == 1
        assert homework.attachments[0].to_ms == 1000
