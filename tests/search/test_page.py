"""The search page over HTTP: where a hit leads, pages past the end, what is asked back."""

import html
import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from tests.road.test_from_file_to_pupil import publish, upload
from tests.town import Town, a_deck, form_word, shared_town, sign_in

__all__ = ["shared_town"]


@pytest.fixture(scope="module")
def town(shared_town: Town, tmp_path_factory: pytest.TempPathFactory) -> Town:
    """Two decks are published in it, so that there is something to filter by."""
    folder = tmp_path_factory.mktemp("files")
    for title, licence, words in (
        ("Кашалоты", "CC BY 4.0", ("Обложка", "Киты едят криль", "Лучший ученик")),
        ("Киты", "CC0", ("Обложка",)),
    ):
        file = a_deck(folder, *words, name=title)
        publish(shared_town, upload(shared_town, file, title=title, licence=licence))
    return shared_town


def page(town: Town, query: str) -> str:
    answer = town.by("teacher").get(f"/search?{query}")
    assert answer.status_code == 200
    return html.unescape(answer.text).replace("\xa0", " ")


def heading(text: str) -> str:
    [said] = re.findall("<h1>(.*?)</h1>", text)
    return str(said)


def test_title_cover_and_passage_of_a_hit_lead_to_the_place_found(town: Town) -> None:
    text = page(town, "q=криль")
    hit = re.search(r'<li class="item">.*?</li>', text, re.DOTALL)
    assert hit is not None
    links = re.findall(r'href="(/items/[^"]*)"', hit[0])
    assert len(links) == 3
    assert len(set(links)) == 1
    assert links[0].endswith("?slide=2")
    # By its title alone a material opens at its beginning.
    [only, *_] = re.findall(r'<h3><a href="(/items/[^"]*)"', page(town, "q=кашалоты"))
    assert "?" not in only


def test_a_teacher_sets_what_was_found_from_the_hit(town: Town) -> None:
    def ways(login: str, query: str) -> list[str]:
        answer = town.by(login).get(f"/search?{query}")
        return re.findall(r'href="(/diary/assign/[^"]*)"[^>]*><svg.*?</svg>Задать<', answer.text)

    [by_a_slide] = ways("teacher", "q=криль")
    assert re.fullmatch(r"/diary/assign/\w+\?slides=2", by_a_slide)
    chosen = html.unescape(town.by("teacher").get(by_a_slide).text).replace("\xa0", " ")
    assert re.search('<span class="bit">[^<]*лайд 2</span>', chosen)
    whole = re.search(r'href="([^"]*)">Взять целиком', chosen)
    assert whole
    assert "целиком" in town.by("teacher").get(whole[1]).text
    # By its title alone a material is taken whole.
    assert "slides" not in ways("teacher", "q=кашалоты")[0]
    for login in ("pupil", "guardian", "methodologist", "administrator"):
        assert ways(login, "q=криль") == []


def test_a_page_past_the_end_is_the_last_one(town: Town) -> None:
    for number in ("999", "0", "-1", "9" * 30, "x"):
        text = page(town, f"page={number}")
        assert "<h1>2 материала</h1>" in text
        assert text.count('<li class="item">') == 2


def test_a_right_word_is_asked_about_not_changed(town: Town) -> None:
    text = page(town, "q=учебник")
    assert "Ничего не нашлось" in text
    assert re.search(r'Возможно, вы искали: <a href="/search\?q=[^"]*">ученик</a>', text)
    assert "Показано по запросу" not in text


def test_the_same_words_without_quotes_are_told_as_such(town: Town) -> None:
    text = page(town, "q=«криль+едят»")
    assert "Ничего не нашлось" in text
    assert "Возможно, вы искали" not in text
    assert re.search(r'Без кавычек нашлось бы: <a href="/search\?q=[^"]*">криль едят</a>', text)
    assert "Без кавычек" not in page(town, "q=«едят+криль»")


def test_a_grade_that_there_is_not_is_told(town: Town) -> None:
    text = page(town, "q=криль+12+класс")
    assert "12 класса нет, ищем во всех." in text
    assert "Киты едят криль" in re.sub("<[^>]+>", "", text)
    assert "класса нет" not in page(town, "q=криль+11+класс")


def test_a_query_to_the_library_is_led_to_the_search(town: Town) -> None:
    answer = town.by("teacher").get("/library?q=криль&kind=presentation")
    assert answer.status_code == 302
    led = urlsplit(answer.headers["Location"])
    assert (led.path, parse_qs(led.query)) == (
        "/search",
        {"q": ["криль"], "kind": ["presentation"]},
    )
    assert town.by("teacher").get("/library?q=&grade=5").status_code == 200


