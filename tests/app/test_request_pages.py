"""«Просьбы о материалах» over HTTP: what a teacher asks, what a methodologist answers."""

import html
import re

import pytest
from werkzeug.test import TestResponse

from tests.road.test_from_file_to_pupil import publish, upload
from tests.town import Town, a_deck, form_word, shared_town, sign_in

__all__ = ["shared_town"]


@pytest.fixture(scope="module")
def deck(shared_town: Town) -> str:
    """A published deck of the town's; its id."""
    file = a_deck(shared_town.home, "Пустыни", "Барханы", name="Пустыни")
    made = upload(shared_town, file, title="Пустыни мира", lesson="math-5-3", licence="CC0")
    publish(shared_town, made)
    return made


def plain(answer: TestResponse) -> str:
    return html.unescape(answer.text).replace("\xa0", " ")


def asked(town: Town, text: str, lesson: str = "") -> str:
    sent = {"text": text, "lesson": lesson}
    made: str = town.by("teacher").post("requests", json=sent).json["request_id"]
    return made


def answered(town: Town, request_id: str, **sent: str) -> TestResponse:
    browser = town.app.test_client()
    sign_in(browser, "methodologist")
    page = f"/requests/{request_id}/answer"
    return browser.post(page, data=sent | {"csrf_token": form_word(browser, page)})


@pytest.mark.parametrize("address", ["ерунда", "https://ya.ru/items/abc"])
def test_a_wrong_address_is_told_at_its_field_and_nothing_typed_is_lost(
    shared_town: Town, address: str
) -> None:
    made = asked(shared_town, f"Барханы {len(address)}")
    refused = answered(shared_town, made, address=address, reply="Слайды про ветер")
    assert refused.status_code == 422
    text = plain(refused)
    assert "Ответить на просьбу" in text
    assert re.search(r'id="address-e">.*?материала', text)
    assert f'value="{address}"' in text
    assert "Слайды про ветер</textarea>" in text
    again = shared_town.by("methodologist").get(f"/requests/{made}/answer")
    assert again.status_code == 200


def test_an_answer_leads_to_the_slide_that_its_address_names(shared_town: Town, deck: str) -> None:
    made = asked(shared_town, "Барханы и ветер")
    sent = answered(shared_town, made, address=f"http://localhost/items/{deck}?slide=2")
    assert sent.status_code == 303
    assert f'href="/items/{deck}?slide=2"' in shared_town.by("teacher").get("/requests").text
    mine = shared_town.by("teacher").json("requests", of="mine")["items"]
    [one] = [one for one in mine if one["request_id"] == made]
    assert (one["item_id"], one["item_place"]) == (deck, "slide=2")


def test_without_a_list_the_address_is_the_material_itself(shared_town: Town, deck: str) -> None:
    page = f"/requests/{asked(shared_town, 'Оазисы')}/answer"
    text = plain(shared_town.by("methodologist").get(page))
    assert ">Адрес материала</label>" in text
    assert "Другой материал" not in text
    page = f"/requests/{asked(shared_town, 'Оазисы', 'math-5-3')}/answer"
    assert ">Другой материал: его адрес</label>" in plain(shared_town.by("methodologist").get(page))


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("сравнение дробей", "math-5-4"),
        ("презентация сравнение дробей 5 класс", "math-5-4"),
        ("сравнение", ""),
        ("дроби", ""),
    ],
)
def test_the_lesson_that_a_query_names_is_chosen_already(
    shared_town: Town, query: str, chosen: str
) -> None:
    text = shared_town.by("teacher").get(f"/requests/new?q={query}").text
    ticked = re.findall(r'name="lesson" value="([^"]*)" checked', text)
    assert ticked == [chosen]
    assert 'value="math-5-4"' in text


def test_a_choice_of_no_lesson_is_kept(shared_town: Town) -> None:
    browser = shared_town.app.test_client()
    sign_in(browser, "teacher")
    page = "/requests/new?q=сравнение дробей"
    sent = {"text": "сравнение дробей", "lesson": "", "note": "о" * 501}
    refused = browser.post(page, data=sent | {"csrf_token": form_word(browser, page)})
    assert refused.status_code == 422
    assert re.findall(r'name="lesson" value="([^"]*)" checked', refused.text) == [""]


def test_the_methodologists_pages_lead_to_the_lexicon_and_the_requests(shared_town: Town) -> None:
    for page in ("/review", "/coverage"):
        main = shared_town.by("methodologist").get(page).text.split("<main")[1]
        assert 'href="/lexicon"' in main
        assert 'href="/requests"' in main
    assert "/lexicon" not in shared_town.by("administrator").get("/coverage").text
    for page, login, here in (
        ("/requests", "methodologist", "Проверка"),
        ("/lexicon", "methodologist", "Проверка"),
        ("/lexicon/proposals", "methodologist", "Проверка"),
        ("/requests", "teacher", "Библиотека"),
    ):
        nav = shared_town.by(login).get(page).text.split('<nav class="nav"')[1].split("</nav>")[0]
        lit = re.findall(r'aria-current="page">.*?<span>([^<]*)</span>', nav)
        assert [one for one in lit if one != "Ещё"] == [here], page  # «Ещё» stands on phones alone
