"""«На доску»: six letters open one thing for an hour, and nothing beside it."""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select, update
from werkzeug.test import TestResponse

from accounts.guessing import keys_of_board
from accounts.models import SignInAttempt, User
from diary.board_code import ALPHABET, make_code, read_code
from diary.models import Grant, GrantScreen
from tests.app.test_budgets import counted
from tests.diary.homework import a_task, published
from tests.town import Town, a_picture, form_word

LATIN = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")
ANSWERS = "Ответы для учителя"


@dataclass(frozen=True)
class Showing:
    """A showing of the teacher's: where its remote stands, and the code it tells."""

    town: Town
    remote: str

    @property
    def code(self) -> str:
        page = self.town.by("teacher").get(self.remote).text
        found = re.search(r'class="code-six".*?</p>', page, re.S)
        assert found
        return "".join(re.findall(r">([А-Я])</span>", found.group()))

    def press(self, **sent: str) -> None:
        assert self.town.by("teacher").post(f"{self.remote}/turn", data=sent).status_code == 303

    def end(self) -> None:
        assert self.town.by("teacher").post(f"{self.remote}/end").status_code == 303


def begin(town: Town, login: str = "teacher", **asked: str) -> Showing:
    answer = town.by(login).post("/diary/board/new", data=asked)
    assert answer.status_code == 303, answer.text
    return Showing(town, answer.headers["Location"])


class Computer(FlaskClient):
    """A browser of the class where nobody has signed in; it reads every answer to its end."""

    def open(self, *arguments: Any, **more: Any) -> TestResponse:
        return super().open(*arguments, **{"buffered": True} | more)


def computer(town: Town) -> Computer:
    return Computer(town.app, town.app.response_class)


def types(browser: Computer, code: str) -> TestResponse:
    return browser.post("/d", data={"code": code, "csrf_token": form_word(browser, "/d")})


def joined(town: Town, showing: Showing) -> Computer:
    browser = computer(town)
    answer = types(browser, showing.code)
    assert answer.status_code == 303, answer.text
    return browser


def picture(page: str) -> str:
    found = re.search(r'<img class="slide" src="([^"]+)"', page)
    assert found, page
    return found.group(1)


def number(page: str) -> int:
    return int(re.search(r"slide-(\d+)-", picture(page)).group(1))  # type: ignore[union-attr]


def other_file(address: str, name: str) -> str:
    """The address of another file of the same version, with the same key."""
    return address.rsplit("/", 1)[0] + "/" + name


