"""«Прикрепить материал» tells of what it has found as the page of results does."""

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.diary.homework import lessons
from tests.road.test_from_file_to_pupil import publish, upload
from tests.town import Town, a_deck, shared_town

__all__ = ["shared_town"]


@pytest.fixture(scope="module")
def town(shared_town: Town, tmp_path_factory: pytest.TempPathFactory) -> Town:
    """Two decks of the fifth grade are near-duplicates, one is of the sixth, one is a draft."""
    folder = tmp_path_factory.mktemp("decks")
    for title, words, lesson in (
        ("Кашалоты", ("Обложка", "Киты едят криль"), "math-5-3"),
        ("Кашалоты, копия", ("Обложка", "Киты едят рачков"), "math-5-3"),
        ("Дельфины", ("Обложка", "Дельфины свистят"), "math-6-1"),
    ):
        file = a_deck(folder, *words, name=title)
        sent = upload(shared_town, file, title=title, lesson=lesson, licence="CC BY 4.0")
        publish(shared_town, sent)
    upload(shared_town, a_deck(folder, "Пингвины"), title="Пингвины", lesson="math-5-3")
    return shared_town


def panel(town: Town, query: str) -> str:
    answer = town.by("teacher").get(f"/diary/lessons/{lessons(town)[0]}/materials?{query}")
    assert answer.status_code == 200
    return html.unescape(answer.text).replace("\xa0", " ")


def test_a_hit_tells_its_lesson_and_leads_to_the_slide_that_answers(town: Town) -> None:
    text = panel(town, "q=криль")
    assert "5 класс · урок 3: Обыкновенные дроби: доли" in text
    [passage] = re.findall(r'<a class="passage" href="([^"]*)"><b>Слайд 2</b>', text)
    assert passage.endswith("?slide=2")
    assert text.count(f'href="{passage}"') == 3
    assert "<mark>криль</mark>" in text


def test_a_query_put_right_says_so_and_can_be_asked_as_typed(town: Town) -> None:
    text = panel(town, "q=кашалтоы")
    assert "Показано по запросу «кашалоты»." in text
    way = re.search(r'<a href="([^"]*)">Искать «кашалтоы»</a>', text)
    assert way
    assert "По этим словам ничего нет" in panel(town, urlsplit(way[1]).query)


def test_near_duplicates_are_folded_and_can_be_attached_too(town: Town) -> None:
    before, folded = panel(town, "q=кашалоты").split("Почти такие же: 1", 1)
    folded, after = folded.split("</details>", 1)
    assert "копия" in folded
    assert "копия" not in before + after
    assert folded.count('name="item"') == 1


def test_an_own_draft_says_who_sees_it(town: Town) -> None:
    for query in ("q=пингвины", "tab=mine"):
        text = panel(town, query)
        rows = text.split('<li class="item mini">')[1:]
        drafts = [row for row in rows if "черновик" in row]
        assert [row for row in rows if "видно только вам" in row] == drafts
        assert len(drafts) == 1
        assert "Пингвины" in drafts[0]


def test_an_empty_list_offers_ways_out_with_their_counts(town: Town) -> None:
    text = panel(town, "q=дельфины")
    assert "По этим словам ничего нет." in text
    ways = dict(re.findall(r'<a class="chip" href="([^"]*)">(.*?) <span', text))
    [way] = [link for link, title in ways.items() if title == "без условия «5 класс»"]
    assert parse_qs(urlsplit(way).query) == {"q": ["дельфины"], "grade": ["any"]}
    found = panel(town, urlsplit(way).query)
    assert "Дельфины</a>" in re.sub("</?mark>", "", found)
    ask = re.search(r'href="(/requests/new[^"]*)"[^>]*>.*?Попросить материал', text)
    assert ask
    assert parse_qs(urlsplit(ask[1]).query)["q"] == ["дельфины"]


def test_a_condition_that_gave_way_is_told(town: Town) -> None:
    text = panel(town, "q=криль 9 класс&grade=any&subject=any")
    assert "С условием «9 класс» ничего нет. Показано без него." in text
    assert "Слайд 2" in text


def test_a_part_is_chosen_from_the_slide_that_answers_on(town: Town) -> None:
    [pick, *_] = re.findall(
        r'href="(/diary/lessons/[^"]*/materials/[^"]*)"', panel(town, "q=криль")
    )
    assert parse_qs(urlsplit(pick).query)["slide"] == ["2"]

    def begins(address: str) -> list[str]:
        text = town.by("teacher").get(address).text
        return re.findall(r'name="(?:first|last)"[^>]* value="(\d*)"', text)

    assert begins(pick) == ["2", "2"]
    assert begins(pick.replace("slide=2", "slide=9")) == ["", ""]  # it has two
    assert begins(pick.replace("slide=2", "t=2")) == ["", ""]
