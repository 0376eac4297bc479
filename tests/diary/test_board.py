"""«На доску»: six letters open one thing for an hour, and nothing beside it."""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from accounts.models import User
from diary.board_code import ALPHABET, make_code
from diary.models import Grant, GrantScreen
from tests.app.test_budgets import counted
from tests.diary.board import begin, computer, joined, types
from tests.diary.homework import a_task, published
from tests.ingest import makers
from tests.town import Town, a_picture, form_word

LATIN = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")
ANSWERS = "Ответы для учителя"


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
    """Five slides of which the third is hidden; one film stands on the two last."""
    folder = tmp_path_factory.mktemp("deck")
    film = makers.film(folder / "опыт.avi", ["-c:v", "mpeg4"], sound=False)

    def put(presentation: Any) -> None:
        for slide in list(presentation.slides)[3:]:
            slide.shapes.add_movie(str(film), *[914_400] * 4, mime_type="video/avi")

    words = ("Доли", "Половина", ANSWERS, "Треть", "Итог")
    return publish(shared_town, makers.deck(folder / "доли.pptx", words, hidden=(3,), change=put))


def publish(town: Town, file: Path) -> str:
    """The teacher's file, made ready and published: its id."""
    given = {"subject": "math", "grade": "5"}
    item_id: str = town.by("teacher").send(file, **given).json["item_id"]
    town.work()
    assert town.by("teacher").post(f"items/{item_id}/submit").status_code == 200
    assert town.by("methodologist").post(f"items/{item_id}/publish").status_code == 200
    return item_id


def films(page: str) -> list[str]:
    """The addresses of what plays on the slide that the board shows."""
    found = re.search(r'data-media="([^"]*)"', page)
    return [one["src"] for one in json.loads(html.unescape(found.group(1)))] if found else []


def plays(page: str) -> tuple[int, bool]:
    """The turn that the board shows, and whether its film is to run."""
    found = re.search(r'data-turned="(\d+)" data-playing="(\d)"', page)
    assert found, page
    return int(found.group(1)), found.group(2) == "1"


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
            "slide-0002-480.webp",
            "slide-0004-960.webp",
            "slide-0003-960.webp",
            "slide-0001-960.webp",
            "slide-0005-960.webp",
            "cover.webp",
            "original",
        )
    }
    assert list(status.values()) == [200, 200, 404, 404, 404, 404, 404], status


def test_a_film_on_a_slide_plays_on_the_board_within_the_part(shared_town: Town, deck: str) -> None:
    both = joined(shared_town, begin(shared_town, item=deck, slides="4-5"))
    (film,) = films(both.get("/d").text)
    got = both.get(film)
    assert (got.status_code, got.mimetype) == (200, "video/mp4")
    # One file serves both slides, under the first one's name: the last alone opens it too.
    last = begin(shared_town, item=deck, slides="5")
    browser = joined(shared_town, last)
    (film,) = films(browser.get("/d").text)
    assert "/slide-0004-media-" in film
    assert browser.get(film).status_code == 200
    assert browser.get(other_file(film, "slide-0004-960.webp")).status_code == 404
    assert "Пустить фильм" in shared_town.by("teacher").get(last.remote).text

    others = begin(shared_town, item=deck, slides="1-2")
    browser = joined(shared_town, others)
    page = browser.get("/d").text
    assert not films(page)
    name = film.rsplit("/", 1)[1]
    assert browser.get(other_file(picture(page), name)).status_code == 404
    assert "Пустить" not in shared_town.by("teacher").get(others.remote).text


def test_the_remote_knows_when_a_film_has_ended_at_the_screen(shared_town: Town, deck: str) -> None:
    showing = begin(shared_town, item=deck, slides="4-5")
    first, second = joined(shared_town, showing), joined(shared_town, showing)
    teacher = shared_town.by("teacher")
    showing.press(playing="1")
    assert "Остановить" in teacher.get(showing.remote).text
    turned, playing = plays(first.get("/d").text)
    assert playing

    def tell(turn: int, playing: str) -> None:
        sent = {"playing": playing, "turned": turn, "csrf_token": form_word(first, "/d")}
        assert first.post("/d/played", data=sent).status_code == 204

    tell(turned - 1, "0")  # told of what stood there before the remote turned
    assert "Остановить" in teacher.get(showing.remote).text
    tell(turned, "0")
    assert "Пустить фильм" in teacher.get(showing.remote).text
    assert second.get(f"/d/state?turned={turned}").status_code == 204  # the other goes on
    tell(turned, "1")
    assert "Остановить" in teacher.get(showing.remote).text
    showing.press(to="next")
    assert plays(second.get("/d").text) == (turned + 1, False)


def test_a_sound_has_its_drawing_on_the_board(shared_town: Town, tmp_path: Path) -> None:
    tone = publish(shared_town, makers.sound(tmp_path / "звук.mp3"))
    browser = joined(shared_town, begin(shared_town, item=tone))
    drawn = re.search(r'data-wave="([^"]+)"', browser.get("/d").text)
    assert drawn
    assert browser.get(drawn.group(1)).json["peaks"]


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
    assert "номера 9 нет" in beyond.text


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
