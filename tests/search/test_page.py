"""The search page over HTTP: where a hit leads, pages past the end, what is asked back."""

import html
import re

import pytest

from tests.road.test_from_file_to_pupil import publish, upload
from tests.town import Town, a_deck, shared_town

__all__ = ["shared_town"]


@pytest.fixture(scope="module")
def town(shared_town: Town, tmp_path_factory: pytest.TempPathFactory) -> Town:
    """Two decks are published in it."""
    folder = tmp_path_factory.mktemp("files")
    for title, words in (
        ("Кашалоты", ("Обложка", "Киты едят криль", "Лучший ученик")),
        ("Киты", ("Обложка",)),
    ):
        file = a_deck(folder, *words, name=title)
        publish(shared_town, upload(shared_town, file, title=title, licence="CC BY 4.0"))
    return shared_town


def page(town: Town, query: str) -> str:
    answer = town.by("teacher").get(f"/search?{query}")
    assert answer.status_code == 200
    return html.unescape(answer.text).replace("\xa0", " ")


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
