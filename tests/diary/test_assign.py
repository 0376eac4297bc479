"""«Задать» from a material's page: the part, each class's nearest lesson, the others folded."""

from pathlib import Path

import pytest

from tests.diary.homework import lessons, published
from tests.diary.test_lesson_forms import at_lesson
from tests.ingest.makers import film as a_film
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


@pytest.fixture(scope="module")
def film(shared_town: Town, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A film of three seconds: the item's id."""
    path = tmp_path_factory.mktemp("film") / "film.mp4"
    picture = "testsrc=size=160x120:rate=10:duration=3"
    made = a_film(path, ["-c:v", "libx264", "-pix_fmt", "yuv420p"], source=picture, sound=False)
    item: str = shared_town.by("teacher").send(made).json["item_id"]
    shared_town.work()
    return item


@pytest.mark.parametrize(
    ("stretch", "said"),
    [
        ("from=0:01", ("0:01–0:03", HERE)),
        ("to=0:01", ("0:00–0:01", HERE)),
        ("from=0:00&to=0:30", ("Фильм кончается на 0:03",)),
        ("from=abc&to=0:01", ("Время пишут так: 0:05",)),
        ("from=0:09", ("Фильм кончается на 0:03",)),
    ],
)
def test_a_stretch_goes_on_to_the_end_and_never_past_it_in_silence(
    shared_town: Town, film: str, stretch: str, said: tuple[str, ...]
) -> None:
    page = shared_town.by("teacher").get(f"/diary/assign/{film}?{stretch}").text

    assert all(one in page for one in said)
    assert (HERE in page) == (HERE in said)


def test_what_is_attached_to_a_draft_says_that_it_is_to_be_set(
    shared_town: Town, film: str
) -> None:
    browser, word = at_lesson(shared_town, lessons(shared_town)[0])
    chosen = {"csrf_token": word, "occurrence": lessons(shared_town)[0]}
    assert "Выбрать этот урок" in browser.get(f"/diary/assign/{film}").text

    hung = browser.post(f"/diary/assign/{film}", data=chosen)

    page = browser.get(hung.location).text
    assert "Осталось задать" in page
    assert 'form="homework-form" name="do" value="set"' in page
    fields = {"csrf_token": word, "text": "", "due": lessons(shared_town)[1], "do": "set"}
    done = browser.post(f"/diary/lessons/{lessons(shared_town)[0]}/homework", data=fields)
    assert done.status_code == 303
    assert "Осталось задать" not in browser.get(done.location).text


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