def test_a_lesson_without_materials_is_told_before_what_is_near(town: Town) -> None:
    file = a_deck(town.home, "Сравнение дробей и общение", name="Общение")
    publish(town, upload(town, file, title="Общение чисел", licence="CC BY 4.0"))
    query = "q=сравнение+дробей"
    text = page(town, query)
    assert "К уроку «Сравнение дробей» материалов пока нет." in text
    assert "<h1>Близкое по теме: 1 материал</h1>" in text
    assert text.index("К уроку «Сравнение дробей»") < text.index("Близкое по теме")
    assert 'href="/lessons/math-5-4"' in text
    assert 'href="/upload?lesson=math-5-4"' in text
    to_pupil = html.unescape(town.by("pupil").get(f"/search?{query}").text)
    assert "К уроку «Сравнение дробей» материалов пока нет." in to_pupil
    assert "/upload" not in to_pupil
    assert "Попробуй другие слова" in to_pupil or "Близкое по теме" in to_pupil


def test_a_pupil_who_finds_nothing_is_spoken_to_as_a_pupil(town: Town) -> None:
    told = town.by("pupil").get("/search?q=абракадабра").text
    assert "Попробуй другие слова" in told
    assert "Попробуйте" not in told
    assert "Попробуйте другие слова" in page(town, "q=абракадабра")


def test_chosen_filters_are_chips_that_take_themselves_away(town: Town) -> None:
    text = page(town, "author=Никто&year=2026&sort=newest")
    assert "Ничего не нашлось" in text
    [chips] = re.findall(r'aria-label="Выбранные фильтры">.*?</div>', text, re.DOTALL)
    links = dict(re.findall(r'(\w+) <a href="([^"]*)"', chips))
    assert links == {
        "Никто": "/search?year=2026&sort=newest",
        "2026": "/search?author=%D0%9D%D0%B8%D0%BA%D1%82%D0%BE&sort=newest",
    }
    assert "Ничего не нашлось" not in page(town, "sort=used")


def test_the_call_counts_and_filters_as_the_page_does(town: Town) -> None:
    teacher = town.by("teacher")
    everything = teacher.json("search")
    [length] = everything["facets"]["length"]
    assert (length["code"], length["title"]) == ("slides-10", "до 10 слайдов")
    year = everything["facets"]["year"][0]["code"]
    query = {"length": "slides-10", "language": "ru", "year": year, "sort": "used"}
    found = teacher.json("search", **query, as_of=everything["as_of"])
    assert found["total"] == length["count"] == everything["total"]
    assert teacher.json("search", **query, as_of=1)["total"] == 0
    assert teacher.json("search", length="slides-more")["total"] == 0
    for name, value in (("length", "long"), ("year", "x"), ("sort", "best"), ("as_of", "now")):
        assert teacher.get("search", query_string={name: value}).status_code == 422


def test_the_exact_form_writes_the_query_and_shows_what_it_says(town: Town) -> None:
    assert "Точный поиск" in page(town, "q=криль")
    sent = "form=exact&words=криль&unwanted=доли&grade=5&subject=нет"
    answer = town.by("teacher").get(f"/search?{sent}")
    assert answer.status_code == 303
    asked = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert asked == {"q": ["криль -доли класс:5"]}
    text = page(town, urlencode(asked, doseq=True))
    assert 'name="words" value="криль"' in text
    assert 'name="unwanted" value="доли"' in text
    assert "без слов: доли" in text


def test_what_was_not_found_is_asked_for_and_comes(town: Town) -> None:
    text = page(town, "q=пустыни+9+класс")
    way = re.search(r'href="(/requests/new[^"]*)"[^>]*>.*?Попросить материал', text)
    assert way
    teacher, methodologist = town.by("teacher"), town.by("methodologist")
    assert 'value="пустыни 9 класс"' in html.unescape(teacher.get(way[1]).text)
    browser = town.app.test_client()
    sign_in(browser, "teacher")
    sent = {"text": "Пустыни", "lesson": "math-5-3", "kind": "", "note": "с картой"}
    sent["csrf_token"] = form_word(browser, way[1])
    assert browser.post("/requests/new", data=sent).status_code == 303
    assert "ждёт ответа" in teacher.get("/requests").text

    asked = html.unescape(methodologist.get("/requests").text).replace("\xa0", " ")
    assert "«Пустыни»" in asked
    assert "просит 1 учитель" in asked
    assert "с картой" in asked
    cell = methodologist.get("/coverage?subject=math&grade=5").text.replace("\xa0", " ")
    assert "просит 1 учитель" in cell
    assert "1 просьба о материале" in methodologist.get("/").text.replace("\xa0", " ")

    file = a_deck(town.home, "Пустыни", name="Пустыни")
    publish(town, upload(town, file, title="Пустыни мира", lesson="math-5-3", licence="CC0"))
    told = html.unescape(teacher.get("/").text)
    assert "ответ на вашу просьбу: «Пустыни»" in told
    answered = teacher.get("/requests").text
    assert "есть материал" in answered
    assert "Пустыни мира" in answered
    assert "ответ на вашу просьбу" not in teacher.get("/").text
    assert "«Пустыни»" not in methodologist.get("/requests").text


def test_few_hits_offer_a_request_quietly_to_teachers_alone(town: Town) -> None:
    assert "/requests/new?q=" in page(town, "q=криль")
    assert "/requests/new" not in page(town, "")
    for login in ("pupil", "methodologist"):
        assert "/requests/new" not in town.by(login).get("/search?q=криль").text


