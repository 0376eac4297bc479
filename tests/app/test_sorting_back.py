"""«Разобрать» says what a press has done, and takes it back."""

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from catalog.items import get_item
from ingest.models import Unsorted
from tests.town import Town, a_picture

Parta = Any


class Sorting:
    """A methodologist's browser: unlike a programme it keeps the cookie between its presses."""

    def __init__(self, town: Town) -> None:
        self.client: FlaskClient = town.app.test_client()
        self.headers = {"Authorization": f"Bearer {town.keys['methodologist']}"}

    def press(self, path: str, **form: str) -> str:
        """The page after it."""
        sent = self.client.post(f"/sorting/{path}", data=form, headers=self.headers)
        assert sent.status_code == 303, sent.text
        return self.page()

    def page(self) -> str:
        html = {"Accept": "text/html"} | self.headers
        return self.client.get("/sorting", headers=html).text


@pytest.fixture
def waits(parta: Parta, town: Town, tmp_path: Path) -> str:
    """A material that waits, with a subject and a grade of its own."""
    a_picture(tmp_path / "Математика 6 кл" / "Разное", 2, "делители")
    load = ("ingest", tmp_path / "Математика 6 кл", "--as", "methodologist", "--wait", "--json")
    [line] = parta(*load).lines
    return str(line["item_id"])


def as_it_stands(town: Town, item_id: str) -> tuple[object, ...]:
    with town.services.sessions() as session:
        item = get_item(session, item_id)
        row = session.scalar(select(Unsorted).where(Unsorted.item_id == item.id))
        lessons = [one.lesson.key for one in item.placements]
        return (item.subject_code, item.grade, lessons, row and (row.folder, row.loaded_at))


def test_a_filed_material_is_named_with_its_lesson_and_comes_back(town: Town, waits: str) -> None:
    desk, before = Sorting(town), as_it_stands(town, waits)
    page = desk.press(waits, lesson="rus-5-1")
    assert "Добавлено к уроку «Язык и общение»: делители-2." in page
    assert f"/sorting/{waits}/back" in page
    assert "Добавлено" not in desk.page()  # said once

    page = desk.press(f"{waits}/back")
    assert "Отменено, материал снова ждёт урока: делители-2." in page
    assert f"/sorting/{waits}/back" not in page
    assert as_it_stands(town, waits) == before


def test_a_material_left_without_a_lesson_comes_back_with_its_folder(
    town: Town, waits: str
) -> None:
    desk, before = Sorting(town), as_it_stands(town, waits)
    page = desk.press(waits, leave="1")
    assert "Оставлено без урока: делители-2." in page
    assert "Разбирать нечего" in page

    page = desk.press(f"{waits}/back")
    assert "Математика 6 кл / Разное" in page
    assert as_it_stands(town, waits) == before


def test_only_the_last_press_is_taken_back_and_only_once(town: Town, waits: str) -> None:
    desk = Sorting(town)
    assert "уже не отменить" in desk.press(f"{waits}/back")
    desk.press(waits, lesson="math-6-1")
    page = desk.press(waits, lesson="math-6-1")
    assert "Уже стоит в уроке «Делители и кратные»: делители-2." in page
    assert f"/sorting/{waits}/back" not in page
    assert "уже не отменить" in desk.press(f"{waits}/back")
    assert as_it_stands(town, waits)[2] == ["math-6-1"]
