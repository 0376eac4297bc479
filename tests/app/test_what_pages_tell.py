"""What the pages of the way in and of review tell a person, beside doing what was asked."""

import io
import re
from pathlib import Path

import pytest
from sqlalchemy import select
from werkzeug.test import Client, TestResponse

from accounts.models import Person, School
from tests.town import ROWAN, Town, a_pdf, a_picture, sign_in


class Window:
    """A person's browser: their key, the cookies that pages leave, the secret of their forms."""

    def __init__(self, town: Town, login: str) -> None:
        self.key = {"Authorization": f"Bearer {town.keys[login]}"}
        self.client: Client = town.app.test_client()

    def get(self, path: str) -> TestResponse:
        return self.client.get(path, headers=self.key)

    def post(self, path: str, **fields: object) -> TestResponse:
        token = re.search('name="csrf_token" value="([^"]+)"', self.get("/me").text)
        assert token
        data = {"csrf_token": token[1], **fields}
        return self.client.post(path, headers=self.key, data=data)


@pytest.fixture(scope="module")
def item_id(shared_town: Town, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A teacher's material without subject and grade, ready to be sent in."""
    sent = shared_town.by("teacher").send(a_pdf(tmp_path_factory.mktemp("files"), "one"))
    shared_town.work()
    return str(sent.json["item_id"])


def test_from_one_press_to_the_next(shared_town: Town, item_id: str) -> None:
    teacher, methodologist = Window(shared_town, "teacher"), Window(shared_town, "methodologist")
    page = f"/items/{item_id}"
    reminder = "Не указаны предмет и класс"
    assert reminder in teacher.get(page).text
    assert "Убрать" in teacher.get(page).text
    assert "Это насовсем" in teacher.get(f"{page}/withdraw").text

    # A second window's press is refused, goes back to the page and says why, once.
    for _window in range(2):
        answer = teacher.post(f"{page}/submit")
        assert (answer.status_code, answer.headers["Location"]) == (303, page)
    assert "Эта версия уже отправлена на проверку." in teacher.get(page).text
    assert "Эта версия уже отправлена на проверку." not in teacher.get(page).text

    queue = methodologist.get("/review").text
    assert "ждёт 1\u00a0материал" in queue
    assert reminder in queue
    nothing_said = methodologist.post(f"{page}/ask-changes", why="  ", back="review")
    assert nothing_said.status_code == 422
    assert "Напишите, что поправить." in nothing_said.text
    answer = methodologist.post(f"{page}/ask-changes", why="Опечатка в условии", back="review")
    assert answer.headers["Location"] == f"/review?done={item_id}"
    assert "Возвращён на доработку" in methodologist.get(answer.headers["Location"]).text
    assert "Сейчас проверять нечего" in methodologist.get("/review").text

    for own in (page, "/mine"):
        assert "Опечатка в условии" in teacher.get(own).text
    teacher.post(f"{page}/submit")
    assert "Опечатка в условии" not in teacher.get("/mine").text

    for answer in [methodologist.post(f"{page}/publish", back="review") for _window in range(2)]:
        assert answer.status_code == 303
    assert answer.headers["Location"] == "/review"
    assert "Эта версия уже опубликована." in methodologist.get("/review").text
    assert "Снять с публикации" in teacher.get(page).text
    assert "вернуть его нельзя" in teacher.get(f"{page}/withdraw").text


def test_a_file_that_stands_tells_which_given_details_it_kept(
    shared_town: Town, tmp_path: Path
) -> None:
    teacher, file = shared_town.by("teacher"), a_picture(tmp_path, 4242)
    first = {"title": "Круг", "subject": "math", "grade": "5", "licence": "CC0"}
    assert teacher.send(file, **first).json["outcome"] == "accepted"

    assert not teacher.send(file).json["warnings"]
    assert not teacher.send(file, **first).json["warnings"]
    other = {"title": "Шар", "subject": "russian", "grade": "6", "licence": "CC BY 4.0"}
    again = teacher.send(file, **other).json
    assert again["outcome"] == "duplicate"
    assert again["warnings"] == [
        "У материала осталось прежнее: название, предмет, класс, лицензия."
    ]

    sent = {"file": (io.BytesIO(file.read_bytes()), file.name), "subject": "russian"}
    row = Window(shared_town, "teacher").post("/upload", **sent).text
    assert "осталось прежнее: предмет" in row
    assert "Лицензия не указана" not in row


def test_a_code_stands_on_no_page_about_what_the_reader_did(
    shared_town: Town, tmp_path: Path
) -> None:
    window = Window(shared_town, "teacher")
    refused = window.post("/upload", file=(io.BytesIO(b"{\\rtf1 text}"), "урок.pptx"))
    assert "Это текстовый документ RTF. Сохраните его как PDF." in refused.text
    for answer in (window.get("/nothing-here"), window.get("/items/none"), refused):
        assert "Код:" not in answer.text


def test_the_upload_page_promises_nothing_by_content(shared_town: Town) -> None:
    page = Window(shared_town, "teacher").get("/upload").text
    assert "По содержанию" not in page
    assert page.count(">Не указан<") == 2


def test_the_search_field_holds_what_was_searched_and_nothing_else(
    shared_town: Town, tmp_path: Path
) -> None:
    teacher = Window(shared_town, "teacher")
    file = a_picture(tmp_path, 78)
    returned = shared_town.by("teacher").send(file, title="Ромб").json["item_id"]
    shared_town.work()
    assert shared_town.by("teacher").post(f"items/{returned}/submit").status_code == 200
    asked = shared_town.by("methodologist").post(
        f"items/{returned}/ask-changes", json={"why": "Кривой"}
    )
    assert asked.status_code == 200

    def field(path: str, window: Window = teacher) -> str:
        found = re.search(r'<input[^>]* id="q"[^>]* value="([^"]*)"', window.get(path).text)
        assert found, path
        return found[1]

    assert field("/search?q=ромб") == "ромб"
    for path in (f"/items/{returned}", "/mine", "/"):
        assert field(path) == "", path
    with shared_town.services.sessions() as session:
        child = session.scalars(
            select(Person.public_id)
            .join(School, School.id == Person.school_id)
            .where(School.public_id == ROWAN, Person.source_id == "P1")
        ).one()
    assert field(f"/children/{child}/password", Window(shared_town, "guardian")) == ""


def test_a_pupil_who_may_not_is_told_so_as_a_pupil(shared_town: Town, tmp_path: Path) -> None:
    draft = shared_town.by("teacher").send(a_picture(tmp_path, 77)).json["item_id"]
    pupil, guardian = Window(shared_town, "pupil"), Window(shared_town, "guardian")
    for path, to_pupil, to_adult in (
        ("/nothing", "Проверь адрес или найди", "Проверьте адрес или найдите"),
        (f"/items/{draft}", "он тебе не открыт", "он вам не открыт"),
        ("/mine", "Ты не можешь ", "Вы не можете "),
        ("/mine", "Эта страница тебе не открыта", "Эта страница вам не открыта"),
    ):
        assert to_pupil in pupil.get(path).text
        assert to_adult not in pupil.get(path).text
        assert to_adult in guardian.get(path).text


def test_what_rooms_say_to_a_pupil_is_said_as_to_a_pupil(shared_town: Town, tmp_path: Path) -> None:
    item = shared_town.by("teacher").send(a_picture(tmp_path, 79)).json["item_id"]
    shared_town.work()
    for login, verb in (("teacher", "submit"), ("methodologist", "publish")):
        assert shared_town.by(login).post(f"items/{item}/{verb}").status_code == 200
    pupil, guardian = Window(shared_town, "pupil"), Window(shared_town, "guardian")
    for path, to_pupil, to_adult in (
        (f"/items/{item}?version=9", "она тебе не открыта", "она вам не открыта"),
        ("/diary/attachments/none", "он тебе не открыт", "он вам не открыт"),
        ("/diary/pupils/none", "дневник тебе не открыт", "дневник вам не открыт"),
        ("/media/none/none/cover.webp", "он тебе не открыт", "он вам не открыт"),
    ):
        told = pupil.get(path)
        assert told.status_code == 404
        assert to_pupil in told.text, path
        assert to_adult not in told.text
        assert to_adult in guardian.get(path).text
    assert "оно тебе не открыто" in pupil.post("/diary/homework/none/done").text
    # A form that was signed in by a cookie and whose secret is old.
    assert "Открой её заново" in said_of_an_old_form(shared_town)


def said_of_an_old_form(town: Town) -> str:
    browser = town.app.test_client()
    assert sign_in(browser, "pupil").status_code == 303
    return str(browser.post("/diary/homework/none/done", data={"csrf_token": "old"}).text)