def test_a_search_is_saved_from_its_page(town: Town) -> None:
    text = page(town, "q=киты&kind=presentation&sort=newest")
    state = re.search(r'name="parameters" value="([^"]*)"', text)
    name = re.search(r'name="name" value="([^"]*)"', text)
    assert state
    assert name
    assert name[1] == "киты, Слайды"
    teacher = town.by("teacher")
    data = {"parameters": state[1], "name": name[1]}
    assert teacher.post("/saved", data=data).status_code == 303
    [kept] = teacher.json("saved-searches")["items"]
    listed = html.unescape(teacher.get("/saved").text)
    assert f'href="/saved/{kept["saved_id"]}"' in listed
    led = teacher.get(f"/saved/{kept['saved_id']}")
    assert led.headers["Location"].endswith(f"/search?{state[1]}")
    assert town.by("methodologist").json("saved-searches")["items"] == []
    assert "Сохранить поиск" in page(town, "q=нетникого")  # to be told when something comes
    assert "Сохранить поиск" not in town.by("pupil").get("/search?q=киты").text


def test_what_no_filter_can_be_is_no_filter(town: Town) -> None:
    wrong = "kind=bar&length=long&grade=77&subject=foo&lesson=foo&section=foo"
    text = page(town, wrong)
    assert "Выбранные фильтры" not in text
    assert re.findall("<h1>.*?</h1>", text) == re.findall("<h1>.*?</h1>", page(town, ""))


def test_filters_that_find_nothing_are_not_shown_beside_nothing(town: Town) -> None:
    assert 'id="filters"' in page(town, "")
    text = page(town, "q=нетникого 8 класс")
    assert "Ничего не нашлось" in text
    assert 'id="filters"' not in text


def test_the_lesson_one_came_from_stays_with_its_search_alone(town: Town) -> None:
    head = re.compile(r'<form class="find".*?</form>', re.DOTALL)
    [of_lesson] = head.findall(town.by("teacher").get("/lessons/math-5-3").text)
    assert 'name="near" value="math-5-3"' in of_lesson
    text = page(town, "near=math-5-3")
    [of_results] = head.findall(text)
    assert 'name="near"' not in of_results
    assert text.count('name="near" value="math-5-3"') == 2  # the order's form and the filters'
    assert "ближе к уроку 3" in text


def test_a_teacher_sets_a_similar_material_from_its_row(town: Town) -> None:
    [item] = re.findall(r'<h3><a href="(/items/\w+)', page(town, "q=кашалоты"))[:1]
    for login, ways in (("teacher", True), ("pupil", False)):
        text = town.by(login).get(f"{item}/similar").text
        assert "Похожие материалы</h1>" in text
        rows = text.count('<li class="item">')
        assert text.count('href="/diary/assign/') == (rows if ways else 0)


def test_a_material_opened_from_a_search_keeps_its_words_and_a_way_back(town: Town) -> None:
    [link, *_] = re.findall(r'<h3><a href="(/items/[^"]*)"', page(town, "q=криль"))

    def opened(before: str) -> tuple[str, list[str]]:
        headers = {"Referer": before}
        text = html.unescape(town.by("teacher").get(link, headers=headers).text)
        [field] = re.findall(r'id="q"[^>]* value="([^"]*)"', text)
        return field, re.findall(r'<a href="([^"]*)">К найденному', text)

    came = "/search?q=%D0%BA%D1%80%D0%B8%D0%BB%D1%8C&kind=presentation"
    assert opened(f"http://localhost{came}") == ("криль", [came])
    for other in (f"http://elsewhere.example{came}", "http://localhost/library", "http://[", ""):
        assert opened(other) == ("", [])


@pytest.mark.parametrize("typed", ["???", "😀", "-", "...", '""', "«»", "  !  "])
def test_of_signs_alone_it_is_told_that_there_is_nothing_to_look_for(
    town: Town, typed: str
) -> None:
    text = page(town, urlencode({"q": typed}))
    assert "В запросе одни знаки, искать по ним нечего. Показано всё, что есть." in text
    assert heading(text) == heading(page(town, ""))
    assert "Показано по запросу" not in text


def test_what_is_told_of_signs_is_told_of_nothing_else(town: Town) -> None:
    for query in ("", "q=", "q=+", "q=киты", "q=5+класс", "q=12+класс", "q=-видео"):
        assert "одни знаки" not in page(town, query)


def test_a_minus_alone_and_a_long_query_are_told(town: Town) -> None:
    text = page(town, "q=-киты")
    assert "рядом пишут, что искать: «числа -дроби»" in text
    assert heading(text) == heading(page(town, "q=киты"))
    assert "прочитано только его начало" in page(town, "q=" + "киты+" * 30)
    assert "прочитано только его начало" not in page(town, "q=киты+-криль")


def test_a_length_between_the_steps_is_told(town: Town) -> None:
    assert "ближайшая: до 20 слайдов." in page(town, "q=киты+до+15+слайдов")
    assert "ступенями" not in page(town, "q=киты+до+10+слайдов")
