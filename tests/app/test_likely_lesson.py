"""A material that stands in no lesson is offered the likeliest, and filed by one press."""

from pathlib import Path

import pytest
from sqlalchemy import select

from catalog.models import Item
from tests.app.conftest import Parta
from tests.app.near_town import a_copy, a_drawing
from tests.ingest.makers import deck
from tests.town import Town, a_picture


def sent(town: Town, file: Path, **said: str) -> str:
    """A teacher's draft, worked."""
    item_id: str = town.by("teacher").send(file, **said).json["item_id"]
    town.work()
    return item_id


def lessons_of(town: Town, item_id: str) -> list[str]:
    with town.services.sessions() as session:
        item = session.scalars(select(Item).where(Item.public_id == item_id)).one()
        return [placement.lesson.key for placement in item.placements]


def test_a_draft_without_a_lesson_is_offered_one_with_reasons_and_filed_by_a_press(
    town: Town, tmp_path: Path
) -> None:
    words = ("Сравнение дробей", "Какая дробь больше", "Обыкновенные дроби")
    item_id = sent(town, deck(tmp_path / "урок.pptx", words), title="Сравнение дробей")
    teacher = town.by("teacher")
    assert lessons_of(town, item_id) == []  # nothing is guessed without being asked
    assert f"/items/{item_id}/likely" in teacher.get(f"/items/{item_id}").text

    shown = teacher.get(f"/items/{item_id}/likely").text
    assert "Похоже на урок" in shown
    assert "В названии: Сравнение дробей" in shown
    assert shown.index('value="math-5-4"') < shown.index('value="math-5-3"')

    pressed = teacher.post(f"/items/{item_id}/lessons", data={"lesson": "math-5-4"})
    assert pressed.status_code == 303
    assert lessons_of(town, item_id) == ["math-5-4"]
    page = teacher.get(f"/items/{item_id}").text
    assert "урок 4: Сравнение дробей" in page
    assert f"/items/{item_id}/likely" not in page


def test_only_lessons_of_the_told_subject_and_grade_are_offered(town: Town, tmp_path: Path) -> None:
    said = {"title": "Текст о числах", "subject": "russian", "grade": "5"}
    item_id = sent(town, a_picture(tmp_path, 7), **said)
    shown = town.by("teacher").get(f"/items/{item_id}/likely").text
    assert 'value="rus-5-2"' in shown
    assert 'value="math-' not in shown


def test_with_meaning_turned_off_the_words_go_on_alone(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTA_MEANING", "off")
    item_id = sent(town, a_picture(tmp_path, 11), title="Сравнение дробей")
    shown = town.by("teacher").get(f"/items/{item_id}/likely").text
    assert 'value="math-5-4"' in shown
    assert "близко по смыслу" not in shown
    assert town.app.extensions["parta"]["lesson_meanings"] is None


def test_where_nothing_is_alike_that_is_said(town: Town, tmp_path: Path) -> None:
    item_id = sent(town, a_picture(tmp_path, 8), title="Qwrtz")
    assert "Похожего урока не нашлось" in town.by("teacher").get(f"/items/{item_id}/likely").text


def test_a_lesson_that_is_not_in_the_grid_is_refused_and_the_item_stays(
    town: Town, tmp_path: Path
) -> None:
    item_id = sent(town, a_picture(tmp_path, 9), title="Доли")
    teacher = town.by("teacher")
    teacher.post(f"/items/{item_id}/lessons", data={"lesson": "math-99"})
    assert lessons_of(town, item_id) == []


def test_a_colleague_can_neither_see_the_suggestion_nor_file(town: Town, tmp_path: Path) -> None:
    item_id = sent(town, a_picture(tmp_path, 10), title="Доли")
    colleague = town.by("colleague")
    assert colleague.get(f"/items/{item_id}/likely").status_code == 404
    pressed = colleague.post(f"/items/{item_id}/lessons", data={"lesson": "math-5-3"})
    assert pressed.status_code == 404
    assert lessons_of(town, item_id) == []


def test_the_doctor_says_whether_meaning_is_used(
    parta: Parta, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told() -> tuple[bool, str]:
        found = {one["name"]: one for one in parta("doctor", "--json").json}["meaning"]
        return found["ok"], found["version"]

    monkeypatch.delenv("PARTA_MEANING")
    assert told() == (True, "включена")
    monkeypatch.setenv("PARTA_MEANING", "off")
    assert told() == (True, "выключена: PARTA_MEANING")


def test_the_lesson_of_nearly_the_same_material_is_offered_where_that_may_be_opened(
    town: Town, tmp_path: Path
) -> None:
    drawn = a_drawing(tmp_path, 1)
    town.by("teacher").send(drawn, title="Рисунок", lesson="math-5-3")
    town.work()
    item_id = sent(town, a_copy(drawn), title="Qwrtz")
    shown = town.by("teacher").get(f"/items/{item_id}/likely").text
    assert "Такой же материал стоит в этом уроке" in shown
    assert 'value="math-5-3"' in shown

    copy = town.by("colleague").send(a_copy(a_copy(drawn)), title="Qwrtzu").json["item_id"]
    town.work()
    shown = town.by("colleague").get(f"/items/{copy}/likely").text
    assert "Похожего урока не нашлось" in shown  # the others are the teacher's drafts
