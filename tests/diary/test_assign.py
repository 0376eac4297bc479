"""«Задать» from a material's page: the part, each class's nearest lesson, the others folded."""

from pathlib import Path

from tests.diary.homework import lessons, published
from tests.ingest.makers import make
from tests.town import Town, sign_in

HERE = 'name="occurrence"'


def test_a_stretch_typed_wrong_offers_no_lesson(town: Town, tmp_path: Path) -> None:
    item = town.by("teacher").send(make("mp4", tmp_path)).json["item_id"]
    town.work()
    browser = town.app.test_client()
    sign_in(browser, "teacher")

    page = browser.get(f"/diary/assign/{item}?from=0:12&to=0:05").text

    assert "Начало отрывка должно быть раньше конца" in page
    assert "Исправить отрывок" in page
    assert HERE not in page


def test_each_class_has_its_nearest_lesson_first_and_the_others_folded(
    town: Town, tmp_path: Path
) -> None:
    item = published(town, tmp_path)
    browser = town.app.test_client()
    sign_in(browser, "teacher")

    page = browser.get(f"/diary/assign/{item}").text

    shown, folded = page.split("<details", 1)
    assert shown.count(HERE) == 1
    assert "Ещё уроки" in folded
    assert folded.count(HERE) > 0
    assert set(lessons(town)).issuperset(
        piece.split('"', 1)[0] for piece in shown.split('name="occurrence" value="')[1:]
    )