@pytest.fixture(scope="module")
def deck(shared_town: Town, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Five slides of which the third is hidden."""
    folder = tmp_path_factory.mktemp("deck")
    return published(shared_town, folder, "Доли", "Половина", ANSWERS, "Треть", "Итог", hidden=(3,))


@pytest.fixture(autouse=True)
def forgiven(shared_town: Town) -> None:
    """Wrong codes of the test before are forgotten: all tests come from one address."""
    with shared_town.services.sessions() as session:
        session.execute(delete(SignInAttempt))
        session.commit()


def test_the_code_opens_the_part_without_anyone_signing_in(shared_town: Town, deck: str) -> None:
    browser = joined(shared_town, begin(shared_town, item=deck, slides="2-4"))
    page = browser.get("/d").text
    assert number(page) == 2
    got = browser.get(picture(page))
    assert (got.status_code, got.mimetype) == (200, "image/webp")
    assert browser.get("/library").status_code == 303
    assert browser.get("/me").status_code == 303


def test_only_the_part_opens_and_neither_the_hidden_nor_the_original(
    shared_town: Town, deck: str
) -> None:
    browser = joined(shared_town, begin(shared_town, item=deck, slides="2-4"))
    shown = picture(browser.get("/d").text)
    status = {
        name: browser.get(other_file(shown, name)).status_code
        for name in (
            "slide-0002-320.webp",
            "slide-0004-960.webp",
            "slide-0003-960.webp",
            "slide-0001-960.webp",
            "slide-0005-960.webp",
            "cover.webp",
            "original",
        )
    }
    assert list(status.values()) == [200, 200, 404, 404, 404, 404, 404], status


def test_the_same_key_opens_nothing_of_another_material(
    shared_town: Town, deck: str, tmp_path: Path
) -> None:
    other = published(shared_town, tmp_path, "Чужое", "Совсем")
    browser = joined(shared_town, begin(shared_town, item=deck))
    shown = picture(browser.get("/d").text)
    theirs = shared_town.by("teacher").json(f"items/{other}")["renditions"]
    address = next(one["url"] for one in theirs if one["name"] == "slide-0001-960.webp")
    assert browser.get(address).status_code == 404
    _, media, key, _version, name = shown.split("/")
    version = address.split("/")[3]
    assert browser.get(f"/{media}/{key}/{version}/{name}").status_code == 404


def test_without_the_screens_cookie_the_address_opens_nothing(shared_town: Town, deck: str) -> None:
    browser = joined(shared_town, begin(shared_town, item=deck))
    shown = picture(browser.get("/d").text)
    assert computer(shared_town).get(shown).status_code in (303, 401)
    assert shared_town.by("pupil").get(shown).status_code == 404
    other = joined(shared_town, begin(shared_town, item=deck))
    assert other.get(shown).status_code == 404


@pytest.mark.parametrize("how", ["ended", "expired", "screen gone", "account closed", "withdrawn"])
def test_what_is_over_opens_nothing_at_once(town: Town, tmp_path: Path, how: str) -> None:
    item_id = published(town, tmp_path, "Доли", "Половина")
    showing = begin(town, item=item_id)
    code, browser = showing.code, joined(town, showing)
    shown = picture(browser.get("/d").text)
    assert browser.get(shown).status_code == 200
    with town.services.sessions() as session:
        if how == "expired":
            session.execute(update(Grant).values(until=town.services.clock()))
        if how == "screen gone":
            session.delete(session.scalars(select(GrantScreen)).one())
        if how == "account closed":
            now = town.services.clock()
            session.execute(update(User).where(User.login == "teacher").values(disabled_at=now))
        session.commit()
    if how == "ended":
        showing.end()
    if how == "withdrawn":
        town.by("methodologist").post(f"items/{item_id}/withdraw", json={"why": "ошибка"})

    assert browser.get(shown).status_code in (303, 401, 404)
    said = browser.get("/d/state?turned=0").text
    if how == "withdrawn":
        assert "нечего показать" in browser.get("/d").text
        return
    assert "Код уже не действует" in said
    assert "Код уже не действует" in browser.get("/d").text
    assert "Шесть букв" in browser.get("/d").text
    if how != "screen gone":
        assert types(computer(town), code).status_code == 422


def test_a_code_is_read_in_either_alphabet_in_any_case_and_with_spaces(
    shared_town: Town, deck: str
) -> None:
    code = begin(shared_town, item=deck).code
    assert len(code) == 6
    assert set(code) <= set(ALPHABET)
    latin = code.translate(LATIN)
    for typed in (
        code.lower(),
        latin,
        latin.lower(),
        f" {code[:3]} {latin[3:]} ",
        f"{code[:3]}-{code[3:]}",
    ):
        assert types(computer(shared_town), typed).status_code == 303, typed


def test_wrong_and_impossible_codes_get_the_same_answer(shared_town: Town) -> None:
    browser = computer(shared_town)
    answers = {
        types(browser, typed).text.replace(typed, "") for typed in ("АВЕКМН", "ЯЯЯЯЯЯ", "АВ")
    }
    said = {re.search(r'id="code-e">.*?</p>', one, re.S).group() for one in answers}  # type: ignore[union-attr]
    assert len(said) == 1
    assert read_code("ЯЯЯЯЯЯ") is None
    assert read_code("abekmh") == "АВЕКМН"


def test_after_five_wrong_codes_the_page_waits_a_minute(shared_town: Town, deck: str) -> None:
    code, browser = begin(shared_town, item=deck).code, computer(shared_town)
    assert [types(browser, "АААААА").status_code for _ in range(6)] == [422] * 5 + [429]
    refused = types(browser, code)
    assert refused.status_code == 429
    assert re.search(r"Попробуйте через (1 мин|[45]\d с)", refused.text)
    with shared_town.services.sessions() as session:
        for row in session.scalars(select(SignInAttempt)):
            row.at -= timedelta(minutes=1)
        session.commit()
    assert types(browser, code).status_code == 303


def test_a_class_next_door_is_not_kept_waiting(town: Town, tmp_path: Path) -> None:
    """A whole school stands behind one address: somebody's slips are not everybody's."""
    item = town.by("teacher").send(a_picture(tmp_path, 3)).json["item_id"]
    town.work()
    code = begin(town, item=item).code
    slips, lesson = computer(town), computer(town)
    for _ in range(6):
        types(slips, "АААААА")
    assert types(slips, code).status_code == 429
    assert types(lesson, code).status_code == 303


def test_who_forgets_the_browser_is_slowed_by_address(town: Town) -> None:
    got = [types(computer(town), "АААААА").status_code for _ in range(45)]
    assert got[-1] == 429
    assert got.count(422) <= 40


def test_addresses_of_one_network_are_counted_together() -> None:
    keys = {keys_of_board(f"2001:db8:7:{n:x}::1", None) for n in range(3)}
    assert len({one.address for one in keys}) == 3
    assert {one.network for one in keys} == {"boards:network:2001:db8:7::/48"}
    assert keys_of_board("192.0.2.7", None).network is None


def test_a_right_code_among_wrong_ones_does_not_buy_endless_guesses(
    shared_town: Town, deck: str
) -> None:
    code, browser = begin(shared_town, item=deck).code, computer(shared_town)
    got = []
    for _ in range(14):
        got += [types(browser, "АААААА").status_code for _ in range(3)]
        got.append(types(browser, code).status_code)
    assert got[:40] == [422, 422, 422, 303] * 10
    assert got[-1] == 429


def test_a_code_is_kept_only_as_a_keyed_hash_and_told_again(shared_town: Town, deck: str) -> None:
    showing = begin(shared_town, item=deck)
    assert showing.code == showing.code
    with shared_town.services.sessions() as session:
        grant = session.scalars(
            select(Grant).where(Grant.public_id == showing.remote.rsplit("/", 1)[1])
        ).one()
        assert make_code(shared_town.services.secret, grant.public_id) == showing.code
        assert showing.code not in grant.token_hash


def test_the_phone_turns_two_screens_and_is_told_of_them(shared_town: Town, deck: str) -> None:
    showing = begin(shared_town, item=deck)
    teacher = shared_town.by("teacher")
    assert "ещё не подключена" in teacher.get(showing.remote).text
    first, second = joined(shared_town, showing), joined(shared_town, showing)
    assert "2 экран" in teacher.get(showing.remote).text.replace("\u00a0", " ")
    turned = [int(re.search(r'data-turned="(\d+)"', first.get("/d").text).group(1))]  # type: ignore[union-attr]
    assert first.get(f"/d/state?turned={turned[0]}").status_code == 204
    seen = []
    for sent in ({"to": "next"}, {"to": "next"}, {"to": "next"}, {"to": "next"}, {"to": "previous"},
                 {"to": "3"}, {"to": "99"}):  # fmt: skip
        showing.press(**sent)
        pages = [one.get(f"/d/state?turned={turned[0]}").text for one in (first, second)]
        assert len({number(page) for page in pages}) == 1
        seen.append(number(pages[0]))
    assert seen == [2, 4, 5, 5, 4, 2, 5]
    assert ANSWERS not in first.get("/d").text


def test_a_dark_screen_shows_nothing_and_lights_up_by_a_key(shared_town: Town, deck: str) -> None:
    showing = begin(shared_town, item=deck)
    browser = joined(shared_town, showing)
    showing.press(dark="1")
    page = browser.get("/d").text
    assert "board-now out" in page
    assert "Экран погашен" in page
    word = form_word(browser, "/d")
    headers = {"X-Requested-With": "board"}
    sent = {"to": "next", "csrf_token": word}
    lit = browser.post("/d/turn", data=sent, headers=headers).text
    assert "board-now out" not in lit
    assert number(lit) == 1
    assert number(browser.post("/d/turn", data=sent, headers=headers).text) == 2
    assert "На доске, слайд 2" in shared_town.by("teacher").get(showing.remote).text


def test_leaving_one_screen_leaves_the_other(shared_town: Town, deck: str) -> None:
    showing = begin(shared_town, item=deck)
    first, second = joined(shared_town, showing), joined(shared_town, showing)
    shown = picture(first.get("/d").text)
    first.post("/d/leave", data={"csrf_token": form_word(first, "/d")})
    assert first.get(shown).status_code in (303, 401)
    assert second.get(shown).status_code == 200


def test_a_homework_shows_each_of_its_materials_at_its_part(town: Town, tmp_path: Path) -> None:
    item_id = published(town, tmp_path)
    task = a_task(town, item_id, {"slides": "2-3"})
    mark = town.by("teacher").send(a_picture(tmp_path, 7), title="Круг").json["item_id"]
    town.work()
    hung = town.by("teacher").post(
        f"homework/{task.homework_id}/attachments", json={"item_id": mark}
    )
    showing = begin(town, homework=task.homework_id)
    browser = joined(town, showing)
    assert number(browser.get("/d").text) == 2
    deck_address = picture(browser.get("/d").text)
    assert browser.get(other_file(deck_address, "slide-0001-960.webp")).status_code == 404
    showing.press(attachment=hung.json["attachment_id"])
    got = browser.get(picture(browser.get("/d").text))
    assert got.status_code == 200
    assert (
        town.by("teacher").post(f"{showing.remote}/turn", data={"attachment": "чужое"}).status_code
        == 404
    )
    for login in ("colleague", "methodologist"):
        refused = town.by(login).post("/diary/board/new", data={"homework": task.homework_id})
        assert refused.status_code == 403, login
    stranger = town.by("stranger").post("/diary/board/new", data={"homework": task.homework_id})
    assert stranger.status_code == 404


def test_a_teacher_shows_only_what_they_may_open(town: Town, tmp_path: Path) -> None:
    own: Any = town.by("teacher").send(a_picture(tmp_path, 1)).json["item_id"]
    waiting = town.by("teacher").post("/diary/board/new", data={"item": own})
    assert waiting.status_code == 409
    assert "готовится" in waiting.text
    town.work()
    assert town.by("stranger").post("/diary/board/new", data={"item": own}).status_code == 404
    assert town.by("pupil").post("/diary/board/new", data={"item": own}).status_code == 403
    showing = begin(town, item=own)
    for login in ("colleague", "methodologist"):
        assert town.by(login).get(showing.remote).status_code == 404
        assert town.by(login).post(f"{showing.remote}/end").status_code == 404
    deck_id = published(town, tmp_path, "Доли", "Половина")
    beyond = town.by("teacher").post("/diary/board/new", data={"item": deck_id, "slides": "9"})
    assert beyond.status_code == 422
    assert "Слайда 9 нет" in beyond.text


def test_the_oldest_of_six_showings_ends(town: Town, tmp_path: Path) -> None:
    item_id = published(town, tmp_path, "Доли", "Половина")
    showings = [begin(town, item=item_id) for _ in range(6)]
    pages = [town.by("teacher").get(one.remote).text for one in showings]
    assert ["Показ закончен" in page for page in pages] == [True] + [False] * 5
    assert len({one.code for one in showings[1:]}) == 5


def test_a_screens_cookie_is_kept_from_scripts_and_other_sites(
    shared_town: Town, deck: str
) -> None:
    answer = types(computer(shared_town), begin(shared_town, item=deck).code)
    (cookie,) = [one for one in answer.headers.getlist("Set-Cookie") if "parta_board" in one]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/" in cookie
    age = int(re.search(r"Max-Age=(\d+)", cookie).group(1))  # type: ignore[union-attr]
    assert 3500 < age <= 3600


def test_a_screen_costs_little_for_an_hour(shared_town: Town, deck: str) -> None:
    browser = joined(shared_town, begin(shared_town, item=deck))
    turned = re.search(r'data-turned="(\d+)"', browser.get("/d").text).group(1)  # type: ignore[union-attr]
    shown = picture(browser.get("/d").text)
    for address, most in ((f"/d/state?turned={turned}", 1), ("/d/state", 5), (shown, 7)):
        with counted(shared_town) as said:
            answer = browser.get(address)
        assert answer.status_code in (200, 204)
        assert len(said) <= most, "\n\n".join(said)
    assert len(browser.get("/d/state").data) < 2000
