"""What a deck keeps from the class: every way to it, for a pupil, a parent and the staff."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select

from catalog.models import Item
from media.models import Rendition
from tests.diary.homework import a_task
from tests.ingest.makers import deck
from tests.road.test_from_file_to_pupil import made_up_word, publish, upload
from tests.town import Town, form_word, sign_in

CLASS = ("pupil", "guardian")
STAFF = ("teacher", "colleague", "methodologist", "administrator")

HIDDEN = (
    "slide-0002-480.webp",
    "slide-0002-960.webp",
    "slide-0002-1920.webp",
    "slide-0002-layer.json",
)
LAST = (
    "slide-0004-480.webp",
    "slide-0004-960.webp",
    "slide-0004-1920.webp",
    "slide-0004-layer.json",
)


@dataclass(frozen=True)
class Quiz:
    """A deck of four slides, the second and the last hidden, notes under the first."""

    town: Town
    item_id: str
    version_id: str
    answer: str
    spoken: str
    names: frozenset[str]

    def address(self, login: str, name: str) -> str:
        """Where ``name`` would be for this person; every address of theirs has the same token."""
        cover = next(
            one["url"] for one in self.json(login)["renditions"] if one["name"] == "cover.webp"
        )
        return str(cover).replace("cover.webp", name)

    def status(self, login: str, name: str) -> int:
        return self.town.by(login).get(self.address(login, name)).status_code

    def json(self, login: str) -> Any:
        return self.town.by(login).json(f"items/{self.item_id}")

    def page(self, login: str, path: str = "") -> str:
        asked = self.town.by(login).get(
            f"/items/{self.item_id}{path}", headers={"Accept": "text/html"}
        )
        assert asked.status_code == 200
        return str(asked.text).replace("\xa0", " ")


@pytest.fixture(scope="module")
def quiz(shared_town: Town, tmp_path_factory: pytest.TempPathFactory) -> Quiz:
    answer, spoken = made_up_word(), made_up_word()
    words = ("Опрос", f"Ответы {answer}", "Вопросы", f"Ещё {answer}")
    file = deck(
        tmp_path_factory.mktemp("files") / "опрос.pptx", words, hidden=(2, 4), notes=(spoken,)
    )
    item_id = upload(shared_town, file, title="Опрос", lesson="math-5-3", licence="CC BY 4.0")
    publish(shared_town, item_id)
    with shared_town.services.sessions() as session:
        item = session.scalars(select(Item).where(Item.public_id == item_id)).one()
        version = item.versions[0]
        names = frozenset(
            session.scalars(
                select(Rendition.name).where(Rendition.original_sha == version.original_sha)
            )
        )
        assert {"cover.webp", "deck.pdf", *HIDDEN} <= names
        return Quiz(shared_town, item_id, version.public_id, answer, spoken, names)


@pytest.mark.parametrize("login", CLASS)
def test_every_file_that_holds_a_hidden_slide_or_a_note_is_refused(quiz: Quiz, login: str) -> None:
    refused = {name for name in (*quiz.names, "original") if quiz.status(login, name) == 404}
    assert refused == {*HIDDEN, *LAST, "deck.pdf", "original"} & {*quiz.names, "original"}
    for name in quiz.names - refused:
        assert quiz.status(login, name) == 200, name


@pytest.mark.parametrize("login", STAFF)
def test_the_staff_gets_every_file(quiz: Quiz, login: str) -> None:
    for name in (*quiz.names, "original"):
        assert quiz.status(login, name) == 200, name


@pytest.mark.parametrize("login", CLASS)
def test_the_answer_of_the_api_tells_the_class_nothing(quiz: Quiz, login: str) -> None:
    seen = quiz.json(login)
    assert [one["at"] for one in seen["fragments"]] == [1, 3]
    assert not any(one["notes"] or one["hidden"] for one in seen["fragments"])
    assert {one["name"] for one in seen["renditions"]} == {
        name for name in quiz.names if name not in (*HIDDEN, *LAST, "deck.pdf")
    }
    assert seen["download"] is None
    assert seen["pages"] == 2
    [card] = quiz.town.by(login).json("lessons/math-5-3")["items"]
    assert card["pages"] == 2
    # Not the body itself: in it each Russian letter is an escape.
    assert quiz.answer not in str(seen)
    assert quiz.spoken not in str(seen)


REMARK = "Шрифты показаны похожими той же ширины"


def test_how_it_is_shown_otherwise_than_by_its_author_is_told_to_the_staff(quiz: Quiz) -> None:
    for login in STAFF:
        assert REMARK in quiz.page(login)
        assert REMARK in str(quiz.town.by(login).json(f"items/{quiz.item_id}/status"))
    for login in CLASS:
        assert REMARK not in quiz.page(login)
        assert REMARK not in str(quiz.town.by(login).json(f"items/{quiz.item_id}/status"))


@pytest.mark.parametrize("login", STAFF)
def test_the_answer_of_the_api_tells_the_staff_all(quiz: Quiz, login: str) -> None:
    seen = quiz.json(login)
    assert [one["at"] for one in seen["fragments"]] == [1, 2, 3, 4]
    assert seen["pages"] == 4
    assert seen["fragments"][0]["notes"] == quiz.spoken
    assert {one["name"] for one in seen["renditions"]} == quiz.names
    assert seen["download"]


@pytest.mark.parametrize("login", CLASS)
@pytest.mark.parametrize(
    ("asked", "shown", "before", "after"),
    [(1, 1, None, 3), (2, 1, None, 3), (3, 3, 1, None), (4, 3, 1, None), (99, 3, 1, None)],
)
def test_the_viewer_of_the_class_goes_past_hidden_slides(
    quiz: Quiz, login: str, asked: int, shown: int, before: int | None, after: int | None
) -> None:
    page = quiz.page(login, f"?slide={asked}")

    assert quiz.answer not in page
    assert quiz.spoken not in page
    assert re.search(r"data-where>([^<]*)<", page)[1] == f"Слайд {shown} из 3"  # type: ignore[index]
    assert [int(n) for n in re.findall(r'data-n="(\d+)"', page)] == [1, 3]
    assert [int(n) for n in re.findall(r'data-slide="(\d+)"', page)] == [1, 3]
    assert "slide-0002" not in page
    assert "slide-0004" not in page
    assert "2 слайда" in page
    assert "/original" not in page
    assert "в нём есть заметки или скрытые слайды" in page
    for rel, n in (("prev", before), ("next", after)):
        link = re.search(rf'rel="{rel}" href="([^"]*)"[^>]*>', page)
        assert link is not None
        assert ("hidden" in link[0]) is (n is None)
        assert n is None or link[1].endswith(f"slide={n}")


@pytest.mark.parametrize("login", STAFF)
def test_the_viewer_of_the_staff_stops_at_each_slide(quiz: Quiz, login: str) -> None:
    page = quiz.page(login, "?slide=2")

    assert "Слайд 2 из 4" in page
    assert page.count('<span class="veiled">скрыт</span>') == 2
    assert [int(n) for n in re.findall(r'data-n="(\d+)"', page)] == [1, 2, 3, 4]
    assert quiz.answer in page
    assert "4 слайда" in page
    assert "/original" in page
    assert quiz.spoken in quiz.page(login, "?slide=1")


@pytest.mark.parametrize("login", CLASS)
def test_the_words_of_a_hidden_slide_are_not_read_out(quiz: Quiz, login: str) -> None:
    for n in (1, 2, 3, 4):
        words = quiz.page(login, f"/slides/{n}")
        assert quiz.answer not in words
        assert quiz.spoken not in words
    assert quiz.answer in quiz.page("colleague", "/slides/2")


def test_a_search_tells_the_class_nothing(quiz: Quiz) -> None:
    for word in (quiz.answer, quiz.spoken):
        for login in CLASS:
            found = quiz.town.by(login).json("search", q=word)
            assert (found["total"], found["hits"]) == (0, []), login
            assert not any(found["facets"].values()), login
            assert found["understood"]["corrected"] is None
            assert (
                quiz.town.by(login).json("search", q=word[:-1])["understood"]["corrected"] is None
            )
        for login in STAFF:
            [hit] = quiz.town.by(login).json("search", q=word)["hits"]
            assert word in hit["fragment"]["text"].lower()
    for login in CLASS:
        [hit] = quiz.town.by(login).json("search", q="опрос")["hits"]
        assert hit["item_id"] == quiz.item_id


def test_the_lists_of_the_class_count_the_slides_it_sees(quiz: Quiz) -> None:
    for path in ("/lessons/math-5-3", "/search?q=опрос"):
        for login, count in (("pupil", "2 слайда"), ("guardian", "2 слайда"), ("teacher", "4 сл")):
            page = quiz.town.by(login).get(path, headers={"Accept": "text/html"}).text
            assert count in page.replace("\xa0", " "), (path, login)


@pytest.mark.parametrize("login", ["pupil", "teacher"])
def test_after_the_sign_out_no_file_is_left(quiz: Quiz, login: str) -> None:
    browser = quiz.town.app.test_client()
    sign_in(browser, login)
    addresses = [quiz.address(login, name) for name in ("slide-0001-960.webp", HIDDEN[1])]
    addresses += [quiz.address(login, name) for name in ("deck.pdf", "original")]
    seen = [browser.get(address, buffered=True).status_code for address in addresses]
    assert seen == ([200, 404, 404, 404] if login == "pupil" else [200] * 4)

    browser.post("/signout", headers={"X-CSRFToken": form_word(browser, "/library")})
    for address in addresses:
        assert browser.get(address, buffered=True).status_code == 401


def test_a_file_costs_the_class_one_query_more_than_the_staff(quiz: Quiz) -> None:
    asked = {}
    for login in ("pupil", "administrator"):
        address = quiz.address(login, "slide-0001-960.webp")
        quiz.town.by(login).get(address)
        with counted(quiz.town) as said:
            assert quiz.town.by(login).get(address).status_code == 200
        asked[login] = len(said)
    assert asked["pupil"] <= asked["administrator"] + 1


def test_a_deck_with_nothing_to_keep_is_downloaded_by_the_class(town: Town, tmp_path: Path) -> None:
    plain = deck(tmp_path / "простая.pptx", ("Один", "Два"))
    only_notes = deck(tmp_path / "заметки.pptx", ("Три", "Четыре"), notes=("Ответ",))
    every = deck(tmp_path / "вся.pptx", ("Пять", "Шесть"), hidden=(1, 2))
    found = {}
    for file in (plain, only_notes, every):
        item_id = upload(town, file, title=file.stem, lesson="math-5-3", licence="CC BY 4.0")
        publish(town, item_id)
        found[file] = town.by("pupil").json(f"items/{item_id}")
        found[file]["page"] = town.by("pupil").get(
            f"/items/{item_id}", headers={"Accept": "text/html"}
        )

    assert town.by("pupil").get(found[plain]["download"]).data == plain.read_bytes()
    names = {file: {one["name"] for one in found[file]["renditions"]} for file in found}
    # A copy for the screen has no notes; the file itself has.
    assert "deck.pdf" in names[plain] & names[only_notes]
    assert found[only_notes]["download"] is None
    assert (names[every], found[every]["fragments"]) == (set(), [])
    assert found[every]["page"].status_code == 200
    assert "Все слайды этой презентации скрыты при показе." in found[every]["page"].text


@contextmanager
def counted(town: Town) -> Iterator[list[str]]:
    """The statements that reach the database meanwhile."""
    database = town.app.extensions["parta"]["services"].database
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        said.append(statement)

    event.listen(database, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(database, "before_cursor_execute", note)


def test_a_deck_that_is_not_read_yet_is_kept_whole(town: Town, tmp_path: Path) -> None:
    file = deck(tmp_path / "опрос.pptx", ("Опрос", "Ответы"), hidden=(2,))
    item_id = town.by("teacher").send(file, subject="math", grade="5").json["item_id"]
    task = a_task(town, item_id)
    own = town.by("teacher").json(f"items/{item_id}")["download"]
    assert town.by("teacher").get(own).status_code == 200
    for login in CLASS:
        told = town.by(login).json(f"items/{item_id}")
        assert (told["download"], told["renditions"]) == (None, [])
        page = town.by(login).get(f"/diary/attachments/{task.attachment_id}").text
        assert "Материал готовится" in page
        assert "скачай" not in page
        guessed = re.sub(r"/media/[^/]+/", "/media/", own)
        assert town.by(login).get(guessed).status_code == 404
    town.work()
    for login in CLASS:
        told = town.by(login).json(f"items/{item_id}")
        assert {one["name"] for one in told["renditions"]} >= {"slide-0001-480.webp"}
        assert told["download"] is None
