"""Near-duplicates on the pages of those who judge materials, and of nobody else."""

from pathlib import Path

import pytest

from tests.app.near_town import a_copy, a_drawing, published, sent
from tests.town import Town


def page(town: Town, login: str, path: str) -> str:
    """A page that must open, as text."""
    answer = town.by(login).get(path)
    assert answer.status_code == 200, (login, path, answer.status_code)
    return answer.text


@pytest.fixture
def pair(town: Town, tmp_path: Path) -> tuple[str, str]:
    """A published picture and a colleague's copy of it that waits for review."""
    picture = a_drawing(tmp_path, 1)
    return (
        published(town, "teacher", picture, "Фигуры на доске"),
        sent(town, "colleague", a_copy(picture), "Фигуры для урока"),
    )


def test_a_reviewer_is_told_what_a_material_is_like_and_others_are_not(
    town: Town, pair: tuple[str, str]
) -> None:
    first, copy = pair

    told = page(town, "methodologist", f"/items/{copy}")
    assert "Похоже на" in told
    assert "Фигуры на доске" in told
    assert "Фигуры для урока" in page(town, "methodologist", f"/items/{first}")
    assert "Похоже на" in page(town, "methodologist", "/review")
    assert "Похоже на" not in page(town, "colleague", f"/items/{copy}")
    assert "Похоже на" not in page(town, "teacher", f"/items/{first}")
    assert "Похоже на" not in page(town, "pupil", f"/items/{first}")


def test_both_stand_side_by_side_until_they_are_told_apart(
    town: Town, pair: tuple[str, str]
) -> None:
    first, copy = pair
    methodologist = town.by("methodologist")
    address = f"/items/{copy}/near/{first}"

    shown = page(town, "methodologist", address)
    assert shown.count('class="pic"') == 2
    assert "640 × 480" in shown
    assert "крупнее" in shown
    assert "Фигуры на доске" in shown
    assert methodologist.post(address, data={"apart": "yes"}).status_code == 303
    assert "Похоже на" not in page(town, "methodologist", f"/items/{copy}")
    assert "Похоже на" not in page(town, "methodologist", f"/items/{first}")
    assert "это разные материалы" in page(town, "methodologist", address)
    assert methodologist.post(address, data={"apart": "no"}).status_code == 303
    assert "Похоже на" in page(town, "methodologist", f"/items/{copy}")


def test_nobody_learns_of_a_likeness_with_what_they_may_not_open(
    town: Town, tmp_path: Path
) -> None:
    picture = a_drawing(tmp_path, 2)
    foreign = published(town, "stranger", picture, "Чужой рисунок", "strange-methodologist")
    copy = sent(town, "colleague", a_copy(picture), "Рисунок к уроку")

    assert "Похоже на" not in page(town, "methodologist", f"/items/{copy}")
    assert "Похоже на" not in page(town, "methodologist", "/review")
    for login in ("methodologist", "strange-methodologist"):
        for path in (f"/items/{copy}/near/{foreign}", f"/items/{foreign}/near/{copy}"):
            assert town.by(login).get(path).status_code == 404
            assert town.by(login).post(path, data={"apart": "yes"}).status_code == 404


def test_different_pictures_and_versions_of_one_material_are_not_called_near(
    town: Town, tmp_path: Path
) -> None:
    picture = a_drawing(tmp_path, 3)
    one = sent(town, "teacher", picture, "Первый рисунок")
    sent(town, "colleague", a_drawing(tmp_path, 4), "Второй рисунок")
    copy = a_copy(picture)
    with copy.open("rb") as file:
        answer = town.by("teacher").post(f"items/{one}/versions", data={"file": (file, copy.name)})
    assert answer.status_code == 202, answer.text
    town.work()
    assert town.by("teacher").post(f"items/{one}/submit").status_code == 200

    assert "Похоже на" not in page(town, "methodologist", "/review")
    assert "Похоже на" not in page(town, "methodologist", f"/items/{one}")


def test_a_withdrawn_material_is_not_told_of(town: Town, pair: tuple[str, str]) -> None:
    first, copy = pair
    answer = town.by("methodologist").post(f"items/{first}/withdraw", json={"why": "Устарел"})

    assert answer.status_code == 200, answer.text
    assert "Похоже на" not in page(town, "methodologist", f"/items/{copy}")


def test_an_author_is_told_before_sending_that_a_like_material_is_published(
    town: Town, tmp_path: Path
) -> None:
    picture = a_drawing(tmp_path, 3)
    published(town, "teacher", picture, "Рисунок на доске")
    published(town, "stranger", a_copy(picture), "Чужая копия", "strange-methodologist")
    answer = town.by("colleague").send(a_copy(a_copy(picture)), title="Рисунок к уроку")
    town.work()
    mine = answer.json["item_id"] if answer.json else ""

    told = page(town, "colleague", f"/items/{mine}")
    assert told.index("Очень похожее уже опубликовано") < told.index("Отправить на проверку")
    assert "Рисунок на доске" in told
    assert "Чужая копия" not in told
    assert town.by("colleague").post(f"items/{mine}/submit").status_code < 300
    assert "Очень похожее" not in page(town, "colleague", f"/items/{mine}")
